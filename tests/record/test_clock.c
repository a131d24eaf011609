/* The day and the doubt, when the wall clock is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "daily/outbox.h"
#include "survey/guard.h"
#include "with_record.h"
#include "tried.h"

static const int64_t visit_a = 100000000000001;

/* Years ahead: 2080 or so. */
enum { FAR = 20000 };

static bool find_last(void *context, const struct row *row)
{
    memcpy(context, row, sizeof *row);
    return true;
}

/* Of the record's last day. */
static struct row last_row(struct record_fixture *f, int32_t day)
{
    struct row row = {0};
    const struct record_scan scan = {day, find_last, &row};
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    assert_int_not_equal(row.kind, ROW_START);
    return row;
}

/* Keeps a visit; gives its last row, which must be of this day. */
static struct row visit(struct record_fixture *f, struct moment at, int32_t day)
{
    record_fixture_visit(f, row_new_visit(), 5, at);
    struct row row = last_row(f, day);
    assert_int_equal(row.kind, ROW_END);
    assert_int_equal(row.day, day);
    return row;
}

/* The same day at the same hour, so many days later by the wall clock alone. */
static struct moment wrong(struct moment at, int days)
{
    at.wall_ms += (int64_t)days * 86400000;
    return at;
}

static void a_leap_at_the_start_moves_no_day(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    record_fixture_open(f, wrong(at, FAR));
    struct row row = last_row(f, WITH_MONDAY);
    assert_int_equal(row.kind, ROW_CLOCK);
    assert_int_equal(row.value, FAR * 86400);
    assert_int_equal(row.flags, GUARD_CLOCK);
    assert_true(record_doubtful(f->record, wrong(at, FAR)));
    assert_int_equal(record_doubt(f->record, wrong(at, FAR)), BELIEF_AHEAD);
    assert_int_equal(visit(f, wrong(at, FAR), WITH_MONDAY).flags, GUARD_CLOCK);
    assert_int_equal(record_fixture_close_days(f, wrong(at, FAR)), 0);
    /* And not after another start, whose rows are all that leapt. */
    record_fixture_open(f, wrong(at, FAR + 1));
    assert_int_equal(visit(f, wrong(at, FAR + 1), WITH_MONDAY).flags,
                     GUARD_CLOCK);
    /* The clock comes back. */
    struct moment later = with_moment(WITH_MONDAY, 11, 0);
    record_fixture_open(f, later);
    assert_false(record_doubtful(f->record, later));
    assert_int_equal(visit(f, later, WITH_MONDAY).flags, 0);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 8, 0)), 1);
}

/* For an hour, between two visits of one run. */
static void a_leap_while_running_moves_no_day(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    struct moment leapt = wrong(with_moment(WITH_MONDAY + 1, 9, 0), FAR);
    /* The day after the one that is closed has no row yet. */
    assert_int_equal(visit(f, leapt, WITH_MONDAY + 1).flags, GUARD_CLOCK);
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    assert_non_null(strstr(rows, "clock  1728000000 jumped while running"));
    free(rows);
    assert_int_equal(record_fixture_close_days(f, leapt), 0);
    assert_int_equal(record_beat(f->record, leapt), STORE_OK);
    record_fixture_open(f, leapt);
    assert_true(record_doubtful(f->record, leapt));
    assert_int_equal(record_day(f->record, leapt), WITH_MONDAY + 1);
    struct moment back = with_moment(WITH_MONDAY + 1, 10, 0);
    assert_int_equal(visit(f, back, WITH_MONDAY + 1).flags, 0);
    record_fixture_open(f, back);
    assert_int_equal(visit(f, back, WITH_MONDAY + 1).flags, 0);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 17, 0)), 1);
}

/* A machine that was off over Tết is no wild clock. */
static void a_leap_is_more_than_the_longest_rest(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    at = wrong(at, BELIEF_REST_DAYS);
    record_fixture_open(f, wrong(at, 1));
    assert_int_equal(record_doubt(f->record, wrong(at, 1)), BELIEF_AHEAD);
    record_fixture_open(f, at);
    assert_false(record_doubtful(f->record, at));
    assert_int_equal(visit(f, at, WITH_MONDAY + BELIEF_REST_DAYS).flags, 0);
    assert_int_equal(record_fixture_close_days(f, at), BELIEF_REST_DAYS);
}

