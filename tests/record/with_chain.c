#include "with_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "format/with_seal.h"
#include "store/store.h"
#include "trust/signers.h"
#include "trust/sshsig.h"

void chain_note(struct chain *chain, const char *data_dir)
{
    assert_in_range(chain->count, 0, CHAIN_KEYS_MAX - 1);
    struct chain_key *first = &chain->first[chain->count++];
    assert_int_equal(chain_key_load(first, data_dir), SECRET_READ);
    assert_int_equal(first->epoch, 0);
}

struct load {
    struct row *rows;
    int64_t count, capacity;
    struct store *store;
};

static bool take_row(void *context, const struct row *row, const char *fault)
{
    struct load *load = context;
    assert_null(fault);
    if (load->count == load->capacity) {
        load->capacity = load->capacity > 0 ? 2 * load->capacity : 256;
        load->rows =
            realloc(load->rows, (size_t)load->capacity * sizeof *load->rows);
        assert_non_null(load->rows);
    }
    load->rows[load->count++] = *row;
    assert_int_equal(row->seq, load->count);
    return true;
}

static void open_load(struct load *load, const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    *load = (struct load){.rows = NULL};
    assert_true(files_join(path, data_dir, "bonluon.db"));
    assert_int_equal(store_open(&load->store, path, false), STORE_OK);
    const struct store_walk all = {1, INT64_MAX, take_row, load};
    assert_int_equal(store_walk(load->store, &all), STORE_OK);
}

static const unsigned char *tag_before(const struct load *load, int64_t i)
{
    static const unsigned char none[TAG_SIZE];
    return i > 0 && load->rows[i - 1].tagged ? load->rows[i - 1].tag : none;
}

static const struct chain_key *key_of(const struct chain *chain,
                                      const char *note)
{
    for (int i = 0; i < chain->count; i++) {
        const char *id = chain->first[i].id;
        if (strncmp(note, id, strlen(id)) == 0) {
            return &chain->first[i];
        }
    }
    fail_msg("nobody noted the first key of %s", note);
    return NULL;
}

static void check_tag(const struct load *load, int64_t i,
                      const struct tag_key *key)
{
    unsigned char bytes[TAG_BYTES_MAX];
    unsigned char tag[TAG_SIZE];
    const struct row *row = &load->rows[i];
    size_t length = tag_bytes(row, tag_before(load, i), bytes);
    tag_make(key, bytes, length, tag);
    if (!row->tagged || !tag_same(tag, row->tag)) {
        fail_msg("row %" PRId64 " (%s %d): %s", row->seq,
                 row_kind_name(row->kind), row->value,
                 row->tagged ? "its tag is wrong" : "it has no tag");
    }
}

struct texts {
    struct text seal, signature, sum;
};

static bool take_seal(void *context, const struct store_seal *seal)
{
    struct texts *texts = context;
    text_append_string(&texts->seal, seal->text);
    text_append_string(&texts->signature, seal->signature);
    return true;
}

static bool take_sum(void *context, int32_t day, const char *text)
{
    struct texts *texts = context;
    (void)day;
    text_append_string(&texts->sum, text);
    return true;
}

static void check_signature(const struct texts *texts, const char *data_dir,
                            const char *who)
{
    char path[FILES_PATH_SIZE];
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    struct signers signers = {0};
    assert_int_equal(sshsig_check(texts->signature.data, texts->seal.data,
                                  texts->seal.length, public_key),
                     SSHSIG_GOOD);
    assert_true(files_join(path, data_dir, SIGNERS_NAME));
    assert_true(signers_read(&signers, path));
    assert_true(signers_allow(&signers, who, public_key));
    signers_free(&signers);
}

