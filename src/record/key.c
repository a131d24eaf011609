/*
 * The chain of the record: the keys, and a tag on every row (tag.h). Keys and
 * rows lie in different files, and the power may fail between the two; so a
 * start compares them, by the count of seals since the chain began, which is
 * the epoch of the key.
 */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "base/who.h"
#include "record/inside.h"
#include "record/spool.h"

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

enum store_result record_recall_chain(struct record *record)
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

void record_sealed(struct record *record, const struct row *seal)
{
    struct record_trust *trust = &record->trust;
    record->unsealed = seal->seq;
    trust->sealed_day = seal->value;
    bool fits =
        text_copy(trust->seal_sha256, sizeof trust->seal_sha256, seal->note);
    (void)fits; /* a note of ours is no longer */
}

static struct keys_params keys_params(const struct record *record)
{
    return (struct keys_params){.data_dir = record->data_dir,
                                .unit_code = record->config->unit_code,
                                .device_id = record->config->device_id};
}

/* The note of the ROW_ENROL that these keys go with. */
static void write_enrol(const struct keys *keys, char note[ROW_NOTE_SIZE])
{
    bool fits = text_format(note, ROW_NOTE_SIZE, "%s %s", keys->chain.id,
                            keys->sign.fingerprint);
    assert(fits);
}

static bool same_chain(const struct record *record)
{
    size_t length = strlen(record->keys.chain.id);
    return strncmp(record->enrol, record->keys.chain.id, length) == 0 &&
           record->enrol[length] == ' ';
}

static enum store_result key_fault(struct record *record, int error)
{
    char path[FILES_PATH_SIZE];
    bool fits = files_join(path, record->data_dir, CHAIN_KEY_NAME);
    return record_fault(record, fits ? path : record->data_dir,
                        "the key of the rows' tags cannot be written; see to "
                        "the disk and its rights, and start the terminal again",
                        error);
}

enum store_result record_key_forward(struct record *record)
{
    return chain_key_forward(&record->keys.chain, record->data_dir)
               ? STORE_OK
               : key_fault(record, errno);
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
    bool fits = true;
    if (same_chain(record)) {
        fits = epoch == record->chain_seals
                   ? text_copy(why, sizeof why, "another key signs")
                   : text_format(why, sizeof why,
                                 "the key knows of %" PRId64
                                 " seals, the rows of %" PRId64,
                                 epoch, record->chain_seals);
    }
    fits = fits && text_format(note, ROW_NOTE_SIZE,
                               "%s: a new chain; the old one's key lies in "
                               "quarantine%s",
                               why, number);
    assert(fits);
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
        return key_fault(record, errno);
    }
    write_recovery(record, strrchr(folder, '/'), out->recovery);
    chain_key_draw(chain, false);
    if (!chain_key_set(chain, record->data_dir)) {
        return key_fault(record, errno);
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
    if (!same_chain(record)) {
        return epoch == 0;
    }
    return epoch == record->chain_seals &&
           (epoch == 0 || strcmp(record->enrol, enrol) == 0);
}

enum store_result record_enrol(struct record *record, struct record_enrol *out)
{
    const struct keys_params params = keys_params(record);
    char why[KEYS_WHY_SIZE];
    enum keys_result opened = keys_open(&record->keys, &params, why);
    enum store_result result = STORE_OK;
    if (opened == KEYS_MENDED) {
        log_error("%s", why);
    }
    if (opened == KEYS_FAILED) {
        bool fits = text_format(record->error, sizeof record->error,
                                "%s: see to the disk and its rights", why);
        (void)fits; /* cut, it still begins with the file */
        return STORE_FAILED;
    }
    if (one_behind(record)) {
        result = record_key_forward(record);
    }
    write_enrol(&record->keys, out->enrol);
    if (result == STORE_OK && !key_fits(record, out->enrol)) {
        result = renew(record, out);
        write_enrol(&record->keys, out->enrol);
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

static enum store_result refuse(struct record *record, const char *why)
{
    bool fits = text_format(record->error, sizeof record->error,
                            "%s: nothing is added to the record: start the "
                            "terminal first",
                            why);
    (void)fits; /* cut, it still begins with the file */
    return STORE_FAILED;
}

/* Of a command, which asks for the key only when it has something to add. */
static enum store_result take_key(struct record *record)
{
    const struct keys_params params = keys_params(record);
    char why[KEYS_WHY_SIZE];
    char enrol[ROW_NOTE_SIZE] = "";
    enum store_result result = STORE_OK;
    if (spool_waits(record->data_dir)) {
        bool fits = text_format(why, sizeof why,
                                "%s/spool: what visitors answered waits there",
                                record->data_dir);
        (void)fits; /* cut, it still begins with the folder */
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
        bool fits = text_format(
            why, sizeof why, "%s/%s: %s", record->data_dir, CHAIN_KEY_NAME,
            loaded == KEYS_MISSING ? "gone" : "not the key of these rows");
        assert(fits);
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
