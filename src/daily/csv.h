/*
 * A loaded day as CSV (daily/file.h): the header line and one row an answer.
 * What many rows share is encoded once and copied.
 */
#ifndef DAILY_CSV_H
#define DAILY_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "daily/rows.h"
#include "format/csv_write.h"

/* Zeroed at the start; keeps its memory from day to day, until the owner calls
   day_csv_free. */
struct day_csv {
    struct text day_head; /* of the day: version, unit, device */
    struct text date;     /* of the day: between completeness and hours */
    struct text head;     /* of the visit: all before the form */
    struct text tail;     /* of the visit: from the flags on */
    struct text reasons;  /* of the answer */
    size_t who;           /* whose codes `day_head` has (struct day_visit) */
    struct csv csv;
};

struct day_csv_params {
    const struct day_rows *rows;
    const struct imprint *imprint;
    int32_t day;
    csv_write *write;
    void *context;
};

/* False, with errno, when there was no memory or `write` refused a block. */
bool day_csv_send(struct day_csv *out, const struct day_csv_params *params)
    __attribute__((warn_unused_result));

void day_csv_free(struct day_csv *out);

#endif
