/*
 * From what the flow wants kept to rows of the record: the visit's random
 * number, the flags of doubtful taps, the form and the language.
 */
#ifndef KIOSK_ROWS_H
#define KIOSK_ROWS_H

#include "config/config.h"
#include "survey/flow.h"
#include "survey/guard.h"
#include "writer/writer.h"

/* By what rows are made, and what is remembered from one keep to the next:
   zeroed at the start. */
struct rows {
    const struct config *config; /* outlive it */
    const struct sheet *sheet;   /* likewise; what the visitor has before them
                                    when rows_fill is called */
    struct guard guard;
    int64_t visit; /* of the visit that is open */
};

/* Fills in a job for the writer. */
void rows_fill(struct rows *rows, const struct flow_keeps *keeps,
               struct moment now, struct record_job *job);

#endif
