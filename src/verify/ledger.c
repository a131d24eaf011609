#include "verify/ledger.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "verify/compare.h"

#define SAY(ledger, spot, ...)                                                 \
    findings_add(&(ledger)->inquiry->findings, (spot), __VA_ARGS__)

/* ---- the chain begins, perhaps anew ---------------------------------------
 */

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
        SAY(ledger, spot_row(row->seq),
            "a chain begins here without its key's id, its signer or a tag");
    }
    if (ledger->begun && !known &&
        (ledger->any_known || !is_first_shown(ledger, row))) {
        SAY(ledger, spot_row(row->seq),
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

/* ---- a day is closed ------------------------------------------------------
 */

void ledger_pass(struct ledger *ledger)
{
    if (ledger->closing && ledger->begun) {
        SAY(ledger, spot_day(ledger->close.value),
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
        SAY(kept->ledger, spot_day(day), "the sum that is kept of it is none");
    } else if (!compare_counts(sum, kept->counted, COMPARE_SUM, what)) {
        SAY(kept->ledger, spot_day(day),
            "the sum that is kept of it is not that of its rows: %s", what);
    }
    free(sum);
    return false;
}

/* A day without a row has the sum of nothing. */
static const struct sum *counted_of(struct ledger *ledger, int32_t day)
{
    static const struct sum nothing;
    const struct sum *counted = count_day(ledger->count, day);
    return counted == NULL ? &nothing : counted;
}

static void check_sum(struct ledger *ledger, int32_t day)
{
    struct kept kept = {ledger, counted_of(ledger, day)};
    const struct store_sums scan = {day, day, compare_kept, &kept};
    if (store_sums(ledger->store, &scan) != STORE_OK) {
        ledger->inquiry->failed = true;
    }
}

void ledger_close(struct ledger *ledger, const struct row *row)
{
    ledger_pass(ledger);
    ledger->imprinted = imprint_read(row->note, &ledger->imprint);
    if (!ledger->imprinted) {
        SAY(ledger, spot_row(row->seq),
            "it closes a day without saying what its file bears");
    } else {
        char who[FIRST_KEY_WHO_SIZE];
        bool fits = text_format(who, sizeof who, "%s/%s",
                                ledger->imprint.unit_code,
                                ledger->imprint.device_id);
        if (fits) {
            inquiry_terminal(ledger->inquiry, who);
        }
        /* Hours are told by it: those of the days before were, too, unless
           the config changed. */
        if (ledger->imprint.utc_offset_min == ledger->count->utc_offset_min) {
            check_sum(ledger, row->value);
        }
        ledger->count->utc_offset_min = ledger->imprint.utc_offset_min;
    }
    ledger->inquiry->account.days++;
    ledger->inquiry->account.older_days += !ledger->begun;
    ledger->closing = true;
    ledger->close = *row;
}

/* ---- and sealed -----------------------------------------------------------
 */

static void check_place(struct ledger *ledger, const struct seal *seal)
{
    struct spot spot = spot_day(ledger->close.value);
    if (seal->day != ledger->close.value) {
        char date[FINDINGS_DATE_SIZE];
        findings_date(seal->day, date);
        SAY(ledger, spot, "its seal is that of another day, %s", date);
    }
    if (seal->number != ledger->number + 1) {
        SAY(ledger, spot,
            "its seal has the number %" PRId64 ", the one before %" PRId64,
            seal->number, ledger->number);
    }
    if (strcmp(seal->before_sha256, ledger->sha256) != 0 ||
        (ledger->sha256[0] != '\0' &&
         seal->before_day != ledger->sealed_day)) {
        SAY(ledger, spot,
            "its seal does not name the seal that came before it");
    }
    if (seal->first_seq != ledger->first_seq ||
        seal->last_seq != ledger->close.seq) {
        SAY(ledger, spot,
            "its seal covers the rows %" PRId64 " to %" PRId64
            ", not %" PRId64 " to %" PRId64,
            seal->first_seq, seal->last_seq, ledger->first_seq,
            ledger->close.seq);
    }
    if (!tag_same(seal->last_tag, ledger->close.tag)) {
        SAY(ledger, spot,
            "its seal ends with another tag than that of row %" PRId64,
            ledger->close.seq);
    }
    if (strcmp(seal->chain, ledger->chain) != 0 ||
        seal->epoch != ledger->epoch) {
        SAY(ledger, spot,
            "its seal names the key %s %" PRId64 ", its rows bear %s %" PRId64,
            seal->chain, seal->epoch, ledger->chain, ledger->epoch);
    }
}

/* "2026-11-23T17:00:00+07:00" */
static void write_time(int64_t wall_ms, int offset_min,
                       char out[SEAL_TIME_SIZE])
{
    char date[FINDINGS_DATE_SIZE];
    struct local_time time = clock_local(wall_ms, offset_min);
    int64_t begin = clock_day_start(time.day, offset_min);
    int minutes = abs(offset_min);
    findings_date(time.day, date);
    /* A year of more than four digits does not fit, and is no seal's. */
    if (!text_format(out, SEAL_TIME_SIZE, "%sT%02d:%02d:%02d%c%02d:%02d", date,
                     time.minute / 60, time.minute % 60,
                     (int)((wall_ms - begin) / 1000 % 60),
                     offset_min < 0 ? '-' : '+', minutes / 60, minutes % 60)) {
        out[0] = '\0';
    }
}

static void check_closing(struct ledger *ledger, const struct seal *seal)
{
    struct spot spot = spot_day(ledger->close.value);
    const struct imprint *imprint = &ledger->imprint;
    char time[SEAL_TIME_SIZE];
    char who[FIRST_KEY_WHO_SIZE];
    char file[SEAL_FILE_SIZE];
    char date[FINDINGS_DATE_SIZE];
    findings_date(seal->day, date);
    write_time(ledger->close.wall_ms, imprint->utc_offset_min, time);
    if (strcmp(time, seal->closed_at) != 0) {
        SAY(ledger, spot, "its seal says that it was closed at %s, its row %s",
            seal->closed_at, time);
    }
    if (!text_format(who, sizeof who, "%s/%s", imprint->unit_code,
                     imprint->device_id) ||
        strcmp(who, seal->who) != 0) {
        SAY(ledger, spot, "its seal is of another terminal, %s", seal->who);
    }
    if (!text_format(file, sizeof file, "4luon_%s_%s_%s.csv",
                     imprint->unit_code, imprint->device_id, date) ||
        strcmp(file, seal->file) != 0) {
        SAY(ledger, spot, "its seal names a file of another name, %s",
            seal->file);
    }
}

/* A jump of the clock that was only seen by the closing is not yet a sign of
   life. */
static void check_how(struct ledger *ledger, const struct seal *seal)
{
    static const char *const names[] = {[SEAL_IN_TIME] = "in time",
                                        [SEAL_LATE] = "late",
                                        [SEAL_OFF] = "off"};
    int32_t day = ledger->close.value;
    int32_t closed = clock_local(ledger->close.wall_ms,
                                 ledger->imprint.utc_offset_min)
                         .day;
    enum count_life life = count_life(ledger->count, day);
    enum seal_closed ran = closed > day ? SEAL_LATE : SEAL_IN_TIME;
    bool good = (seal->closed == ran && life != COUNT_NOTHING) ||
                (seal->closed == SEAL_OFF && life != COUNT_ALIVE);
    if (!good) {
        SAY(ledger, spot_day(day),
            "its seal says that it was closed '%s', which is not what its "
            "rows tell",
            names[seal->closed]);
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
        SAY(ledger, spot_day(ledger->close.value),
            "its seal is signed by %s, the chain began with %s", fingerprint,
            ledger->fingerprint);
    }
}

/* The digest stays empty for a seal that could not be read. */
static struct ledger_range *add_range(struct ledger *ledger)
{
    if (ledger->range_count == ledger->range_capacity) {
        int more =
            ledger->range_capacity == 0 ? 64 : 2 * ledger->range_capacity;
        struct ledger_range *ranges =
            realloc(ledger->ranges, (size_t)more * sizeof *ranges);
        if (ranges == NULL) {
            ledger->inquiry->failed = true;
            return NULL;
        }
        ledger->ranges = ranges;
        ledger->range_capacity = more;
    }
    struct ledger_range *range = &ledger->ranges[ledger->range_count++];
    range->day = ledger->close.value;
    range->last_seq = ledger->close.seq;
    range->digest[0] = '\0';
    return range;
}

static void check_seal(struct ledger *ledger, const struct sealed *sealed,
                       struct ledger_range *range)
{
    const struct seal *seal = &sealed->seal;
    const struct sum *counted = counted_of(ledger, ledger->close.value);
    char what[COMPARE_WHAT_SIZE];
    check_place(ledger, seal);
    if (ledger->imprinted) {
        check_closing(ledger, seal);
        check_how(ledger, seal);
    }
    check_signer(ledger, sealed);
    if (!compare_counts(&seal->sum, counted, COMPARE_SEAL, what)) {
        SAY(ledger, spot_day(ledger->close.value),
            "its seal does not count as its rows do: %s", what);
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
    const struct sealed_params params = {inquiry->signers, &inquiry->findings,
                                         &inquiry->account};
    struct ledger_range *range = add_range(ledger);
    struct sealed *sealed = range == NULL ? NULL : calloc(1, sizeof *sealed);
    found->there = true;
    if (sealed == NULL) {
        inquiry->failed = true;
        return false;
    }
    if (sealed_read(sealed, given->text, strlen(given->text))) {
        inquiry->account.seals++;
        sealed_check(sealed, &params, given->text, given->signature);
        check_seal(ledger, sealed, range);
    } else {
        SAY(ledger, spot, "line %d of its seal is not as it must be",
            sealed->line);
    }
    inquiry_know(inquiry, ledger->close.value, sealed->sha256);
    if (strcmp(sealed->sha256, found->row->note) != 0) {
        SAY(ledger, spot, "its seal is not the one that row %" PRId64 " names",
            found->row->seq);
    }
    free(sealed);
    return false;
}

void ledger_seal(struct ledger *ledger, const struct row *row)
{
    struct found found = {.ledger = ledger, .row = row};
    const struct store_seals scan = {row->value, row->value, take_seal, &found};
    if (!ledger->closing || ledger->close.value != row->value) {
        SAY(ledger, spot_row(row->seq),
            "it seals a day that the row before does not close");
    } else if (!ledger->begun) {
        SAY(ledger, spot_row(row->seq), "a seal before any chain has begun");
    }
    if (ledger->closing) {
        if (store_seals(ledger->store, &scan) != STORE_OK) {
            ledger->inquiry->failed = true;
        } else if (!found.there) {
            SAY(ledger, spot_day(row->value), "its seal is gone");
        }
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

/* ---- at the end -----------------------------------------------------------
 */

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
        SAY(ledger, spot_day(seal->day), "there is a seal that no row names");
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
            SAY(ledger, spot_day(range->day),
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
    char who[FIRST_KEY_WHO_SIZE] = "";
    bool own = !ledger->imprinted ||
               !text_format(who, sizeof who, "%s/%s", ledger->imprint.unit_code,
                            ledger->imprint.device_id);
    for (int i = 0; i < inquiry->key_count; i++) {
        own = own || strcmp(inquiry->keys[i].who, who) == 0;
    }
    SAY(ledger, spot_file(),
        own ? "no chain here begins with the first key that was given: the "
              "record was replaced, or its beginning was"
            : "none of the first keys that were given is of this terminal");
}

void ledger_end(struct ledger *ledger, const struct hasher_result *hashed)
{
    struct extra extra = {.ledger = ledger};
    const struct store_seals scan = {INT32_MIN, INT32_MAX, look_extra, &extra};
    ledger_pass(ledger);
    check_digests(ledger, hashed);
    check_keys(ledger);
    if (store_seals(ledger->store, &scan) != STORE_OK) {
        ledger->inquiry->failed = true;
    }
}

void ledger_free(struct ledger *ledger)
{
    free(ledger->ranges);
    ledger->ranges = NULL;
}
