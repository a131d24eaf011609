/*
 * Counts the visits of a record's rows as they go by, day by day, into what
 * the sum of the day must be (sum.h): the last outcome of each question of a
 * visit holds. Written apart from what the terminal itself counts with, so
 * that a slip there does not check itself.
 */
#ifndef VERIFY_COUNT_H
#define VERIFY_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"
#include "format/sum.h"
#include "survey/sheet.h"
#include "verify/wordings.h"
#include "verify/findings.h"

struct count_answer {
    int book, question;
    enum row_kind outcome; /* ROW_ANSWER, ROW_SKIP, ROW_TIMEOUT */
    int level;
    unsigned reasons; /* a bit each, by their places in the wording */
};

struct count_visit {
    int64_t id; /* 0: none */
    int32_t day;
    int64_t wall_ms; /* of its first row */
    unsigned flags;
    bool doubted; /* the clock was in doubt in it or after it, whatever is told
                     since */
    bool ended;   /* to the end */
    char language[WORDING_CODE_SIZE]; /* of the last outcome; "": none */
    char who[WHO_SIZE];               /* under whose codes; "": nothing tells */
    struct count_answer answers[SHEET_MAX];
    int answer_count;
};

/* Days with rows that are not closed: an honest terminal has a few, and closes
   at most some hundred at once. Beyond, the oldest is forgotten. */
enum { COUNT_DAYS_MOST = 500 };

/* A day that has rows and was not forgotten. */
struct count_day {
    bool alive;  /* and such that tell of more than its closing */
    int doubted; /* visits after which the clock was in doubt */
    struct sum sum;
};

/* Zeroed but for the first three; the owner calls count_free. */
struct count {
    struct wordings *wordings;
    struct findings *findings;
    int utc_offset_min; /* by which hours are told */
    struct count_day **days;
    int day_count, capacity;
    char who[WHO_SIZE]; /* of the visits to come */
    struct count_visit visit;
    int32_t life_day; /* of the row before */
    int64_t visits;   /* of all days */
    bool too_many;    /* days: it was told */
    bool failed;      /* memory ran out */
};

/* A row that is ours, in the order of the record, as it is meant; and the flags
   that it bears. */
void count_row(struct count *count, const struct row *row, unsigned flags);

/* Of a day that is closed now: visits under these codes are its own; those
   under others the sum tells. */
void count_own(struct count *count, int32_t day, const char *who);

/* The sum of a day, of which no more rows come; NULL when it had none. */
const struct sum *count_day(struct count *count, int32_t day);

/* Whether there is anything of a day before its closing. */
bool count_alive(struct count *count, int32_t day);

/* When all rows went by: how many days with visits were not forgotten, those
   apart whose visits all came before a clock in doubt, or under it. */
int count_open_days(struct count *count);

/* Forgets that day, which is closed, and those before it: one among them that
   has visits was never closed. */
void count_forget(struct count *count, int32_t day);

void count_free(struct count *count);

#endif
