/*
 * The chain of the record: the keys, and a tag on every row (tag.h). Keys and
 * rows lie in different files, and the power may fail between the two; so a
 * start compares them, by the count of seals since the chain began, which is
 * the epoch of the key: the chain goes on, or a new one begins.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "base/speak.h"
#include "record/inside.h"
#include "record/spool.h"

static struct keys_params params_of(const struct record *record)
{
    return (struct keys_params){.data_dir = record->data_dir,
                                .unit_code = record->config->unit_code,
                                .device_id = record->config->device_id};
}

/* The note of the ROW_ENROL that keys go with. */
static void write_enrol(const struct keys *keys, char note[ROW_NOTE_SIZE])
{
    text_must(note, ROW_NOTE_SIZE, "%s %s", keys->chain.id,
              keys->sign.fingerprint);
}

/* Whether the rows are of the chain of the keys. */
static bool same_chain(const struct record *record)
{
    size_t length = strlen(record->keys.chain.id);
    return strncmp(record->enrol, record->keys.chain.id, length) == 0 &&
           record->enrol[length] == ' ';
}

/* Fails for good: the key cannot be written. */
static enum store_result fail(struct record *record, int error)
{
    char path[FILES_PATH_SIZE];
    bool fits = files_join(path, record->data_dir, CHAIN_KEY_NAME);
    return record_fault(
        record, fits ? path : record->data_dir,
        "the key of the rows' tags cannot be written; "
        "check the disk and its permissions, and start the terminal again",
        error);
}

enum store_result record_key_forward(struct record *record)
{
    return chain_key_forward(&record->keys.chain, record->data_dir)
               ? STORE_OK
               : fail(record, errno);
}

/* The power failed after the seal's row and before the key moved on. */
static bool one_behind(const struct record *record)
{
    return same_chain(record) &&
           record->keys.chain.epoch + 1 == record->chain_seals;
}

/* Why the key is replaced, and where it lies. */
static void write_recovery(const struct record *record, const char *number,
                           char note[ROW_NOTE_SIZE])
{
    int64_t epoch = record->keys.chain.epoch;
    char why[80] = "the key is that of another record";
    if (same_chain(record) && epoch == record->chain_seals) {
        text_must(why, sizeof why, "%s", "another key signs");
    } else if (same_chain(record)) {
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
        return fail(record, errno);
    }
    write_recovery(record, strrchr(folder, '/'), out->recovery);
    chain_key_draw(chain, false);
    if (!chain_key_set(chain, record->data_dir)) {
        return fail(record, errno);
    }
    log_error("%s: %s: tell the province, and see 'bonluon enrol'",
              record->path, out->recovery);
    return STORE_OK;
}

/* Rows of a chain, and keys that were drawn just now, by no hand: the database
   came without them, as when it alone is copied to another computer. */
static bool came_without_keys(const struct record *record)
{
    const struct chain_key *chain = &record->keys.chain;
    return record->enrol[0] != '\0' && !same_chain(record) &&
           chain->epoch == 0 && !chain->shown;
}

/* A chain goes on with the key of its count of seals, and with the signer that
   its row names, but for one that has not sealed yet; another begins with a
   first key. */
static bool key_fits(const struct record *record, const char *enrol)
{
    int64_t epoch = record->keys.chain.epoch;
    if (!same_chain(record)) {
        return epoch == 0;
    }
    return epoch == record->chain_seals &&
           (epoch == 0 || strcmp(record->enrol, enrol) == 0);
}

enum store_result record_enrol(struct record *record, struct record_enrol *out)
{
    const struct keys_params params = params_of(record);
    char why[KEYS_WHY_SIZE];
    enum keys_result opened = keys_open(&record->keys, &params, why);
    enum store_result result = STORE_OK;
    if (opened == KEYS_MENDED) {
        log_error("%s", why);
    }
    if (opened == KEYS_FAILED) {
        text_cut(record->error, sizeof record->error,
                 speak("%s: check the disk and its permissions"), why);
        return STORE_FAILED;
    }
    if (one_behind(record)) {
        result = record_key_forward(record);
    }
    write_enrol(&record->keys, out->enrol);
    if (result == STORE_OK && !key_fits(record, out->enrol)) {
        result = renew(record, out);
        write_enrol(&record->keys, out->enrol);
    } else if (result == STORE_OK && came_without_keys(record)) {
        text_must(out->recovery, sizeof out->recovery,
                  "the record came without its keys: a new chain");
        log_error("%s: the record came without its keys: a new chain begins; "
                  "bring chain-key, sign-key, bonluon.db-wal and the folder "
                  "log from where it was, or tell the province, and see "
                  "'bonluon enrol'",
                  record->path);
    }
    record->keyed = result == STORE_OK;
    record->trust.enrolled = record->keys.chain.shown;
    if (strcmp(record->enrol, out->enrol) == 0) {
        out->enrol[0] = '\0';
    }
    return result;
}

static enum store_result refuse(struct record *record, const char *why)
{
    text_cut(record->error, sizeof record->error,
             speak("%s: nothing is added to the record: start the "
                   "terminal first"),
             why);
    return STORE_FAILED;
}

/* Of a command, which asks for the key only when it has something to add. */
static enum store_result take_key(struct record *record)
{
    const struct keys_params params = params_of(record);
    char why[KEYS_WHY_SIZE];
    char enrol[ROW_NOTE_SIZE] = "";
    enum store_result result = STORE_OK;
    if (spool_waits(record->data_dir)) {
        text_cut(why, sizeof why,
                 speak("%s/spool: what visitors answered waits there"),
                 record->data_dir);
        return refuse(record, why);
    }
    enum keys_result loaded = keys_load(&record->keys, &params, why);
    if (loaded == KEYS_READY && one_behind(record)) {
        result = record_key_forward(record);
    }
    if (loaded == KEYS_READY) {
        write_enrol(&record->keys, enrol);
    }
    record->keyed = result == STORE_OK && loaded == KEYS_READY &&
                    strcmp(enrol, record->enrol) == 0 &&
                    record->keys.chain.epoch == record->chain_seals;
    if (result != STORE_OK || record->keyed) {
        return result;
    }
    if (loaded != KEYS_FAILED) {
        text_cut(why, sizeof why, "%s/%s: %s", record->data_dir, CHAIN_KEY_NAME,
                 loaded == KEYS_MISSING ? speak("gone")
                                        : speak("not the key of these rows"));
    }
    return refuse(record, why);
}

enum store_result record_tag(struct record *record, struct record_batch *batch)
{
    enum store_result result = STORE_OK;
    if (record->chained && !record->keyed) {
        result = take_key(record);
    }
    if (!record->chained || result != STORE_OK) {
        return result;
    }
    for (; batch->tagged < batch->count; batch->tagged++) {
        struct row *row = &batch->rows[batch->tagged];
        const unsigned char *before =
            batch->tagged > 0 ? row[-1].tag : record->tag;
        unsigned char bytes[TAG_BYTES_MAX];
        size_t length = tag_bytes(row, before, bytes);
        tag_make(&record->keys.chain.key, bytes, length, row->tag);
        row->tagged = true;
    }
    return STORE_OK;
}
