/*
 * What the writer puts into status.json (status.h), and when: filled from the
 * record, and written anew when something has changed. Free
 * space is told in whole MiB, which change less often.
 */
#ifndef WRITER_STATUS_KEEPER_H
#define WRITER_STATUS_KEEPER_H

#include <stdbool.h>

#include "daily/outbox.h"
#include "desk/desk.h"
#include "writer/status.h"

/* Zeroed at the start. */
struct status_keeper {
    struct status status;
    struct status written; /* as it lies there: not written twice */
    const char *data_dir;
    bool told; /* that it could not be written: said once */
};

/* `data_dir` outlives it; `now` is that of the start. */
void status_keeper_begin(struct status_keeper *keeper,
                         const struct config *config, const char *data_dir,
                         struct moment now);

/* Writes how it is. `outbox` and its record may not be open yet. */
void status_keeper_write(struct status_keeper *keeper,
                         const struct outbox *outbox, enum status_state state,
                         struct moment at);

/* The same of a running terminal, and asks the desk how the record is, which
   takes longer: for when days may have been closed or taken. False when the
   record failed. */
bool status_keeper_tell(struct status_keeper *keeper, struct desk *desk,
                        struct moment at) __attribute__((warn_unused_result));

/* What the terminal knows, for the next time. */
void status_keeper_hear(struct status_keeper *keeper,
                        const struct status_news *news);

/* Counts the files of the outbox, for the next time. */
void status_keeper_count(struct status_keeper *keeper,
                         const struct outbox *outbox);

/* What the desk says of the record, into a status. */
void status_keeper_health(struct status *status,
                          const struct desk_health *health);

#endif