static void what_staff_confirm_is_believed(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct moment leapt = wrong(at, FAR);
    record_fixture_open(f, at);
    record_fixture_open(f, leapt);
    assert_int_equal(record_confirm(f->record, leapt), STORE_OK);
    struct row row = last_row(f, WITH_MONDAY + FAR);
    assert_int_equal(row.kind, ROW_CONFIRM);
    assert_int_equal(row.value, WITH_MONDAY + FAR);
    assert_int_equal(row.flags, 0);
    for (int i = 0; i < 2; i++) {
        assert_false(record_doubtful(f->record, leapt));
        assert_int_equal(visit(f, leapt, WITH_MONDAY + FAR).flags, 0);
        record_fixture_open(f, leapt);
    }
    assert_int_equal(record_fixture_close_days(f, leapt), 1 + OUTBOX_DAYS_MAX);
    /* The old date is the wrong one now. */
    assert_true(record_doubtful(f->record, at));
}

/* The clock once ran ahead by some days, and those were closed. */
static void a_clock_behind_can_be_confirmed_too(void **state)
{
    struct record_fixture *f = *state;
    struct moment ahead = with_moment(WITH_MONDAY + 10, 9, 0);
    struct moment now = with_moment(WITH_MONDAY, 10, 0);
    record_fixture_open(f, with_moment(WITH_MONDAY, 9, 0));
    record_fixture_open(f, ahead);
    assert_int_equal(record_fixture_close_days(f, ahead), 10);
    record_fixture_open(f, now);
    assert_true(record_doubtful(f->record, now));
    assert_int_equal(record_confirm(f->record, now), STORE_OK);
    assert_int_equal(last_row(f, WITH_MONDAY + 10).value, WITH_MONDAY);
    for (int i = 0; i < 3; i++) {
        /* Believed; but rows count for a day that has not come, and say so. */
        assert_false(record_doubtful(f->record, now));
        assert_int_equal(visit(f, now, WITH_MONDAY + 10).flags, GUARD_CLOCK);
        assert_int_equal(record_fixture_close_days(f, now), 0);
        now = with_moment(WITH_MONDAY + i, 11, 0);
        record_fixture_open(f, now);
    }
    /* Behind what was confirmed it is in doubt again. */
    struct moment before = wrong(now, -2);
    assert_true(record_doubtful(f->record, before));
    /* The day comes at last; it is closed, and after it all is well. */
    now = with_moment(WITH_MONDAY + 10, 9, 0);
    assert_int_equal(visit(f, now, WITH_MONDAY + 10).flags, 0);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 10, 17, 0)), 1);
    now = with_moment(WITH_MONDAY + 11, 9, 0);
    record_fixture_open(f, now);
    assert_false(record_doubtful(f->record, now));
    assert_int_equal(visit(f, now, WITH_MONDAY + 11).flags, 0);
}

/* The run goes on: other hours by the wall clock alone. */
static struct moment at_wall(struct moment boot, struct moment wall)
{
    boot.wall_ms = wall.wall_ms;
    return boot;
}

static void confirm(struct record_fixture *f, struct moment at)
{
    assert_int_equal(record_confirm(f->record, at), STORE_OK);
}

struct flags_of {
    int64_t visit;
    unsigned flags;
    int rows;
};

static bool take_flags(void *context, const struct row *row)
{
    struct flags_of *wanted = context;
    if (row->visit == wanted->visit) {
        wanted->flags |= row->flags;
        wanted->rows++;
    }
    return true;
}

/* As they are told by now, of a visit of this day. */
static unsigned flags_of(struct record_fixture *f, int32_t day, int64_t visit)
{
    struct flags_of wanted = {.visit = visit};
    const struct record_scan scan = {day, take_flags, &wanted};
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    assert_int_not_equal(wanted.rows, 0);
    return wanted.flags;
}

/* Wrongly confirmed to be evening, the clock had Monday closed. */
static void a_day_closed_before_its_time_is_told_by_a_flag(void **state)
{
    struct record_fixture *f = *state;
    struct moment nine = with_moment(WITH_MONDAY, 9, 0);
    struct moment evening = at_wall(nine, with_moment(WITH_MONDAY, 16, 59));
    record_fixture_open(f, nine);
    confirm(f, evening);
    assert_int_equal(visit(f, evening, WITH_MONDAY).flags, 0);
    evening = at_wall(with_moment(WITH_MONDAY, 9, 2),
                      with_moment(WITH_MONDAY, 17, 1));
    assert_int_equal(record_fixture_close_days(f, evening), 1);
    struct moment ten = with_moment(WITH_MONDAY, 10, 0);
    confirm(f, ten);
    assert_int_equal(visit(f, ten, WITH_MONDAY + 1).flags, GUARD_CLOCK);
    /* After closing time the next day is it by right. */
    struct moment night = with_moment(WITH_MONDAY, 19, 0);
    assert_int_equal(visit(f, night, WITH_MONDAY + 1).flags, 0);
}

