#include "with_ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int last_place(const struct ledger *ledger)
{
    return config_form(ledger->config, 0)->question_count;
}

/* The question at a place; its own id is that of the first of its form where
   it is lent. */
static const struct form_question *question(const struct ledger *ledger,
                                            int place)
{
    return place == last_place(ledger)
               ? &config_rotating(ledger->config)->questions[0]
               : &config_form(ledger->config, 0)->questions[place];
}

static const char *id_of(const struct ledger *ledger, int place)
{
    return place == last_place(ledger) ? ledger->lent
                                       : question(ledger, place)->id;
}

static bool low(const struct ledger *ledger, int place, int level)
{
    const struct form *form = place == last_place(ledger)
                                  ? config_rotating(ledger->config)
                                  : config_form(ledger->config, 0);
    return form_low(form->levels, level);
}

static void expect_row(struct ledger *ledger, const char *kind,
                       const char *item, int value)
{
    text_append_format(&ledger->rows, "%s %s %d\n", kind, item, value);
}

static void expect_reasons(struct ledger *ledger, int place)
{
    const struct form_question *asked = question(ledger, place);
    for (int i = 0; i < asked->reason_count; i++) {
        if (ledger->why[place] & 1u << i) {
            text_append_format(&ledger->rows, "reason %s %s\n",
                               id_of(ledger, place), asked->reasons[i].id);
            ledger->reasons++;
        }
    }
}

static void end_visit(struct ledger *ledger)
{
    bool complete = ledger->done[last_place(ledger)];
    expect_row(ledger, "end", "", complete);
    ledger->visiting = false;
    ledger->partial += !complete;
    memset(ledger->done, 0, sizeof ledger->done);
    memset(ledger->may_repeat, 0, sizeof ledger->may_repeat);
    memset(ledger->why, 0, sizeof ledger->why);
}

void ledger_reply(struct ledger *ledger, int place, struct action action)
{
    bool skip = action.kind == ACTION_SKIP;
    bool why = !skip && low(ledger, place, action.value);
    if (!ledger->visiting) {
        expect_row(ledger, "visit", config_form(ledger->config, 0)->id, 0);
        ledger->visiting = true;
        ledger->visits++;
    }
    if (ledger->done[place]) {
        assert_true(ledger->may_repeat[place]);
        ledger->repeats++;
    }
    ledger->done[place] = true;
    ledger->may_repeat[place] = false;
    expect_row(ledger, skip ? "skip" : "answer", id_of(ledger, place),
               action.value);
    ledger->owed++;
    if (!why) {
        ledger->why[place] = 0;
    }
    if (!why && place == last_place(ledger)) {
        end_visit(ledger);
    }
}

void ledger_back(struct ledger *ledger, struct spot spot)
{
    int place = spot.reasons ? spot.place : spot.place - 1;
    assert_in_range(place, 0, last_place(ledger));
    ledger->may_repeat[place] = true;
}

void ledger_reason(struct ledger *ledger, int place, int reason, bool chosen)
{
    unsigned bit = 1u << reason;
    ledger->why[place] = (ledger->why[place] & ~bit) | (chosen ? bit : 0);
}

void ledger_done(struct ledger *ledger, int place, bool passed_over)
{
    if (passed_over) {
        ledger->why[place] = 0;
    }
    ledger->owed += ledger->why[place] != 0 || place == last_place(ledger);
    expect_reasons(ledger, place);
    if (place == last_place(ledger)) {
        end_visit(ledger);
    }
}

void ledger_left(struct ledger *ledger, struct spot spot)
{
    assert_true(ledger->visiting);
    assert_in_range(spot.place, 0, last_place(ledger));
    if (!ledger->done[spot.place]) {
        expect_row(ledger, "timeout", id_of(ledger, spot.place), 0);
    }
    /* Chosen ones were meant, on whichever of the two the visitor stood. */
    expect_reasons(ledger, spot.place);
    end_visit(ledger);
    ledger->owed++;
}
