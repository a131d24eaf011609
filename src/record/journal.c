/*
 * The journal of the record (journal.h). It follows the store: what a batch
 * added is written when the store has it, before anybody is told, and synced
 * when nobody waits. Where rows are missing in it, they come from the store
 * first, a few at a time.
 */
#include <errno.h>
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

enum store_result record_mend_journal(struct record *record, bool *more)
{
    *more = false;
    if (!record->journaling || record->journaled >= record->seq) {
        return STORE_OK;
    }
    struct adding adding = {.record = record, .result = STORE_OK};
    int64_t first = record->journaled + 1;
    const struct store_walk walk = {first, first + ROWS_AT_ONCE - 1, take,
                                    &adding};
    enum store_result result = store_walk(record->store, &walk);
    text_free(&adding.wording);
    text_free(&adding.seal);
    text_free(&adding.signature);
    record_journal_sync(record);
    *more = record->journaling && record->journaled < record->seq;
    return result == STORE_OK ? adding.result : result;
}
