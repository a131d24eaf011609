/*
 * Staff: a held corner leads to the pad, the PIN to the panel, and from there
 * to the export, the touch test, the clock and the cleaning of the glass. A
 * pure state machine beside the flow:
 *
 *     state + event + now -> state + what is wanted of the disk
 *
 * The panel is reached by STAFF_RIGHT alone, the word of whoever compared the
 * PIN; every way in ends by itself when nobody touches the glass. While the
 * corner is open the flow stands still, and no visitor can act: so a PIN that
 * is being compared, which takes a moment, delays nobody's answer. For that
 * the pad does not close by its key before the verdict is there.
 *
 * The state is changed in place, because it holds the digits of a PIN: none
 * stay behind in a copy, and they are overwritten when they have been handed
 * over or the pad is left.
 *
 * All times are milliseconds of one clock that never goes back, but for the
 * minute, which is of the wall clock and local.
 */
#ifndef SURVEY_STAFF_H
#define SURVEY_STAFF_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/flow.h"
#include "survey/pin.h"
#include "survey/touch_test.h"

struct staff_rules {
    int64_t hold_ms;          /* how long the corner is held */
    int64_t idle_ms;          /* nobody touched: it closes */
    int64_t settle_ms;        /* taps ignored after a change of screen */
    struct touch_glass glass; /* for the touch test */
    bool sets_clock;          /* the machine lets us set its clock */
};

enum {
    STAFF_PAGES = 5, /* of the panel */
    /* An export that has not moved for so long is given up: the terminal is
       the visitors' again, whatever became of the stick. */
    STAFF_PATIENCE_MS = 120000,
    /* So long nothing answers to a touch, while the glass is cleaned; and so
       long after the last stroke of the cloth, but no longer than twice the
       first: a wet glass may feel touches by itself. */
    STAFF_CLEAN_MS = 30000,
    STAFF_STROKE_MS = 2000,
};

/* How the PIN stands. */
enum staff_verdict {
    STAFF_FREE,    /* a try may be made */
    STAFF_RIGHT,   /* the try was right */
    STAFF_WRONG,   /* it was not, and another may be made at once */
    STAFF_WAITING, /* one may be made in a while */
    STAFF_LOCKED,  /* none may be made */
    STAFF_UNSET,   /* there is no PIN to try */
    STAFF_REFUSED, /* the try could not be kept, and so was not compared */
};

/* Where an export is. */
enum staff_work { STAFF_PICKING, STAFF_WORKING, STAFF_RESULT };

/* Where the setting of the clock is. */
enum staff_setting {
    STAFF_TURNING,
    STAFF_OUTSIDE, /* no clock shows that year (dial.h) */
    STAFF_FAR,     /* more than a day from what it was: asked once more */
    STAFF_SETTING, /* the machine is asked to */
    STAFF_STUCK,   /* it does not let us, or did not */
};

/* The days to be taken. */
struct staff_choice {
    int32_t from, to; /* from > to: those that nobody took yet */
    int target;       /* -1: none is chosen yet */
    bool reports;
};

struct staff {
    bool open;          /* one of the screens below shows */
    enum screen screen; /* SCREEN_PIN, SCREEN_PANEL, SCREEN_EXPORT,
                           SCREEN_TOUCH_TEST, SCREEN_SET_CLOCK or
                           SCREEN_CLEAN */
    bool holding;       /* a finger is on the corner, since held_ms */
    int64_t held_ms;
    int64_t changed_ms; /* when something else came before the eye */
    int64_t touched_ms; /* the last sign of a person, or of the export */
    int64_t ticked_ms;  /* up to when time has been let pass */

    /* the pad */
    char digits[PIN_SIZE];
    int digit_count;
    unsigned asked; /* numbers the questions about the PIN: an answer to
                       another than the last is too late */
    bool told;      /* and the last was answered */
    bool checking;  /* a try is being compared */
    enum staff_verdict verdict; /* STAFF_RIGHT never stays */
    int left;                   /* tries, after STAFF_WRONG */
    int64_t until_ms;           /* of STAFF_WAITING, and of SCREEN_CLEAN */

    /* the panel */
    int page;
    bool sure;        /* that the date is right was said once, */
    int32_t sure_day; /* of this day: said again, it is confirmed */

    /* the export */
    enum staff_work work;
    bool given_up; /* the result is that nothing moved any more */
    struct staff_choice choice;
    bool one_day;             /* the next day that is tapped makes a span */
    int32_t first_day, today; /* days that can be chosen; first > today: not
                                 known yet */
    int32_t shown_until;      /* the last day on the calendar's page */
    int target_count;

    struct touch_test test;

    /* the clock */
    enum staff_setting setting;
    int64_t minute; /* since 1970, as the machine has it */
    int64_t ahead;  /* so many more are shown */
};

enum staff_event_kind {
    STAFF_HOLD,     /* a finger came down on the corner (flow_left_alone) */
    STAFF_RELEASE,  /* it left the corner, or the glass */
    STAFF_ACTION,   /* an item was pressed */
    STAFF_TOUCH,    /* a finger came down */
    STAFF_PLACE,    /* it did so where no key is: for the touch test */
    STAFF_TICK,     /* time passed */
    STAFF_TOLD,     /* how the PIN stands */
    STAFF_DAYS,     /* what can be taken, and to how many places */
    STAFF_PROGRESS, /* the export has come further */
    STAFF_ENDED,    /* to its end, whichever */
    STAFF_SET,      /* the clock was set, or could not be */
    STAFF_SHUT,     /* the terminal is out of order */
};

struct staff_event {
    enum staff_event_kind kind;
    struct action action;     /* of STAFF_ACTION */
    int64_t minute;           /* of each: what time it is */
    bool done;                /* of STAFF_SET */
    struct touch_place place; /* of STAFF_PLACE */
    struct {
        unsigned asked; /* the question that this answers */
        enum staff_verdict verdict;
        int left;
        int64_t wait_ms;
    } told; /* of STAFF_TOLD */
    struct {
        int32_t first, today;
        int targets, target; /* that is chosen of them, for they may have moved;
                                -1: none */
    } days;                  /* of STAFF_DAYS */
};

/* What one step wants done; all false for nothing. */
struct staff_wants {
    bool look;          /* tell how the PIN stands */
    bool compare;       /* compare `pin`, then overwrite it */
    unsigned asked;     /* the number of either question */
    char pin[PIN_SIZE]; /* of compare */
    bool figures;       /* for the panel */
    bool confirm;       /* the clock is right */
    bool set_clock;     /* to `minute` */
    int64_t minute;
    bool days;  /* for the export */
    bool begin; /* an export of `choice` */
    struct staff_choice choice;
    bool cancel; /* the export that works */
};

void staff_step(struct staff *staff, const struct staff_rules *rules,
                const struct staff_event *event, int64_t now_ms,
                struct staff_wants *wants);

/* False while taps are still ignored after a change, that of closing too. */
bool staff_listens(const struct staff *staff, const struct staff_rules *rules,
                   int64_t now_ms);

/* When it wants its next STAFF_TICK, or FLOW_NEVER. */
int64_t staff_deadline(const struct staff *staff,
                       const struct staff_rules *rules);

/* Seconds until the next try, or until the glass is clean. */
int staff_seconds(const struct staff *staff, int64_t now_ms);

#endif
