/* What the rows tell whoever opens them: where they end, clock, chain. */
#include <string.h>

#include "record/inside.h"

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

static bool count_row(void *context, const struct row *row)
{
    struct record *record = context;
    struct row counted = *row;
    counted.day = record->open[record->open_count - 1].day;
    running_totals_add(&record->totals, &counted);
    return true;
}

/* Of the last day that is open. */
enum store_result record_recall_days(struct record *record)
{
    enum store_result result = record_days_recall(record);
    int count = record->open_count;
    record->totals = (struct running_totals){.day = record->closed_day};
    if (result != STORE_OK || count == 0) {
        return result;
    }
    const struct record_scan today = {record->open[count - 1].day, count_row,
                                      record};
    if (record->visit != 0) {
        record->visit_day = today.day;
    }
    return record_scan(record, &today);
}

static enum store_result recall_meant(struct record *record)
{
    struct row row = {.seq = INT64_MAX};
    struct meant_list back = {0};
    struct meant meant;
    enum store_result result = STORE_OK;
    bool room = true;
    do {
        result = store_newest(record->store, ROW_MEANT, row.seq, &row);
        if (result == STORE_OK && row.seq != 0 && meant_read(&row, &meant)) {
            room = meant_add(&back, &meant) && room;
        }
    } while (result == STORE_OK && row.seq != 0);
    for (int i = back.count - 1; i >= 0; i--) {
        room = meant_add(&record->meant, &back.list[i]) && room;
    }
    meant_free(&back);
    return result == STORE_OK && !room ? record_no_memory(record) : result;
}

static struct belief_moment moment_of(const struct row *row)
{
    return (struct belief_moment){.boot_ms = row->boottime_ms,
                                  .wall_ms = row->wall_ms};
}

/* Staff's last word, unless the machine was off since: some start after it then
   shows another time by the boot clock. */
static enum store_result recall_word(struct record *record)
{
    struct belief *belief = &record->belief;
    struct row word;
    struct row start = {.seq = INT64_MAX};
    enum store_result result =
        store_newest(record->store, ROW_CONFIRM, INT64_MAX, &word);
    belief->said = word.seq != 0;
    belief->word = moment_of(&word);
    while (result == STORE_OK && belief->said && start.seq > word.seq) {
        result = store_newest(record->store, ROW_START, start.seq, &start);
        belief->said = start.seq < word.seq ||
                       belief_goes_on(belief->word, moment_of(&start));
    }
    return result;
}

static void recall_clock(struct record *record)
{
    const struct record_past *past = &record->past;
    record->belief.known = past->known;
    record->belief.known_ms = past->known_ms;
    record->belief.left = past->doubt.seq != 0;
    record->belief.left_ms = past->last_ms;
}

enum store_result record_recall(struct record *record)
{
    struct row last;
    enum store_result result = store_last(record->store, &last);
    if (result != STORE_OK || last.seq == 0) {
        return result;
    }
    record->seq = last.seq;
    record->boot = last.boot;
    record->last_day = last.day;
    memcpy(record->tag, last.tag, sizeof record->tag);
    result = recall_meant(record);
    if (result == STORE_OK) {
        result = record_recall_days(record);
    }
    recall_clock(record);
    if (result == STORE_OK) {
        result = recall_word(record);
    }
    return result == STORE_OK ? recall_chain(record) : result;
}
