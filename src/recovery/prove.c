/*
 * Whether the rows of a store are those that were written. A bit that flipped
 * within a cell, on an old card or by somebody's hand, SQLite does not see: the
 * digests of the seals do, and the tags, as far as there is a key.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "recovery/inside.h"
#include "trust/sshsig.h"

struct walking {
    struct tag_digest digest;
    unsigned char before[TAG_SIZE];
    const struct tag_key *key; /* NULL: only their digest is made */
    bool wrong;
};

static bool take_row(void *context, const struct row *row, const char *fault)
{
    struct walking *walking = context;
    walking->wrong = fault != NULL;
    if (walking->wrong) {
        return false;
    }
    if (walking->key == NULL) {
        tag_digest_row(&walking->digest, row, walking->before);
        return true;
    }
    walking->wrong =
        row->tagged && !tag_fits(walking->key, row, walking->before);
    memcpy(walking->before, row->tag, TAG_SIZE);
    return !walking->wrong;
}

static enum store_result walk(struct walking *walking, struct store *store,
                              int64_t first, int64_t last)
{
    const struct store_walk rows = {first, last, take_row, walking};
    struct row before = {0};
    enum store_result result = store_read(store, first - 1, &before);
    if (result == STORE_OK && before.seq != 0) {
        memcpy(walking->before, before.tag, TAG_SIZE);
    }
    tag_digest_begin(&walking->digest);
    return result == STORE_OK ? store_walk(store, &rows) : result;
}

enum store_result prove_tags(const struct prove_span *span, bool *good)
{
    struct walking walking = {.key = span->key};
    enum store_result result =
        walk(&walking, span->store, span->first, span->last);
    *good = !walking.wrong;
    return result;
}

static enum store_result prove_range(struct store *store,
                                     const struct seal *seal, bool *good)
{
    struct walking walking = {.key = NULL};
    char hex[TAG_DIGEST_HEX_SIZE];
    enum store_result result =
        walk(&walking, store, seal->first_seq, seal->last_seq);
    tag_digest_end(&walking.digest, hex);
    *good = !walking.wrong && strcmp(hex, seal->rows_digest) == 0 &&
            tag_same(walking.before, seal->last_tag);
    return result;
}

/* Seals, as they are looked at. */
struct proving {
    const struct prove_params *params;
    int64_t rows;     /* of all so far */
    struct seal seal; /* the one that is read */
    char *cause;
    enum store_result result;
};

static void tell(struct proving *proving, int32_t day, const char *words)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    text_must(proving->cause, ROW_NOTE_SIZE, "%s%s", words, date);
}

/* The row of the seal of a day; its seq 0: there is none. */
static enum store_result find_row(struct store *store, int32_t day,
                                  struct row *row)
{
    enum store_result result = STORE_OK;
    row->seq = INT64_MAX;
    do {
        result = store_newest(store, ROW_SEAL, row->seq, row);
    } while (result == STORE_OK && row->seq != 0 && row->value > day);
    return result;
}

static void prove_unread(struct proving *proving, int32_t day)
{
    struct row row;
    proving->result = find_row(proving->params->store, day, &row);
    if (proving->result == STORE_OK && row.seq > proving->params->after) {
        tell(proving, day, "there is no reading the seal of ");
    }
}

static bool is_signed(const struct store_seal *seal)
{
    unsigned char key[SIGN_PUBLIC_SIZE];
    return sshsig_check(seal->signature, seal->text, strlen(seal->text), key) ==
           SSHSIG_GOOD;
}

/* One that could be read, and what it vouches for. */
static void prove_read(struct proving *proving, const struct store_seal *given)
{
    bool good;
    proving->result =
        prove_range(proving->params->store, &proving->seal, &good);
    if (proving->result != STORE_OK) {
        return;
    }
    if (!good) {
        tell(proving, given->day,
             "its rows are not those that were sealed on ");
    } else if (!is_signed(given)) {
        tell(proving, given->day, "there is no good signature of the seal of ");
    }
}

static bool take_seal(void *context, const struct store_seal *given)
{
    struct proving *proving = context;
    const struct prove_params *params = proving->params;
    const struct seal *seal = &proving->seal;
    int line;
    if (!seal_read(given->text, strlen(given->text), &proving->seal, &line)) {
        prove_unread(proving, given->day);
    } else {
        proving->rows += seal->last_seq - seal->first_seq + 1;
        if (seal->first_seq <= params->after ||
            proving->rows > params->rows_most) {
            return false;
        }
        prove_read(proving, given);
    }
    return proving->result == STORE_OK && proving->cause[0] == '\0';
}

enum store_result prove_seals(const struct prove_params *params,
                              char cause[ROW_NOTE_SIZE])
{
    struct row first;
    struct row last;
    struct proving *proving = calloc(1, sizeof *proving);
    enum store_result result = store_last_of(params->store, ROW_SEAL, &last);
    cause[0] = '\0';
    /* Without memory it is proven another time. */
    if (result != STORE_OK || last.seq == 0 || proving == NULL) {
        free(proving);
        return result;
    }
    proving->params = params;
    proving->cause = cause;
    result = store_read(params->store, 1, &first);
    if (result == STORE_OK) {
        const struct store_seals seals = {first.day, last.value, take_seal,
                                          proving};
        result = store_seals_back(params->store, &seals);
    }
    result = result == STORE_OK ? proving->result : result;
    free(proving);
    return result;
}

struct naming {
    const char *sha256;
    bool good;
};

static bool compare(void *context, const struct store_seal *seal)
{
    struct naming *naming = context;
    char sha256[DIGEST_HEX_SIZE];
    digest_of(seal->text, strlen(seal->text), sha256);
    naming->good = strcmp(sha256, naming->sha256) == 0;
    return false;
}

enum store_result prove_seal_row(struct store *store, const struct row *row,
                                 bool *good)
{
    struct naming naming = {.sha256 = row->note};
    const struct store_seals one = {row->value, row->value, compare, &naming};
    enum store_result result = store_seals(store, &one);
    *good = naming.good;
    return result;
}

static bool take_wording(void *context, const struct store_wording *wording)
{
    char hash[DIGEST_HEX_SIZE];
    bool *good = context;
    digest_of(wording->text, strlen(wording->text), hash);
    *good = strcmp(hash, wording->hash) == 0;
    return *good;
}

enum store_result prove_wordings(struct store *store, bool *good)
{
    const struct store_wordings scan = {take_wording, good};
    *good = true;
    return store_wordings(store, &scan);
}

void prove_keys(const char *data_dir, struct keys *keys)
{
    *keys = (struct keys){.who = ""};
    if (chain_key_load(&keys->chain, data_dir) != SECRET_READ) {
        keys->chain.id[0] = '\0';
    }
    if (sign_key_load(&keys->sign, data_dir) != SECRET_READ) {
        keys->sign.fingerprint[0] = '\0';
    }
}
