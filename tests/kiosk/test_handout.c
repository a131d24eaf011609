/*
 * Days are taken from a terminal without a glass: to a folder that stands in
 * for a stick, and out of the outbox. Real disk, pretend time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/day_file.h"
#include "data/record.h"
#include "kiosk/kiosk_inside.h"
#include "kiosk/with_staff.h"

static const char *const monday = "4luon_van-truong_quay-1_2026-11-23.csv";
static const char *const tuesday_so_far =
    "4luon_van-truong_quay-1_2026-11-24_tam.csv";

static int setup(void **state)
{
    static struct terminal terminal;
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    *state = &terminal;
    return 0;
}

static int teardown(void **state)
{
    terminal_close(*state);
    return 0;
}

/* The terminal runs on the next day, whose closing has been seen to. */
static void next_day(struct terminal *terminal)
{
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 1, 9, 0));
}

static bool ended(struct terminal *terminal)
{
    return terminal->kiosk->staff.work == STAFF_RESULT;
}

static void take_day(struct terminal *terminal, int32_t day)
{
    staff_press(terminal, (struct action){ACTION_DAY, (int)day});
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, ended);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}

static bool append(void *context, const void *bytes, size_t length)
{
    text_append(context, bytes, length);
    return true;
}

/* What day_file gives for a day; the program must have stopped. */
static struct text day_bytes(struct terminal *terminal, int32_t day)
{
    struct record *record;
    struct text out = {0};
    char error[256] = "";
    const struct record_params params = {.config = &terminal->config,
                                         .data_dir = terminal->folder.path,
                                         .now = terminal->now,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    struct day_file *file = day_file_new(record);
    const struct day_file_sink sink = {append, &out};
    assert_true(day_file_send(file, day, &sink, error, sizeof error));
    assert_string_equal(error, "");
    day_file_free(file);
    record_close(record);
    return out;
}

static void assert_on_stick(struct terminal *terminal, const char *name,
                            int32_t day)
{
    char path[FILES_PATH_SIZE];
    struct text found = {0};
    assert_true(files_join(path, terminal->stick, name));
    assert_true(files_read(path, 1 << 20, &found));
    struct text expected = day_bytes(terminal, day);
    assert_string_equal(found.data, expected.data);
    assert_int_equal(found.length, expected.length);
    text_free(&found);
    text_free(&expected);
}

static void a_day_is_taken_to_a_stick(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_visit(terminal, 2);
    next_day(terminal);
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 1);
    staff_go_to_export(terminal);
    take_day(terminal, WITH_MONDAY);
    const struct panel_export *result = &terminal->kiosk->panel.exporting;
    assert_int_equal(result->state, EXPORT_DONE);
    assert_int_equal(result->days, 1);
    assert_int_equal(result->visits, 2);
    assert_int_equal(result->answers, 8);
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_at_panel(terminal));
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_gone(terminal));
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 0);
    terminal_stop(terminal);
    assert_on_stick(terminal, monday, WITH_MONDAY);
    terminal_start(terminal, terminal->now);
}

static void the_days_that_nobody_took_are_chosen_first(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, ended);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
    terminal_wait(terminal, 500);
    staff_press(terminal, PRESS(CLOSE));
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, ended);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_EMPTY);
}

static void a_day_that_is_not_over_is_taken_as_it_is(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    next_day(terminal);
    staff_visit(terminal, 5);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    take_day(terminal, WITH_MONDAY + 1);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    terminal_stop(terminal);
    assert_on_stick(terminal, tuesday_so_far, WITH_MONDAY + 1);
    terminal_start(terminal, terminal->now);
}

static void the_outbox_is_a_place_to_fetch_from(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, (struct action){ACTION_TARGET, 1});
    take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
    staff_press(terminal, PRESS(CLOSE));
    staff_press(terminal, PRESS(CLOSE));
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 0);
    assert_false(files_exists(data_folder_path(&terminal->folder, "stick/x")));
}

static void an_outbox_that_was_tampered_with_is_not_handed_out(void **state)
{
    struct terminal *terminal = *state;
    char path[FILES_PATH_SIZE];
    staff_prepare(terminal);
    staff_visit(terminal, 2);
    next_day(terminal);
    staff_come_in(terminal);
    assert_true(text_format(path, sizeof path, "%s/outbox/%s",
                            terminal->folder.path, monday));
    assert_true(files_replace(path, "5,5,5", 5, FILES_UNSYNCED));
    staff_go_to_export(terminal);
    take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    terminal_stop(terminal);
    assert_on_stick(terminal, monday, WITH_MONDAY);
    terminal_start(terminal, terminal->now);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_is_taken_to_a_stick),
        TEST(the_days_that_nobody_took_are_chosen_first),
        TEST(a_day_that_is_not_over_is_taken_as_it_is),
        TEST(the_outbox_is_a_place_to_fetch_from),
        TEST(an_outbox_that_was_tampered_with_is_not_handed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
