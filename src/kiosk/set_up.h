/*
 * The hall while the terminal is put up: what the installer taps leads from
 * page to page (survey/installer.h), and what is confirmed to the disk. It
 * runs while nobody has the record open: the codes that are entered here stand
 * in its first row. Like the kiosk it knows no glass.
 *
 * One thread only. What takes a moment (a PIN, a key) is done by set_up_tick,
 * after set_up_scene has shown that it is going to be.
 */
#ifndef KIOSK_SET_UP_H
#define KIOSK_SET_UP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "config/config.h"
#include "view/input.h"
#include "view/view.h"

/* Whether a terminal with this config, loaded so that the glass may ask, is to
   be put up before it asks anybody else. */
bool set_up_is_due(const struct config *config);

struct pin_cost; /* trust/pin_file.h */
struct set_up;

struct set_up_params {
    const struct config *config; /* outlives it; for a fault the sample's */
    const char *data_dir;        /* likewise; of a fault NULL */
    const struct faults *faults; /* of the config: they are shown, and nothing
                                    is asked; NULL: there are none */
    bool optional; /* somebody held the corner of a terminal that is at work:
                      until a first thing is confirmed, they may leave */
    const struct pin_cost *pin_cost;
    struct view_measure measure;
    int width_px, height_px;
    int told_mm; /* how wide the monitor says that its picture is; 0: it does
                    not. Whoever measures begins with that */
    const char *touch_folder; /* base/touch.h; outlives it; NULL: whether there
                                 is a touch screen is not said */
    struct moment now;
};

/* NULL when there is no memory. */
struct set_up *set_up_open(const struct set_up_params *params);

/* Overwrites what was secret. Takes NULL. */
void set_up_close(struct set_up *set_up);

void set_up_input(struct set_up *set_up, const struct input *input,
                  struct moment now);
void set_up_tick(struct set_up *set_up, struct moment now);
void set_up_resize(struct set_up *set_up, int width_px, int height_px);

/* What is to be shown now; stays the set-up's, until the next call. */
const struct scene *set_up_scene(struct set_up *set_up);

/* Milliseconds until set_up_tick wants to be called, counted from `now`; -1:
   not before an input. */
int64_t set_up_deadline(const struct set_up *set_up, struct moment now);

enum set_up_end {
    SET_UP_GOES_ON,
    SET_UP_DONE, /* all is on the disk: load the config again */
    SET_UP_LEFT, /* back to the visitors; of a fault: it was shown enough */
};
enum set_up_end set_up_ended(const struct set_up *set_up);

/* Whether the installer said that the clock is right. */
bool set_up_vouches(const struct set_up *set_up);

/* Taken for the width of a glass that nobody measured yet. */
int set_up_guess_mm(int width_px, int height_px);

#endif
