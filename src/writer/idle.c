#include "writer/idle.h"

enum { QUIET_MS = 10 * 60 * 1000 };

void quiet_open(struct quiet *quiet, const struct quiet *with,
                const char *data_dir)
{
    *quiet = *with;
    quiet->backup = backup_start(data_dir);
}

void quiet_close(struct quiet *quiet)
{
    day_sums_free(&quiet->sums);
    backup_stop(quiet->backup);
    quiet->backup = NULL;
}

bool quiet_mend(struct quiet *quiet, bool *more)
{
    bool sums;
    bool rows = false;
    bool done = day_sums_mend(&quiet->sums, quiet->record, &sums) == STORE_OK &&
                record_mend_journal(quiet->record, &rows) == STORE_OK;
    bool files = done && outbox_mend(quiet->outbox);
    *more = files || sums || rows;
    return done;
}

bool quiet_back_up(struct quiet *quiet, struct moment at,
                   const struct record_backup *to)
{
    struct record_backup all = *to;
    all.backup = quiet->backup;
    return all.backup == NULL || record_visiting(quiet->record) ||
           at.boot_ms - quiet->busy_ms < QUIET_MS ||
           record_back_up(quiet->record, &all) == STORE_OK;
}
