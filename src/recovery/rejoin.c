/*
 * Rows that the database lost, on their way back from the log: as after a card
 * that said it had written and had not. Each must bear the tag that the key
 * gives it after the row before.
 */
#include <stdlib.h>
#include <string.h>

#include "record/inside.h"
#include "recovery/found_rows.h"

enum { ROWS_AT_ONCE = 256 };

struct returning {
    struct record *record;
    struct chain_key *chain;
    struct row last; /* the last that came back, or was there */
    int64_t count;

    /* Not yet in the store. */
    struct row rows[ROWS_AT_ONCE];
    int waiting;

    /* The last of each that the log had: its row comes behind it. */
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
                chain_key_forward(chain, returning->record->data_dir);
    tag_key_wipe(&next);
    return fits;
}

static void flush(struct returning *returning, struct store_batch batch)
{
    batch.rows = returning->rows;
    batch.row_count = returning->waiting;
    returning->waiting = 0;
    if (returning->result == STORE_OK) {
        returning->result = store_append(returning->record->store, &batch);
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
    returning->result = record_wording(returning->record, row->note, &known);
    flush(returning,
          (struct store_batch){.wordings = &wording,
                               .wording_count = known.length == 0 &&
                                                strcmp(hash, row->note) == 0});
    text_free(&known);
}

static void put_seal(struct returning *returning, const struct row *row)
{
    struct text known = {0};
    struct text signature = {0};
    char hash[DIGEST_HEX_SIZE];
    const struct store_seal seal = {returning->seal_day, returning->seal.data,
                                    returning->signature.data};
    digest_of(seal.text, returning->seal.length, hash);
    returning->result =
        record_seal(returning->record, row->value, &known, &signature);
    flush(returning,
          (struct store_batch){.seals = &seal,
                               .seal_count = known.length == 0 &&
                                             seal.day == row->value &&
                                             strcmp(hash, row->note) == 0});
    text_free(&known);
    text_free(&signature);
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

static void take_from_log(struct returning *returning,
                          const struct record_return *back)
{
    struct journal_scan scan = {
        .folder = back->log,
        .from_day = back->last->seq == 0 ? INT32_MIN : back->last->day,
        .take = take,
        .context = returning};
    bool read = journal_read(&scan);
    (void)read; /* what a file does not give does not come back */
}

/* Not beyond the first writing, which may overwrite what is read. */
static void take_from_finds(struct returning *returning, struct finds *finds)
{
    struct row row;
    bool checked;
    int which = 0;
    while (finds_row(finds, returning->last.seq + 1, which, &row, &checked)) {
        which++;
        if (is_next(returning, &row)) {
            which = 0;
            if (!take_row(returning, &row) || returning->waiting == 0) {
                return;
            }
        }
    }
}

enum store_result record_return(struct record *record,
                                const struct record_return *back,
                                int64_t *count)
{
    struct returning *returning = calloc(1, sizeof *returning);
    if (returning == NULL) {
        return record_no_memory(record);
    }
    returning->record = record;
    returning->chain = back->chain;
    returning->last = *back->last;
    set(&returning->wording, "");
    set(&returning->seal, "");
    set(&returning->signature, "");
    if (back->log != NULL) {
        take_from_log(returning, back);
    } else {
        take_from_finds(returning, back->finds);
    }
    if (returning->waiting > 0) {
        flush(returning, (struct store_batch){.row_count = 0});
    }
    enum store_result result = returning->result;
    *count = returning->count;
    text_free(&returning->wording);
    text_free(&returning->seal);
    text_free(&returning->signature);
    free(returning);
    return result;
}

static bool joins(struct finds *finds, struct tag_key *key, struct row *last)
{
    struct row row;
    bool checked;
    if (last->kind == ROW_SEAL &&
        finds_row(finds, last->seq + 1, 0, &row, &checked) &&
        !fits_key(key, last, &row)) {
        tag_key_forward(key);
    }
    for (int i = 0; finds_row(finds, last->seq + 1, i, &row, &checked); i++) {
        if (row.day >= last->day && fits_key(key, last, &row)) {
            *last = row;
            return true;
        }
    }
    return false;
}

bool record_joins(const struct record_return *back)
{
    struct tag_key key = back->chain->key;
    struct row last = *back->last;
    int64_t most = back->last->seq + ROWS_AT_ONCE;
    bool all = back->chain->id[0] != '\0' && finds_last(back->finds) <= most;
    while (all && last.seq < finds_last(back->finds)) {
        all = joins(back->finds, &key, &last);
    }
    tag_key_wipe(&key);
    return all;
}
