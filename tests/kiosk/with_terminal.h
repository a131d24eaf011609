/*
 * A whole terminal without a glass: the kiosk, a real writer, a real database
 * in a folder of its own, and pretend time. A test taps at coordinates.
 */
#ifndef TESTS_KIOSK_WITH_TERMINAL_H
#define TESTS_KIOSK_WITH_TERMINAL_H

#include <pthread.h>

#include "data/with_config.h"
#include "data/with_data_folder.h"
#include "kiosk/kiosk.h"

struct terminal {
    struct config config;
    struct data_folder folder;
    struct writer *writer;
    struct kiosk *kiosk;
    struct moment now;
    int64_t settle_ms; /* 500, unless a test sets it before a start */
    pthread_mutex_t mutex;
    pthread_cond_t woken;
    int wakes, seen; /* the writer's, and how many of them were waited for */
};

/* Monday 09:00; the writer has opened the record, the screen has settled. */
void terminal_open(struct terminal *terminal, struct moment now);

/* The program ends as asked; the folder stays, for another start. */
void terminal_stop(struct terminal *terminal);

/* Stops and removes everything. */
void terminal_close(struct terminal *terminal);

/* Starts again in the same folder. */
void terminal_start(struct terminal *terminal, struct moment now);

/* Time passes. */
void terminal_wait(struct terminal *terminal, int64_t ms);

/* Blocks until the writer has one more result, and lets the kiosk take it. */
void terminal_hear(struct terminal *terminal);

/* One input at a point, or at the middle of an item. */
void terminal_input(struct terminal *terminal, struct input input);
struct input terminal_at(struct terminal *terminal, enum input_kind kind,
                         struct action action);

/* Press and release in the middle of an item that must be there. */
void terminal_tap(struct terminal *terminal, struct action action);

/* Taps an answer, waits for the disk and for the next screen. */
void terminal_answer(struct terminal *terminal, int level);

/* Whether an item with this action is on the screen. */
bool terminal_shows(struct terminal *terminal, struct action action);

/* Whether a text is. */
bool terminal_says(struct terminal *terminal, const char *text);

/* "kind item value" lines of all rows of the folder's database, apart from
   those of starts and stops. The program must have stopped. The caller frees.
 */
char *terminal_rows(struct terminal *terminal);

#define ANSWER(level) ((struct action){ACTION_ANSWER, level})
#define PRESS(what)   ((struct action){ACTION_##what, 0})

#endif
