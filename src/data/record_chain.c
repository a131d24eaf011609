/*
 * The chain of the record: how it stands, and what staff say of the clock.
 */
#include <string.h>

#include "data/record_inside.h"

void record_trust(const struct record *record, struct record_trust *out)
{
    *out = record->trust;
}

enum store_result record_seal(struct record *record, int32_t day,
                              struct text *seal, struct text *signature)
{
    (void)day;
    text_clear(seal);
    text_clear(signature);
    return store_error(record->store)[0] == '\0' ? STORE_OK : STORE_FAILED;
}

enum store_result record_confirm(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record_watch_clock(record, &batch);
    record->known_wall_ms = at.wall_ms;
    struct row *row = record_add(record, &batch, ROW_CONFIRM);
    row->value = row->day;
    return record_commit(record, &batch);
}
