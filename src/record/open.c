#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "format/wording.h"
#include "record/inside.h"
#include "record/record.h"

/* What the start has to tell in its rows. */
struct start {
    struct record_mended mended;
    struct record_enrol enrol;
    struct text wordings[CONFIG_FORMS_MAX];
};

enum store_result record_fault(struct record *record, const char *path,
                               const char *remedy, int error)
{
    bool fits = text_format(record->error, sizeof record->error, "%s: %s: %s",
                            path, strerror(error), remedy);
    (void)fits; /* cut, it still begins with the path */
    record->failed = true;
    return error == ENOSPC ? STORE_FULL : STORE_FAILED;
}

static bool count(void *context, const struct row *row)
{
    tally_add(context, row);
    return true;
}

static enum store_result recall(struct record *record)
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
    const struct record_scan today = {last.day, count, &record->tally};
    result = record_scan(record, &today);
    if (result == STORE_OK) {
        result = record_recall_clock(record, &close);
    }
    return result == STORE_OK ? record_recall_chain(record) : result;
}

/* The seq of the ROW_CONFIG in force, if that is the config of now: the last
   start names it, so that no search through years is needed. */
static enum store_result find_config(struct record *record, int64_t *seq)
{
    struct row start;
    struct row config = {0};
    enum store_result result = store_last_of(record->store, ROW_START, &start);
    if (result == STORE_OK && start.seq != 0) {
        result = store_read(record->store, start.value, &config);
    }
    bool same = config.seq != 0 && config.kind == ROW_CONFIG &&
                strcmp(config.note, record->config->digest) == 0;
    *seq = same ? config.seq : 0;
    return result;
}

static enum store_result add_start(struct record *record,
                                   struct record_batch *batch)
{
    int64_t config_seq = 0;
    enum store_result result = find_config(record, &config_seq);
    if (result != STORE_OK) {
        return result;
    }
    record_add_seen(record, batch);
    struct row *start = record_add(record, batch, ROW_START);
    bool fits = text_copy(start->note, sizeof start->note, BONLUON_VERSION);
    assert(fits);
    if (config_seq == 0) {
        struct row *config = record_add(record, batch, ROW_CONFIG);
        fits = text_copy(config->note, sizeof config->note,
                         record->config->digest);
        assert(fits);
        config_seq = config->seq;
    }
    start->value = (int)config_seq;
    return STORE_OK;
}

/* Every form that may be asked until the next start, so that an answer never
   waits for its wording. */
static enum store_result add_forms(struct record *record,
                                   struct record_batch *batch,
                                   const struct text *wordings)
{
    const struct config *config = record->config;
    enum store_result result = STORE_OK;
    struct text known = {0};
    for (int i = 0; result == STORE_OK && i < config->form_count; i++) {
        const char *hash = record->wordings[i];
        result = record_wording(record, hash, &known);
        if (result == STORE_OK && known.length == 0) {
            const struct form *form = &config->forms[i];
            struct row *row = record_add(record, batch, ROW_FORM);
            memcpy(row->item, form->id, sizeof row->item);
            memcpy(row->note, hash, DIGEST_HEX_SIZE);
            row->value = form->version;
            batch->wordings[batch->wording_count++] =
                (struct store_wording){hash, wordings[i].data};
        }
    }
    text_free(&known);
    return result;
}

static enum store_result add_rows(struct record *record,
                                  const struct start *start, struct moment now)
{
    struct record_batch batch = {.at = now};
    record_add_enrol(record, &batch, &start->enrol);
    enum store_result result = add_start(record, &batch);
    if (result != STORE_OK) {
        return result;
    }
    for (int i = 0; i < start->mended.count; i++) {
        struct row *row = record_add(record, &batch, ROW_RECOVERY);
        row->value = (int)start->mended.list[i].lost;
        memcpy(row->note, start->mended.list[i].note, sizeof row->note);
    }
    record_watch_clock(record, &batch);
    result = add_forms(record, &batch, start->wordings);
    return result == STORE_OK ? record_commit(record, &batch) : result;
}

/* False when there is no memory. */
static bool write_wordings(struct record *record, struct start *start)
{
    const struct config *config = record->config;
    for (int i = 0; i < config->form_count; i++) {
        struct text *text = &start->wordings[i];
        wording_write(text, &config->forms[i], config->words);
        if (text->failed) {
            return false;
        }
        digest_of(text->data, text->length, record->wordings[i]);
    }
    return true;
}

