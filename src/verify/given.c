#include "verify/given.h"

#include <string.h>

#include "base/speak.h"

/* The sealed days of one terminal. */
struct sealed_days {
    struct daily *const *list;
    int count;
};

/* A first key with which this day's chain begins: it may name the codes that
   the terminal had then. */
static bool is_named(const struct inquiry *inquiry, const struct daily *daily)
{
    return inquiry_key(inquiry, daily->chain) != NULL;
}

/* Whether one that was given is of this terminal. */
static bool has_key(const struct inquiry *inquiry,
                    const struct sealed_days *days)
{
    bool has = false;
    for (int i = 0; i < days->count; i++) {
        const struct daily *daily = days->list[i];
        has = has || is_named(inquiry, daily);
        for (int k = 0; k < inquiry->key_count; k++) {
            has = has || strcmp(inquiry->keys[k].who, daily->who) == 0;
        }
    }
    return has;
}

/* A terminal makes keys by itself, and begins anew when somebody has it show
   the first one: what was sealed before is of a chain that nobody was given. */
static void check_chains(struct inquiry *inquiry,
                         const struct sealed_days *days)
{
    int named = 0;
    while (named < days->count && !is_named(inquiry, days->list[named])) {
        named++;
    }
    for (int i = 0; i < days->count; i++) {
        const struct daily *daily = days->list[i];
        bool begins =
            i == 0 || strcmp(days->list[i - 1]->chain, daily->chain) != 0;
        if (begins && !is_named(inquiry, daily)) {
            bool before = i < named && named < days->count;
            findings_file(&inquiry->findings, daily_path(daily));
            TELL(inquiry, before ? FINDING_UNPROVEN : FINDING_WRONG,
                 spot_day(daily->day),
                 before ? N_("it and what follows are of another chain, %s, "
                             "before that of the first key that was given")
                        : N_("it and what follows are of another chain, %s, "
                             "than that of the first key that was given"),
                 daily->chain);
        }
    }
}

static bool is_here(const struct dailies *dailies, const struct daily *like,
                    int32_t day)
{
    for (int i = 0; i < dailies->count; i++) {
        if (dailies->list[i]->day == day &&
            strcmp(dailies->list[i]->line, like->line) == 0) {
            return true;
        }
    }
    return false;
}

static void tell_missing(struct inquiry *inquiry, const struct dailies *dailies,
                         const struct daily *like, struct span span)
{
    findings_file(&inquiry->findings, like->who);
    for (int32_t day = span.from; day <= span.to; day++) {
        if (!is_here(dailies, like, day)) {
            SAY(inquiry, spot_day(day), "missing: no file of this day is here");
        }
    }
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t greatest(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* What is missing in between the numbers tell. Before number 1 there was no
   day, and days right before the first that is here may have been leapt over by
   the clock: its seal names the last one. */
static void check_ends(struct inquiry *inquiry, const struct dailies *dailies,
                       const struct sealed_days *days)
{
    const struct span span = inquiry->span;
    const struct daily *first = days->list[0];
    const struct daily *last = days->list[days->count - 1];
    struct span end = {true, greatest(span.from, last->day + 1), span.to};
    struct span begin = {
        true, span.from,
        first->number == 1 ? INT32_MIN : least(span.to, first->before_day)};
    tell_missing(inquiry, dailies, first, begin);
    tell_missing(inquiry, dailies, last, end);
}

/* Of a terminal without any seal. */
static void check_unsealed(struct inquiry *inquiry,
                           const struct dailies *dailies, int first)
{
    for (int i = first; i < dailies->count; i++) {
        const struct daily *daily = dailies->list[i];
        bool again = daily->who[0] == '\0';
        for (int k = 0; k < i && !again; k++) {
            again = strcmp(dailies->list[k]->line, daily->line) == 0;
        }
        if (!again) {
            tell_missing(inquiry, dailies, daily, inquiry->span);
        }
    }
}

void given_verify(struct inquiry *inquiry, const struct dailies *dailies)
{
    int first = 0;
    bool any_key = false;
    while (first < dailies->count && dailies->list[first]->sealed) {
        const char *line = dailies->list[first]->line;
        struct sealed_days days = {dailies->list + first, 0};
        while (first < dailies->count && dailies->list[first]->sealed &&
               strcmp(dailies->list[first]->line, line) == 0) {
            days.count++;
            first++;
        }
        if (has_key(inquiry, &days)) {
            any_key = true;
            check_chains(inquiry, &days);
        }
        if (inquiry->span.given) {
            check_ends(inquiry, dailies, &days);
        }
    }
    if (inquiry->span.given) {
        check_unsealed(inquiry, dailies, first);
    }
    if (inquiry->key_count > 0 && first > 0 && !any_key) {
        findings_file(&inquiry->findings, daily_path(dailies->list[0]));
        TELL(inquiry, FINDING_UNPROVEN, spot_file(),
             "none of the first keys that were given is of its terminal");
    }
}
