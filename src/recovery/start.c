/*
 * What a start does, and of it the last: database and journal are compared.
 * What the journal has and the database lacks is added where it is proven, and
 * what fits nothing is set aside.
 */
#include <errno.h>
#include <inttypes.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "base/speak.h"
#include "base/unread.h"
#include "recovery/inside.h"
#include "store/journal.h"

static enum store_result set_journal_aside(struct recovering *start,
                                           const char *why)
{
    const struct recovery_params *params = start->params;
    char folder[FILES_PATH_SIZE];
    char note[2 * ROW_NOTE_SIZE];
    /* On its own disk, where it lies elsewhere; one that cannot be read may
       fit after all. */
    bool moved = journal_readable(params->journal) &&
                 quarantine_make(params->journal_home, folder) &&
                 journal_move(params->journal, folder);
    if (!moved) {
        start->out->journal_error = errno;
        return STORE_OK;
    }
    text_must(note, sizeof note, "the journal set aside in %.40s: %s",
              quarantine_name(folder), why);
    recovery_tell(start->out, note, 0);
    log_error("%s: %s: moved to %s, and written anew from the database; keep "
              "that folder",
              params->journal, speak(why), folder);
    start->out->journal_from = 0;
    return STORE_OK;
}

/* What the journal has more is no part of this record: somebody wrote it there,
   or the key that would prove it is gone. */
static enum store_result leave_out(struct recovering *start, int64_t back,
                                   int64_t left)
{
    char why[ROW_NOTE_SIZE];
    text_must(why, sizeof why,
              "%" PRId64 " rows of it back, %" PRId64 " unproven left out",
              back, left);
    return set_journal_aside(start, why);
}

/* Rows that no tag joins to the last one: the database was put back to an
   earlier state than the key, and seals in the journal may prove them; or there
   is a hole before them. The backup alone knows even less of them: whatever the
   size, all that there is is looked through. */
static enum store_result rebuild_older(struct recovering *start)
{
    struct row last;
    struct row written;
    start->restored = true;
    enum store_result result =
        recovering_set_aside(start, N_("it lacks rows that its journal has"));
    if (result == STORE_OK) {
        result = store_last(start->out->store, &last);
    }
    if (result != STORE_OK) {
        return result;
    }
    if (!journal_last(start->params->journal, &written)) {
        start->out->journal_error = errno;
    } else if (written.seq > last.seq) {
        return leave_out(start, 0, written.seq - last.seq);
    } else {
        start->out->journal_from = written.seq;
    }
    return STORE_OK;
}

static void tell_returned(struct recovering *start, int64_t count)
{
    char note[ROW_NOTE_SIZE];
    text_must(note, sizeof note,
              "%" PRId64 " rows that the database had lost are back from the "
              "journal",
              count);
    recovery_tell(start->out, note, 0);
    log_warning("%s: %" PRId64 " rows that the database had lost are back from "
                "the journal: check the disk, which forgot what it had kept",
                start->params->database, count);
}

/* The journal has rows after `last`, the last one of the database. */
static enum store_result catch_up(struct recovering *start,
                                  const struct row *last, int64_t written)
{
    int64_t count = 0;
    enum store_result result = recovering_rejoin(start, last, &count);
    if (result != STORE_OK) {
        return result;
    }
    int64_t left = written - last->seq - count;
    if (left > 0) {
        return start->rebuilt ? leave_out(start, count, left)
                              : rebuild_older(start);
    }
    if (count > 0) {
        tell_returned(start, count);
    }
    start->out->journal_from = written;
    return STORE_OK;
}

/* Of a record with a chain in which a day was closed: by then it had one. One
   whose first starts were cut short may not. What the database lacks, as after
   a copy without its write-ahead log, nobody can tell any more. */
static enum store_result tell_no_journal(struct recovering *start)
{
    struct store *store = start->out->store;
    struct row enrol;
    struct row close = {.seq = 0};
    enum store_result result = store_last_of(store, ROW_ENROL, &enrol);
    if (result == STORE_OK && enrol.seq != 0) {
        result = store_last_of(store, ROW_CLOSE, &close);
    }
    if (result == STORE_OK && close.seq > enrol.seq) {
        recovery_tell(start->out,
                      "there was no journal beside the database: written anew, "
                      "and what only it had is gone",
                      0);
        log_warning("%s: there is no journal of the record here: it is written "
                    "anew from the database; rows that the database lacks, as "
                    "after a copy without bonluon.db-wal, are gone: bring the "
                    "folder from where it was, if there is one",
                    start->params->journal);
    }
    return result;
}

static enum store_result agree(struct recovering *start)
{
    struct row written;
    struct row last;
    struct row mine = {.seq = 0};
    enum store_result result = store_last(start->out->store, &last);
    if (result != STORE_OK) {
        return result;
    }
    if (!journal_last(start->params->journal, &written)) {
        start->out->journal_error = errno;
        return STORE_OK;
    }
    if (written.seq > last.seq) {
        return catch_up(start, &last, written.seq);
    }
    if (written.seq > 0) {
        result = store_read(start->out->store, written.seq, &mine);
    } else if (last.seq > 0 && !start->rebuilt) {
        result = tell_no_journal(start);
    }
    if (result == STORE_OK && written.seq > 0 && !row_same(&mine, &written)) {
        return set_journal_aside(start, N_("it is not of this database"));
    }
    start->out->journal_from = written.seq;
    return result;
}

enum store_result recovery_start(const struct recovery_params *params,
                                 struct recovery *out)
{
    struct recovering start = {.params = params, .out = out};
    enum store_result result = STORE_OK;
    *out = (struct recovery){.store = NULL};
    do {
        start.again = false;
        result = recovering_mend(&start);
        if (result == STORE_OK && !start.rebuilt) {
            result = recovering_inspect(&start);
        }
        if (result == STORE_OK) {
            result = agree(&start);
        }
    } while (start.again);
    if (result == STORE_OK) {
        unread_forget(params->database);
    }
    return result;
}
