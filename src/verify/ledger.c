#include "verify/ledger.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/speak.h"
#include "base/who.h"
#include "verify/compare.h"

/* A terminal that came without keys made some by itself; when somebody has it
   show the first key, the chain begins anew, once. */
static bool is_first_shown(const struct ledger *ledger, const struct row *row)
{
    return row->value == 1 && !ledger->shown;
}

void ledger_enrol(struct ledger *ledger, const struct row *row)
{
    char id[TAG_KEY_ID_SIZE];
    hasher_enrolled(row, id);
    const char *blank = strchr(row->note, ' ');
    bool known = id[0] != '\0' && inquiry_key(ledger->inquiry, id) != NULL;
    ledger_pass(ledger);
    ledger->inquiry->account.enrolments++;
    if (id[0] == '\0' || blank == NULL || !row->tagged) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "a chain begins here without its key's id, its signer or a tag");
    }
    if (ledger->begun && !known &&
        (ledger->any_known || !is_first_shown(ledger, row))) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "the chain begins anew here with the key %s, for which no first "
            "key was given: whoever held the machine could have made what "
            "follows",
            id);
    }
    ledger->first_seq = ledger->begun ? ledger->first_seq : row->seq;
    ledger->begun = true;
    ledger->known = known;
    ledger->any_known = ledger->any_known || known;
    ledger->shown = ledger->shown || row->value == 1;
    ledger->epoch = 0;
    memcpy(ledger->chain, id, sizeof ledger->chain);
    if (blank == NULL || !text_copy(ledger->fingerprint,
                                    sizeof ledger->fingerprint, blank + 1)) {
        ledger->fingerprint[0] = '\0';
    }
}

void ledger_pass(struct ledger *ledger)
{
    if (ledger->closing && ledger->begun) {
        SAY(ledger->inquiry, spot_day(ledger->close.value),
            "closed by row %" PRId64 ", which no seal follows",
            ledger->close.seq);
    }
    if (ledger->closing) {
        ledger->first_seq = ledger->close.seq + 1;
        count_forget(ledger->count, ledger->close.value);
    }
    ledger->closing = false;
}

struct kept {
    struct ledger *ledger;
    const struct sum *counted;
};

static bool compare_kept(void *context, int32_t day, const char *text)
{
    struct kept *kept = context;
    char what[COMPARE_WHAT_SIZE];
    struct sum *sum = malloc(sizeof *sum);
    if (sum == NULL) {
        kept->ledger->inquiry->failed = true;
        return false;
    }
    if (!sum_read(text, sum) || sum->day != day) {
        SAY(kept->ledger->inquiry, spot_day(day),
            "the sum that is kept of it is none");
    } else if (!compare_counts(sum, kept->counted, COMPARE_SUM, what)) {
        SAY(kept->ledger->inquiry, spot_day(day),
            "the sum that is kept of it is not that of its rows: %s", what);
    }
    free(sum);
    return false;
}

const struct sum *ledger_counted(struct ledger *ledger, int32_t day)
{
    static const struct sum nothing;
    const struct sum *counted = count_day(ledger->count, day);
    return counted == NULL ? &nothing : counted;
}

static void check_sum(struct ledger *ledger, int32_t day)
{
    struct kept kept = {ledger, ledger_counted(ledger, day)};
    const struct store_sums scan = {day, day, compare_kept, &kept};
    if (store_sums(ledger->store, &scan) != STORE_OK) {
        ledger->broken = true;
    }
}

void ledger_close(struct ledger *ledger, const struct row *row)
{
    ledger_pass(ledger);
    struct meant_rows rows;
    if (row->item[0] != '\0' &&
        (!meant_rows_read(row->item, &rows) || rows.last >= row->seq)) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "it closes a day without saying which rows are of it");
    }
    ledger->imprinted = imprint_read(row->note, &ledger->imprint);
    if (!ledger->imprinted) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "it closes a day without saying what its file bears");
    } else {
        char who[WHO_SIZE];
        who_write(ledger->imprint.unit_code, ledger->imprint.device_id, who);
        inquiry_terminal(ledger->inquiry, who);
        count_own(ledger->count, row->value, who);
        /* Hours are told by it: those of the days before were, too, unless
           the config changed. */
        if (ledger->imprint.utc_offset_min == ledger->count->utc_offset_min) {
            check_sum(ledger, row->value);
        }
        ledger->count->utc_offset_min = ledger->imprint.utc_offset_min;
    }
    int32_t *closed = array_add(&ledger->closed, &ledger->closed_count,
                                &ledger->closed_capacity, sizeof *closed);
    if (closed == NULL) {
        ledger->inquiry->failed = true;
    } else {
        *closed = row->value;
    }
    ledger->inquiry->account.days++;
    ledger->inquiry->account.older_days += !ledger->begun;
    ledger->closing = true;
    ledger->close = *row;
}