/* The rows from the one after the seal before to the closing one. */
static void check_range(const struct load *load, const struct seal *seal,
                        const struct chain_found *found, int64_t seal_row)
{
    char hex[TAG_DIGEST_HEX_SIZE];
    struct tag_digest digest;
    const struct row *last = &load->rows[seal->last_seq - 1];
    assert_int_equal(seal->first_seq, found->seals == 0
                                          ? found->untagged + 1
                                          : found->last.last_seq + 1);
    assert_int_equal(seal->last_seq, seal_row);
    assert_int_equal(last->kind, ROW_CLOSE);
    assert_int_equal(last->value, seal->day);
    assert_memory_equal(last->tag, seal->last_tag, TAG_SIZE);
    tag_digest_begin(&digest);
    for (int64_t i = seal->first_seq - 1; i < seal->last_seq; i++) {
        unsigned char bytes[TAG_BYTES_MAX];
        size_t length = tag_bytes(&load->rows[i], tag_before(load, i), bytes);
        tag_digest_add(&digest, bytes, length);
    }
    tag_digest_end(&digest, hex);
    assert_string_equal(seal->rows_digest, hex);
}

/* The seal of which `load->rows[i]` is the row. */
static void check_seal(const struct load *load, int64_t i,
                       struct chain_found *found, const char *data_dir)
{
    struct texts texts = {{0}, {0}, {0}};
    struct seal seal;
    struct sum sum;
    char sha256[DIGEST_HEX_SIZE];
    char what[SEAL_WHAT_SIZE];
    int line;
    int32_t day = load->rows[i].value;
    const struct store_seals one = {day, day, take_seal, &texts};
    const struct store_sums its_sum = {day, day, take_sum, &texts};
    assert_int_equal(store_seals(load->store, &one), STORE_OK);
    assert_int_equal(store_sums(load->store, &its_sum), STORE_OK);
    assert_non_null(texts.seal.data);
    digest_of(texts.seal.data, texts.seal.length, sha256);
    assert_string_equal(load->rows[i].note, sha256);
    assert_true(seal_read(texts.seal.data, texts.seal.length, &seal, &line));
    assert_int_equal(seal.day, day);
    assert_int_equal(seal.number, found->seals + 1);
    assert_int_equal(seal.epoch, found->epoch);
    if (found->seals == 0) {
        assert_string_equal(seal.before_sha256, "");
    } else {
        assert_int_equal(seal.before_day, found->last.day);
        assert_string_equal(seal.before_sha256, found->last.before_sha256);
    }
    check_range(load, &seal, found, i);
    check_signature(&texts, data_dir, seal.who);
    assert_true(sum_read(texts.sum.data, &sum));
    assert_true(seal_counts(&seal, &sum, what));
    found->last = seal;
    /* What the next one must name. */
    memcpy(found->last.before_sha256, sha256, sizeof sha256);
    text_free(&texts.seal);
    text_free(&texts.signature);
    text_free(&texts.sum);
}

static void check_row(const struct load *load, int64_t i,
                      struct chain_found *found, const char *data_dir)
{
    const struct row *row = &load->rows[i];
    found->recoveries += row->kind == ROW_RECOVERY;
    found->closes += row->kind == ROW_CLOSE;
    if (row->kind == ROW_SEAL) {
        check_seal(load, i, found, data_dir);
        found->seals++;
        found->epoch++;
    }
}

struct chain_found chain_check(const struct chain *chain, const char *data_dir)
{
    struct load load;
    struct chain_found found = {.rows = 0};
    struct tag_key key = {{0}};
    open_load(&load, data_dir);
    found.rows = load.count;
    for (int64_t i = 0; i < load.count; i++) {
        const struct row *row = &load.rows[i];
        if (row->kind == ROW_ENROL) {
            key = key_of(chain, row->note)->key;
            found.enrols++;
            found.epoch = 0;
        }
        if (found.enrols == 0) {
            assert_false(row->tagged);
            found.untagged++;
        } else {
            check_tag(&load, i, &key);
        }
        check_row(&load, i, &found, data_dir);
        if (row->kind == ROW_SEAL) {
            tag_key_forward(&key);
        }
    }
    struct chain_key now;
    assert_int_equal(chain_key_load(&now, data_dir), SECRET_READ);
    assert_int_equal(now.epoch, found.epoch);
    assert_memory_equal(now.key.bytes, key.bytes, sizeof key.bytes);
    store_close(load.store);
    free(load.rows);
    return found;
}
