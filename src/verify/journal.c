/* The journal beside a database. */
#include "verify/database.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store/journal.h"

/* Rows are read out of the database in stretches: the journal has them in the
   same order. */
enum { STRETCH = 1024 };

struct comparing {
    struct inquiry *inquiry;
    struct store *store;
    int64_t last;  /* of the database */
    int64_t seq;   /* of the journal, the last so far */
    int64_t first; /* of the stretch */
    int count;
    bool broken; /* the database could not be read */
    struct row rows[STRETCH];
    bool ours[STRETCH]; /* else it is a row that nobody can read */
};

static bool keep(void *context, const struct row *row, const char *fault)
{
    struct comparing *comparing = context;
    int64_t at = row->seq - comparing->first;
    /* Behind a gap a row has its own place all the same. */
    while (comparing->count < at) {
        comparing->ours[comparing->count++] = false;
    }
    comparing->rows[at] = *row;
    comparing->ours[at] = fault == NULL;
    comparing->count = (int)at + 1;
    return true;
}

/* The database's row; NULL when it has none, or none that can be read: what
   is wrong with the database itself was told. */
static const struct row *row_of(struct comparing *comparing, int64_t seq)
{
    int64_t at = seq - comparing->first;
    if (at < 0 || at >= STRETCH) {
        int64_t last = seq < INT64_MAX - STRETCH ? seq + STRETCH - 1 : seq;
        const struct store_walk walk = {seq, last, keep, comparing};
        comparing->first = seq;
        comparing->count = 0;
        at = 0;
        comparing->broken = comparing->broken ||
                            store_walk(comparing->store, &walk) != STORE_OK;
    }
    return at < comparing->count && comparing->ours[at] ? &comparing->rows[at]
                                                        : NULL;
}

static void take_row(struct comparing *comparing, const struct row *row)
{
    struct inquiry *inquiry = comparing->inquiry;
    const struct row *own = row_of(comparing, row->seq);
    if (comparing->seq != 0 && row->seq > comparing->seq + 1) {
        SAY(inquiry, spot_row(row->seq),
            "the journal lacks the rows %" PRId64 " to %" PRId64 " before it",
            comparing->seq + 1, row->seq - 1);
    }
    if (row->seq > comparing->last) {
        SAY(inquiry, spot_row(row->seq),
            "the journal has it, the database has not: it was cut, or "
            "set back to an earlier state");
    } else if (own != NULL && !row_same(row, own)) {
        SAY(inquiry, spot_row(row->seq),
            "the journal has another row in this place");
    }
    comparing->seq = row->seq > comparing->seq ? row->seq : comparing->seq;
    inquiry->account.journal_rows++;
}

struct looking {
    const struct store_seal *seal;
    bool same;
};

static bool look(void *context, const struct store_seal *own)
{
    struct looking *looking = context;
    looking->same = strcmp(own->text, looking->seal->text) == 0 &&
                    strcmp(own->signature, looking->seal->signature) == 0;
    return false;
}

static void take_seal(struct comparing *comparing,
                      const struct store_seal *seal)
{
    struct looking looking = {.seal = seal};
    const struct store_seals scan = {seal->day, seal->day, look, &looking};
    comparing->broken =
        comparing->broken || store_seals(comparing->store, &scan) != STORE_OK;
    if (!looking.same) {
        SAY(comparing->inquiry, spot_day(seal->day),
            "the journal has another seal of this day than the database");
    }
}

static bool take(void *context, const struct journal_line *line)
{
    struct comparing *comparing = context;
    switch (line->kind) {
    case JOURNAL_ROW: take_row(comparing, &line->row); break;
    case JOURNAL_SEAL: take_seal(comparing, &line->seal); break;
    case JOURNAL_WORDING: break;
    }
    return !comparing->broken;
}

static enum store_result read_journal(struct comparing *comparing,
                                      const char *folder)
{
    struct inquiry *inquiry = comparing->inquiry;
    struct journal_scan scan = {
        .folder = folder, .take = take, .context = comparing};
    struct row last;
    if (store_last(comparing->store, &last) != STORE_OK) {
        return STORE_DAMAGED;
    }
    comparing->last = last.seq;
    comparing->first = INT64_MAX;
    if (!journal_read(&scan)) {
        SAY(inquiry, spot_file(), "the journal beside it cannot be read: %s",
            strerror(errno));
    }
    inquiry->account.torn += scan.bad;
    return comparing->broken ? STORE_DAMAGED : STORE_OK;
}

enum store_result database_journal(struct inquiry *inquiry, const char *folder,
                                   struct store *store)
{
    char path[FILES_PATH_SIZE];
    if (!files_join(path, folder, "log") || !files_exists(path)) {
        return STORE_OK;
    }
    struct comparing *comparing = calloc(1, sizeof *comparing);
    if (comparing == NULL) {
        inquiry->failed = true;
        return STORE_FAILED;
    }
    comparing->inquiry = inquiry;
    comparing->store = store;
    enum store_result result = read_journal(comparing, path);
    free(comparing);
    return result;
}
