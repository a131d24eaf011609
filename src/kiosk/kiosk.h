/*
 * The hall of the house: inputs come in, the flow decides, the writer keeps,
 * the next scene goes out. It knows neither the glass nor the database, so a
 * test walks through the whole terminal by tapping at coordinates.
 *
 * One thread only. It never waits: `kiosk_deadline` says until when the
 * caller may sleep, unless an input or the writer's wake comes first.
 */
#ifndef KIOSK_KIOSK_H
#define KIOSK_KIOSK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "carry/courier.h"
#include "carry/upload.h"
#include "config/config.h"
#include "view/input.h"
#include "view/view.h"
#include "writer/writer.h"

enum {
    /* The disk has not answered for so long that nobody may go on waiting. */
    KIOSK_PATIENCE_MS = 30000,
    /* How long "out of order" is shown before the program ends, to be
       started again by the service manager. */
    KIOSK_FAREWELL_MS = 5000,
    /* The wall clock can be set while we sleep; so look at it now and then,
       when the picture moves anyway. */
    KIOSK_WALL_LOOK_MS = 300000,
    KIOSK_FRAME_MS = 16, /* between two pictures of a screen that arrives */
};

/* The stage of a terminal with this config, for a picture of this size; the
   sheet outlives the stage. */
struct view_params kiosk_stage(const struct config *config,
                               const struct sheet *sheet,
                               struct view_measure measure, int width_px,
                               int height_px);

struct kiosk;

struct kiosk_params {
    const struct config *config; /* outlives the kiosk */
    struct writer *writer;       /* likewise; NULL: the terminal could not be
                                    readied, and is out of order at once */
    struct courier *courier;     /* likewise; NULL: staff have the outbox only,
                                    where files are fetched from */
    struct upload *upload;       /* likewise; NULL: no command is configured */
    bool set_up; /* whoever holds the corner of a new terminal that has no PIN
                    is taken for the installer */
    const char *touch_folder; /* base/touch.h; outlives the kiosk. NULL: that
                                 there is no touch screen is nobody's concern */
    struct view_measure measure;
    int width_px, height_px;
    struct moment now;
};

/* NULL when there is no memory. */
struct kiosk *kiosk_open(const struct kiosk_params *params);

/* Takes NULL. */
void kiosk_close(struct kiosk *kiosk);

void kiosk_input(struct kiosk *kiosk, const struct input *input,
                 struct moment now);

/* Lets time pass, and takes what the writer has to say. */
void kiosk_tick(struct kiosk *kiosk, struct moment now);

void kiosk_resize(struct kiosk *kiosk, int width_px, int height_px);

/* What is to be shown now; stays the kiosk's, until the next call. */
const struct scene *kiosk_scene(struct kiosk *kiosk);

/* The same, and what else a person before the glass would go by. */
struct kiosk_sight {
    const struct scene *scene;
    enum screen screen;
    int question; /* its place on the sheet, where one is asked */
    bool listens; /* false while taps are still ignored, after a change of
                     screen or because a choice was just made */
};
struct kiosk_sight kiosk_sight(struct kiosk *kiosk, struct moment now);

/* Milliseconds until kiosk_tick wants to be called, counted from `now`; 0 or
   more. */
int64_t kiosk_deadline(const struct kiosk *kiosk, struct moment now);

/* The recording that shall sound now, as a file's path that stays until the
   next call; NULL for silence. The caller plays what this names from its
   beginning whenever it becomes another one, and stops when it is NULL. */
const char *kiosk_voice(const struct kiosk *kiosk);

/* True once after something was pressed that acts, where a tap shall sound. */
bool kiosk_tapped(struct kiosk *kiosk);

/* Tells that it has come to its end, or cannot be played. */
void kiosk_voice_ended(struct kiosk *kiosk, struct moment now);

/* True once "out of order" has stood long enough and the program shall end
   with a failure. */
bool kiosk_over(const struct kiosk *kiosk, struct moment now);

/* True when the installer is there, and this has to end for the set-up to go
   on (set_up.h). */
bool kiosk_asks_set_up(const struct kiosk *kiosk);

/* True from the moment that something could not be kept. */
bool kiosk_broken(const struct kiosk *kiosk);

#endif
