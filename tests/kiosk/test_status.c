/* What the hall tells for status.json while nobody is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "with_terminal.h"
#include "writer/status.h"

enum { HOUR_MS = 60 * 60 * 1000 };

/* As the beats of so many hours leave it; then the terminal starts anew. */
static int64_t untouched_days(struct terminal *terminal, int hours)
{
    struct status status;
    terminal_sleep(terminal, hours * (int64_t)HOUR_MS);
    terminal_stop(terminal);
    assert_int_equal(status_read(&status, terminal->folder.path), STATUS_READ);
    terminal_start(terminal, terminal->now);
    return status.untouched_days;
}

/* Midnights, and nothing finer: nobody learns when a visitor was there. */
static void it_tells_days_since_a_touch(void **state)
{
    struct terminal *terminal = *state;
    assert_int_equal(untouched_days(terminal, 14), 0); /* Monday, 23:00 */
    assert_int_equal(untouched_days(terminal, 2), 1);  /* Tuesday, 01:00 */
    terminal_sleep(terminal, 32 * (int64_t)HOUR_MS);   /* Wednesday, 09:00 */
    terminal_tap(terminal, PRESS(LANGUAGE));
    assert_int_equal(untouched_days(terminal, 14), 0);
    assert_int_equal(untouched_days(terminal, 72), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_tells_days_since_a_touch,
                                        terminal_setup, terminal_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
