/*
 * The rows that must come of taps, written down as they are seen to be made:
 * of a terminal that asks for reasons and lends each visit one question of
 * another form.
 */
#ifndef TESTS_KIOSK_WITH_LEDGER_H
#define TESTS_KIOSK_WITH_LEDGER_H

#include "base/text.h"
#include "config/config.h"

/* Where a visitor is: a question by its place, or its reasons. */
struct spot {
    int place; /* -1: at neither */
    bool reasons;
};

struct ledger {
    const struct config *config;
    char lent[FORM_ID_SIZE]; /* the question that was lent, as last seen */
    struct text rows;        /* as terminal_rows gives them */
    bool visiting;
    bool done[SHEET_MAX];       /* has an answer or skip in this visit */
    bool may_repeat[SHEET_MAX]; /* the visitor came back to it */
    unsigned why[SHEET_MAX];    /* the reasons that are chosen */
    int owed; /* jobs that the disk has not yet been waited for */
    int visits, repeats, partial, reasons; /* so many there were */
};

/* Answer or skip on a question. */
void ledger_reply(struct ledger *ledger, int place, struct action action);

/* Back, from a question or from its reasons. */
void ledger_back(struct ledger *ledger, struct spot spot);

/* A reason shows as chosen, or not any more, after a tap on it. */
void ledger_reason(struct ledger *ledger, int place, int reason, bool chosen);

/* The reasons are done with, or passed over. */
void ledger_done(struct ledger *ledger, int place, bool passed_over);

/* The visit was left there. */
void ledger_left(struct ledger *ledger, struct spot spot);

#endif
