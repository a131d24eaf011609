/* The table of when the wall clock is believed, line by line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "survey/belief.h"
#include "tried.h"

static const int64_t day_ms = 86400000;
static const int64_t noon_ms = INT64_C(1795582800000); /* 2026-11-25 */

static struct belief known(void)
{
    return (struct belief){.rest_ms = BELIEF_REST_DAYS * day_ms,
                           .known = true,
                           .known_ms = noon_ms};
}

/* An hour after a start, by both clocks, and so much off. */
static struct belief_moment at(int64_t wall_ms, int64_t off_ms)
{
    return (struct belief_moment){.boot_ms = 3600000 + wall_ms - noon_ms,
                                  .wall_ms = wall_ms + off_ms};
}

static void a_start_is_believed_by_the_last_time(void **state)
{
    static const struct {
        int64_t off_ms;
        enum belief_why why;
    } cases[] = {
        {0, BELIEF_GOOD},
        {-BELIEF_JUMP_MS, BELIEF_GOOD},
        {-BELIEF_JUMP_MS - 1, BELIEF_BEHIND},
        {INT64_C(86400000) * BELIEF_REST_DAYS, BELIEF_GOOD},
        {INT64_C(86400000) * BELIEF_REST_DAYS + 1, BELIEF_AHEAD},
        {INT64_C(-86400000) * 400, BELIEF_UNSET},
        {-INT64_C(1795582800000), BELIEF_UNSET},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct belief belief = known();
        struct belief_moment now = at(noon_ms, cases[i].off_ms);
        assert_int_equal(belief_of(&belief, now), cases[i].why);
        now.synchronised = true;
        assert_int_equal(belief_of(&belief, now), BELIEF_GOOD);
    }
}

static void the_very_first_start_is_believed_but_for_its_year(void **state)
{
    (void)state;
    const struct belief none = {.rest_ms = day_ms};
    assert_int_equal(belief_of(&none, at(noon_ms, 0)), BELIEF_GOOD);
    assert_int_equal(belief_of(&none, at(noon_ms, -400 * day_ms)),
                     BELIEF_UNSET);
    /* Half a day before 2026 in UTC it is 2026 somewhere. */
    const int64_t first_ms = INT64_C(1767225600000) - day_ms / 2;
    assert_int_equal(belief_of(&none, at(first_ms, 0)), BELIEF_GOOD);
    assert_int_equal(belief_of(&none, at(first_ms - 1, 0)), BELIEF_UNSET);
}

/* Half of it is one jump too many, and the way back ends the doubt. */
static void a_step_is_told_by_the_boot_clock(void **state)
{
    (void)state;
    struct belief belief = known();
    belief_look(&belief, at(noon_ms, 0));
    belief_look(&belief, at(noon_ms + day_ms, BELIEF_JUMP_MS / 2));
    assert_int_equal(belief.why, BELIEF_GOOD);
    belief_look(&belief, at(noon_ms + 2 * day_ms, 2 * BELIEF_JUMP_MS));
    assert_int_equal(belief.why, BELIEF_STEPPED);
    assert_int_equal(belief.known_ms, noon_ms + day_ms + BELIEF_JUMP_MS / 2);
    belief_look(&belief, at(noon_ms + 3 * day_ms, 0));
    assert_int_equal(belief.why, BELIEF_GOOD);
}

/* A clock that is a day late is so too when it comes to the last time. */
static void a_doubt_does_not_end_by_waiting(void **state)
{
    (void)state;
    struct belief belief = known();
    belief_look(&belief, at(noon_ms, -day_ms));
    belief_look(&belief, at(noon_ms + 2 * day_ms, -day_ms));
    assert_int_equal(belief.why, BELIEF_BEHIND);
    belief_look(&belief, at(noon_ms + 2 * day_ms, 0));
    assert_int_equal(belief.why, BELIEF_GOOD);
    assert_int_equal(belief.voucher, BELIEF_NOBODY);
}

static void staff_and_the_kernel_vouch_for_a_run(void **state)
{
    (void)state;
    struct belief belief = known();
    belief_look(&belief, at(noon_ms, 100 * day_ms));
    assert_int_equal(belief.why, BELIEF_AHEAD);
    belief_confirm(&belief, at(noon_ms, 100 * day_ms));
    assert_int_equal(belief.why, BELIEF_GOOD);
    assert_int_equal(belief.voucher, BELIEF_STAFF);
    struct belief_moment now = at(noon_ms + day_ms, 0);
    now.synchronised = true;
    belief_look(&belief, now);
    assert_int_equal(belief.voucher, BELIEF_KERNEL);
    assert_int_equal(belief.known_ms, noon_ms + day_ms);
    belief_restart(&belief);
    assert_int_equal(belief.voucher, BELIEF_NOBODY);
}

/* The next start may be by the same wrong clock; one that is before it is
   not. */
static void what_was_left_in_doubt_stays_so(void **state)
{
    (void)state;
    struct belief belief = known();
    belief_look(&belief, at(noon_ms, 0));
    belief_look(&belief, at(noon_ms + 60000, 3 * day_ms));
    belief_restart(&belief);
    assert_int_equal(belief_of(&belief, at(noon_ms + day_ms, 3 * day_ms)),
                     BELIEF_STILL);
    assert_int_equal(belief_of(&belief, at(noon_ms + day_ms, 0)), BELIEF_GOOD);
}

