/* A seal, held against the rows that it covers. */
#include "verify/ledger.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/who.h"
#include "verify/compare.h"

static void check_place(struct ledger *ledger, const struct seal *seal)
{
    struct spot spot = spot_day(ledger->close.value);
    if (seal->day != ledger->close.value) {
        char date[FINDINGS_DATE_SIZE];
        findings_date(seal->day, date);
        SAY(ledger->inquiry, spot, "its seal is that of another day, %s", date);
    }
    if (seal->number - 1 != ledger->number) {
        SAY(ledger->inquiry, spot,
            "its seal has the number %" PRId64 ", the one before %" PRId64,
            seal->number, ledger->number);
    }
    if (strcmp(seal->before_sha256, ledger->sha256) != 0 ||
        (ledger->sha256[0] != '\0' && seal->before_day != ledger->sealed_day)) {
        SAY(ledger->inquiry, spot,
            "its seal does not name the seal that came before it");
    }
    if (seal->first_seq != ledger->first_seq ||
        seal->last_seq != ledger->close.seq) {
        SAY(ledger->inquiry, spot,
            "its seal covers the rows %" PRId64 " to %" PRId64 ", not %" PRId64
            " to %" PRId64,
            seal->first_seq, seal->last_seq, ledger->first_seq,
            ledger->close.seq);
    }
    if (!tag_same(seal->last_tag, ledger->close.tag)) {
        SAY(ledger->inquiry, spot,
            "its seal ends with another tag than that of row %" PRId64,
            ledger->close.seq);
    }
    if (strcmp(seal->chain, ledger->chain) != 0 ||
        seal->epoch != ledger->epoch) {
        SAY(ledger->inquiry, spot,
            "its seal names the key %s %" PRId64 ", its rows bear %s %" PRId64,
            seal->chain, seal->epoch, ledger->chain, ledger->epoch);
    }
}

static void check_closing(struct ledger *ledger, const struct seal *seal)
{
    struct spot spot = spot_day(ledger->close.value);
    const struct imprint *imprint = &ledger->imprint;
    char time[CLOCK_ISO_SIZE];
    char who[WHO_SIZE];
    char file[SEAL_FILE_SIZE];
    char date[FINDINGS_DATE_SIZE];
    findings_date(seal->day, date);
    clock_iso(ledger->close.wall_ms, imprint->utc_offset_min, time);
    if (strcmp(time, seal->closed_at) != 0) {
        SAY(ledger->inquiry, spot,
            "its seal says that it was closed at %s, its row %s",
            seal->closed_at, time);
    }
    who_write(imprint->unit_code, imprint->device_id, who);
    if (strcmp(who, seal->who) != 0) {
        SAY(ledger->inquiry, spot, "its seal is of another terminal, %s",
            seal->who);
    }
    if (!text_format(file, sizeof file, "4luon_%s_%s_%s.csv",
                     imprint->unit_code, imprint->device_id, date) ||
        strcmp(file, seal->file) != 0) {
        SAY(ledger->inquiry, spot, "its seal names a file of another name, %s",
            seal->file);
    }
}

static void check_how(struct ledger *ledger, const struct seal *seal)
{
    int32_t day = ledger->close.value;
    if (seal->closed == SEAL_OFF && count_alive(ledger->count, day)) {
        SAY(ledger->inquiry, spot_day(day),
            "its seal says that the machine was off, and there are rows of "
            "that day");
    }
}

static void check_signer(struct ledger *ledger, const struct sealed *sealed)
{
    char fingerprint[SIGN_FINGERPRINT_SIZE];
    if (!sealed->good) {
        return;
    }
    sign_fingerprint(sealed->signer, fingerprint);
    if (ledger->fingerprint[0] != '\0' &&
        strcmp(fingerprint, ledger->fingerprint) != 0) {
        SAY(ledger->inquiry, spot_day(ledger->close.value),
            "its seal is signed by %s, the chain began with %s", fingerprint,
            ledger->fingerprint);
    }
}

/* The digest stays empty for a seal that could not be read. */
static struct ledger_range *add_range(struct ledger *ledger)
{
    struct ledger_range *range =
        array_add(&ledger->ranges, &ledger->range_count,
                  &ledger->range_capacity, sizeof *range);
    if (range == NULL) {
        ledger->inquiry->failed = true;
        return NULL;
    }
    range->day = ledger->close.value;
    range->last_seq = ledger->close.seq;
    return range;
}

/* By the hours that it says the office was open: those nobody else knows. */
static void check_coverage(struct ledger *ledger, const struct seal *seal)
{
    struct sum_hour hours[SUM_HOURS] = {{0}};
    if (!ledger->imprinted) {
        return;
    }
    ready_count(&ledger->ready, &ledger->close, ledger->imprint.utc_offset_min,
                &seal->sum.open, hours);
    for (int i = 0; i < SUM_HOURS; i++) {
        const struct sum_hour *stated = &seal->sum.hours[i];
        if (stated->open_min != hours[i].open_min ||
            stated->ready_min != hours[i].ready_min) {
            SAY(ledger->inquiry, spot_day(ledger->close.value),
                "its seal does not tell of the coverage that its rows do: hour "
                "%d: ready %d of %d minutes stated, %d of %d counted",
                i, stated->ready_min, stated->open_min, hours[i].ready_min,
                hours[i].open_min);
            return;
        }
    }
}

