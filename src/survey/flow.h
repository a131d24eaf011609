/*
 * The flow: what the terminal shows and keeps, as a pure state machine.
 *
 *     state + event + now -> state + what is to be kept
 *
 * A visit begins with the first answer or skip on the first question, which
 * is also the idle screen. Each answer is to be kept when it is tapped; the
 * last one together with the end of the visit. The thanks screen is reached
 * only by FLOW_KEPT, the word of the disk. A failed write leads to "out of
 * order" from anywhere, and nowhere from there.
 *
 * After a low answer the visitor may be asked why. The answer was handed over
 * when it was tapped; the reasons are, when they are done with, or when the
 * visitor walks away from them; who passes over them leaves none.
 *
 * Who is not there any more is asked for, and seconds are counted down; the
 * visit then ends as it is, as it does at once by the visitor's own word
 * (ACTION_FINISH) or for staff who hold the corner (FLOW_LEFT).
 *
 * With nobody there the screen goes dim, and outside opening hours to sleep.
 * The touch that wakes it from sleep does nothing else.
 *
 * All times are milliseconds of one clock that never goes back; durations
 * come from the config's [timing].
 */
#ifndef SURVEY_FLOW_H
#define SURVEY_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/action.h"
#include "survey/countdown.h"
#include "survey/sheet.h"

enum screen {
    SCREEN_QUESTION,
    SCREEN_REASONS, /* of `question`, after a low answer */
    SCREEN_THANKS,
    SCREEN_STILL_THERE,
    SCREEN_ASLEEP,
    SCREEN_OUT_OF_ORDER,
    SCREEN_PIN, /* of staff: the flow never shows these six itself */
    SCREEN_PANEL,
    SCREEN_EXPORT,
    SCREEN_TOUCH_TEST,
    SCREEN_SET_CLOCK,
    SCREEN_CLEAN,
    SCREEN_SET_UP, /* of the installer (survey/installer.h): nor this one */
};

enum { FLOW_SPEAKS_MS = 60000 }; /* as long as a recording is, at the most */

struct flow_timing {
    int64_t settle_ms;      /* taps ignored after a change of screen */
    int64_t advance_ms;     /* a chosen face stays in view */
    int64_t thanks_ms;      /* the thanks stay */
    int64_t idle_ms;        /* no touch: ask whether somebody is there */
    int64_t still_there_ms; /* no reply: the visit ends as partial */
    int64_t saving_ms;      /* after the advance: say that the disk is slow */
    int64_t dim_ms;         /* nobody there: dim, or asleep */
};

/* What the flow works by; the sheet may change while flow_idle. */
struct flow_rules {
    const struct sheet *sheet;
    struct flow_timing timing;
    int default_language;
    bool reasons;   /* ask for them after a low answer */
    bool low_reach; /* where a visit begins */
};

/* What became of a question in this visit. */
enum outcome { OUTCOME_NONE, OUTCOME_ANSWERED, OUTCOME_SKIPPED, OUTCOME_NA };

struct flow {
    enum screen screen;
    enum screen left;      /* on SCREEN_STILL_THERE: the one to return to, */
    struct countdown wait; /* and until the visit ends */
    int question;          /* its place on the sheet */
    int language;
    bool low_reach; /* everything pressable is within low reach */
    bool heard;     /* this visitor listens: each screen is read aloud, */
    bool speaking;  /* it is being read, */
    int part;       /* namely: what is told before (flow_told_before), then what
                       the screen says, then each face or reason */
    bool closed;    /* it is outside opening hours */
    bool dim;       /* nobody was there for long */
    bool visiting;  /* between the first answer or skip and the end */
    bool leaving;   /* the visit's end was handed over; waits for the disk */
    bool saving;    /* leaving, and for longer than a moment */
    bool moving;    /* a choice was made; goes on at moves_ms */
    int pending;    /* keeps handed over and not yet confirmed */
    int level[SHEET_MAX];        /* chosen, 0 for none */
    unsigned reasons[SHEET_MAX]; /* chosen, a bit each by its place */
    enum outcome outcome[SHEET_MAX];
    struct action toggled; /* what was last put on or off, and when */
    int64_t toggled_ms;
    int64_t changed_ms; /* when the screen last changed */
    int64_t asked_ms;   /* since when this visitor has the question before
                           them; 0 on the idle screen, where it always is */
    int64_t touched_ms; /* the last sign of a person */
    int64_t moves_ms;   /* when `moving` goes on, or went on */
};

/* How many parts are read before a question, to whom it stands idle: that the
   office is closed, where it is, and what the terminal is there for. */
int flow_told_before(const struct flow *flow);

/* Whether the visitor gave no answer to any question that they were asked. */
bool flow_said_nothing(const struct flow *flow);

enum flow_event_kind {
    FLOW_ACTION, /* an item was pressed */
    FLOW_TOUCH,  /* a finger came down, or a key: a sign of a person */
    FLOW_TICK,   /* time passed */
    FLOW_KEPT,   /* the oldest keep still pending is on the disk */
    FLOW_FAILED, /* the disk refused: nothing can be kept any more */
    FLOW_OPENED, /* the office's opening hours begin */
    FLOW_CLOSED, /* and end */
    FLOW_SPOKEN, /* that part was read to its end, or cannot be */
    FLOW_HUSHED, /* nothing may be read aloud any more */
    FLOW_LEFT,   /* staff came in: a visit that was left ends */
};

struct flow_event {
    enum flow_event_kind kind;
    struct action action; /* of FLOW_ACTION; of FLOW_TOUCH ACTION_SPEAK where
                             it is a key of who may not see what it wakes */
};

/* One thing to be kept; becomes one row of the record. */
enum keep_kind {
    KEEP_BEGIN,   /* a visit begins */
    KEEP_ANSWER,  /* value: the level */
    KEEP_SKIP,    /* the visitor passed over the question */
    KEEP_NA,      /* it does not apply to the visitor */
    KEEP_TIMEOUT, /* the visitor walked away from it */
    KEEP_REASON,  /* value: which reason of the question, from 0 */
    KEEP_END,     /* value: 1 when every question was gone through */
};

struct keep {
    enum keep_kind kind;
    int question; /* of answer, skip, na, timeout */
    int value;
    int language;       /* that the visitor had before them */
    int64_t elapsed_ms; /* since the question came; 0: not known, because it
                           stood there before the visitor did */
};

enum { FLOW_KEEPS_MAX = FORM_REASONS_MAX + 2 };

/* What one step wants kept, as one transaction; none when count is 0. */
struct flow_keeps {
    struct keep keeps[FLOW_KEEPS_MAX];
    int count;
};

/* The state at the start: the first question, in the default language. */
struct flow flow_start(const struct flow_rules *rules, int64_t now_ms);

struct flow flow_step(struct flow flow, const struct flow_rules *rules,
                      struct flow_event event, int64_t now_ms,
                      struct flow_keeps *keeps);

/* False while taps are still ignored after a change of screen, or because a
   choice was just made. */
bool flow_listens(const struct flow *flow, const struct flow_rules *rules,
                  int64_t now_ms);

/* When the flow wants its next FLOW_TICK; FLOW_NEVER: not before an event. */
#define FLOW_NEVER INT64_MAX
int64_t flow_deadline(const struct flow *flow, const struct flow_rules *rules);

/* True on the first question, or asleep, with nobody there. */
bool flow_idle(const struct flow *flow);

/* True where staff may come in: there is no visit, or nobody has touched the
   glass for half the time after which the visitor is asked for. */
bool flow_left_alone(const struct flow *flow, const struct flow_rules *rules,
                     int64_t now_ms);

#endif
