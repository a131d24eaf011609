/* What is done when nobody waits, and at the end. */
#include <stdlib.h>

#include "record/inside.h"
#include "recovery/backup.h"

enum store_result record_back_up(struct record *record,
                                 const struct record_backup *to)
{
    const struct backup_copy copy = {record->store, record->closed_day,
                                     to->stop, to->context};
    return record->seq == 0 || record->failed || backup_copy(to->backup, &copy)
               ? STORE_OK
               : STORE_DAMAGED;
}

enum store_result record_rest(struct record *record)
{
    record_journal_sync(record);
    return store_rest(record->store);
}

void record_close(struct record *record)
{
    if (record != NULL) {
        record_journal_sync(record);
        journal_close(&record->journal);
        store_close(record->store);
        keys_wipe(&record->keys);
        free(record);
    }
}
