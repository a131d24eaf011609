/*
 * Whether the rows are those that were written. A bit that flipped within a
 * cell, on an old card or by somebody's hand, SQLite does not see: the digests
 * of the seals do, and after the last seal the tags.
 *
 * Only so much is looked at that no visitor waits for it: the last days, and of
 * them those that were sealed since the record was last rebuilt. What a
 * rebuilding could not put right it has told, and would not put right again.
 */
#include <stdlib.h>
#include <string.h>

#include "data/record_inside.h"

/* A fifth of a second, more or less. */
enum { ROWS_MOST = 200000, DAYS_MOST = 400 };

struct range {
    int32_t day;
    int64_t first, last;
    char digest[TAG_DIGEST_HEX_SIZE];
    char sha256[DIGEST_HEX_SIZE]; /* of the seal */
};

struct proving {
    struct store *store;
    struct range ranges[DAYS_MOST];
    int count;
    struct seal seal; /* the one being read */
    bool unread;      /* one of them cannot be */

    /* Of the walk. */
    unsigned char before[TAG_SIZE];
    struct tag_digest digest;
    const struct tag_key *key; /* NULL: the rows of a seal */
    bool wrong;
};

/* ---- seals ----------------------------------------------------------------
 */

static bool take_seal(void *context, const struct store_seal *given)
{
    struct proving *proving = context;
    struct seal *seal = &proving->seal;
    size_t length = strlen(given->text);
    int line;
    if (proving->count == DAYS_MOST ||
        !seal_read(given->text, length, seal, &line)) {
        proving->unread = true;
        return false;
    }
    struct range *range = &proving->ranges[proving->count++];
    range->day = given->day;
    range->first = seal->first_seq;
    range->last = seal->last_seq;
    memcpy(range->digest, seal->rows_digest, sizeof range->digest);
    digest_of(given->text, length, range->sha256);
    return true;
}

/* ---- rows -----------------------------------------------------------------
 */

static bool take_row(void *context, const struct row *row, const char *fault)
{
    struct proving *proving = context;
    unsigned char bytes[TAG_BYTES_MAX];
    unsigned char tag[TAG_SIZE];
    proving->wrong = fault != NULL;
    if (proving->wrong) {
        return false;
    }
    size_t length = tag_bytes(row, proving->before, bytes);
    if (proving->key == NULL) {
        tag_digest_add(&proving->digest, bytes, length);
    } else if (row->tagged) {
        tag_make(proving->key, bytes, length, tag);
        proving->wrong = !tag_same(tag, row->tag);
    }
    memcpy(proving->before, row->tag, TAG_SIZE);
    return !proving->wrong;
}

/* `key` NULL: only their digest is made. */
static enum store_result walk(struct proving *proving, int64_t first,
                              int64_t last, const struct tag_key *key)
{
    const struct store_walk rows = {first, last, take_row, proving};
    struct row before = {0};
    enum store_result result = store_read(proving->store, first - 1, &before);
    proving->key = key;
    proving->wrong = false;
    memset(proving->before, 0, TAG_SIZE);
    if (result == STORE_OK && before.seq != 0) {
        memcpy(proving->before, before.tag, TAG_SIZE);
    }
    tag_digest_begin(&proving->digest);
    return result == STORE_OK ? store_walk(proving->store, &rows) : result;
}

/* From the newest on back. `*wrong` is the day of which the rows are others,
   else INT32_MIN. */
static enum store_result prove_sealed(struct proving *proving, int64_t after,
                                      int32_t *wrong)
{
    enum store_result result = STORE_OK;
    int64_t rows = 0;
    *wrong = INT32_MIN;
    for (int i = proving->count - 1; result == STORE_OK && i >= 0; i--) {
        const struct range *range = &proving->ranges[i];
        char hex[TAG_DIGEST_HEX_SIZE];
        rows += range->last - range->first + 1;
        if (range->first <= after || rows > ROWS_MOST) {
            break;
        }
        result = walk(proving, range->first, range->last, NULL);
        tag_digest_end(&proving->digest, hex);
        if (proving->wrong || strcmp(hex, range->digest) != 0) {
            *wrong = range->day;
            break;
        }
    }
    return result;
}

/* ---- the rows after the last seal -----------------------------------------
 */

/* The key of those rows: the file's, or the next when the power failed before
   it moved on. False when it is another's. */
