/*
 * The journal of the record (journal.h). It follows the store: what a batch
 * added is written when the store has it, before anybody is told, and synced
 * when nobody waits. Where rows are missing in it, they come from the store: of
 * its end first, a few at a time; those of a hole, which a power cut may leave
 * in what was not synced, behind all others.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "record/inside.h"

/* So few that a visitor who comes meanwhile does not notice. */
enum { ROWS_AT_ONCE = 1000 };

bool record_journal_folder(const struct record *record,
                           char folder[FILES_PATH_SIZE])
{
    const char *set = record->config->log_folder;
    return set[0] == '\0' ? files_join(folder, record->data_dir, "log")
                          : text_copy(folder, FILES_PATH_SIZE, set);
}

void record_journal_fail(struct record *record, int error)
{
    char folder[FILES_PATH_SIZE];
    bool fits = record_journal_folder(record, folder);
    journal_close(&record->journal);
    record->journaling = false;
    record->trust.broken = true;
    log_error("%s: %s: rows are kept in the database alone: check that disk "
              "and its permissions, and start the terminal again",
              fits ? folder : record->data_dir, strerror(error));
}

void record_journal_open(struct record *record, int64_t journaled)
{
    char folder[FILES_PATH_SIZE];
    if (!record_journal_folder(record, folder)) {
        record_journal_fail(record, ENAMETOOLONG);
    } else if (!journal_open(&record->journal, folder)) {
        record_journal_fail(record, errno);
    } else {
        record->journaling = true;
        record->journaled = journaled;
    }
}

void record_journal_add(struct record *record, const struct store_batch *batch)
{
    if (record->journaling &&
        record->journaled + batch->row_count == record->seq) {
        record->journaled = record->seq;
        if (!journal_add(&record->journal, batch)) {
            record_journal_fail(record, errno);
        }
    }
}

void record_journal_sync(struct record *record)
{
    if (record->journaling && !journal_sync(&record->journal)) {
        record_journal_fail(record, errno);
    }
}

/* A row from the store, and what belongs to it. */
struct adding {
    struct record *record;
    struct text wording, seal, signature;
    enum store_result result;
};

static void add_one(struct adding *adding, const struct row *row)
{
    struct record *record = adding->record;
    const struct store_wording wording = {row->note, adding->wording.data};
    const struct store_seal seal = {row->value, adding->seal.data,
                                    adding->signature.data};
    const struct store_batch batch = {.rows = row,
                                      .row_count = 1,
                                      .wordings = &wording,
                                      .wording_count =
                                          adding->wording.length > 0,
                                      .seals = &seal,
                                      .seal_count = adding->seal.length > 0};
    record->journaled = row->seq;
    if (!journal_add(&record->journal, &batch)) {
        record_journal_fail(record, errno);
    }
}

static enum store_result fetch(struct adding *adding, const struct row *row)
{
    struct record *record = adding->record;
    text_clear(&adding->wording);
    text_clear(&adding->seal);
    if (row->kind == ROW_FORM && row->note[0] != '\0') {
        return record_wording(record, row->note, &adding->wording);
    }
    return row->kind == ROW_SEAL
               ? record_seal(record, row->value, &adding->seal,
                             &adding->signature)
               : STORE_OK;
}

/* Rows that this program did not write are left out: they can be no evidence
   there. */
static bool take(void *context, const struct row *row, const char *fault)
{
    struct adding *adding = context;
    if (fault != NULL) {
        adding->record->journaled = row->seq;
        return true;
    }
    adding->result = fetch(adding, row);
    if (adding->result == STORE_OK) {
        add_one(adding, row);
    }
    return adding->result == STORE_OK && adding->record->journaling;
}

static enum store_result add_stretch(struct record *record, int64_t first,
                                     int64_t last)
{
    struct adding adding = {.record = record, .result = STORE_OK};
    const struct store_walk walk = {first, last, take, &adding};
    enum store_result result = store_walk(record->store, &walk);
    text_free(&adding.wording);
    text_free(&adding.seal);
    text_free(&adding.signature);
    return result == STORE_OK ? adding.result : result;
}

enum store_result record_mend_journal(struct record *record, bool *more)
{
    *more = false;
    if (!record->journaling || record->journaled >= record->seq) {
        return STORE_OK;
    }
    int64_t first = record->journaled + 1;
    enum store_result result =
        add_stretch(record, first, first + ROWS_AT_ONCE - 1);
    record_journal_sync(record);
    *more = record->journaling && record->journaled < record->seq;
    return result;
}

/* Which rows the journal has. */
struct seeing {
    const struct record_holes *holes;
    unsigned char *there; /* a bit each, up to `last` */
    int64_t last, first;  /* first: that it has at all */
    int64_t lines;
    bool stopped;
};

static bool see(void *context, const struct journal_line *line)
{
    enum { LINES = 500 };
    struct seeing *seeing = context;
    const struct record_holes *holes = seeing->holes;
    int64_t seq = line->row.seq;
    if (line->kind == JOURNAL_ROW && seq >= 1 && seq <= seeing->last) {
        seeing->there[seq / 8] |= (unsigned char)(1 << seq % 8);
        seeing->first = seq < seeing->first ? seq : seeing->first;
    }
    seeing->stopped = holes->stop != NULL && seeing->lines++ % LINES == 0 &&
                      holes->stop(holes->context);
    return !seeing->stopped;
}

static bool has(const struct seeing *seeing, int64_t seq)
{
    return (seeing->there[seq / 8] & 1 << seq % 8) != 0;
}

/* Up to so many rows: the rest another time. */
static enum store_result fill(struct record *record,
                              const struct seeing *seeing, int64_t *added)
{
    enum { ROWS_MOST = 10 * ROWS_AT_ONCE };
    enum store_result result = STORE_OK;
    for (int64_t seq = seeing->first;
         seq <= seeing->last && result == STORE_OK && *added < ROWS_MOST;
         seq++) {
        int64_t end = seq;
        while (end <= seeing->last && end - seq < ROWS_AT_ONCE &&
               !has(seeing, end)) {
            end++;
        }
        if (end > seq) {
            result = add_stretch(record, seq, end - 1);
            *added += end - seq;
            seq = end - 1;
        }
    }
    record->journaled = seeing->last;
    record_journal_sync(record);
    return result;
}

enum store_result record_fill_holes(struct record *record,
                                    const struct record_holes *holes)
{
    char folder[FILES_PATH_SIZE];
    struct seeing seeing = {
        .holes = holes, .last = record->journaled, .first = INT64_MAX};
    int64_t added = 0;
    enum store_result result = STORE_OK;
    struct journal_scan scan = {.folder = folder,
                                .from_day = INT32_MIN,
                                .span = holes->span,
                                .take = see,
                                .context = &seeing};
    if (!record->journaling || !record_journal_folder(record, folder)) {
        return STORE_OK;
    }
    seeing.there = calloc((size_t)seeing.last / 8 + 1, 1);
    if (seeing.there != NULL && journal_read(&scan) && !seeing.stopped) {
        result = fill(record, &seeing, &added);
    }
    free(seeing.there);
    if (added > 0) {
        log_warning("%s: it lacked %" PRId64 " rows, as after a power cut: "
                    "they were added from the database",
                    folder, added);
    }
    return result;
}