struct kept {
    const struct seal *seal;
    enum seal_fit fit;
};

static bool compare_kept(void *context, int32_t day, const char *text)
{
    struct kept *kept = context;
    (void)day;
    kept->fit = seal_compare_sum(kept->seal, text);
    return false;
}

/* The totals that panel and report believe are those that were sealed. */
static void check_kept(struct ledger *ledger, const struct seal *seal)
{
    int32_t day = ledger->close.value;
    struct kept kept = {seal, SEAL_FITS};
    const struct store_sums scan = {day, day, compare_kept, &kept};
    if (store_sums(ledger->store, &scan) != STORE_OK) {
        ledger->broken = true;
    } else if (kept.fit == SEAL_NOT_COMPARED) {
        ledger->inquiry->failed = true;
    } else if (kept.fit == SEAL_DIFFERS) {
        SAY(ledger->inquiry, spot_day(day),
            "the totals that are kept of it are not those that were sealed");
    }
}

static void check_seal(struct ledger *ledger, const struct sealed *sealed,
                       struct ledger_range *range)
{
    const struct seal *seal = &sealed->seal;
    const struct sum *counted = ledger_counted(ledger, ledger->close.value);
    char what[COMPARE_WHAT_SIZE];
    check_place(ledger, seal);
    if (ledger->imprinted) {
        check_closing(ledger, seal);
        check_how(ledger, seal);
    }
    check_signer(ledger, sealed);
    if (!compare_counts(&seal->sum, counted, COMPARE_SEAL, what)) {
        SAY(ledger->inquiry, spot_day(ledger->close.value),
            "its seal does not count as its rows do: %s", what);
    }
    if (seal->version == 1) {
        ledger->inquiry->account.uncovered++;
    } else {
        check_coverage(ledger, seal);
        check_kept(ledger, seal);
    }
    memcpy(range->digest, seal->rows_digest, sizeof range->digest);
    ledger->number = seal->number;
}

/* A seal out of the table, on its way through the checks. */
struct found {
    struct ledger *ledger;
    const struct row *row;
    bool there;
};

static bool take_seal(void *context, const struct store_seal *given)
{
    struct found *found = context;
    struct ledger *ledger = found->ledger;
    struct inquiry *inquiry = ledger->inquiry;
    struct spot spot = spot_day(given->day);
    struct ledger_range *range = add_range(ledger);
    struct sealed *sealed = range == NULL ? NULL : calloc(1, sizeof *sealed);
    found->there = true;
    if (sealed == NULL) {
        inquiry->failed = true;
        return false;
    }
    if (sealed_read(sealed, given->text, strlen(given->text))) {
        inquiry->account.seals++;
        sealed_check(sealed, inquiry, given->signature, ledger->known);
        check_seal(ledger, sealed, range);
    } else {
        SAY(ledger->inquiry, spot, "line %d of its seal is not as it must be",
            sealed->line);
    }
    inquiry_know(inquiry, ledger->close.value, sealed->sha256);
    if (strcmp(sealed->sha256, found->row->note) != 0) {
        SAY(ledger->inquiry, spot,
            "its seal is not the one that row %" PRId64 " names",
            found->row->seq);
    }
    free(sealed);
    return false;
}

/* One seal that is no text must not hide the rows that come after it. */
static void fetch_seal(struct ledger *ledger, const struct store_seals *scan,
                       const struct found *found)
{
    enum store_result result = store_seals(ledger->store, scan);
    if (result == STORE_DAMAGED) {
        SAY(ledger->inquiry, spot_day(scan->first),
            "its seal cannot be read: it is no text to its end");
        ledger->number++;
        ledger->inquiry->failed =
            add_range(ledger) == NULL || ledger->inquiry->failed;
    } else if (result != STORE_OK) {
        ledger->broken = true;
    } else if (!found->there) {
        SAY(ledger->inquiry, spot_day(scan->first), "its seal is gone");
    }
}

void ledger_seal(struct ledger *ledger, const struct row *row)
{
    struct found found = {.ledger = ledger, .row = row};
    const struct store_seals scan = {row->value, row->value, take_seal, &found};
    if (!ledger->closing || ledger->close.value != row->value) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "it seals a day that the row before does not close");
    } else if (!ledger->begun) {
        SAY(ledger->inquiry, spot_row(row->seq),
            "a seal before any chain has begun");
    }
    if (ledger->closing) {
        fetch_seal(ledger, &scan, &found);
        ledger->first_seq = ledger->close.seq + 1;
        count_forget(ledger->count, ledger->close.value);
        ledger->closing = false;
    }
    /* By what the row says: one that is wrong is told once. */
    memcpy(ledger->sha256, row->note, sizeof ledger->sha256 - 1);
    ledger->sha256[sizeof ledger->sha256 - 1] = '\0';
    ledger->sealed_day = row->value;
    ledger->epoch++;
}
