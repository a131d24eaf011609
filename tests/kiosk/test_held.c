/*
 * A stick that the steward mounted and could not unmount: staff are told to
 * leave it in and to copy once more, so there must be something to copy. The
 * steward is a process of its own; the stick is a file system in memory, at the
 * place of the steward's sticks, in a mount namespace of this test's own. Where
 * that cannot be had (no root) it is left out, and said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include "base/with_steward.h"
#include "kiosk/inside.h"
#include "kiosk/with_staff.h"
#include "tried.h"

/* Longer than all waits of the test together: it fails, and does not hang. */
enum { LIMIT_S = 300 };

#define STICK CARRY_STEWARDS "/stick"

/* Before any thread is there: they all see it. */
static bool plug_in(void)
{
    return geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
           mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("media", "/media", "tmpfs", 0, NULL) == 0 &&
           files_make_folder(CARRY_STEWARDS) && files_make_folder(STICK) &&
           mount("stick", STICK, "tmpfs", 0, NULL) == 0;
}

/* Staff at the export, with this stick. */
static void prepare(struct terminal *terminal)
{
    staff_set_pin(terminal, STAFF_PIN);
    assert_true(text_copy(terminal->stick, sizeof terminal->stick, STICK));
    terminal->mounts = "/proc/self/mounts";
    terminal_restart(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
}

/* Monday goes to the stick, and the steward says this. */
static void take_monday(struct terminal *terminal, const char *answer)
{
    struct steward steward;
    steward_listen(&steward, terminal->folder.path);
    steward_answer(&steward, "unmount stick", answer);
    staff_take_day(terminal, WITH_MONDAY);
    steward_expect_asked(&steward);
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
}

/* Out, and in again: what the panel says is then the record's. */
static int pending(struct terminal *terminal)
{
    staff_press(terminal, PRESS(CLOSE));
    staff_press(terminal, PRESS(CLOSE));
    staff_come_in(terminal);
    return terminal->kiosk->panel.exporting.pending;
}

static void a_stick_that_is_held_is_copied_to_once_more(void **state)
{
    struct terminal terminal;
    (void)state;
    if (!plug_in()) {
        print_message("nothing can be mounted here\n");
        skip();
    }
    alarm(LIMIT_S);
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    prepare(&terminal);
    take_monday(&terminal, "error: the stick is in use\n");
    assert_true(terminal_says(&terminal, "remove-not"));
    assert_false(terminal_says(&terminal, "remove"));
    assert_int_equal(pending(&terminal), 1);
    staff_go_to_export(&terminal);
    take_monday(&terminal, "ok\n");
    assert_true(terminal_says(&terminal, "remove"));
    assert_false(terminal_says(&terminal, "remove-not"));
    assert_int_equal(pending(&terminal), 0);
    terminal_close(&terminal);
    alarm(0);
    tried("The stick may be removed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stick_that_is_held_is_copied_to_once_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