/* A visit tapped in doubt, told to be tomorrow's by a word that was wrong, and
   today's by a right one, when today was closed. */
static void what_was_told_too_late_keeps_its_flag(void **state)
{
    struct record_fixture *f = *state;
    struct moment nine = with_moment(WITH_MONDAY, 9, 0);
    struct moment ten = with_moment(WITH_MONDAY, 10, 0);
    struct moment later = with_moment(WITH_MONDAY, 10, 2);
    struct moment tomorrow = with_moment(WITH_MONDAY + 1, 10, 1);
    record_fixture_open(f, nine);
    confirm(f, nine);
    assert_int_equal(visit(f, nine, WITH_MONDAY).flags, 0);
    record_fixture_visit(f, visit_a, 5, wrong(ten, FAR));
    tomorrow = at_wall(with_moment(WITH_MONDAY, 10, 1), tomorrow);
    confirm(f, tomorrow);
    assert_int_equal(flags_of(f, WITH_MONDAY + 1, visit_a), 0);
    assert_int_equal(record_fixture_close_days(f, tomorrow), 1);
    later.synchronised = true;
    assert_int_equal(record_beat(f->record, later), STORE_OK);
    assert_int_equal(flags_of(f, WITH_MONDAY + 1, visit_a), GUARD_CLOCK);
}

/* A later confirmation of an earlier date is the one that counts. */
static void the_last_word_of_staff_counts(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct moment leapt = wrong(at, FAR);
    record_fixture_open(f, at);
    record_fixture_open(f, leapt);
    assert_int_equal(record_confirm(f->record, leapt), STORE_OK);
    record_fixture_open(f, at);
    assert_true(record_doubtful(f->record, at));
    assert_int_equal(record_confirm(f->record, at), STORE_OK);
    record_fixture_open(f, at);
    assert_false(record_doubtful(f->record, at));
    assert_int_equal(visit(f, at, WITH_MONDAY + FAR).flags, GUARD_CLOCK);
    record_fixture_open(f, leapt);
    assert_int_equal(record_doubt(f->record, leapt), BELIEF_AHEAD);
}

/* The first start of a machine whose clock was never set. */
static void a_clock_that_was_never_set_is_confirmed_once(void **state)
{
    struct record_fixture *f = *state;
    const struct moment none = {.boot_ms = 1000, .wall_ms = 1000};
    struct moment now = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, none);
    assert_int_equal(record_day(f->record, none), 0);
    record_fixture_visit(f, visit_a, 5, none);
    record_fixture_open(f, now);
    assert_true(record_doubtful(f->record, now));
    assert_int_equal(record_confirm(f->record, now), STORE_OK);
    assert_int_equal(visit(f, now, WITH_MONDAY).flags, 0);
    record_fixture_open(f, now);
    assert_int_equal(visit(f, now, WITH_MONDAY).flags, 0);
}

/* The machine's boot, by the same clocks, an hour before. */
static struct moment rebooted(struct moment at)
{
    at.boot_ms = 3600000;
    return at;
}

static void a_word_holds_until_the_machine_is_off(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(record_voucher(f->record), BELIEF_NOBODY);
    assert_int_equal(record_confirm(f->record, with_moment(WITH_MONDAY, 10, 0)),
                     STORE_OK);
    assert_int_equal(record_voucher(f->record), BELIEF_STAFF);
    for (int i = 0; i < 3; i++) {
        record_fixture_open(f, with_moment(WITH_MONDAY + i, 11, 0));
        assert_int_equal(record_voucher(f->record), BELIEF_STAFF);
        record_fixture_close_days(f, with_moment(WITH_MONDAY + i, 17, 0));
    }
    struct moment next = with_moment(WITH_MONDAY + 3, 11, 0);
    record_fixture_open(f, rebooted(next));
    assert_int_equal(record_voucher(f->record), BELIEF_NOBODY);
    /* Were it not for that start, this one would do. */
    record_fixture_open(f, next);
    assert_int_equal(record_voucher(f->record), BELIEF_NOBODY);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_leap_at_the_start_moves_no_day),
        TEST(a_leap_while_running_moves_no_day),
        TEST(a_leap_is_more_than_the_longest_rest),
        TEST(what_staff_confirm_is_believed),
        TEST(a_clock_behind_can_be_confirmed_too),
        TEST(a_day_closed_before_its_time_is_told_by_a_flag),
        TEST(what_was_told_too_late_keeps_its_flag),
        TEST(the_last_word_of_staff_counts),
        TEST(a_clock_that_was_never_set_is_confirmed_once),
        TEST(a_word_holds_until_the_machine_is_off),
    };
    return tried_all(tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                               "Nothing speaks against date and time"),
                     "sets the clock back, or far ahead");
}
