/*
 * A day is closed: its totals, the row that closes it, its seal and the row of
 * that are one transaction; then the key moves forward, and only then anything
 * else is added. A power cut between the two leaves a key that is one seal
 * behind, which the next start puts right.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "record/inside.h"
#include "record/runs.h"
#include "trust/sshsig.h"

/* A seal in the making. */
struct sealing {
    struct record *record;
    const struct record_close *close;
    struct seal seal;
    struct text text;
    char signature[SSHSIG_SIZE];
};

struct digesting {
    struct tag_digest digest;
    unsigned char before[TAG_SIZE];
    int64_t faulty; /* a row not written by this program, 0: none */
};

static bool take_row(void *context, const struct row *row, const char *fault)
{
    struct digesting *digesting = context;
    if (fault == NULL) {
        tag_digest_row(&digesting->digest, row, digesting->before);
    } else {
        digesting->faulty = row->seq;
    }
    return true;
}

/* Up to the row that closes the day, the last of the batch so far. */
static enum store_result digest_rows(struct sealing *sealing,
                                     const struct record_batch *batch)
{
    struct record *record = sealing->record;
    struct seal *seal = &sealing->seal;
    struct digesting digesting = {.faulty = 0};
    struct row before = {0};
    const struct store_walk stored = {record->unsealed, record->seq, take_row,
                                      &digesting};
    enum store_result result =
        store_read(record->store, record->unsealed - 1, &before);
    if (result == STORE_OK) {
        memcpy(digesting.before, before.tag, TAG_SIZE);
        tag_digest_begin(&digesting.digest);
        result = store_walk(record->store, &stored);
    }
    if (result != STORE_OK) {
        return result;
    }
    for (int i = 0; i < batch->count; i++) {
        tag_digest_row(&digesting.digest, &batch->rows[i], digesting.before);
    }
    if (digesting.faulty != 0) {
        log_error("%s: row %" PRId64 " was not written by a terminal: the "
                  "seal leaves it out; tell the province",
                  record->path, digesting.faulty);
    }
    const struct row *last = &batch->rows[batch->count - 1];
    seal->first_seq = record->unsealed;
    seal->last_seq = last->seq;
    memcpy(seal->last_tag, last->tag, TAG_SIZE);
    tag_digest_end(&digesting.digest, seal->rows_digest);
    return STORE_OK;
}

/* Whether there is a row of the day, or a run that touches it. */
static enum store_result was_on(struct record *record,
                                const struct record_close *close, bool *on)
{
    int32_t day = close->day;
    int offset_min = record->config->utc_offset_min;
    int64_t from_ms = clock_day_start(day, offset_min);
    int64_t to_ms = clock_day_start(day + 1, offset_min);
    struct record_runs runs = {0};
    struct meant_rows rows;
    enum store_result result = record_rows_of(record, day, &rows);
    *on = rows.first <= rows.last;
    if (result == STORE_OK && !*on) {
        result = record_runs_load(&runs, record, day, close->at.wall_ms);
    }
    for (int i = 0; i < runs.count; i++) {
        *on = *on ||
              (runs.list[i].from_ms < to_ms && runs.list[i].to_ms > from_ms);
    }
    record_runs_free(&runs);
    return result;
}

static enum store_result tell_closed(struct sealing *sealing)
{
    struct record *record = sealing->record;
    struct seal *seal = &sealing->seal;
    int32_t day = sealing->close->day;
    struct moment at = sealing->close->at;
    int64_t end_ms = clock_day_start(day + 1, record->config->utc_offset_min);
    enum store_result result = STORE_OK;
    static_assert((int)SEAL_TIME_SIZE == (int)CLOCK_ISO_SIZE, "a time each");
    clock_iso(at.wall_ms, record->config->utc_offset_min, seal->closed_at);
    seal->closed = SEAL_IN_TIME;
    /* A day without a closing time is closed after midnight. */
    bool started = record->use == RECORD_COMMAND ||
                   at.wall_ms - (at.boot_ms - record->run_boot_ms) >= end_ms;
    if (at.wall_ms >= end_ms && started) {
        bool on = false;
        result = was_on(record, sealing->close, &on);
        seal->closed = on ? SEAL_LATE : SEAL_OFF;
    }
    return result;
}

/* What the office is called, if the day is of the config's unit. A general
   word is no name. */
static void tell_office(struct sealing *sealing, const struct imprint *imprint)
{
    const struct config *config = sealing->record->config;
    bool own = strcmp(imprint->unit_code, config->unit_code) == 0;
    for (int i = 0; own && i < config->language_count; i++) {
        const char *name = config->office_name[i];
        const struct words *words = &config->words[i];
        if (name != NULL && strcmp(name, words->text[WORD_OFFICE_ANY]) != 0 &&
            !seal_add_office(&sealing->seal, words->code, name)) {
            log_warning("the seal has no room for the office's name in the "
                        "language %s",
                        words->code);
        }
    }
}

