/*
 * Lives of terminals whose clocks go wrong in every way: whatever happens, each
 * visit is told once, no day is closed in doubt, nobody finds that the record
 * was touched, and a visit is of the day on which it was wherever the boot
 * clock and one moment at which somebody vouched for the wall clock could tell,
 * or else bears a flag. So many are tried as BONLUON_LIVES says, else a few;
 * what is left of each goes into BONLUON_LIVES_INTO (tests/whole/lives.py).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/guard.h"
#include "with_past.h"
#include "with_verdict.h"
#include "tried.h"

/* A clock that is wrong by RIGHT_MIN is right. */
enum { VISITS_MAX = 200, CLOSING_MIN = 17 * 60, RIGHT_MIN = 2 };

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 86400000;

/* What is known of a visit by whoever sees the world's own clock. */
struct lived {
    int64_t id;
    int64_t true_ms;
    int run;
    bool believed; /* though its clock was wrong: nothing spoke against it */
    bool late;     /* its own day was closed by then, by a wrong clock */
    bool taken;    /* a day was closed by a clock that made it its own */
    bool told;     /* somebody vouched rightly, before all that */
    int seen;      /* so often in the record */
    int32_t day;   /* for which it counts there */
    bool flagged;
};

struct life {
    struct past past; /* folder, config, keys, draws */
    int64_t true_ms, boot_ms;
    int64_t wrong_ms; /* what the wall clock is ahead by */
    bool synchronised;
    int run;
    bool misled;  /* staff confirmed a wrong date in this run */
    bool vouched; /* and somebody a right one, since its clock last stepped */
    struct lived visits[VISITS_MAX];
    int visit_count;
    int32_t scanned;
};

static struct moment now(const struct life *life)
{
    return (struct moment){.boot_ms = life->boot_ms,
                           .wall_ms = life->true_ms + life->wrong_ms,
                           .synchronised = life->synchronised};
}

static int32_t day_of(int64_t ms)
{
    return clock_local(ms, 420).day;
}

static bool is_right(const struct life *life)
{
    return llabs(life->wrong_ms) <= RIGHT_MIN * minute_ms;
}

static int64_t some_ms(struct life *life, int64_t most)
{
    return (int64_t)draw_below(&life->past.draw, (int)(most / 1000)) * 1000;
}

/* From a few minutes to twenty years, to either side. */
static int64_t some_error(struct life *life)
{
    static const int64_t sizes[] = {1,       12,       24,       24 * 15,
                                    24 * 31, 24 * 365, 24 * 7300};
    int which = draw_below(&life->past.draw, 7);
    int64_t hours = 1 + draw_below(&life->past.draw, (int)sizes[which]);
    return draw_once_in(&life->past.draw, 2) ? hours * hour_ms
                                             : -hours * hour_ms;
}

static void pass(struct life *life, int64_t ms)
{
    life->true_ms += ms;
    life->boot_ms += ms;
    /* A cheap quartz. */
    life->wrong_ms += life->synchronised ? 0 : ms / 50000;
}

/* Somebody vouched: of what is not closed yet it tells, in this run. */
static void vouch(struct life *life)
{
    int32_t closed = record_closed_day(life->past.record);
    for (int i = 0; i < life->visit_count; i++) {
        struct lived *one = &life->visits[i];
        bool open = !one->late && !one->taken && day_of(one->true_ms) > closed;
        one->told = one->told || (one->run == life->run && open);
    }
    life->vouched = true;
}

/* By the clock as it runs now. */
static void take(struct life *life, int32_t day)
{
    for (int i = 0; i < life->visit_count; i++) {
        struct lived *one = &life->visits[i];
        one->taken =
            one->taken || (one->run == life->run &&
                           day_of(one->true_ms + life->wrong_ms) <= day);
    }
}

static void close_days(struct life *life)
{
    struct past *past = &life->past;
    struct moment at = now(life);
    int32_t day;
    assert_int_equal(outbox_due(&past->outbox, at, &day), STORE_OK);
    while (day != INT32_MAX) {
        assert_false(record_doubtful(past->record, at));
        assert_int_equal(outbox_close_day(&past->outbox, day, at), STORE_OK);
        take(life, day);
        assert_int_equal(outbox_due(&past->outbox, at, &day), STORE_OK);
    }
}

static void beat(struct life *life)
{
    assert_int_equal(record_beat(life->past.record, now(life)), STORE_OK);
    if (life->synchronised) {
        vouch(life);
    }
    close_days(life);
}

