#include "record/record.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/who.h"
#include "format/columns.h"
#include "record/inside.h"

static struct imprint imprint_of(const struct config *config)
{
    struct imprint imprint = {.separator = config->separator,
                              .utc_offset_min = config->utc_offset_min,
                              .schema = COLUMNS_SCHEMA};
    static_assert(sizeof imprint.unit_code == sizeof config->unit_code &&
                      sizeof imprint.device_id == sizeof config->device_id,
                  "codes fit");
    memcpy(imprint.unit_code, config->unit_code, sizeof imprint.unit_code);
    memcpy(imprint.device_id, config->device_id, sizeof imprint.device_id);
    return imprint;
}

bool record_visiting(const struct record *record)
{
    return record->visit != 0;
}

bool record_late_left(const struct record *record)
{
    return record->late_left;
}

int32_t record_closed_day(const struct record *record)
{
    return record->closed_day;
}

int32_t record_first_day(const struct record *record)
{
    return record->first_day;
}

struct moment record_now(const struct record *record)
{
    return record->now;
}

int64_t record_alive_ms(const struct record *record)
{
    return record->alive_ms;
}

const struct config *record_config(const struct record *record)
{
    return record->config;
}

const struct running_totals *record_running_totals(const struct record *record)
{
    return &record->totals;
}

/* Rows whose time was told later, put right. */
struct correcting {
    const struct record *record;
    const struct record_scan *scan;
};

static bool correct(void *context, const struct row *row, const char *fault)
{
    const struct correcting *correcting = context;
    const struct record_scan *scan = correcting->scan;
    struct row meant = *row;
    meant.day = scan->day;
    meant_apply(&correcting->record->meant,
                correcting->record->config->utc_offset_min, &meant);
    return fault != NULL || scan->take(scan->context, &meant);
}

enum store_result record_scan(struct record *record,
                              const struct record_scan *scan)
{
    struct meant_rows rows;
    struct correcting correcting = {record, scan};
    enum store_result result = record_rows_of(record, scan->day, &rows);
    const struct store_scan plain = {rows.first, rows.last, scan->take,
                                     scan->context};
    const struct store_walk walk = {rows.first, rows.last, correct,
                                    &correcting};
    return result != STORE_OK ? result
           : meant_any(&record->meant, rows)
               ? store_walk(record->store, &walk)
               : store_scan(record->store, &plain);
}

enum store_result record_hold(struct record *record)
{
    return store_hold(record->store);
}

enum store_result record_release(struct record *record)
{
    return store_release(record->store);
}

enum store_result record_taken(struct record *record, int32_t day, bool *taken)
{
    return store_has(record->store, ROW_EXPORT, day, taken);
}

enum store_result record_last_export(struct record *record, int32_t *day)
{
    struct row row = {0};
    enum store_result result = store_last_of(record->store, ROW_EXPORT, &row);
    *day = row.seq == 0 ? INT32_MIN : row.day;
    return result;
}

enum store_result record_recovered(struct record *record, struct row *row)
{
    *row = (struct row){0};
    return store_last_of(record->store, ROW_RECOVERY, row);
}

enum store_result record_ends(struct record *record, struct row *last,
                              int64_t *count)
{
    return store_noted(record->store, ROW_SEEN, last, count);
}

/* The codes that a ROW_CONFIG before this row tells. */
static enum store_result find_who(struct record *record, int64_t before,
                                  char who[WHO_SIZE])
{
    struct row config = {0};
    enum store_result result =
        store_newest(record->store, ROW_CONFIG, before, &config);
    who[0] = '\0';
    if (config.seq != 0) {
        imprint_config_who(config.note, who);
    }
    return result;
}

enum store_result record_who(struct record *record, int32_t day,
                             char who[WHO_SIZE])
{
    int64_t first;
    enum store_result result = record_first_row(record, day, &first);
    who[0] = '\0';
    return result == STORE_OK ? find_who(record, first, who) : result;
}

/* A day that is open is that of the codes in force at its last row: a start
   after it may bring others. */
static enum store_result name_open(struct record *record, int32_t day,
                                   struct imprint *out)
{
    char who[WHO_SIZE];
    enum store_result result = record_who(record, day + 1, who);
    if (who[0] != '\0') {
        who_split(who, out->unit_code, out->device_id);
    }
    return result;
}

enum store_result record_imprint(struct record *record, int32_t day,
                                 struct imprint *out)
{
    struct row close = {0};
    *out = imprint_of(record->config);
    if (day > record->closed_day) {
        return name_open(record, day, out);
    }
    /* Of a day that was passed over (outbox.h) the next one's is the best. */
    enum store_result result =
        store_next_of(record->store, ROW_CLOSE, day, &close);
    if (result == STORE_OK && close.seq != 0 &&
        !imprint_read(close.note, out)) {
        *out = imprint_of(record->config);
    }
    return result;
}

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

enum store_result record_wording(struct record *record, const char *prefix,
                                 struct text *out)
{
    return store_find_wording(record->store, prefix, out);
}

enum store_result record_last_life(struct record *record, int64_t seq,
                                   struct row *row)
{
    return store_last_but(record->store, ROW_EXPORT, seq, row);
}

void record_trust(const struct record *record, struct record_trust *out)
{
    const char *blank = strchr(record->enrol, ' ');
    *out = record->trust;
    memcpy(out->tag, record->tag, sizeof out->tag);
    who_write(record->config->unit_code, record->config->device_id, out->who);
    text_must(out->fingerprint, sizeof out->fingerprint, "%s",
              blank == NULL ? "" : blank + 1);
}

struct found {
    struct text *seal, *signature;
};

static bool take(void *context, const struct store_seal *seal)
{
    struct found *found = context;
    text_append_string(found->seal, seal->text);
    text_append_string(found->signature, seal->signature);
    return false;
}

enum store_result record_seal(struct record *record, int32_t day,
                              struct text *seal, struct text *signature)
{
    struct found found = {seal, signature};
    const struct store_seals one = {day, day, take, &found};
    text_clear(seal);
    text_clear(signature);
    enum store_result result = store_seals(record->store, &one);
    return result == STORE_OK && (seal->failed || signature->failed)
               ? record_no_memory(record)
               : result;
}
