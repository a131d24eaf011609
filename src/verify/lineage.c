#include "verify/lineage.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/speak.h"
#include "verify/given.h"

void dailies_free(struct dailies *dailies)
{
    for (int i = 0; i < dailies->count; i++) {
        daily_free(dailies->list[i]);
    }
    free(dailies->list);
    free(dailies->visited);
    *dailies = (struct dailies){0};
}

/* What is said now is of this day's files. */
static void begin_file(struct inquiry *inquiry, const struct daily *daily)
{
    const char *seal = daily->paths[PART_SEAL];
    findings_file(&inquiry->findings, seal != NULL ? seal : daily_path(daily));
}

static int order(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_day(const void *a, const void *b)
{
    const struct daily *x = *(struct daily *const *)a;
    const struct daily *y = *(struct daily *const *)b;
    int line = strcmp(x->line, y->line);
    int day = order(x->day, y->day);
    int provisional = order(x->provisional, y->provisional);
    return line != 0          ? line
           : day != 0         ? day
           : provisional != 0 ? provisional
                              : strcmp(daily_path(x), daily_path(y));
}

static void check_double(struct inquiry *inquiry, const struct daily *one,
                         const struct daily *other)
{
    if (one->line[0] == '\0' || strcmp(one->line, other->line) != 0 ||
        one->day != other->day || one->provisional || other->provisional) {
        return;
    }
    begin_file(inquiry, other);
    if (one->sealed && other->sealed &&
        strcmp(one->sha256, other->sha256) != 0) {
        SAY(inquiry, spot_day(other->day),
            "forked: %s has another seal of this day", daily_path(one));
    } else {
        SAY(inquiry, spot_day(other->day), "doubled: this day lies also in %s",
            daily_path(one));
    }
}

static int by_number(const void *a, const void *b)
{
    const struct daily *x = *(struct daily *const *)a;
    const struct daily *y = *(struct daily *const *)b;
    int sealed = order(y->sealed, x->sealed);
    int line = strcmp(x->line, y->line);
    int number = order(x->number, y->number);
    return sealed != 0   ? sealed
           : line != 0   ? line
           : number != 0 ? number
                         : order(x->day, y->day);
}

static void check_first(struct inquiry *inquiry, const struct daily *first)
{
    bool names = first->before_sha256[0] != '\0';
    if (first->number > 1) {
        inquiry->account.open_begin++;
    }
    if (names != (first->number != 1)) {
        begin_file(inquiry, first);
        SAY(inquiry, spot_day(first->day),
            names ? "it is number 1, and names a seal before it"
                  : N_("it names no seal before it, and is not number 1"));
    }
}

static void check_chain(struct inquiry *inquiry, const struct daily *before,
                        const struct daily *daily)
{
    bool next = daily->number - 1 == before->number;
    if (strcmp(daily->chain, before->chain) == 0) {
        if (daily->epoch - before->epoch != daily->number - before->number) {
            SAY(inquiry, spot_day(daily->day),
                "its key is number %" PRId64 " of the chain, that of %" PRId64
                " seals before %" PRId64,
                daily->epoch, daily->number - before->number, before->epoch);
        }
        return;
    }
    if (next && daily->epoch != 0) {
        SAY(inquiry, spot_day(daily->day),
            "another chain, which does not begin with its first key");
    }
}

static void check_link(struct inquiry *inquiry, const struct daily *before,
                       const struct daily *daily)
{
    struct spot spot = spot_day(daily->day);
    char date[FINDINGS_DATE_SIZE];
    findings_date(before->day, date);
    if (daily->number == before->number) {
        if (strcmp(daily->sha256, before->sha256) != 0 &&
            daily->day != before->day) {
            SAY(inquiry, spot, "forked: %s has the same number, %" PRId64, date,
                daily->number);
        }
        return;
    }
    if (daily->day <= before->day) {
        SAY(inquiry, spot,
            "wrong order: number %" PRId64 " is not of a later day than number "
            "%" PRId64 ", %s",
            daily->number, before->number, date);
    }
    if (daily->number - 1 == before->number &&
        (strcmp(daily->before_sha256, before->sha256) != 0 ||
         daily->before_day != before->day)) {
        SAY(inquiry, spot,
            "forked: the seal that it names is not that of %s which is here",
            date);
    }
    check_chain(inquiry, before, daily);
}

/* Days in between that are here, and of which no seal could be read: it lies
   elsewhere, or on a bad spot of the disk. */
static int64_t count_unsealed(const struct dailies *dailies,
                              const struct daily *before,
                              const struct daily *daily)
{
    int64_t count = 0;
    for (int i = 0; i < dailies->count; i++) {
        const struct daily *other = dailies->list[i];
        count += !other->sealed && !other->provisional &&
                 other->day > before->day && other->day < daily->day &&
                 strcmp(other->line, daily->line) == 0;
    }
    return count;
}

static void check_gap(struct inquiry *inquiry, const struct dailies *dailies,
                      const struct daily *before, const struct daily *daily)
{
    char date[FINDINGS_DATE_SIZE];
    char from[FINDINGS_DATE_SIZE];
    int64_t missing = daily->number - before->number - 1;
    if (missing <= 0 || missing <= count_unsealed(dailies, before, daily)) {
        return; /* of those that are here it is told that no seal is */
    }
    findings_date(daily->before_day, date);
    findings_date(before->day, from);
    SAY(inquiry, spot_day(daily->day),
        missing == 1 ? N_("missing: %" PRId64 " sealed day between %s and this "
                          "one; the last is %s")
                     : N_("missing: %" PRId64 " sealed days between %s and "
                          "this one; the last is %s"),
        missing, from, date);
}

/* Without a list of signers, one key must have signed them all. */
static void check_signer(struct inquiry *inquiry, const struct daily *before,
                         const struct daily *daily)
{
    if (inquiry->signers == NULL && before->good && daily->good &&
        memcmp(before->signer, daily->signer, SIGN_PUBLIC_SIZE) != 0) {
        SAY(inquiry, spot_day(daily->day),
            "signed by another key than the day before; give --signers to "
            "tell whether it may");
    }
}

static void check_seals(struct inquiry *inquiry, const struct dailies *dailies,
                        bool gaps)
{
    const struct daily *before = NULL;
    for (int i = 0; i < dailies->count && dailies->list[i]->sealed; i++) {
        const struct daily *daily = dailies->list[i];
        if (before == NULL || strcmp(before->line, daily->line) != 0) {
            check_first(inquiry, daily);
        } else {
            begin_file(inquiry, daily);
            check_link(inquiry, before, daily);
            if (gaps) {
                check_gap(inquiry, dailies, before, daily);
            }
            check_signer(inquiry, before, daily);
        }
        before = daily;
    }
}

static bool is_older(const struct daily *daily, const struct daily *other)
{
    return other->sealed && other->number == 1 && daily->day < other->day;
}

static bool is_due(const struct daily *daily, const struct daily *other)
{
    return other->sealed && other->day >= daily->day;
}

static bool any_sealed(const struct dailies *dailies, const struct daily *daily,
                       bool (*is)(const struct daily *daily,
                                  const struct daily *other))
{
    bool found = false;
    for (int i = 0; !found && i < dailies->count; i++) {
        const struct daily *other = dailies->list[i];
        found = is(daily, other) && strcmp(other->line, daily->line) == 0;
    }
    return found;
}

/* A CSV without a seal, of which anybody could have made every row. */
static void check_unsealed(struct inquiry *inquiry,
                           const struct dailies *dailies)
{
    struct account *account = &inquiry->account;
    for (int i = 0; i < dailies->count; i++) {
        const struct daily *daily = dailies->list[i];
        if (daily->paths[PART_SEAL] != NULL || daily->paths[PART_CSV] == NULL) {
            continue;
        }
        account->provisional += daily->provisional;
        account->unsealed += !daily->provisional;
        begin_file(inquiry, daily);
        TELL(inquiry, FINDING_UNPROVEN, spot_file(), "%s",
             !daily->provisional
                 ? any_sealed(dailies, daily, is_older)
                       ? speak("it is of a day before the chain: it "
                               "has no seal")
                       : speak("its seal is not there")
             : any_sealed(dailies, daily, is_due)
                 ? speak("a provisional file, where a sealed one is due")
                 : speak("a provisional file, which has no seal"));
    }
}

static void sort(struct dailies *dailies,
                 int (*compare)(const void *a, const void *b))
{
    if (dailies->count > 1) {
        qsort(dailies->list, (size_t)dailies->count, sizeof *dailies->list,
              compare);
    }
}

static void check_doubles(struct inquiry *inquiry, struct dailies *dailies)
{
    sort(dailies, by_day);
    for (int i = 1; i < dailies->count; i++) {
        check_double(inquiry, dailies->list[i - 1], dailies->list[i]);
    }
}

void lineage_verify(struct inquiry *inquiry, struct dailies *dailies)
{
    lineage_name(dailies);
    check_doubles(inquiry, dailies);
    sort(dailies, by_number);
    check_seals(inquiry, dailies, true);
    check_unsealed(inquiry, dailies);
    given_verify(inquiry, dailies);
}

static int by_known(const void *a, const void *b)
{
    return order(((const struct known_day *)a)->day,
                 ((const struct known_day *)b)->day);
}

static const struct known_day *find_known(const struct inquiry *inquiry,
                                          int32_t day)
{
    const struct known_day wanted = {.day = day};
    const struct known_days *known = &inquiry->known;
    return known->count == 0
               ? NULL
               : bsearch(&wanted, known->list, (size_t)known->count,
                         sizeof wanted, by_known);
}

static void check_known(struct inquiry *inquiry, const struct daily *daily)
{
    const struct known_day *known = find_known(inquiry, daily->day);
    struct spot spot = spot_day(daily->day);
    begin_file(inquiry, daily);
    if (daily->sealed && known == NULL) {
        SAY(inquiry, spot,
            "the database has no seal of this day: it was set back to an "
            "earlier state, or replaced");
    } else if (daily->sealed && strcmp(known->sha256, daily->sha256) != 0) {
        SAY(inquiry, spot, "the database has another seal of this day");
    }
}

void lineage_outbox(struct inquiry *inquiry, struct dailies *dailies)
{
    int sealed = 0;
    lineage_name(dailies);
    check_doubles(inquiry, dailies);
    if (inquiry->known.count > 1) {
        qsort(inquiry->known.list, (size_t)inquiry->known.count,
              sizeof *inquiry->known.list, by_known);
    }
    for (int i = 0; i < dailies->count; i++) {
        const struct daily *daily = dailies->list[i];
        sealed += daily->sealed && daily->paths[PART_CSV] != NULL &&
                  daily->paths[PART_SIGNATURE] != NULL;
        check_known(inquiry, daily);
    }
    sort(dailies, by_number);
    check_seals(inquiry, dailies, false);
    check_unsealed(inquiry, dailies);
    if (inquiry->known.count > sealed) {
        inquiry->account.unfiled += inquiry->known.count - sealed;
    }
}
