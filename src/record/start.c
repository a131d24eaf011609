/* The rows of a start: of its keys, of what was mended, of the config and of
   every form that may be asked. */
#include <string.h>

#include "base/log.h"
#include "format/wording.h"
#include "record/inside.h"

static void add_enrol(struct record *record, struct record_batch *batch,
                      const struct record_enrol *enrol)
{
    if (enrol->enrol[0] != '\0') {
        struct row *row = record_add(record, batch, ROW_ENROL);
        row->value = record->keys.chain.shown;
        memcpy(row->note, enrol->enrol, sizeof row->note);
        memcpy(record->enrol, enrol->enrol, sizeof record->enrol);
        record->unsealed = record->chained ? record->unsealed : row->seq;
        record->chained = true;
        record->chain_seals = 0;
    }
}

/* Why a new chain begins; nothing where none does. */
static void add_renewal(struct record *record, struct record_batch *batch,
                        const struct record_enrol *enrol)
{
    if (enrol->recovery[0] != '\0') {
        struct row *row = record_add(record, batch, ROW_RECOVERY);
        memcpy(row->note, enrol->recovery, sizeof row->note);
    }
}

static void add_recovery(struct record *record, struct record_batch *batch,
                         const struct recovery *recovery)
{
    for (int i = 0; i < recovery->told_count; i++) {
        struct row *row = record_add(record, batch, ROW_RECOVERY);
        row->value = (int)recovery->told[i].lost;
        memcpy(row->note, recovery->told[i].note, sizeof row->note);
    }
}

/* The seq of the ROW_CONFIG in force, if that is the config of now, which
   `note` tells: the last start names it, so that no search through years is
   needed. */
static enum store_result find_config(struct record *record, const char *note,
                                     int64_t *seq)
{
    struct row start;
    struct row config = {0};
    enum store_result result = store_last_of(record->store, ROW_START, &start);
    if (result == STORE_OK && start.seq != 0) {
        result = store_read(record->store, start.value, &config);
    }
    bool same = config.seq != 0 && config.kind == ROW_CONFIG &&
                strcmp(config.note, note) == 0;
    *seq = same ? config.seq : 0;
    return result;
}

static enum store_result add_start(struct record *record,
                                   struct record_batch *batch)
{
    int64_t config_seq = 0;
    char who[WHO_SIZE];
    char note[ROW_NOTE_SIZE];
    who_write(record->config->unit_code, record->config->device_id, who);
    imprint_config_write(record->config->digest, who, note);
    enum store_result result = find_config(record, note, &config_seq);
    if (result != STORE_OK) {
        return result;
    }
    record_add_seen(record, batch);
    struct row *start = record_add(record, batch, ROW_START);
    text_must(start->note, sizeof start->note, "%s", BONLUON_VERSION);
    if (config_seq == 0) {
        struct row *config = record_add(record, batch, ROW_CONFIG);
        memcpy(config->note, note, sizeof config->note);
        config_seq = config->seq;
    }
    start->value = (int)config_seq;
    return STORE_OK;
}

/* Answers that mean different things would bear one name; the readers keep
   them apart by their wordings, and `check` refuses the form. */
static bool warn_of_clash(void *context, const struct store_wording *kept)
{
    const struct config *config = ((const struct record *)context)->config;
    struct wording before;
    bool read = wording_read(kept->text, &before);
    for (int i = 0; read && i < config->form_count; i++) {
        const struct form *form = &config->forms[i];
        const char *clash = wording_clash(&before, form, config->words);
        if (clash != NULL) {
            log_warning("form %s: %s reads otherwise than under the same "
                        "version %d before: write version=%d into its file; "
                        "until then reports keep the two apart",
                        form->id, clash, form->version, form->version + 1);
        }
    }
    wording_free(&before);
    return true;
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
        const char *hash = record->wordings.of[i];
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
    if (result == STORE_OK) {
        const struct store_wordings scan = {warn_of_clash, record};
        result = store_wordings(record->store, &scan);
    }
    return result;
}

static enum store_result add_rows(struct record *record,
                                  const struct record_start *start,
                                  struct moment now)
{
    struct record_batch batch = {.at = now};
    add_enrol(record, &batch, &start->enrol);
    enum store_result result = add_start(record, &batch);
    if (result != STORE_OK) {
        return result;
    }
    add_recovery(record, &batch, &start->recovery);
    add_renewal(record, &batch,
                &start->enrol); /* last: people are told of it */
    record_watch_clock(record, &batch);
    result = add_forms(record, &batch, start->wordings);
    return result == STORE_OK ? record_commit(record, &batch) : result;
}

enum store_result record_begin_run(struct record *record,
                                   struct record_start *start, struct moment at)
{
    enum store_result result = record_look_back(record, at);
    record->visit = 0;
    belief_restart(&record->belief);
    record->run_first = record->seq + 1;
    record->run_boot_ms = at.boot_ms;
    for (int i = 0; i <= BELIEF_KERNEL; i++) {
        record->unvouched[i] = record->run_first;
    }
    if (result == STORE_OK) {
        record->boot++;
        result = add_rows(record, start, at);
    }
    start->recovery.told_count = 0;
    start->enrol = (struct record_enrol){.enrol = ""};
    return result;
}

enum store_result record_begin_chain(struct record *record,
                                     struct record_start *start,
                                     struct moment at)
{
    struct record_batch batch = {.at = at};
    add_enrol(record, &batch, &start->enrol);
    add_renewal(record, &batch, &start->enrol);
    start->enrol = (struct record_enrol){.enrol = ""};
    return batch.count > 0 ? record_commit(record, &batch) : STORE_OK;
}
