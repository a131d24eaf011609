#include "writer/idle.h"

enum { IDLE_MS = 10 * 60 * 1000 };

void idle_close(struct idle *idle)
{
    day_sums_free(&idle->sums);
    backup_stop(idle->backup);
    idle->backup = NULL;
}

bool idle_mend(struct idle *idle, bool *more)
{
    bool sums;
    bool rows = false;
    bool done = day_sums_mend(&idle->sums, idle->record, &sums) == STORE_OK &&
                record_mend_journal(idle->record, &rows) == STORE_OK;
    bool files = done && outbox_mend(idle->outbox);
    *more = files || sums || rows;
    return done;
}

bool idle_back_up(struct idle *idle, struct moment at, struct backup_copy copy)
{
    return idle->backup == NULL || record_visiting(idle->record) ||
           at.boot_ms - idle->busy_ms < IDLE_MS ||
           record_back_up(idle->record, idle->backup, copy) == STORE_OK;
}
