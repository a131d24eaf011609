#include <stdlib.h>

#include "record/inside.h"
#include "record/record.h"

void record_exports_add(struct record_exports *exports, int32_t day,
                        const char *sha256)
{
    if (exports->count == exports->capacity) {
        int capacity = exports->capacity > 0 ? 2 * exports->capacity : 16;
        void *list =
            realloc(exports->list, (size_t)capacity * sizeof *exports->list);
        if (list == NULL) {
            exports->failed = true;
            return;
        }
        exports->list = list;
        exports->capacity = capacity;
    }
    struct record_export *one = &exports->list[exports->count++];
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
            bool fits = text_copy(row->note, sizeof row->note, one->sha256);
            result = fits ? STORE_OK : STORE_FAILED;
        }
        if (result == STORE_OK) {
            result = record_commit(record, &batch);
        }
    }
    return result;
}
