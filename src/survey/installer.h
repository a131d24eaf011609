/*
 * The installer: whoever puts the terminal up, and is asked on the glass for
 * what only they know. A pure state machine beside the flow and staff:
 *
 *     state + event + now -> state + what is wanted of the disk
 *
 * Each page asks for one thing, and what was confirmed is on the disk before
 * the next one comes: so the power may fail at any moment, and the next start
 * goes on where this one was. Two things are asked for anew then. The date: a
 * machine that was without power may have forgotten it. And the enrolment: a
 * key that was shown, and which nobody said to have taken, is drawn once more.
 *
 * The state is changed in place, because it holds the digits of a PIN and a
 * key: none stay behind in a copy, and they are overwritten when their page is
 * left.
 *
 * All times are milliseconds of one clock that never goes back, but for the
 * minute, which is of the wall clock and local.
 */
#ifndef SURVEY_INSTALLER_H
#define SURVEY_INSTALLER_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/action.h"
#include "survey/pin.h"

enum installer_page {
    INSTALLER_WELCOME,
    INSTALLER_UNIT,   /* the code of the office */
    INSTALLER_DEVICE, /* and that of this terminal there */
    INSTALLER_WIDTH,  /* of the picture, measured on the glass */
    INSTALLER_PIN,    /* of staff */
    INSTALLER_DATE,
    INSTALLER_ENROL, /* the first key, for the province */
    INSTALLER_DONE,
    INSTALLER_FAULT, /* instead of all: the config cannot be used */
    INSTALLER_PAGES
};

enum {
    INSTALLER_CODE_MOST = 31, /* letters of a code */
    INSTALLER_CODE_SIZE = INSTALLER_CODE_MOST + 1,
    /* What can be measured with a card of 85.6 mm that lies on the picture. */
    INSTALLER_LEAST_MM = 100,
    INSTALLER_MOST_MM = 1250,
    INSTALLER_KEY_MS = 300000, /* a key is shown so long to nobody */
    INSTALLER_STAY_MS = 60000, /* what ends by itself */
};

/* The value of ACTION_LESS and ACTION_MORE is a part of the date (dial.h). On
   the page of the width it is so many millimetres; "more" makes the card
   longer, and the picture less wide. */

/* What there is to say on a page, besides what it asks for. */
enum installer_notice {
    INSTALLER_ASKS,     /* nothing */
    INSTALLER_EMPTY,    /* a code has a letter at least, */
    INSTALLER_DASH,     /* does not begin with a dash, */
    INSTALLER_LONG,     /* and has no more letters than there are */
    INSTALLER_AGAIN,    /* the same PIN once more */
    INSTALLER_DIFFERS,  /* it was another */
    INSTALLER_WEAK,     /* it is guessed too easily, for `weak` */
    INSTALLER_SET,      /* there is one already */
    INSTALLER_NO_CLOCK, /* the machine does not let us set it */
    INSTALLER_SURE,     /* the key was photographed? */
    INSTALLER_UNKEPT,   /* the disk refused it */
    INSTALLER_SAMPLE,   /* a code is that of no terminal */
};

/* Whether a touch screen is there. */
enum installer_touch {
    INSTALLER_TOUCH_UNKNOWN,
    INSTALLER_TOUCH_MISSING,
    INSTALLER_TOUCH_FOUND,
};

/* What the province has to get, as lines of text. */
struct installer_key {
    char first[192];  /* the first key (trust/first_key.h) */
    char signer[256]; /* the line of allowed_signers (trust/signers.h) */
    char fingerprint[64];
};

/* What a step wants done. Whoever does it comes back with INSTALLER_DID. */
enum installer_want {
    INSTALLER_NOTHING,
    INSTALLER_KEEP_UNIT,
    INSTALLER_KEEP_DEVICE,
    INSTALLER_KEEP_WIDTH,
    INSTALLER_KEEP_PIN,
    INSTALLER_KEEP_CLOCK, /* set it to `minute` */
    INSTALLER_DRAW_KEY,
    INSTALLER_FINISH, /* never again */
    INSTALLER_END,    /* to the first question; is not answered */
    INSTALLER_LEAVE,  /* back to the visitors: nothing was begun; likewise */
};

struct installer {
    enum installer_page page;
    unsigned asked; /* a bit (1 << page) for each that is asked for */
    bool may_leave; /* nobody need be here: nothing was confirmed yet */
    int language, language_count;
    enum installer_notice notice;
    enum installer_want doing; /* what is being done; nothing is taken then */
    int64_t changed_ms;        /* when something else came before the eye */
    int64_t touched_ms;        /* the last sign of a person */

    char unit[INSTALLER_CODE_SIZE], device[INSTALLER_CODE_SIZE];
    int width_mm;
    int told_mm; /* by the monitor itself; 0: it tells nothing */

    char digits[PIN_SIZE], first_digits[PIN_SIZE];
    int digit_count;
    bool pin_set;
    enum pin_fault weak;

    int64_t minute;   /* local, since 1970, as the machine has it */
    int64_t ahead;    /* so many more are shown */
    bool clock_right; /* they said so, or set it */

    bool key_shown;
    struct installer_key key;

    enum installer_touch touch; /* said on the first page */

    char fault[512]; /* the first of the config: "file:line: what" */
    int fault_count;
};

enum installer_event_kind {
    INSTALLER_ACTED,   /* an item was pressed */
    INSTALLER_TOUCHED, /* a finger came down */
    INSTALLER_WAITED,  /* time passed */
    INSTALLER_DID,     /* what was wanted is done, or could not be */
};

struct installer_event {
    enum installer_event_kind kind;
    struct action action;            /* of INSTALLER_ACTED */
    int64_t minute;                  /* of each: local, since 1970 */
    bool done;                       /* of INSTALLER_DID */
    const struct installer_key *key; /* of INSTALLER_DRAW_KEY, when done */
};

/* What one step wants. */
struct installer_wants {
    enum installer_want want;
    char pin[PIN_SIZE]; /* of INSTALLER_KEEP_PIN; to be overwritten */
    int64_t minute;     /* of INSTALLER_KEEP_CLOCK */
};

/* Goes to its first page: the welcome; or, where this was begun before, the
   first that is asked for and not among `kept`. All else is filled in. */
void installer_begin(struct installer *installer, bool begun, unsigned kept,
                     int64_t now_ms);

void installer_step(struct installer *installer,
                    const struct installer_event *event, int64_t now_ms,
                    struct installer_wants *wants);

/* When it wants its next INSTALLER_WAITED, or FLOW_NEVER's like: INT64_MAX. The
   minute that the page of the date shows is the caller's to follow. */
int64_t installer_deadline(const struct installer *installer);

/* Which of so many steps its page is, from 1; 0: none of them. */
int installer_place(const struct installer *installer);
int installer_steps(const struct installer *installer);

#endif