/* As long as it may be the same clock: from the time that it showed on, for the
   longest rest. */
static void a_doubt_is_left_for_as_long_as_a_rest(void **state)
{
    (void)state;
    const int64_t rest_ms = BELIEF_REST_DAYS * day_ms;
    struct belief ahead = known();
    belief_look(&ahead, at(noon_ms, 0));
    belief_look(&ahead, at(noon_ms, 3 * day_ms));
    belief_restart(&ahead);
    const int64_t left_ms = noon_ms + 3 * day_ms - BELIEF_JUMP_MS;
    assert_int_equal(belief_of(&ahead, at(left_ms, 0)), BELIEF_STILL);
    assert_int_equal(belief_of(&ahead, at(left_ms - 1, 0)), BELIEF_GOOD);
    struct belief behind = known();
    belief_look(&behind, at(noon_ms, -2 * day_ms));
    belief_restart(&behind);
    const int64_t last_ms = noon_ms - 2 * day_ms + rest_ms;
    assert_int_equal(belief_of(&behind, at(last_ms, 0)), BELIEF_STILL);
    assert_int_equal(belief_of(&behind, at(last_ms + 1, 0)), BELIEF_GOOD);
    /* Once it was believed the doubt is over. */
    belief_look(&ahead, at(noon_ms + day_ms, 0));
    belief_restart(&ahead);
    assert_int_equal(belief_of(&ahead, at(noon_ms + 4 * day_ms, 0)),
                     BELIEF_GOOD);
}

/* An earlier date, too; and it takes nothing from the kernel's. */
static void the_word_of_staff_is_what_is_known(void **state)
{
    (void)state;
    struct belief belief = known();
    belief_confirm(&belief, at(noon_ms, -day_ms));
    assert_int_equal(belief.known_ms, noon_ms - day_ms);
    struct belief_moment now = at(noon_ms, -day_ms);
    now.synchronised = true;
    belief_look(&belief, now);
    belief_confirm(&belief, now);
    assert_int_equal(belief.voucher, BELIEF_KERNEL);
    belief_look(&belief, at(noon_ms + day_ms, -day_ms));
    assert_int_equal(belief.voucher, BELIEF_KERNEL);
}

/* So a terminal that is started anew asks nobody twice; a machine does. */
static void a_word_goes_on_while_the_machine_runs(void **state)
{
    (void)state;
    struct belief belief = known();
    belief_look(&belief, at(noon_ms, 0));
    belief_confirm(&belief, at(noon_ms, 0));
    const struct {
        struct belief_moment start;
        enum belief_voucher voucher;
    } cases[] = {
        {at(noon_ms + day_ms, 0), BELIEF_STAFF},
        {at(noon_ms + day_ms, BELIEF_JUMP_MS), BELIEF_STAFF},
        {at(noon_ms + day_ms, BELIEF_JUMP_MS + 1), BELIEF_NOBODY},
        {at(noon_ms + day_ms, -BELIEF_JUMP_MS - 1), BELIEF_NOBODY},
        /* In doubt: the word is of another time. */
        {at(noon_ms + day_ms, 100 * day_ms), BELIEF_NOBODY},
        /* Off for a day; and a clock that stood still meanwhile. */
        {{.boot_ms = 20000, .wall_ms = noon_ms + day_ms}, BELIEF_NOBODY},
        {{.boot_ms = 3599999, .wall_ms = noon_ms - 1}, BELIEF_NOBODY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct belief again = belief;
        belief_restart(&again);
        assert_int_equal(again.voucher, BELIEF_NOBODY);
        belief_look(&again, cases[i].start);
        assert_int_equal(again.voucher, cases[i].voucher);
    }
    /* Set to what staff said. */
    struct belief set = belief;
    belief_restart(&set);
    belief_look(&set, at(noon_ms + day_ms, 100 * day_ms));
    assert_int_equal(set.voucher, BELIEF_NOBODY);
    belief_look(&set, at(noon_ms + day_ms, 0));
    assert_int_equal(set.voucher, BELIEF_STAFF);
    /* A later time is known since. */
    belief.known_ms = noon_ms + 5 * day_ms;
    belief_restart(&belief);
    belief_look(&belief, at(noon_ms + day_ms, 0));
    assert_int_equal(belief.why, BELIEF_BEHIND);
    assert_int_equal(belief.voucher, BELIEF_NOBODY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_is_believed_by_the_last_time),
        cmocka_unit_test(the_very_first_start_is_believed_but_for_its_year),
        cmocka_unit_test(a_step_is_told_by_the_boot_clock),
        cmocka_unit_test(a_doubt_does_not_end_by_waiting),
        cmocka_unit_test(staff_and_the_kernel_vouch_for_a_run),
        cmocka_unit_test(what_was_left_in_doubt_stays_so),
        cmocka_unit_test(a_doubt_is_left_for_as_long_as_a_rest),
        cmocka_unit_test(the_word_of_staff_is_what_is_known),
        cmocka_unit_test(a_word_goes_on_while_the_machine_runs),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed, "Nothing speaks against date and time");
}
