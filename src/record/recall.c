/* What the rows tell whoever opens them: where they end, clock, chain. */
#include <string.h>

#include "record/inside.h"

static bool know(void *context, const struct row *row)
{
    record_know(context, row->wall_ms);
    return true;
}

static enum store_result recall_clock(struct record *record,
                                      const struct row *close)
{
    struct row from = *close;
    struct row confirm;
    struct store_scan scan = {.take = know, .context = record};
    enum store_result result =
        store_newest(record->store, ROW_CONFIRM, INT64_MAX, &confirm);
    if (result == STORE_OK && confirm.seq > from.seq) {
        from = confirm;
    } else if (result == STORE_OK && from.seq == 0) {
        result = store_read(record->store, 1, &from);
    }
    if (result == STORE_OK) {
        result = store_find_day(record->store, record->last_day, &scan.first);
    }
    record->close_seq = close->seq;
    record->confirm_seq = confirm.seq;
    record->known_wall_ms = from.wall_ms;
    /* All rows of the last day, and since the last day was closed; but none
       from before staff looked at the clock. */
    scan.first = scan.first < from.seq ? scan.first : from.seq;
    scan.first = scan.first > confirm.seq ? scan.first : confirm.seq;
    scan.last = record->seq;
    return result == STORE_OK ? store_scan(record->store, &scan) : result;
}

void record_sealed(struct record *record, const struct row *seal)
{
    struct record_trust *trust = &record->trust;
    record->unsealed = seal->seq;
    trust->sealed_day = seal->value;
    text_cut(trust->seal_sha256, sizeof trust->seal_sha256, "%s", seal->note);
}

/* Without a seal the first ROW_ENROL begins what is to be sealed. */
static enum store_result find_unsealed(struct record *record, int64_t enrol_seq)
{
    struct row row = {.seq = enrol_seq};
    enum store_result result = STORE_OK;
    while (result == STORE_OK && row.seq != 0) {
        record->unsealed = row.seq;
        result = store_newest(record->store, ROW_ENROL, row.seq, &row);
    }
    return result;
}

static enum store_result recall_chain(struct record *record)
{
    struct store *store = record->store;
    struct row enrol;
    struct row seal = {0};
    enum store_result result =
        store_newest(store, ROW_ENROL, INT64_MAX, &enrol);
    if (result != STORE_OK || enrol.seq == 0) {
        return result;
    }
    record->chained = true;
    record->trust.enrolled = enrol.value == 1;
    memcpy(record->enrol, enrol.note, sizeof record->enrol);
    result = store_last_of(store, ROW_SEAL, &seal);
    if (result == STORE_OK) {
        result = store_count(store, ROW_SEAL, 0, &record->seals);
    }
    if (result == STORE_OK) {
        result = store_count(store, ROW_SEAL, enrol.seq, &record->chain_seals);
    }
    if (result != STORE_OK || seal.seq == 0) {
        return result == STORE_OK ? find_unsealed(record, enrol.seq) : result;
    }
    record_sealed(record, &seal);
    return STORE_OK;
}

static bool count(void *context, const struct row *row)
{
    running_totals_add(context, row);
    return true;
}

enum store_result record_recall(struct record *record)
{
    struct row first;
    struct row last;
    struct row close;
    enum store_result result = store_last(record->store, &last);
    if (result != STORE_OK || last.seq == 0) {
        return result;
    }
    result = store_read(record->store, 1, &first);
    if (result == STORE_OK) {
        result = store_last_of(record->store, ROW_CLOSE, &close);
    }
    if (result != STORE_OK) {
        return result;
    }
    record->seq = last.seq;
    record->boot = last.boot;
    record->first_day = first.day;
    record->last_day = last.day;
    record->closed_day = close.seq == 0 ? first.day - 1 : close.value;
    memcpy(record->tag, last.tag, sizeof record->tag);
    const struct record_scan today = {last.day, count, &record->totals};
    result = record_scan(record, &today);
    if (result == STORE_OK) {
        result = recall_clock(record, &close);
    }
    return result == STORE_OK ? recall_chain(record) : result;
}