static bool find_key(struct record *record, const struct row *enrol,
                     struct tag_key *key)
{
    struct keys keys;
    int64_t seals = 0;
    record_load_keys(record, &keys);
    const struct chain_key *chain = &keys.chain;
    bool ours =
        chain->id[0] != '\0' &&
        strncmp(enrol->note, chain->id, strlen(chain->id)) == 0 &&
        store_count(record->store, ROW_SEAL, enrol->seq, &seals) == STORE_OK &&
        (chain->epoch == seals || chain->epoch + 1 == seals);
    *key = chain->key;
    if (ours && chain->epoch < seals) {
        tag_key_forward(key);
    }
    keys_wipe(&keys);
    return ours;
}

/* The row of the seal bears the key of its day, which is gone: what it says is
   the SHA-256 of the seal. */
static bool is_of_last(const struct proving *proving, const struct row *seal)
{
    return proving->count == 0 || seal->seq == 0 ||
           seal->value != proving->ranges[proving->count - 1].day ||
           strcmp(seal->note, proving->ranges[proving->count - 1].sha256) == 0;
}

static enum store_result prove_open(struct record *record,
                                    struct proving *proving, int64_t after,
                                    bool *wrong)
{
    struct row enrol;
    struct row seal = {0};
    struct row last = {0};
    struct tag_key key;
    enum store_result result =
        store_newest(record->store, ROW_ENROL, INT64_MAX, &enrol);
    if (result == STORE_OK) {
        result = store_newest(record->store, ROW_SEAL, INT64_MAX, &seal);
    }
    if (result == STORE_OK) {
        result = store_last(record->store, &last);
    }
    if (result != STORE_OK || enrol.seq == 0 ||
        !find_key(record, &enrol, &key)) {
        return result;
    }
    int64_t first = seal.seq > enrol.seq ? seal.seq + 1 : enrol.seq;
    first = after >= first ? after + 1 : first;
    if (first <= last.seq) {
        result = walk(proving, first, last.seq, &key);
        *wrong = proving->wrong;
    }
    *wrong = *wrong || (seal.seq > after && !is_of_last(proving, &seal));
    tag_key_wipe(&key);
    return result;
}

/* ---- all of it ------------------------------------------------------------
 */

static enum store_result look(struct record *record, struct proving *proving,
                              char cause[ROW_NOTE_SIZE])
{
    struct row recovery;
    struct row seal = {0};
    int32_t day = INT32_MIN;
    bool wrong = false;
    enum store_result result =
        store_newest(record->store, ROW_RECOVERY, INT64_MAX, &recovery);
    if (result == STORE_OK) {
        result = store_last_of(record->store, ROW_SEAL, &seal);
    }
    if (result == STORE_OK && seal.seq != 0) {
        const struct store_seals seals = {seal.value - DAYS_MOST + 1, INT32_MAX,
                                          take_seal, proving};
        result = store_seals(record->store, &seals);
    }
    if (result == STORE_OK && !proving->unread) {
        result = prove_sealed(proving, recovery.seq, &day);
    }
    if (result == STORE_OK && day == INT32_MIN) {
        result = prove_open(record, proving, recovery.seq, &wrong);
    }
    bool fits = true;
    if (result == STORE_OK && day != INT32_MIN) {
        char date[CLOCK_DATE_SIZE];
        clock_date(day, date);
        fits =
            text_format(cause, ROW_NOTE_SIZE,
                        "the rows of %s are not those that were sealed", date);
    } else if (result == STORE_OK && wrong) {
        fits = text_copy(cause, ROW_NOTE_SIZE,
                         "a row since the last seal is not as it was written");
    }
    (void)fits; /* they are short */
    return result;
}

enum store_result record_prove(struct record *record,
                               struct record_mended *mended)
{
    char cause[ROW_NOTE_SIZE] = "";
    struct proving *proving =
        aligned_alloc(_Alignof(struct proving), sizeof *proving);
    if (proving == NULL) {
        return STORE_OK; /* it can be proven another time */
    }
    memset(proving, 0, sizeof *proving);
    proving->store = record->store;
    enum store_result result = look(record, proving, cause);
    free(proving);
    /* What cannot be read is damaged, too. */
    if (result == STORE_DAMAGED && cause[0] == '\0') {
        bool fits = text_copy(cause, sizeof cause, "it cannot be read");
        (void)fits;
    }
    return cause[0] != '\0' ? record_set_aside(record, cause, mended) : result;
}
