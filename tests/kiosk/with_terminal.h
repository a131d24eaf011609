/*
 * A whole terminal without a glass: the kiosk, a real writer, a real database
 * in a folder of its own, and pretend time. A test taps at coordinates.
 */
#ifndef TESTS_KIOSK_WITH_TERMINAL_H
#define TESTS_KIOSK_WITH_TERMINAL_H

#include <pthread.h>

#include "carry/carry.h"
#include "config/with_config.h"
#include "kiosk/kiosk.h"
#include "base/with_data_folder.h"
#include "view/with_view.h"

struct terminal {
    struct config config; /* what a test changes counts from the next start */
    struct data_folder folder;
    bool unvouched; /* the kernel does not say that its clock is right; from the
                       next start */
    bool set_up;    /* it may be put up on the glass; from the next start */
    const char *touch_folder; /* likewise; NULL: nobody looks */
    struct writer *writer;
    struct courier *courier;     /* NULL, unless staff have a `stick`, */
    char stick[FILES_PATH_SIZE]; /* a folder that stands in for one; counts
                                    from the next start */
    const char *mounts;          /* where sticks are found; NULL: nowhere */
    int (*fault)(void *context, enum carry_step step); /* of the stick */
    void *fault_context;
    struct kiosk *kiosk;
    struct moment now;
    pthread_mutex_t mutex;
    pthread_cond_t woken;
    int wakes, seen; /* the writer's, and how many of them were waited for */
    struct view_measure even; /* the letters of the view's tests */
    int measured; /* so many times the width of a text was asked for */
};

/* The writer has opened the record, the screen has settled. Each question has
   the reasons "voi-va", "cho-lau" and "kho-hieu", which nobody is asked for;
   nothing moves. */
void terminal_open(struct terminal *terminal, struct moment now);

/* The program ends as asked; the folder stays, for another start. */
void terminal_stop(struct terminal *terminal);

/* Stops and removes everything. */
void terminal_close(struct terminal *terminal);

/* For cmocka: one terminal a test, on Monday at nine. */
int terminal_setup(void **state);
int terminal_teardown(void **state);

/* Starts again in the same folder. */
void terminal_start(struct terminal *terminal, struct moment now);

/* Both, at the same moment: for a config that was changed. */
void terminal_restart(struct terminal *terminal);

/* Adds a form to the config: questions "ID-1", "ID-2" ..., which ask just
   that, each with the reason "ID-vi". Returns its place in config.forms. */
int terminal_add_form(struct terminal *terminal, const char *id, int questions,
                      int levels);

/* Records a question of the first form in the data folder, and has it heard. */
void terminal_add_voice(struct terminal *terminal, const char *language,
                        const char *question);

/* Time passes. */
void terminal_wait(struct terminal *terminal, int64_t ms);

/* Lets time pass as a loop would that wakes only when the kiosk wants to be
   called; returns how many times it woke on the way. */
int terminal_sleep(struct terminal *terminal, int64_t ms);

/* Blocks until the writer has one more result, and lets the kiosk take it. The
   test fails when there is none to come. */
void terminal_hear(struct terminal *terminal);

/* Blocks until something holds, while the kiosk takes what the writer and the
   courier have to say; the test fails when it does not come. */
void terminal_await(struct terminal *terminal,
                    bool (*there)(struct terminal *terminal));

/* One input at a point, or at the middle of an item. */
void terminal_input(struct terminal *terminal, struct input input);
struct input terminal_at(struct terminal *terminal, enum input_kind kind,
                         struct action action);

/* Press and release in the middle of an item that must be there. */
void terminal_tap(struct terminal *terminal, struct action action);

/* The same by the item's name ("reason:voi-va"). */
void terminal_tap_named(struct terminal *terminal, const char *name);

/* Taps an answer, waits for the disk and for the next screen. */
void terminal_answer(struct terminal *terminal, int level);

/* Whether an item with this action is on the screen. */
bool terminal_shows(struct terminal *terminal, struct action action);

/* Whether a text is. */
bool terminal_says(struct terminal *terminal, const char *text);

/* "kind item value" lines of all rows of the folder's database, apart from
   those of starts and stops; the value of a reason is its id. The program must
   have stopped. The caller frees. */
char *terminal_rows(struct terminal *terminal);

/* Stops, compares these rows, and starts again. */
void terminal_expect_rows(struct terminal *terminal, const char *expected);

#define ANSWER(level) ((struct action){ACTION_ANSWER, level})
#define PRESS(what)   ((struct action){ACTION_##what, 0})

#endif
