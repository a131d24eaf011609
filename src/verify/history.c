/* The rows of a database in their order. */
#include "base/speak.h"
#include "verify/database.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/count.h"
#include "verify/times.h"
#include "verify/hasher.h"
#include "verify/ledger.h"

enum { PROGRESS_ROWS = 16384 };

struct history {
    struct inquiry *inquiry;
    struct wordings wordings;
    struct count count;
    struct ledger ledger;
    struct times times;
    struct hasher *hasher;
    int64_t last_seq; /* of the database, for the progress */
    /* The row before. */
    int64_t seq, boot;
    int32_t day;
    int64_t visit; /* the one that is open; 0: none */
    /* Rows of the chain since the last seal. */
    int64_t unsealed;
    int32_t unsealed_day; /* of the first of them */
};

/* Far beyond any record, and such that one can count on from it. */
static const int64_t SEQ_MOST = INT64_MAX / 2;

static bool begin(struct history *history, struct inquiry *inquiry,
                  struct store *store)
{
    struct row close = {0};
    struct row last = {0};
    struct imprint imprint;
    history->inquiry = inquiry;
    history->hasher = hasher_new(inquiry->keys, inquiry->key_count);
    history->count = (struct count){.wordings = &history->wordings,
                                    .findings = &inquiry->findings,
                                    .utc_offset_min = 420};
    history->ledger = (struct ledger){.inquiry = inquiry,
                                      .store = store,
                                      .count = &history->count,
                                      .first_seq = 1};
    enum store_result closed = store_last_of(store, ROW_CLOSE, &close);
    if (closed == STORE_OK && close.seq != 0 &&
        imprint_read(close.note, &imprint)) {
        history->count.utc_offset_min = imprint.utc_offset_min;
    }
    enum store_result ended = store_last(store, &last);
    if (ended == STORE_OK) {
        history->last_seq = last.seq;
    }
    /* What is damaged here the walk will tell. */
    return history->hasher != NULL &&
           (closed == STORE_OK || closed == STORE_DAMAGED) &&
           (ended == STORE_OK || ended == STORE_DAMAGED);
}

static bool can_be_seq(int64_t seq)
{
    return seq >= 1 && seq <= SEQ_MOST;
}

static void check_seq(struct history *history, int64_t seq)
{
    if (seq < 1) {
        SAY(history->inquiry, spot_row(seq), "rows are counted from 1");
    } else if (seq > SEQ_MOST) {
        SAY(history->inquiry, spot_row(seq), "no record has so many rows");
    } else if (seq > history->seq + 2) {
        SAY(history->inquiry, spot_row(seq),
            "the rows %" PRId64 " to %" PRId64 " before it are gone",
            history->seq + 1, seq - 1);
    } else if (seq > history->seq + 1) {
        SAY(history->inquiry, spot_row(seq), "the row before it is gone");
    }
    history->seq = can_be_seq(seq) ? seq : history->seq;
}

static void check_time(struct history *history, const struct row *row)
{
    if (row->seq > 1 && row->day < history->day) {
        SAY(history->inquiry, spot_row(row->seq),
            "its day is before that of the row before it");
    }
    if (row->boot < history->boot) {
        SAY(history->inquiry, spot_row(row->seq),
            "its boot is before that of the row before it");
    }
    history->day = row->day;
    history->boot = row->boot;
}

/* A visit that has no end ends with the next one, or with the run. */
static void check_visit(struct history *history, const struct row *row)
{
    bool begins = row->kind == ROW_VISIT;
    if (row->visit == 0) {
        bool over = row->kind == ROW_START || row->kind == ROW_STOP;
        history->visit = over ? 0 : history->visit;
        return;
    }
    if (begins && row->visit == history->visit) {
        SAY(history->inquiry, spot_row(row->seq), "the visit begins twice");
    } else if (!begins && row->visit != history->visit) {
        SAY(history->inquiry, spot_row(row->seq),
            "it is of a visit that is not under way");
    }
    history->visit = row->kind == ROW_END ? 0 : row->visit;
}

static void check_kind(struct history *history, const struct row *row)
{
    struct account *account = &history->inquiry->account;
    if (row_is_of_visit(row->kind) != (row->visit != 0)) {
        SAY(history->inquiry, spot_row(row->seq),
            row->visit == 0 ? "it is of no visit"
                            : N_("its kind has no visit"));
    }
    if (row->kind == ROW_LOST) {
        TELL(history->inquiry, FINDING_UNPROVEN, spot_row(row->seq),
             "what was here is lost: nothing could bring it back");
    }
    account->recoveries += row->kind == ROW_RECOVERY;
}

static void check_tagged(struct history *history, const struct row *row)
{
    bool begun = history->ledger.begun;
    if (begun && !row->tagged) {
        SAY(history->inquiry, spot_row(row->seq), "it has no tag");
    } else if (!begun && row->tagged) {
        SAY(history->inquiry, spot_row(row->seq),
            "it has a tag before any chain has begun");
    }
}

