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

/* More than any terminal's: holes are sought up to there. */
enum { ROWS_MOST = 1 << 30 };

struct comparing {
    struct inquiry *inquiry;
    struct store *store;
    int64_t last;  /* of the database */
    int64_t seq;   /* of the journal, the last so far */
    int64_t first; /* of the stretch */
    int count;
    bool broken;          /* the database could not be read */
    unsigned char *there; /* a bit for each row below `bits`: it was read */
    int64_t bits;
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
    if (row->seq > comparing->last) {
        SAY(inquiry, spot_row(row->seq),
            "the journal has it, the database has not: it was cut, or "
            "set back to an earlier state");
    } else if (own != NULL && !row_same(row, own)) {
        SAY(inquiry, spot_row(row->seq),
            "the journal has another row in this place");
    }
    if (row->seq >= 1 && row->seq < comparing->bits) {
        comparing->there[row->seq / 8] |= (unsigned char)(1 << row->seq % 8);
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
    if (store_seals(comparing->store, &scan) != STORE_OK) {
        comparing->broken = true;
    } else if (!looking.same) {
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

/* Where a power cut took a part of it, the database has the rows, and the next
   start brings them back, behind others. */
static void count_holes(struct comparing *comparing)
{
    bool before = false; /* a row: a journal may begin late */
    bool lacks = false;
    for (int64_t seq = 1; seq <= comparing->seq && seq < comparing->bits;
         seq++) {
        bool there = (comparing->there[seq / 8] & 1 << seq % 8) != 0;
        comparing->inquiry->account.lacking += before && !there && !lacks;
        lacks = before && !there;
        before = before || there;
    }
}

static enum store_result read_journal(struct comparing *comparing,
                                      const char *folder)
{
    struct inquiry *inquiry = comparing->inquiry;
    struct journal_scan scan = {
        .folder = folder, .take = take, .context = comparing};
    struct row last;
    if (store_last(comparing->store, &last) != STORE_OK) {
        return store_failure(comparing->store);
    }
    comparing->last = last.seq;
    comparing->first = INT64_MAX;
    comparing->bits = last.seq < 0 || last.seq > ROWS_MOST ? 0 : last.seq + 1;
    comparing->there = calloc((size_t)comparing->bits / 8 + 1, 1);
    if (comparing->there == NULL) {
        inquiry->failed = true;
        return STORE_FAILED;
    }
    if (!journal_read(&scan)) {
        TELL(inquiry, FINDING_UNREAD, spot_file(), "the journal beside it: %s",
             strerror(errno));
    }
    count_holes(comparing);
    inquiry->account.torn += scan.bad;
    return comparing->broken ? store_failure(comparing->store) : STORE_OK;
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
    free(comparing->there);
    free(comparing);
    return result;
}
