/*
 * The running terminal: all that stands while it runs. run.c opens and closes
 * it, terminal_loop.c runs it.
 */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include "cmd/bell.h"
#include "cmd/play.h"
#include "cmd/signals.h"
#include "display/sound.h"
#include "display/window.h"
#include "kiosk/kiosk.h"

/* Closed in the opposite order. */
struct terminal {
    struct config config;
    char data_dir[FILES_PATH_SIZE];
    int lock;
    struct bell bell;
    struct signals signals;
    struct fonts *fonts;
    struct writer *writer;
    struct courier *courier;
    struct upload *upload;
    struct window *window;
    struct kiosk *kiosk;
    struct logo *logo;
    struct sound *sound;
    char sounding[FILES_PATH_SIZE]; /* what was begun; empty: silence */
    struct play *play;
    bool vouched; /* the installer said that the clock is right */
};

/* Runs until the end, or until the installer is there. Returns the exit
   status. */
int terminal_loop(struct terminal *terminal);

#endif
