/*
 * A past: what a terminal leaves behind when it has served for some days, made
 * by the record itself out of a seed. Days with and without visitors, weekends,
 * days off, clocks that jump, power cuts in the middle of anything.
 */
#ifndef TESTS_VERIFY_WITH_PAST_H
#define TESTS_VERIFY_WITH_PAST_H

#include "config/with_config.h"
#include "daily/outbox.h"
#include "record/record.h"
#include "trust/first_key.h"

/* Numbers that look drawn, the same for the same seed. */
struct draw {
    uint64_t state;
};
struct draw draw_from(uint64_t seed);
/* 0 to below - 1 */
int draw_below(struct draw *draw, int below);
/* True once in so many times. */
bool draw_once_in(struct draw *draw, int times);

struct past {
    char path[FILES_PATH_SIZE]; /* the data directory */
    struct config config;
    struct record *record;
    struct outbox outbox;
    struct first_key first;
    struct draw draw;
    int32_t day;      /* by the wall clock */
    int64_t shift_ms; /* the wall clock was set wrong by so much */
    int64_t visit;    /* the last one's number */
    bool calm;        /* no power cuts, no jumps, no days off */
    int most;         /* visits on a day; a visitor comes every so often */
    char code[TAG_CODE_SIZE]; /* of the last row */
};

/* A new folder for tests, in memory where the machine has such; and its end,
   with all that is in it. */
void past_folder(char out[FILES_PATH_SIZE]);
void past_remove(const char *path);

/* Moves the data directory to INTO/NUMBER, its first key to INTO/NUMBER.key;
   INTO NULL: removes it. */
void past_leave(const struct past *past, const char *into, int number);

/* All that a folder holds, as it is now, into one that is made. */
void past_copy(const char *from, const char *to);
/* One file; the test fails when it cannot be copied. */
void past_copy_file(const char *from, const char *to);

/* A terminal with its keys, whose first one was shown, before its first
   start. */
void past_begin(struct past *past, uint64_t seed);

/* Gives it a new first key, while it is off; `shown`: to somebody. */
void past_enrol(struct past *past, bool shown);

/* Lives through so many days, the last of which is closed. */
void past_live(struct past *past, int days);

/* Begins a day and serves a visit or two; the record stays open. */
void past_serve(struct past *past);

/* Ends the run as the power does. */
void past_kill(struct past *past);

void past_end(struct past *past);

#endif