static void start(struct life *life)
{
    struct past *past = &life->past;
    const struct record_params params = {.config = &past->config,
                                         .data_dir = past->path,
                                         .now = now(life),
                                         .use = RECORD_TERMINAL};
    life->run++;
    life->misled = false;
    life->vouched = false;
    enum store_result result = record_open(&past->record, &params);
    assert_string_equal(record_error(past->record), "");
    assert_int_equal(result, STORE_OK);
    assert_true(
        outbox_open(&past->outbox, past->record, &past->config, past->path));
    beat(life);
}

static void stop(struct life *life)
{
    struct past *past = &life->past;
    if (draw_once_in(&past->draw, 2)) {
        assert_int_equal(record_stop(past->record, now(life)), STORE_OK);
    }
    past_kill(past);
}

static void keep(struct life *life, struct row row)
{
    const struct record_job job = {.at = now(life), .rows = {row}, .count = 1};
    assert_int_equal(record_keep(life->past.record, &job), STORE_OK);
}

/* It may go on past midnight, past closing time, or over a cut. */
static void visit(struct life *life)
{
    struct draw *draw = &life->past.draw;
    struct record *record = life->past.record;
    if (life->visit_count == VISITS_MAX) {
        return;
    }
    struct lived *one = &life->visits[life->visit_count++];
    *one = (struct lived){.id = life->past.visit += 7, .run = life->run};
    one->true_ms = life->true_ms;
    one->late = record_closed_day(record) >= day_of(life->true_ms);
    one->believed = !is_right(life) && !record_doubtful(record, now(life));
    keep(life, with_visit_row(one->id));
    if (life->synchronised) {
        vouch(life);
    }
    one->told = one->told || (life->vouched && is_right(life));
    for (int i = draw_below(draw, 3); i >= 0; i--) {
        pass(life, draw_once_in(draw, 9) ? hour_ms : 5000);
        keep(life, with_answer_row(one->id, i == 0 ? "mim-cuoi" : "giup-do",
                                   1 + draw_below(draw, 5)));
    }
    if (!draw_once_in(draw, 9)) {
        keep(life, with_end_row(one->id, 1));
    }
}

static void confirm(struct life *life)
{
    bool right = is_right(life);
    if (record_visiting(life->past.record)) {
        return;
    }
    assert_int_equal(record_confirm(life->past.record, now(life)), STORE_OK);
    life->misled = life->misled || !right;
    for (int i = 0; i < life->visit_count && !right; i++) {
        struct lived *one = &life->visits[i];
        one->believed = one->believed || one->run == life->run;
    }
    /* Of what staff vouched for before, though wrongly, their word stands. */
    if (right && !life->misled) {
        vouch(life);
    }
    life->vouched = right;
    close_days(life);
}

static void set_clock(struct life *life, int64_t wrong_ms)
{
    life->wrong_ms = wrong_ms;
    life->vouched = life->vouched && is_right(life);
}

static void do_something(struct life *life)
{
    struct draw *draw = &life->past.draw;
    switch (draw_below(draw, 12)) {
    case 0: set_clock(life, some_error(life)); break;
    case 1: set_clock(life, 0); break;
    case 2:
        set_clock(life, 0);
        life->synchronised = true;
        break;
    case 3: life->synchronised = false; break;
    case 4:
        set_clock(life, 0);
        confirm(life);
        break;
    case 5:
        if (draw_once_in(draw, 4) || is_right(life)) {
            confirm(life);
        }
        break;
    case 6: pass(life, some_ms(life, 2 * day_ms)); break;
    case 7: { /* just before midnight, or closing time */
        int to = draw_once_in(draw, 2) ? 24 * 60 : CLOSING_MIN;
        int minute = clock_local(life->true_ms, 420).minute;
        pass(life, (to - 1 - minute + 1440) % 1440 * minute_ms);
        visit(life);
        break;
    }
    default: pass(life, some_ms(life, 3 * hour_ms)); visit(life);
    }
    life->synchronised = life->synchronised && is_right(life);
    if (!record_visiting(life->past.record)) {
        beat(life);
    }
}

