#include "recovery/prove.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "format/seal.h"

enum { DAYS_AT_ONCE = 100 };

struct range {
    int32_t day;
    bool read; /* else its text is no seal */
    int64_t first, last;
    char digest[TAG_DIGEST_HEX_SIZE];
};

struct proving {
    struct range ranges[DAYS_AT_ONCE];
    int count;
    struct seal seal; /* the one being read */
};

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
                                     const struct range *range, bool *good)
{
    struct walking walking = {.key = NULL};
    char hex[TAG_DIGEST_HEX_SIZE];
    enum store_result result = walk(&walking, store, range->first, range->last);
    tag_digest_end(&walking.digest, hex);
    *good = !walking.wrong && strcmp(hex, range->digest) == 0;
    return result;
}

static bool take_seal(void *context, const struct store_seal *given)
{
    struct proving *proving = context;
    struct seal *seal = &proving->seal;
    struct range *range = &proving->ranges[proving->count++];
    int line;
    range->day = given->day;
    range->read = seal_read(given->text, strlen(given->text), seal, &line);
    if (range->read) {
        range->first = seal->first_seq;
        range->last = seal->last_seq;
        memcpy(range->digest, seal->rows_digest, sizeof range->digest);
    }
    return proving->count < DAYS_AT_ONCE;
}

static void tell(const struct range *range, const char *words,
                 char cause[ROW_NOTE_SIZE])
{
    char date[CLOCK_DATE_SIZE];
    clock_date(range->day, date);
    text_must(cause, ROW_NOTE_SIZE, "%s%s", words, date);
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

static enum store_result prove_unread(const struct prove_params *params,
                                      const struct range *range,
                                      char cause[ROW_NOTE_SIZE])
{
    struct row row;
    enum store_result result = find_row(params->store, range->day, &row);
    if (result == STORE_OK && row.seq > params->after) {
        tell(range, "there is no reading the seal of ", cause);
    }
    return result;
}

/* `*more`: there may be older ones to look at. */
static enum store_result prove_some(const struct prove_params *params,
                                    const struct proving *proving,
                                    int64_t *rows, char cause[ROW_NOTE_SIZE])
{
    enum store_result result = STORE_OK;
    for (int i = proving->count - 1;
         result == STORE_OK && cause[0] == '\0' && i >= 0; i--) {
        const struct range *range = &proving->ranges[i];
        bool good = true;
        if (!range->read) {
            result = prove_unread(params, range, cause);
            continue;
        }
        *rows += range->last - range->first + 1;
        if (range->first <= params->after || *rows > params->rows_most) {
            *rows = INT64_MAX;
            break;
        }
        result = prove_range(params->store, range, &good);
        if (result == STORE_OK && !good) {
            tell(range, "its rows are not those that were sealed on ", cause);
        }
    }
    return result;
}

static enum store_result prove_all(const struct prove_params *params,
                                   struct proving *proving, int32_t last_day,
                                   char cause[ROW_NOTE_SIZE])
{
    struct row first;
    int64_t rows = 0;
    enum store_result result = store_read(params->store, 1, &first);
    int32_t day = last_day;
    while (result == STORE_OK && cause[0] == '\0' && day >= first.day &&
           rows != INT64_MAX) {
        const struct store_seals seals = {day - DAYS_AT_ONCE + 1, day,
                                          take_seal, proving};
        proving->count = 0;
        result = store_seals(params->store, &seals);
        if (result == STORE_OK) {
            result = prove_some(params, proving, &rows, cause);
        }
        day -= DAYS_AT_ONCE;
    }
    return result;
}

enum store_result prove_seals(const struct prove_params *params,
                              char cause[ROW_NOTE_SIZE])
{
    struct row seal;
    struct proving *proving = calloc(1, sizeof *proving);
    enum store_result result = store_last_of(params->store, ROW_SEAL, &seal);
    cause[0] = '\0';
    /* Without memory it is proven another time. */
    if (result == STORE_OK && seal.seq != 0 && proving != NULL) {
        result = prove_all(params, proving, seal.value, cause);
    }
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
