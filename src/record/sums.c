/* The totals of closed days, which the rooms above make. */
#include "record/inside.h"

enum store_result record_unsummed(struct record *record, int32_t day,
                                  int32_t *out)
{
    return store_unsummed(record->store, day, out);
}

enum store_result record_keep_sums(struct record *record,
                                   const struct store_sum *sums, int count)
{
    const struct store_batch batch = {.sums = sums, .sum_count = count};
    return store_append(record->store, &batch);
}

enum store_result record_kept_sums(struct record *record,
                                   const struct store_sums *scan)
{
    return store_sums(record->store, scan);
}
