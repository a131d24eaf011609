/*
 * The running terminal: all that stands while it runs. run.c opens and closes
 * it, terminal_loop.c runs it.
 */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include "cmd/bell.h"
#include "cmd/last_end.h"
#include "cmd/play.h"
#include "cmd/signals.h"
#include "cmd/watchdog.h"
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
    struct watchdog watchdog;
    char ended[LAST_END_SIZE]; /* how the run before did */
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
    struct moment played; /* now, while a visit is; passes only in waits */
    bool vouched;         /* the installer said that the clock is right */
};

/* To be called behind each picture, and when it asked for it: feeds the
   watchdog while glass and disk get on. Returns after how many milliseconds it
   wants to be called again; -1: it does not. Takes the terminal. */
int64_t terminal_feed(void *terminal);

/* Runs until the end, or until the installer is there. Returns the exit
   status. */
int terminal_loop(struct terminal *terminal);

#endif
