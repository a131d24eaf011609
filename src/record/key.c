/*
 * The chain of the record: the keys, and a tag on every row (tag.h). Keys and
 * rows lie in different files, and the power may fail between the two; so a
 * start compares them, by the count of seals since the chain began, which is
 * the epoch of the key.
 */
#include <errno.h>
#include <string.h>

#include "record/inside.h"
#include "record/spool.h"

struct keys_params record_keys_params(const struct record *record)
{
    return (struct keys_params){.data_dir = record->data_dir,
                                .unit_code = record->config->unit_code,
                                .device_id = record->config->device_id};
}

void record_write_enrol(const struct keys *keys, char note[ROW_NOTE_SIZE])
{
    text_must(note, ROW_NOTE_SIZE, "%s %s", keys->chain.id,
              keys->sign.fingerprint);
}

bool record_same_chain(const struct record *record)
{
    size_t length = strlen(record->keys.chain.id);
    return strncmp(record->enrol, record->keys.chain.id, length) == 0 &&
           record->enrol[length] == ' ';
}

enum store_result record_key_fault(struct record *record, int error)
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
               : record_key_fault(record, errno);
}

bool record_one_behind(const struct record *record)
{
    return record_same_chain(record) &&
           record->keys.chain.epoch + 1 == record->chain_seals;
}

static enum store_result refuse(struct record *record, const char *why)
{
    text_cut(record->error, sizeof record->error,
             "%s: nothing is added to the record: start the "
             "terminal first",
             why);
    return STORE_FAILED;
}

/* Of a command, which asks for the key only when it has something to add. */
static enum store_result take_key(struct record *record)
{
    const struct keys_params params = record_keys_params(record);
    char why[KEYS_WHY_SIZE];
    char enrol[ROW_NOTE_SIZE] = "";
    enum store_result result = STORE_OK;
    if (spool_waits(record->data_dir)) {
        text_cut(why, sizeof why,
                 "%s/spool: what visitors answered waits there",
                 record->data_dir);
        return refuse(record, why);
    }
    enum keys_result loaded = keys_load(&record->keys, &params, why);
    if (loaded == KEYS_READY && record_one_behind(record)) {
        result = record_key_forward(record);
    }
    if (loaded == KEYS_READY) {
        record_write_enrol(&record->keys, enrol);
    }
    record->keyed = result == STORE_OK && loaded == KEYS_READY &&
                    strcmp(enrol, record->enrol) == 0 &&
                    record->keys.chain.epoch == record->chain_seals;
    if (result != STORE_OK || record->keyed) {
        return result;
    }
    if (loaded != KEYS_FAILED) {
        text_cut(why, sizeof why, "%s/%s: %s", record->data_dir, CHAIN_KEY_NAME,
                 loaded == KEYS_MISSING ? "gone" : "not the key of these rows");
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
