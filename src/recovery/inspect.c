/*
 * What a start does to see that its rows are those that were written
 * (prove.h). Only so much is looked at that no visitor waits for it: the last
 * days, and of them those that were sealed since the record was last rebuilt
 * with something left unproven. What a rebuilding could not put right it has
 * told, and would not put right again.
 */
#include <string.h>

#include "base/speak.h"
#include "recovery/inside.h"
#include "store/journal.h"

/* A fifth of a second, more or less. */
enum { ROWS_MOST = 200000 };

/* The key of the rows after the last seal: the file's, or the next when the
   power failed before it moved on. False when it is another's. */
static bool find_key(const struct recovering *start, const struct row *enrol,
                     struct tag_key *key)
{
    struct keys keys;
    int64_t seals = 0;
    prove_keys(start->params->data_dir, &keys);
    const struct chain_key *chain = &keys.chain;
    bool ours = chain->id[0] != '\0' &&
                strncmp(enrol->note, chain->id, strlen(chain->id)) == 0 &&
                store_count(start->out->store, ROW_SEAL, enrol->seq, &seals) ==
                    STORE_OK &&
                (chain->epoch == seals || chain->epoch + 1 == seals);
    *key = chain->key;
    if (ours && chain->epoch < seals) {
        tag_key_forward(key);
    }
    keys_wipe(&keys);
    return ours;
}

/* Rows that are known of the newest days; each seq 0: there is none. */
struct newest {
    struct row recovery, enrol, seal, last;
};

static enum store_result find_newest(struct store *store, struct newest *out)
{
    enum store_result result = recovery_unproven(store, &out->recovery);
    if (result == STORE_OK) {
        result = store_newest(store, ROW_ENROL, INT64_MAX, &out->enrol);
    }
    if (result == STORE_OK) {
        result = store_newest(store, ROW_SEAL, INT64_MAX, &out->seal);
    }
    return result == STORE_OK ? store_last(store, &out->last) : result;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

struct journaled {
    const struct row *row;
    bool same;
};

static bool compare_line(void *context, const struct journal_line *line)
{
    struct journaled *journaled = context;
    if (line->kind == JOURNAL_ROW && line->row.seq == journaled->row->seq) {
        journaled->same = row_same(&line->row, journaled->row);
    }
    return journaled->same;
}

/* Whether the end of the journal, as far as it can be read, has no other row
   in its place. */
static bool is_journaled(const struct recovering *start, const struct row *row)
{
    struct journaled journaled = {row, true};
    struct journal_scan scan = {.folder = start->params->journal,
                                .from_day = row->day,
                                .span = 1 << 20,
                                .take = compare_line,
                                .context = &journaled};
    bool read = journal_read(&scan);
    (void)read;
    return journaled.same;
}

/* The row of the last seal bears the key of its day, which is gone: what it
   says is the SHA-256 of the seal, and the rest the journal. Without the key of
   the rows behind it, they are rows at least: of one that nobody can read no
   start would come to its end. */
static enum store_result prove_open(const struct recovering *start,
                                    const struct newest *newest, bool *good)
{
    struct tag_key key;
    enum store_result result = STORE_OK;
    *good = true;
    if (newest->seal.seq > newest->recovery.seq) {
        result = prove_seal_row(start->out->store, &newest->seal, good);
        *good = *good && is_journaled(start, &newest->seal);
    }
    if (result != STORE_OK || !*good) {
        return result;
    }
    bool keyed =
        newest->enrol.seq != 0 && find_key(start, &newest->enrol, &key);
    /* A damaged one no longer names the key that would show it. */
    if (!keyed && newest->enrol.seq > newest->recovery.seq) {
        *good = is_journaled(start, &newest->enrol);
    }
    const struct prove_span span = {
        .store = start->out->store,
        .first = later(later(newest->seal.seq + 1, newest->enrol.seq),
                       newest->recovery.seq + 1),
        .last = newest->last.seq,
        .key = keyed ? &key : NULL};
    if (*good && span.first <= span.last) {
        result = prove_tags(&span, good);
    }
    if (keyed) {
        tag_key_wipe(&key);
    }
    return result;
}

static enum store_result look(const struct recovering *start,
                              char cause[ROW_NOTE_SIZE])
{
    struct newest newest;
    bool good = true;
    enum store_result result = prove_wordings(start->out->store, &good);
    if (result == STORE_OK && !good) {
        text_must(cause, ROW_NOTE_SIZE, "%s",
                  N_("a wording is not as it was written"));
        return STORE_OK;
    }
    if (result == STORE_OK) {
        result = find_newest(start->out->store, &newest);
    }
    if (result == STORE_OK) {
        const struct prove_params params = {start->out->store,
                                            newest.recovery.seq, ROWS_MOST};
        result = prove_seals(&params, cause);
    }
    if (result == STORE_OK && cause[0] == '\0') {
        result = prove_open(start, &newest, &good);
    }
    if (!good) {
        text_must(cause, ROW_NOTE_SIZE, "%s",
                  N_("a row since the last seal is not as it was written"));
    }
    return result;
}

enum store_result recovering_inspect(struct recovering *start)
{
    char cause[ROW_NOTE_SIZE] = "";
    enum store_result result = look(start, cause);
    /* What cannot be read is damaged, too. */
    if (result == STORE_DAMAGED && cause[0] == '\0') {
        text_must(cause, sizeof cause, "%s", N_("it cannot be read"));
    }
    return cause[0] != '\0' ? recovering_set_aside(start, cause) : result;
}