static void rest(struct life *life)
{
    struct draw *draw = &life->past.draw;
    int64_t off_ms =
        some_ms(life, draw_once_in(draw, 8) ? 20 * day_ms : day_ms);
    life->true_ms += off_ms;
    life->boot_ms = 20000 + some_ms(life, minute_ms);
    life->synchronised = draw_once_in(draw, 5);
    switch (draw_below(draw, 8)) {
    case 0: life->wrong_ms = some_error(life); break;
    case 1: life->wrong_ms = -off_ms; break; /* it stood still */
    case 2: life->wrong_ms = life->boot_ms - life->true_ms; break; /* 1970 */
    case 3: life->wrong_ms = 0; break;
    default: break; /* as it was */
    }
    life->wrong_ms = life->synchronised ? 0 : life->wrong_ms;
}

static bool look(void *context, const struct row *row)
{
    struct life *life = context;
    for (int i = 0; i < life->visit_count && row->kind == ROW_VISIT; i++) {
        struct lived *one = &life->visits[i];
        if (one->id == row->visit) {
            one->seen++;
            one->day = life->scanned;
            one->flagged = (row->flags & GUARD_CLOCK) != 0;
        }
    }
    return true;
}

static void gather(struct life *life)
{
    struct record *record = life->past.record;
    struct record_scan scan = {INT32_MIN, look, life};
    while (scan.day != INT32_MAX) {
        assert_int_equal(record_next_day(record, scan.day, &scan.day),
                         STORE_OK);
        life->scanned = scan.day;
        if (scan.day != INT32_MAX) {
            assert_int_equal(record_scan(record, &scan), STORE_OK);
            scan.day++;
        }
    }
}

/* Days come in order: what an earlier run by a wrong clock that nobody doubted
   left for a later day is corrected no more, and what follows counts with it.
 */
static void judge(const struct life *life, int number)
{
    int32_t latest = INT32_MIN;
    int32_t begun = INT32_MIN; /* by earlier runs */
    for (int i = 0; i < life->visit_count; i++) {
        const struct lived *one = &life->visits[i];
        struct local_time was = clock_local(one->true_ms, 420);
        bool its =
            one->day == was.day ||
            (one->day == was.day + 1 && was.minute >= CLOSING_MIN - RIGHT_MIN);
        begun = i > 0 && one[-1].run != one->run ? latest : begun;
        latest = one->day > latest ? one->day : latest;
        if (one->seen != 1) {
            fail_msg("life %d: visit %d, %d times", number, i, one->seen);
        }
        if (its || one->believed) {
            continue;
        }
        if (one->told && !one->late && begun <= was.day) {
            fail_msg("life %d: visit %d of day %d is told of %d", number, i,
                     was.day, one->day);
        }
        if (!one->flagged) {
            fail_msg("life %d: visit %d of day %d is told of %d, unflagged",
                     number, i, was.day, one->day);
        }
    }
}

static void verify(const struct life *life, int number)
{
    char what[32];
    const struct asking asked = {
        .paths = {life->past.path}, .keys = &life->past.first, .key_count = 1};
    snprintf(what, sizeof what, "life %d", number);
    with_no_finding(&asked, what);
}

static void live(int number)
{
    struct life *life = calloc(1, sizeof *life);
    assert_non_null(life);
    past_begin(&life->past, (uint64_t)number);
    life->true_ms = with_moment(WITH_MONDAY, 8, 0).wall_ms;
    rest(life);
    for (int run = 1 + draw_below(&life->past.draw, 5); run > 0; run--) {
        start(life);
        for (int i = draw_below(&life->past.draw, 9); i > 0; i--) {
            do_something(life);
        }
        stop(life);
        verify(life, number);
        rest(life);
    }
    start(life);
    gather(life);
    judge(life, number);
    stop(life);
    past_leave(&life->past, getenv("BONLUON_LIVES_INTO"), number);
    free(life);
}

static void a_clock_that_was_wrong_is_forgiven(void **state)
{
    (void)state;
    const char *wanted = getenv("BONLUON_LIVES");
    const char *from = getenv("BONLUON_LIVES_FROM");
    int first = from == NULL ? 1 : atoi(from);
    int count = wanted == NULL ? 60 : atoi(wanted);
    for (int i = 0; i < count; i++) {
        live(first + i);
    }
    printf("%d lives, each visit once and on its day or flagged\n", count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_was_wrong_is_forgiven)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)tried_all(failed,
                    "starts the terminal by a clock that is wrong by less than "
                    "the longest rest, with no network and nobody who looks");
    return tried_all(failed, "sets the clock back, or far ahead");
}