static void tell_ledger(struct history *history, const struct row *row)
{
    struct ledger *ledger = &history->ledger;
    if (row->kind == ROW_ENROL) {
        ledger_enrol(ledger, row);
    } else if (row->kind == ROW_CLOSE) {
        ledger_close(ledger, row);
    } else if (row->kind == ROW_SEAL) {
        ledger_seal(ledger, row);
    } else if (row->kind == ROW_MEANT) {
        ledger_meant(ledger, row);
    } else if (ledger->closing) {
        ledger_pass(ledger);
    }
}

static void note_unsealed(struct history *history, const struct row *row)
{
    history->inquiry->account.untagged += !history->ledger.begun;
    if (row->kind == ROW_SEAL || !history->ledger.begun) {
        history->unsealed = 0;
        return;
    }
    if (history->unsealed == 0) {
        history->unsealed_day = row->day;
    }
    history->unsealed++;
}

static void take_whole(struct history *history, const struct row *row)
{
    struct row meant = *row;
    times_apply(&history->times, history->count.utc_offset_min, &meant);
    check_time(history, row);
    check_kind(history, row);
    check_visit(history, row);
    ready_take(&history->ledger.ready, row, meant.day);
    tell_ledger(history, row);
    note_unsealed(history, row);
    check_tagged(history, row);
    count_row(&history->count, &meant, row->flags);
    if (history->inquiry->witness.given) {
        witness_row(&history->inquiry->witness, &meant);
    }
}

static bool take(void *context, const struct row *row, const char *fault)
{
    struct history *history = context;
    struct inquiry *inquiry = history->inquiry;
    inquiry->account.rows++;
    check_seq(history, row->seq);
    if (fault != NULL) {
        SAY(inquiry, spot_row(row->seq),
            "it was not written by this program: %s", speak(fault));
        history->visit = 0;
    } else if (can_be_seq(row->seq)) {
        take_whole(history, row);
    }
    hasher_add(history->hasher, row, fault == NULL && can_be_seq(row->seq));
    if (row->seq % PROGRESS_ROWS == 0 && inquiry->progress != NULL) {
        inquiry->progress(inquiry->context, row->seq, history->last_seq);
    }
    return !inquiry->failed && !history->count.failed &&
           !history->ledger.ready.failed && !history->ledger.broken;
}

/* Only a first key proves what no seal covers yet. A terminal closes the days
   before at each start: it never leaves more than yesterday and today, but for
   days after which its clock was in doubt: nothing is closed then. */
static void check_unsealed(struct history *history)
{
    enum { DAYS_MOST = 2 };
    struct account *account = &history->inquiry->account;
    int days = count_open_days(&history->count);
    if (history->ledger.begun && days > DAYS_MOST) {
        SAY(history->inquiry, spot_file(),
            "%d days with visits are without a seal, though the chain "
            "has begun",
            days);
    }
    if (history->unsealed == 0 || history->ledger.known) {
        return;
    }
    bool first = account->unproven == 0 ||
                 history->unsealed_day < account->unproven_first;
    bool last = account->unproven == 0 || history->day > account->unproven_last;
    account->unproven_first =
        first ? history->unsealed_day : account->unproven_first;
    account->unproven_last = last ? history->day : account->unproven_last;
    account->unproven += history->unsealed;
}

static bool end(struct history *history)
{
    struct inquiry *inquiry = history->inquiry;
    const struct hasher_result *hashed = hasher_end(history->hasher);
    for (int i = 0; i < hashed->bad_count; i++) {
        SAY(inquiry, spot_row(hashed->bad[i]),
            "its tag is not that of what it holds: it was changed, "
            "or what comes before it");
    }
    inquiry->account.keyed += hashed->keyed;
    inquiry->account.unkeyed += hashed->unkeyed;
    check_unsealed(history);
    inquiry->account.visits += history->count.visits;
    ledger_end(&history->ledger, hashed);
    return !hashed->failed && !inquiry->failed && !history->count.failed &&
           !history->ledger.ready.failed && !history->wordings.failed &&
           !history->ledger.broken;
}

static bool walk(struct history *history, struct inquiry *inquiry,
                 struct store *store)
{
    const struct store_walk all = {INT64_MIN, INT64_MAX, take, history};
    return begin(history, inquiry, store) &&
           wordings_read(&history->wordings, store, &inquiry->findings) ==
               STORE_OK &&
           times_read(&history->times, store) == STORE_OK &&
           !history->times.failed && store_walk(store, &all) == STORE_OK &&
           !history->ledger.broken && end(history);
}

/* What SQLite finds damaged is a finding. */
enum store_result database_history(struct inquiry *inquiry, struct store *store)
{
    struct history *history = calloc(1, sizeof *history);
    if (history == NULL) {
        return STORE_FAILED;
    }
    bool whole = walk(history, inquiry, store);
    hasher_free(history->hasher);
    ledger_free(&history->ledger);
    count_free(&history->count);
    wordings_free(&history->wordings);
    times_free(&history->times);
    free(history);
    return whole ? STORE_OK : store_failure(store);
}
