/*
 * What moves by itself. A screen that comes takes a moment to arrive; and now
 * and then, when nobody looks, the whole picture moves by a hair, so that no
 * pixel of the glass shows the same for years. The second is the beat of a
 * terminal at rest: the only time at which it wakes for nothing.
 *
 * Pure; times are milliseconds of one clock that never goes back.
 */
#ifndef KIOSK_MOTION_H
#define KIOSK_MOTION_H

#include <stdbool.h>
#include <stdint.h>

/* How things move. */
struct motion_rules {
    int64_t arrive_ms; /* how long a screen takes; 0: there at once */
    int64_t beat_ms;   /* from one beat to the next; above 0 */
    int64_t frame_ms;  /* between two pictures of a screen that arrives */
    bool shifts;       /* the picture moves at the beat */
};

struct motion {
    struct motion_rules rules;
    int64_t began_ms;
    int64_t beats;     /* since then */
    int shift;         /* for view_state: the beats at rest */
    int ease;          /* likewise: VIEW_THERE, or less on the way */
    int64_t left_ms;   /* when the screen set out */
    int64_t moment_ms; /* of the last motion_tick */
};

/* At the start all is where it belongs. */
struct motion motion_start(const struct motion_rules *rules, int64_t now_ms);

/* A screen comes; or is there at once. */
void motion_arrive(struct motion *motion, int64_t now_ms);
void motion_settle(struct motion *motion);

/* Lets time pass; the picture is moved only when it is at rest. True when a
   beat has come since the call before. */
bool motion_tick(struct motion *motion, int64_t now_ms, bool at_rest);

/* When motion_tick wants to be called. */
int64_t motion_deadline(const struct motion *motion);

#endif
