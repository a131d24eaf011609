/*
 * The keys of a terminal at its start, and the rows that tell of them: a chain
 * goes on, or a new one begins. Keys and rows lie in different files, and the
 * power may fail between the two; so they are compared, by the count of seals
 * since the chain began, which is the epoch of the key.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "record/inside.h"

/* Why the key is replaced, and where it lies. */
static void write_recovery(const struct record *record, const char *number,
                           char note[ROW_NOTE_SIZE])
{
    int64_t epoch = record->keys.chain.epoch;
    char why[80] = "the key is that of another record";
    if (record_same_chain(record) && epoch == record->chain_seals) {
        text_must(why, sizeof why, "%s", "another key signs");
    } else if (record_same_chain(record)) {
        text_must(why, sizeof why,
                  "the key knows of %" PRId64 " seals, the rows of %" PRId64,
                  epoch, record->chain_seals);
    }
    text_must(note, ROW_NOTE_SIZE,
              "%s: a new chain; the old one's key was moved to quarantine%s",
              why, number);
}

/* The key of another state of the record proves nothing here. It is kept, for
   whoever wants to know, and a new chain begins. */
static enum store_result renew(struct record *record, struct record_enrol *out)
{
    struct chain_key *chain = &record->keys.chain;
    char path[FILES_PATH_SIZE];
    char folder[FILES_PATH_SIZE];
    if (!files_join(path, record->data_dir, CHAIN_KEY_NAME) ||
        !quarantine_take_file(record->data_dir, path, folder)) {
        return record_key_fault(record, errno);
    }
    write_recovery(record, strrchr(folder, '/'), out->recovery);
    chain_key_draw(chain, false);
    if (!chain_key_set(chain, record->data_dir)) {
        return record_key_fault(record, errno);
    }
    log_error("%s: %s: tell the province, and see 'bonluon enrol'",
              record->path, out->recovery);
    return STORE_OK;
}

/* A chain goes on with the key of its count of seals, and with the signer that
   its row names, but for one that has not sealed yet; another begins with a
   first key. */
static bool key_fits(const struct record *record, const char *enrol)
{
    int64_t epoch = record->keys.chain.epoch;
    if (!record_same_chain(record)) {
        return epoch == 0;
    }
    return epoch == record->chain_seals &&
           (epoch == 0 || strcmp(record->enrol, enrol) == 0);
}

enum store_result record_enrol(struct record *record, struct record_enrol *out)
{
    const struct keys_params params = record_keys_params(record);
    char why[KEYS_WHY_SIZE];
    enum keys_result opened = keys_open(&record->keys, &params, why);
    enum store_result result = STORE_OK;
    if (opened == KEYS_MENDED) {
        log_error("%s", why);
    }
    if (opened == KEYS_FAILED) {
        text_cut(record->error, sizeof record->error,
                 "%s: check the disk and its permissions", why);
        return STORE_FAILED;
    }
    if (record_one_behind(record)) {
        result = record_key_forward(record);
    }
    record_write_enrol(&record->keys, out->enrol);
    if (result == STORE_OK && !key_fits(record, out->enrol)) {
        result = renew(record, out);
        record_write_enrol(&record->keys, out->enrol);
    }
    record->keyed = result == STORE_OK;
    record->trust.enrolled = record->keys.chain.shown;
    if (strcmp(record->enrol, out->enrol) == 0) {
        out->enrol[0] = '\0';
    }
    return result;
}

void record_add_enrol(struct record *record, struct record_batch *batch,
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
    if (enrol->recovery[0] != '\0') {
        struct row *row = record_add(record, batch, ROW_RECOVERY);
        memcpy(row->note, enrol->recovery, sizeof row->note);
    }
}