/* A run, be it this one or one that had no record: what the first of them has
   told the next need not tell. */
struct run {
    struct record *record;
    struct start *start;
};

static enum store_result begin_run(void *context, struct moment at)
{
    const struct run *run = context;
    struct record *record = run->record;
    enum store_result result = record_look_back(record, at);
    record->visit = 0;
    record->running = false;
    if (result == STORE_OK) {
        record->boot++;
        result = add_rows(record, run->start, at);
    }
    run->start->mended.count = 0;
    run->start->enrol = (struct record_enrol){.enrol = ""};
    return result;
}

/* One that had no record tells of its chain, and nothing of what was mended. */
static enum store_result begin_late_run(void *context, struct moment at)
{
    const struct run *run = context;
    struct record_mended *mended = &run->start->mended;
    int count = mended->count;
    mended->count = 0;
    enum store_result result = begin_run(context, at);
    mended->count = count;
    return result;
}

static enum store_result begin_chain(void *context, struct moment at)
{
    const struct run *run = context;
    struct record_batch batch = {.at = at};
    record_add_enrol(run->record, &batch, &run->start->enrol);
    run->start->enrol = (struct record_enrol){.enrol = ""};
    return batch.count > 0 ? record_commit(run->record, &batch) : STORE_OK;
}

static enum store_result begin_terminal(struct record *record,
                                        const struct record_params *params,
                                        struct start *start)
{
    int64_t lost = 0;
    struct run run = {record, start};
    const struct record_late late = {begin_late_run, begin_chain, &run,
                                     params->run};
    enum store_result result = record_enrol(record, &start->enrol);
    if (result == STORE_OK) {
        result = record_take_late(record, &late, &lost);
    }
    if (record->late_left) {
        record_tell_mended(&start->mended,
                           "answers that waited for the record are damaged or "
                           "cannot be read",
                           lost);
    }
    record->started_ms = params->now.wall_ms;
    /* Of the run just before this one: earlier ones are told above. */
    if (params->ended != NULL) {
        text_show(record->ended, sizeof record->ended, params->ended,
                  strlen(params->ended));
    }
    return result == STORE_OK ? begin_run(&run, params->now) : result;
}

static enum store_result begin_with(struct record *record,
                                    const struct record_params *params,
                                    struct start *start)
{
    if (!write_wordings(record, start)) {
        return record_fault(record, record->path, "start again", ENOMEM);
    }
    enum store_result result =
        params->use == RECORD_TERMINAL
            ? record_mend_store(record, &start->mended)
            : store_open(&record->store, record->path, false);
    if (result == STORE_OK && params->use == RECORD_TERMINAL &&
        !start->mended.rebuilt) {
        result = record_prove(record, &start->mended);
    }
    if (result == STORE_OK && params->use == RECORD_TERMINAL) {
        result = record_mend_by_log(record, &start->mended);
    }
    if (result == STORE_OK) {
        result = recall(record);
    }
    if (result == STORE_OK) {
        result = params->use == RECORD_TERMINAL
                     ? begin_terminal(record, params, start)
                     : record_look_back(record, params->now);
    }
    return result;
}

static enum store_result begin(struct record *record,
                               const struct record_params *params)
{
    struct start start = {.mended = {.count = 0}};
    enum store_result result = begin_with(record, params, &start);
    record_mended_free(&start.mended);
    for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
        text_free(&start.wordings[i]);
    }
    return result;
}

enum store_result record_open(struct record **out,
                              const struct record_params *params)
{
    struct record *record = calloc(1, sizeof *record);
    *out = record;
    if (record == NULL) {
        return STORE_FAILED;
    }
    record->config = params->config;
    record->use = params->use;
    record->stopped = true;
    record->started_ms = INT64_MAX;
    record->mend_day = INT32_MIN;
    record->trust.sealed_day = INT32_MIN;
    record->first_day = INT32_MAX;
    record->closed_day = INT32_MIN;
    if (!text_copy(record->data_dir, sizeof record->data_dir,
                   params->data_dir) ||
        !files_join(record->path, params->data_dir, "bonluon.db")) {
        return record_fault(record, params->data_dir, "choose a shorter path",
                            ENAMETOOLONG);
    }
    return begin(record, params);
}
