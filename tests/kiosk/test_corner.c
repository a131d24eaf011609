/* Whoever holds the corner of a terminal that has no PIN: the installer, as
   long as nobody answered on a day before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "with_staff.h"
#include "tried.h"

static int open_terminal(void **state)
{
    static struct terminal terminal;
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    terminal.set_up = true;
    terminal_restart(&terminal);
    *state = &terminal;
    return 0;
}

static int close_terminal(void **state)
{
    terminal_close(*state);
    return 0;
}

/* Holding the corner leads to the set-up, and then alone. */
static bool leads(struct terminal *terminal)
{
    assert_false(kiosk_asks_set_up(terminal->kiosk));
    staff_hold(terminal);
    return kiosk_asks_set_up(terminal->kiosk);
}

static void a_new_terminal_is_put_up(void **state)
{
    assert_true(leads(*state));
}

static void a_try_on_the_first_day_does_not_close_it(void **state)
{
    struct terminal *terminal = *state;
    staff_visit(terminal, 4);
    assert_true(leads(terminal));
}

static void days_on_which_nobody_answered_do_not_close_it(void **state)
{
    struct terminal *terminal = *state;
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 3, 9, 0));
    assert_true(leads(terminal));
}

static void answers_of_a_day_before_close_it(void **state)
{
    struct terminal *terminal = *state;
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    assert_false(leads(terminal));
    assert_true(staff_at_pad(terminal) || !staff_gone(terminal));
}

static void a_pin_closes_it(void **state)
{
    struct terminal *terminal = *state;
    staff_set_pin(terminal, STAFF_PIN);
    terminal_restart(terminal);
    assert_false(leads(terminal));
    assert_true(staff_at_pad(terminal));
}

static void on_a_desk_it_is_no_way(void **state)
{
    struct terminal *terminal = *state;
    terminal->set_up = false;
    terminal_restart(terminal);
    assert_false(leads(terminal));
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_terminal, close_terminal)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_terminal_is_put_up),
        TEST(a_try_on_the_first_day_does_not_close_it),
        TEST(days_on_which_nobody_answered_do_not_close_it),
        TEST(answers_of_a_day_before_close_it),
        TEST(a_pin_closes_it),
        TEST(on_a_desk_it_is_no_way),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "holds the corner before the installer");
}
