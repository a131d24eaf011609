/*
 * Stories of staff: tables of (time, event, what is expected).
 */
#ifndef TESTS_SURVEY_WITH_STAFF_STORY_H
#define TESTS_SURVEY_WITH_STAFF_STORY_H

#include <stddef.h>

#include "survey/staff.h"

/* Held for 3 s, closes after 60, settles in 0.5. */
extern const struct staff_rules staff_story_rules;

/* A step: at a time, an event; then what shows, and what is wanted, as
   letters: L look how the PIN stands, C compare, F figures, D days, B begin,
   X cancel, T the clock is right. Screens: - none, P pad, S panel, T touch
   test, K the cleaning, E export, W it works, R its result. */
struct beat {
    int64_t at_ms;
    struct staff_event event;
    char shows;
    const char *wants;
};

#define EVENT(what)                                                            \
    {                                                                          \
        .kind = STAFF_##what                                                   \
    }
#define PRESS(what, number)                                                    \
    {                                                                          \
        .kind = STAFF_ACTION, .action = { ACTION_##what, number }              \
    }
#define TOLD(number, said, tries, wait)                                        \
    {                                                                          \
        .kind = STAFF_TOLD, .told = {                                          \
            .asked = number,                                                   \
            .verdict = STAFF_##said,                                           \
            .left = tries,                                                     \
            .wait_ms = wait                                                    \
        }                                                                      \
    }
#define DAYS(from, until, count)                                               \
    {                                                                          \
        .kind = STAFF_DAYS, .days = { from, until, count, -1 }                 \
    }

#define PLACE(left, top)                                                       \
    {                                                                          \
        .kind = STAFF_PLACE, .place = { left, top }                            \
    }

/* Plays a story, and gives what the last step wanted. */
struct staff_wants staff_story_play(struct staff *staff,
                                    const struct beat *beats, size_t count);

#define PLAY(staff, beats)                                                     \
    staff_story_play(staff, beats, sizeof beats / sizeof beats[0])

void staff_story_type(struct staff *staff, const char *pin, int64_t at_ms);

/* The pad is open since 4000, no try was made. */
struct staff staff_story_at_pad(void);

/* And the panel since 5000. */
struct staff staff_story_at_panel(void);

/* And the export since 6000: days 100 to 200, two places. */
struct staff staff_story_at_export(void);

#endif
