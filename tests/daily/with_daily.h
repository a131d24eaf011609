/* Daily files by hand: rows that are sound until a test says otherwise. */
#ifndef TESTS_DAILY_WITH_DAILY_H
#define TESTS_DAILY_WITH_DAILY_H

#include "base/text.h"

/* Appends the header line, after a byte order mark; that of the first schema,
   which 0.4.0 wrote. */
void daily_header(struct text *out);
void daily_first_header(struct text *out);

/* Appends a row of unit "VT", device "Q1", date 2026-11-23, form "4-luon" and
   five levels, in Vietnamese. */
struct daily_row {
    long visit;
    int hour;
    int place;                   /* of the question, from 1 */
    const char *question;        /* its text is "Hỏi <id>?" */
    int level;                   /* 0: skipped; -1: walked away from */
    const char *reasons, *flags; /* NULL: none */
    int hour_to;                 /* 0: as `hour`, from which on it is */
};
void daily_row(struct text *out, const struct daily_row *row);
void daily_first_row(struct text *out, const struct daily_row *row);

/* One row for each of `levels`, a visit each, at hour 8, to "mim-cuoi"; the
   list ends with 0. */
void daily_levels(struct text *out, const int *levels);

/* Writes the text into a file, and clears it. */
void daily_write(struct text *bytes, const char *path);

#endif
