/*
 * A clerk with a watch, who wants to know which visitor answered what. He saw
 * each of a day's visitors stand at the terminal, and has all that staff can
 * reach: the day's file, whichever column it has; the provisional one, the
 * panel and status.json before and after each visit; a report of the day.
 */
#ifndef TESTS_WRITER_WITH_CLERK_H
#define TESTS_WRITER_WITH_CLERK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { CLERK_VISITS = 100, CLERK_ASKED = 4 };

/* What somebody said: levels, 0 for a question passed over, -1 for one that
   was walked away from. */
struct clerk_sheet {
    int levels[CLERK_ASKED];
};

/* What the clerk sees of a visitor, in the order in which they come. */
struct clerk_visitor {
    int hour;
    const char *language;
    bool stayed;              /* to the end */
    int taps_ms[CLERK_ASKED]; /* from question to tap, as his watch has it */
    bool told; /* the panel's figures before and after give the answers: */
    struct clerk_sheet figures;
};

/* What he saw of a day. */
struct clerk {
    int within_ms; /* that his watch is right */
    struct clerk_visitor visitors[CLERK_VISITS];
    int count;
    int64_t appeared[CLERK_VISITS][2]; /* a visit's number in a provisional
                                          file, and after how many visitors it
                                          was first there */
    int appeared_count;
};

/* Looks at a provisional file after so many visitors. */
void clerk_look(struct clerk *clerk, struct text *csv, int after);

/* How he does with a visitor. */
struct clerk_named {
    struct clerk_sheet sheet;  /* whom he takes him for */
    struct clerk_sheet unseen; /* who has the file and saw nobody: the sheet
                                  that is there most */
    int candidates;            /* visits that it can be; 0: the figures told */
};

/* After the day: names all of them, out of its file. */
void clerk_name(const struct clerk *clerk, struct text *csv,
                struct clerk_named named[CLERK_VISITS]);

#endif
