/*
 * What the writer puts into status.json (status.h), and when: filled from the
 * record, and written anew when something has changed.
 */
#ifndef DATA_BULLETIN_H
#define DATA_BULLETIN_H

#include <stdbool.h>

#include "data/outbox.h"
#include "data/record.h"
#include "data/status.h"

/* Zeroed at the start. */
struct bulletin {
    struct status status;
    const char *data_dir;
    bool told; /* that it could not be written: said once */
};

struct bulletin_params {
    const struct config *config;
    const char *data_dir; /* outlives it */
    struct moment now;    /* of the start */
};
void bulletin_begin(struct bulletin *bulletin,
                    const struct bulletin_params *params);

/* Writes how it is. `outbox` and its record may not be open yet. */
void bulletin_write(struct bulletin *bulletin, const struct outbox *outbox,
                    enum status_state state, struct moment at);

/* Counts the files of the outbox, for the next time. */
void bulletin_count(struct bulletin *bulletin, const struct outbox *outbox);

#endif
