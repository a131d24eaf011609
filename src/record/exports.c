#include <stdlib.h>

#include "base/array.h"
#include "record/inside.h"
#include "record/record.h"

void record_exports_add(struct record_exports *exports, int32_t day,
                        const char *sha256)
{
    struct record_export *one = array_add(&exports->list, &exports->count,
                                          &exports->capacity, sizeof *one);
    if (one == NULL) {
        exports->failed = true;
        return;
    }
    one->day = day;
    exports->failed |= !text_copy(one->sha256, sizeof one->sha256, sha256);
}

void record_exports_free(struct record_exports *exports)
{
    free(exports->list);
    *exports = (struct record_exports){0};
}

enum store_result record_exported(struct record *record,
                                  const struct record_exports *exports,
                                  struct moment at)
{
    enum store_result result = STORE_OK;
    for (int i = 0; result == STORE_OK && i < exports->count;) {
        struct record_batch batch = {.at = at};
        while (i < exports->count && batch.count < RECORD_ROWS_MAX) {
            const struct record_export *one = &exports->list[i++];
            struct row *row = record_add(record, &batch, ROW_EXPORT);
            row->value = one->day;
            text_must(row->note, sizeof row->note, "%s", one->sha256);
        }
        result = record_commit(record, &batch);
    }
    return result;
}
