/*
 * A job for the record: rows to be kept as one transaction, as whoever serves
 * the glass hands them over.
 */
#ifndef RECORD_JOB_H
#define RECORD_JOB_H

#include "base/clock.h"
#include "format/row.h"

enum { RECORD_JOB_ROWS = 8 };

/*
 * Kind, visit, item, value, elapsed and flags are the caller's, and so is the
 * note of ROW_REASON; of ROW_ANSWER, ROW_SKIP, ROW_NA and ROW_TIMEOUT the note
 * is the language and the form ("vi 4-luon"). The record adds the rest: the
 * wording in the place of that form, the program's version as the note of
 * ROW_VISIT, and GUARD_CLOCK.
 */
struct record_job {
    struct moment at;
    struct row rows[RECORD_JOB_ROWS];
    int count;
};

#endif
