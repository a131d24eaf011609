/*
 * From what the flow wants kept to rows of the record: the visit's random
 * number, the flags of doubtful taps, the language.
 */
#ifndef KIOSK_ROWS_H
#define KIOSK_ROWS_H

#include "data/config.h"
#include "data/writer.h"
#include "survey/flow.h"
#include "survey/guard.h"

/* What is remembered from one keep to the next. Zeroed at the start. */
struct rows {
    struct guard guard;
    int64_t visit; /* of the visit that is open */
};

/* Fills in a job for the writer. */
void rows_fill(struct rows *rows, const struct config *config,
               const struct flow_keeps *keeps, struct moment now,
               struct writer_job *job);

#endif
