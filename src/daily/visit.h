/* A visit of a day, as the daily file wants it (rows.h). */
#ifndef DAILY_VISIT_H
#define DAILY_VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct day_visit {
    int64_t id;
    int order; /* in the record, from 0 */
    int first; /* of its answers */
    int count;
    int hour;     /* in which it began */
    int from, to; /* as the file tells it: hours of its stretch (stretch.h); of
                     the first schema both are `hour` */
    unsigned flags;
    /* Where these stand in `texts`; "" when no row told: */
    size_t version, form, language; /* the program's version, the form's id, the
                                       language of its last outcome */
    size_t who;                     /* the codes under which it was given */
    bool complete;
    bool answered;   /* a question at least */
    bool ended;      /* nothing of it comes any more */
    bool before_day; /* it began on an earlier date */
    bool finished;   /* so is its stretch */
};

#endif
