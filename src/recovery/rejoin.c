/*
 * Rows that the database lost, on their way back from the journal: as after a
 * card that said it had written and had not. Each must bear the tag that the
 * key gives it after the row before.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "recovery/inside.h"
#include "store/journal.h"

enum { ROWS_AT_ONCE = 256 };

struct returning {
    struct store *store;
    const char *data_dir;
    struct chain_key *chain; /* without an id: there is none */
    struct row last;         /* the last that came back, or was there */
    int64_t count;

    /* Not yet in the store. */
    struct row rows[ROWS_AT_ONCE];
    int waiting;

    /* The last of each that the journal had: its row comes behind it. */
    struct text wording, seal, signature;
    int32_t seal_day;
    enum store_result result;
};

static bool fits_key(const struct tag_key *key, const struct row *before,
                     const struct row *row)
{
    static const unsigned char none[TAG_SIZE];
    return tag_fits(key, row, before->tagged ? before->tag : none);
}

/* After a seal comes the next key: the file has that one already, or, put back
   with the database, has not. */
static bool is_next(struct returning *returning, const struct row *row)
{
    struct chain_key *chain = returning->chain;
    if (chain->id[0] == '\0' || row->seq != returning->last.seq + 1 ||
        row->day < returning->last.day) {
        return false;
    }
    if (fits_key(&chain->key, &returning->last, row)) {
        return true;
    }
    struct tag_key next = chain->key;
    tag_key_forward(&next);
    bool fits = returning->last.kind == ROW_SEAL &&
                fits_key(&next, &returning->last, row) &&
                chain_key_forward(chain, returning->data_dir);
    tag_key_wipe(&next);
    return fits;
}

static void flush(struct returning *returning, struct store_batch batch)
{
    batch.rows = returning->rows;
    batch.row_count = returning->waiting;
    returning->waiting = 0;
    if (returning->result == STORE_OK) {
        returning->result = store_append(returning->store, &batch);
    }
}

static void set(struct text *text, const char *string)
{
    text_clear(text);
    text_append_string(text, string);
}

static void put_form(struct returning *returning, const struct row *row)
{
    struct text known = {0};
    char hash[DIGEST_HEX_SIZE];
    const struct store_wording wording = {row->note, returning->wording.data};
    digest_of(wording.text, returning->wording.length, hash);
    returning->result = store_find_wording(returning->store, row->note, &known);
    flush(returning,
          (struct store_batch){.wordings = &wording,
                               .wording_count = known.length == 0 &&
                                                strcmp(hash, row->note) == 0});
    text_free(&known);
}

static bool take_known(void *context, const struct store_seal *seal)
{
    (void)seal;
    *(bool *)context = true;
    return false;
}

static void put_seal(struct returning *returning, const struct row *row)
{
    bool known = false;
    char hash[DIGEST_HEX_SIZE];
    const struct store_seal seal = {returning->seal_day, returning->seal.data,
                                    returning->signature.data};
    const struct store_seals one = {row->value, row->value, take_known, &known};
    digest_of(seal.text, returning->seal.length, hash);
    returning->result = store_seals(returning->store, &one);
    flush(returning,
          (struct store_batch){.seals = &seal,
                               .seal_count = !known && seal.day == row->value &&
                                             strcmp(hash, row->note) == 0});
}

static bool take_row(struct returning *returning, const struct row *row)
{
    if (row->seq <= returning->last.seq) {
        return true;
    }
    if (!is_next(returning, row)) {
        return false;
    }
    returning->rows[returning->waiting++] = *row;
    returning->last = *row;
    returning->count++;
    if (row->kind == ROW_FORM) {
        put_form(returning, row);
    } else if (row->kind == ROW_SEAL) {
        put_seal(returning, row);
    } else if (returning->waiting == ROWS_AT_ONCE) {
        flush(returning, (struct store_batch){.row_count = 0});
    }
    return returning->result == STORE_OK;
}

static bool take(void *context, const struct journal_line *line)
{
    struct returning *returning = context;
    switch (line->kind) {
    case JOURNAL_WORDING: set(&returning->wording, line->wording.text); break;
    case JOURNAL_SEAL:
        set(&returning->seal, line->seal.text);
        set(&returning->signature, line->seal.signature);
        returning->seal_day = line->seal.day;
        break;
    case JOURNAL_ROW: return take_row(returning, &line->row);
    }
    return !returning->wording.failed && !returning->seal.failed &&
           !returning->signature.failed;
}

static void take_all(struct returning *returning, const char *journal)
{
    struct journal_scan scan = {
        .folder = journal,
        .from_day = returning->last.seq == 0 ? INT32_MIN : returning->last.day,
        .take = take,
        .context = returning};
    bool read = journal_read(&scan);
    (void)read; /* what a file does not give does not come back */
    if (returning->waiting > 0) {
        flush(returning, (struct store_batch){.row_count = 0});
    }
}

enum store_result recovering_rejoin(struct recovering *start,
                                    const struct row *last, int64_t *count)
{
    const struct recovery_params *params = start->params;
    struct keys keys;
    struct returning *returning = calloc(1, sizeof *returning);
    if (returning == NULL) {
        return recovering_fault(start, params->database, "close other programs",
                                ENOMEM);
    }
    prove_keys(params->data_dir, &keys);
    returning->store = start->out->store;
    returning->data_dir = params->data_dir;
    returning->chain = &keys.chain;
    returning->last = *last;
    set(&returning->wording, "");
    set(&returning->seal, "");
    set(&returning->signature, "");
    take_all(returning, params->journal);
    keys_wipe(&keys);
    enum store_result result = returning->result;
    *count = returning->count;
    text_free(&returning->wording);
    text_free(&returning->seal);
    text_free(&returning->signature);
    free(returning);
    return result;
}