/* Were it of a day that is sealed, its rows would not be as sealed. */
void ledger_meant(struct ledger *ledger, const struct row *row)
{
    struct meant meant;
    ledger_pass(ledger);
    if (!meant_read(row, &meant)) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "it does not say of which rows before it it tells the time");
        return;
    }
    ready_meant(&ledger->ready, &meant);
}

/* Seals are few: they and the rows that name them come in the same order. */
struct extra {
    struct ledger *ledger;
    int next;
};

static bool look_extra(void *context, const struct store_seal *seal)
{
    struct extra *extra = context;
    struct ledger *ledger = extra->ledger;
    while (extra->next < ledger->range_count &&
           ledger->ranges[extra->next].day < seal->day) {
        extra->next++;
    }
    bool named = extra->next < ledger->range_count &&
                 ledger->ranges[extra->next].day == seal->day;
    if (!named) {
        SAY(ledger->inquiry, spot_day(seal->day),
            "there is a seal that no row names");
    }
    return true;
}

static void check_digests(struct ledger *ledger,
                          const struct hasher_result *hashed)
{
    int at = 0;
    for (int i = 0; i < ledger->range_count; i++) {
        const struct ledger_range *range = &ledger->ranges[i];
        while (at < hashed->range_count &&
               hashed->ranges[at].last_seq < range->last_seq) {
            at++;
        }
        bool same = at < hashed->range_count &&
                    strcmp(hashed->ranges[at].digest, range->digest) == 0;
        if (range->digest[0] != '\0' && !same) {
            SAY(ledger->inquiry, spot_day(range->day),
                "its rows are not those that were sealed");
        }
    }
}

/* Keys were given, and not one of them is that of any chain here. */
static void check_keys(struct ledger *ledger)
{
    const struct inquiry *inquiry = ledger->inquiry;
    if (inquiry->key_count == 0 || ledger->any_known) {
        return;
    }
    char who[WHO_SIZE] = "";
    bool own = !ledger->imprinted;
    if (ledger->imprinted) {
        who_write(ledger->imprint.unit_code, ledger->imprint.device_id, who);
    }
    for (int i = 0; i < inquiry->key_count; i++) {
        own = own || strcmp(inquiry->keys[i].who, who) == 0;
    }
    SAY(ledger->inquiry, spot_file(),
        own ? "no chain here begins with the first key that was given: the "
              "record was replaced, or its beginning was"
            : N_("none of the first keys that were given is of this terminal"));
}

static int by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a;
    int32_t y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

static bool look_unclosed(void *context, int32_t day, const char *text)
{
    struct ledger *ledger = context;
    (void)text;
    if (ledger->closed_count == 0 ||
        bsearch(&day, ledger->closed, (size_t)ledger->closed_count, sizeof day,
                by_day) == NULL) {
        SAY(ledger->inquiry, spot_day(day),
            "there are totals of it, and no row closes it");
    }
    return true;
}

/* Totals are what panel and report believe. */
static void check_sums(struct ledger *ledger)
{
    const struct store_sums all = {INT32_MIN, INT32_MAX, look_unclosed, ledger};
    if (ledger->closed_count > 1) {
        qsort(ledger->closed, (size_t)ledger->closed_count,
              sizeof *ledger->closed, by_day);
    }
    if (store_sums(ledger->store, &all) != STORE_OK) {
        ledger->broken = true;
    }
}

/* Of a span that was given: all from the first row on must be there. */
static void check_span(struct ledger *ledger)
{
    const struct span *span = &ledger->inquiry->span;
    int32_t last = ledger->closed_count == 0
                       ? span->from - 1
                       : ledger->closed[ledger->closed_count - 1];
    int32_t day = last < span->from ? span->from : last + 1;
    for (; span->given && day <= span->to; day++) {
        SAY(ledger->inquiry, spot_day(day), "missing: no row closes this day");
    }
}

void ledger_end(struct ledger *ledger, const struct hasher_result *hashed)
{
    struct extra extra = {.ledger = ledger};
    const struct store_seals scan = {INT32_MIN, INT32_MAX, look_extra, &extra};
    ledger_pass(ledger);
    check_digests(ledger, hashed);
    check_keys(ledger);
    check_sums(ledger);
    check_span(ledger);
    if (store_seals(ledger->store, &scan) != STORE_OK) {
        ledger->broken = true;
    }
}

void ledger_free(struct ledger *ledger)
{
    free(ledger->ranges);
    free(ledger->closed);
    ready_free(&ledger->ready);
    ledger->ranges = NULL;
    ledger->closed = NULL;
}
