/* The forger with keys: rows tagged anew, days sealed anew and signed by the
   terminal's own key, which lies on the machine. */
#include "with_forge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "format/seal.h"
#include "store/store.h"
#include "trust/sign_key.h"
#include "trust/sshsig.h"
#include "with_sql.h"

enum { ROWS_MOST = 4096, SEALS_MOST = 64 };

struct kept_seal {
    struct seal seal;
    struct text text;
    char signature[SSHSIG_SIZE];
};

/* A whole record in memory. */
struct book {
    struct row rows[ROWS_MOST];
    int row_count;
    struct kept_seal seals[SEALS_MOST];
    int seal_count;
    struct sign_key sign;
};

static bool take_row(void *context, const struct row *row, const char *fault)
{
    struct book *book = context;
    assert_null(fault);
    assert_in_range(book->row_count, 0, ROWS_MOST - 1);
    book->rows[book->row_count++] = *row;
    return true;
}

static bool take_seal(void *context, const struct store_seal *given)
{
    struct book *book = context;
    int line;
    assert_in_range(book->seal_count, 0, SEALS_MOST - 1);
    struct kept_seal *kept = &book->seals[book->seal_count++];
    assert_true(
        seal_read(given->text, strlen(given->text), &kept->seal, &line));
    return true;
}

static struct book *read_book(const char *path)
{
    struct book *book = calloc(1, sizeof *book);
    struct store *store;
    char database[FILES_PATH_SIZE];
    const struct store_walk walk = {1, INT64_MAX, take_row, book};
    const struct store_seals seals = {INT32_MIN, INT32_MAX, take_seal, book};
    assert_non_null(book);
    assert_true(files_join(database, path, "bonluon.db"));
    assert_int_equal(store_open_evidence(&store, database), STORE_OK);
    assert_int_equal(store_walk(store, &walk), STORE_OK);
    assert_int_equal(store_seals(store, &seals), STORE_OK);
    store_close(store);
    assert_int_equal(sign_key_load(&book->sign, path), SECRET_READ);
    return book;
}

static void seal_anew(struct book *book, int number, struct tag_digest *digest,
                      struct row *row)
{
    struct kept_seal *kept = &book->seals[number];
    tag_digest_end(digest, kept->seal.rows_digest);
    memcpy(kept->seal.last_tag, row[-1].tag, TAG_SIZE);
    if (number > 0) {
        const struct text *before = &book->seals[number - 1].text;
        if (before->data != NULL) {
            digest_of(before->data, before->length, kept->seal.before_sha256);
        }
    }
    text_clear(&kept->text);
    seal_write(&kept->seal, &kept->text);
    sshsig_make(&book->sign, kept->text.data, kept->text.length,
                kept->signature);
    digest_of(kept->text.data, kept->text.length, row->note);
}

/* From `first` (an index) on every row gets a tag anew, by a key that moves on
   with each seal. */
static void tag_anew(struct book *book, int first, struct tag_key key)
{
    static const unsigned char none[TAG_SIZE];
    struct tag_digest digest;
    int seals = 0;
    tag_digest_begin(&digest);
    for (int i = 0; i < book->row_count; i++) {
        struct row *row = &book->rows[i];
        unsigned char bytes[TAG_BYTES_MAX];
        /* The row of a seal names what was sealed just before it. */
        if (row->kind == ROW_SEAL && i > first) {
            seal_anew(book, seals, &digest, row);
            tag_digest_begin(&digest);
        } else if (row->kind == ROW_SEAL) {
            tag_digest_begin(&digest);
        } else if (row->kind == ROW_ENROL && seals == 0) {
            tag_digest_begin(&digest);
        }
        size_t length = tag_bytes(row, i > 0 ? row[-1].tag : none, bytes);
        if (i >= first) {
            tag_make(&key, bytes, length, row->tag);
        }
        tag_digest_add(&digest, bytes, length);
        if (row->kind == ROW_SEAL) {
            seals++;
            if (i >= first) {
                tag_key_forward(&key);
            }
        }
    }
}

static void write_book(struct book *book, const char *path, int first)
{
    struct sql sql;
    sql_open(&sql, path);
    for (int i = first; i < book->row_count; i++) {
        const struct row *row = &book->rows[i];
        char hex[TAG_HEX_SIZE];
        hex_write(row->tag, TAG_SIZE, hex);
        sql_run(&sql, "UPDATE events SET tag = x'%s' WHERE seq = %lld", hex,
                (long long)row->seq);
        if (row->kind == ROW_SEAL) {
            sql_run(&sql, "UPDATE events SET note = '%s' WHERE seq = %lld",
                    row->note, (long long)row->seq);
        }
    }
    for (int i = 0; i < book->seal_count; i++) {
        const struct kept_seal *kept = &book->seals[i];
        if (kept->text.data != NULL) {
            sql_run(&sql,
                    "UPDATE seals SET text = '%s', signature = '%s'"
                    " WHERE day = %d",
                    kept->text.data, kept->signature, (int)kept->seal.day);
        }
    }
    sql_run(&sql, "UPDATE events SET elapsed_ms = %lld WHERE seq = %lld",
            (long long)book->rows[first].elapsed_ms,
            (long long)book->rows[first].seq);
    sql_close(&sql);
}

/* An answer of a sealed day; -1 when there is none. */
static int pick_answer(const struct book *book, struct draw *draw, int seals)
{
    int picked = -1;
    int met = 0;
    int sealed = 0;
    for (int i = 0; i < book->row_count && sealed < seals; i++) {
        sealed += book->rows[i].kind == ROW_SEAL;
        if (book->rows[i].kind == ROW_ANSWER && draw_below(draw, ++met) == 0) {
            picked = i;
        }
    }
    return picked;
}

static void free_book(struct book *book)
{
    for (int i = 0; i < book->seal_count; i++) {
        text_free(&book->seals[i].text);
    }
    free(book);
}

bool forge_has_answer(const char *path)
{
    struct book *book = read_book(path);
    struct draw any = draw_from(1);
    bool has = pick_answer(book, &any, book->seal_count) >= 0;
    free_book(book);
    return has;
}

void forge_reseal(const char *path, const struct past *past, struct draw *draw,
                  int later)
{
    struct book *book = read_book(path);
    struct tag_key key = past->first.key;
    int first = pick_answer(book, draw, book->seal_count);
    assert_in_range(first, 0, ROWS_MOST);
    for (int i = 0; i < first; i++) {
        if (book->rows[i].kind == ROW_SEAL) {
            tag_key_forward(&key);
        }
    }
    for (int i = 0; i < later; i++) {
        tag_key_forward(&key);
    }
    book->rows[first].elapsed_ms += 1000;
    tag_anew(book, first, key);
    write_book(book, path, first);
    free_book(book);
}
