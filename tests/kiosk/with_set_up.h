/*
 * A terminal that is being put up, without a glass: the tree's own config with
 * its codes and its width empty, a data directory, and pretend time. A test
 * taps at coordinates.
 */
#ifndef TESTS_KIOSK_WITH_SET_UP_H
#define TESTS_KIOSK_WITH_SET_UP_H

#include "config/with_files.h"
#include "kiosk/set_up.h"
#include "base/with_data_folder.h"
#include "view/with_view.h"

struct installing {
    struct config_files files;
    struct data_folder data;
    struct config config;
    struct with_view view; /* the letters of the view's tests */
    struct set_up *set_up; /* NULL: it has ended, or was killed */
    struct moment now;
    int width_px, height_px;
    int told_mm;              /* by the monitor; 0: nothing */
    const char *touch_folder; /* NULL: nobody looks */
};

/* At 2026-11-23 09:00 local time, 1280x800. */
void installing_open(struct installing *installing);
void installing_close(struct installing *installing);

/* The program is started: loads the config, and begins when that is due. */
void installing_start(struct installing *installing, bool optional);

/* The power fails. */
void installing_kill(struct installing *installing);

/* A while later, presses and releases the item of this name, which must be
   there, and does what is wanted. */
void installing_tap(struct installing *installing, const char *name);

/* Each letter, as "letter:A" or "digit:7". */
void installing_type(struct installing *installing, const char *kind,
                     const char *text);

/* Time passes. */
void installing_wait(struct installing *installing, int64_t ms);

bool installing_shows(struct installing *installing, const char *name);
bool installing_says(struct installing *installing, enum word word);

/* Whether some text holds this, on one line. */
bool installing_reads(struct installing *installing, const char *part);

/* What stands in setup.ini, without its notes; "" when there is none. */
const char *installing_entered(struct installing *installing, char out[4096]);

#endif