static void tell_place(struct sealing *sealing)
{
    const struct record *record = sealing->record;
    const struct record_close *close = sealing->close;
    struct seal *seal = &sealing->seal;
    seal->day = close->day;
    seal->number = record->seals + 1;
    seal->epoch = record->keys.chain.epoch;
    seal->file_bytes = close->file_bytes;
    seal->before_day = record->trust.sealed_day;
    text_must(seal->chain, sizeof seal->chain, "%s", record->keys.chain.id);
    text_must(seal->file, sizeof seal->file, "%s", close->file);
    text_must(seal->file_sha256, sizeof seal->file_sha256, "%s",
              close->file_sha256);
    text_must(seal->before_sha256, sizeof seal->before_sha256, "%s",
              record->trust.seal_sha256);
}

/* Adds the seal and its row to the batch. */
static enum store_result add_seal(struct sealing *sealing,
                                  struct record_batch *batch)
{
    struct record *record = sealing->record;
    enum store_result result = record_tag(record, batch);
    if (result == STORE_OK) {
        tell_place(sealing);
        result = tell_closed(sealing);
    }
    if (result == STORE_OK) {
        result = digest_rows(sealing, batch);
    }
    if (result != STORE_OK) {
        return result;
    }
    seal_write(&sealing->seal, &sealing->text);
    if (sealing->text.failed) {
        return record_no_memory(record);
    }
    sshsig_make(&record->keys.sign, sealing->text.data, sealing->text.length,
                sealing->signature);
    batch->seal = (struct store_seal){.day = sealing->close->day,
                                      .text = sealing->text.data,
                                      .signature = sealing->signature};
    struct row *row = record_add(record, batch, ROW_SEAL);
    row->value = sealing->close->day;
    digest_of(sealing->text.data, sealing->text.length, row->note);
    return STORE_OK;
}

/* Which they are, where that is not as they bear it. */
static enum store_result tell_rows(struct record *record, struct row *close)
{
    struct meant_rows rows;
    struct meant_rows bearing;
    enum store_result result = record_rows_of(record, close->value, &rows);
    if (result == STORE_OK) {
        result = record_rows_bearing(record, close->value, &bearing);
    }
    bool same = rows.first == bearing.first && rows.last == bearing.last;
    if (result == STORE_OK && !same) {
        meant_rows_write(rows, close->item);
    }
    return result;
}

static enum store_result commit_day(struct sealing *sealing,
                                    struct record_batch *batch)
{
    struct record *record = sealing->record;
    struct imprint imprint;
    if (record_imprint(record, sealing->close->day, &imprint) != STORE_OK) {
        return STORE_FAILED;
    }
    who_write(imprint.unit_code, imprint.device_id, sealing->seal.who);
    tell_office(sealing, &imprint);
    struct row *row = record_add(record, batch, ROW_CLOSE);
    row->value = sealing->close->day;
    imprint_write(&imprint, row->note);
    enum store_result result = tell_rows(record, row);
    if (result == STORE_OK && record->chained) {
        result = add_seal(sealing, batch);
    }
    if (result == STORE_OK) {
        result = record_commit(record, batch);
    }
    if (result == STORE_OK) {
        record_days_close(record, row);
    }
    if (result == STORE_OK && record->chained) {
        record->seals++;
        record->chain_seals++;
        record_sealed(record, &batch->rows[batch->count - 1]);
        result = record_key_forward(record);
    }
    return result;
}

enum store_result record_close_day(struct record *record,
                                   const struct record_close *close)
{
    assert(record->visit == 0 && close->day > record->closed_day);
    struct record_batch batch = {.at = close->at};
    struct text totals = {0};
    struct sealing *sealing = calloc(1, sizeof *sealing);
    if (sealing == NULL) {
        return record_no_memory(record);
    }
    sealing->record = record;
    sealing->close = close;
    /* A day that cannot be counted is no reason to keep it open. */
    sealing->seal.sum = (struct sum){.day = close->day};
    if (close->totals != NULL) {
        sealing->seal.sum = *close->totals;
        sum_write(close->totals, &totals);
    }
    if (totals.length > 0 && !totals.failed) {
        batch.sum = (struct store_sum){close->day, totals.data};
    }
    enum store_result result = commit_day(sealing, &batch);
    text_free(&totals);
    text_free(&sealing->text);
    free(sealing);
    return result;
}

enum store_result record_renew_sum(struct record *record,
                                   const struct store_sum *sum)
{
    struct record_batch batch = {.at = record->now, .sum = *sum};
    struct row *row = record_add(record, &batch, ROW_RECOVERY);
    char date[CLOCK_DATE_SIZE];
    clock_date(sum->day, date);
    text_must(row->note, sizeof row->note,
              "the totals of %s were not those of its rows: made anew", date);
    enum store_result result = store_drop_sum(record->store, sum->day);
    return result == STORE_OK ? record_commit(record, &batch) : result;
}
