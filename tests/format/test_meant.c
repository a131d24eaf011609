/* What a row of the kind "meant" says, and what becomes of the rows that it
   names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/clock.h"
#include "format/meant.h"
#include "survey/guard.h"

static const int64_t day_ms = 86400000;

static struct row row_of(const char *item, int value, const char *note)
{
    struct row row = {.seq = 200, .kind = ROW_MEANT, .value = value};
    strcpy(row.item, item);
    strcpy(row.note, note);
    return row;
}

static void what_is_written_is_read(void **state)
{
    static const struct meant all[] = {
        {.rows = {120, 154}, .timed = true, .offset_ms = -5},
        {.rows = {1, 1}, .timed = true, .vouched = true, .offset_ms = 1 << 30},
        {.rows = {7, 199}, .day = 20780},
        {.rows = {7, 6}, .day = -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct row row = {.seq = 200, .kind = ROW_MEANT};
        struct meant back;
        meant_write(&all[i], &row);
        assert_true(meant_read(&row, &back));
        assert_int_equal(back.rows.first, all[i].rows.first);
        assert_int_equal(back.rows.last, all[i].rows.last);
        assert_int_equal(back.timed, all[i].timed);
        assert_int_equal(back.vouched, all[i].vouched);
        assert_int_equal(back.offset_ms, all[i].offset_ms);
        assert_true(all[i].timed || back.day == all[i].day);
    }
}

/* Only what this program writes: so two readers never take it for two
   things. */
static void anything_else_is_none(void **state)
{
    static const struct {
        const char *item;
        int value;
        const char *note;
    } cases[] = {
        {"", 0, "5"},
        {"12", 0, "5"},
        {"0-4", 0, "5"},
        {"12-10", 0, "5"},
        {"12-200", 0, "5"}, /* itself */
        {"012-15", 0, "5"},
        {"12-15 ", 0, "5"},
        {"12-15", 2, "5"},
        {"12-15", 0, "+5"},
        {"12-15", 0, "5 "},
        {"12-15", 0, "five"},
        {"1-9999999999999", 0, "5"},
    };
    struct meant meant;
    struct row other = row_of("12-15", 1, "5");
    (void)state;
    assert_true(meant_read(&other, &meant));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct row row = row_of(cases[i].item, cases[i].value, cases[i].note);
        if (meant_read(&row, &meant)) {
            fail_msg("read: %s %d %s", cases[i].item, cases[i].value,
                     cases[i].note);
        }
    }
    other.kind = ROW_CLOCK;
    assert_false(meant_read(&other, &meant));
}

static void add(struct meant_list *all, struct meant meant)
{
    assert_true(meant_add(all, &meant));
}

static void the_last_word_counts(void **state)
{
    struct meant_list all = {0};
    (void)state;
    add(&all, (struct meant){.rows = {10, 20}, .timed = true, .offset_ms = 1});
    add(&all, (struct meant){.rows = {15, 30}, .timed = true, .offset_ms = 2});
    assert_null(meant_of(&all, 9));
    assert_int_equal(meant_of(&all, 10)->offset_ms, 1);
    assert_int_equal(meant_of(&all, 15)->offset_ms, 2);
    assert_int_equal(meant_of(&all, 20)->offset_ms, 2);
    assert_int_equal(meant_of(&all, 30)->offset_ms, 2);
    assert_null(meant_of(&all, 31));
    assert_true(meant_any(&all, (struct meant_rows){1, 10}));
    assert_true(meant_any(&all, (struct meant_rows){30, 40}));
    assert_false(meant_any(&all, (struct meant_rows){1, 9}));
    assert_false(meant_any(&all, (struct meant_rows){31, 40}));
    meant_free(&all);
}

/* The clock of a row showed 1970; by the boot clock it was the day 20780. */
static void what_it_means_for_a_row(void **state)
{
    static const struct {
        bool timed, vouched;
        int32_t day; /* for which the row counts */
        bool other, flagged;
    } cases[] = {
        {true, true, 20780, true, false},
        {true, true, 20781, true, false}, /* after closing time */
        {true, true, 20782, true, true},
        {true, false, 20780, true, true},
        {false, false, 20780, false, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct meant_list all = {0};
        struct row row = {.seq = 12,
                          .day = cases[i].day,
                          .boottime_ms = 5000,
                          .wall_ms = 6000,
                          .flags = GUARD_CLOCK | GUARD_HOURS};
        add(&all, (struct meant){.rows = {12, 12},
                                 .timed = cases[i].timed,
                                 .vouched = cases[i].vouched,
                                 .offset_ms = clock_day_start(20780, 420) +
                                              day_ms - 5001});
        meant_apply(&all, 420, &row);
        assert_int_equal(row.wall_ms, cases[i].other
                                          ? clock_day_start(20781, 420) - 1
                                          : 6000);
        assert_int_equal(row.flags,
                         GUARD_HOURS | (cases[i].flagged ? GUARD_CLOCK : 0));
        row.seq = 13;
        row.wall_ms = 6000;
        meant_apply(&all, 420, &row);
        assert_int_equal(row.wall_ms, 6000);
        meant_free(&all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(anything_else_is_none),
        cmocka_unit_test(the_last_word_counts),
        cmocka_unit_test(what_it_means_for_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
