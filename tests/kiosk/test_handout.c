/*
 * What staff take beside the files of days, and where to: the report, the
 * outbox while no stick answers. Real disk, pretend time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/report.h"
#include "kiosk/inside.h"
#include "record/record.h"
#include "with_staff.h"
#include "tried.h"

/* Nothing leaves the machine: the day stays one that nobody took. */
static void the_outbox_is_no_delivery(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, (struct action){ACTION_TARGET, 1});
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
    assert_true(terminal_says(terminal, "stayed"));
    staff_press(terminal, PRESS(CLOSE));
    staff_press(terminal, PRESS(CLOSE));
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 1);
    assert_false(files_exists(data_folder_path(&terminal->folder, "stick/x")));
    tried("5 ngày chưa lấy tệp (days not");
}

/* What somebody changed there is no day taken. */
static void a_changed_file_in_the_outbox_is_told(void **state)
{
    struct terminal *terminal = *state;
    char path[FILES_PATH_SIZE];
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    assert_true(text_format(path, sizeof path, "%s/outbox/%s",
                            terminal->folder.path,
                            "4luon_van-truong_quay-1_2026-11-23.csv"));
    assert_true(files_replace(path, "5,5,5", 5, FILES_UNSYNCED));
    staff_go_to_export(terminal);
    staff_press(terminal, (struct action){ACTION_TARGET, 1});
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DIFFERS);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 0);
    staff_press(terminal, PRESS(CLOSE));
    staff_press(terminal, PRESS(CLOSE));
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 1);
}

static const char *const seals[] = {
    "4luon_van-truong_quay-1_2026-11-23.seal",
    "4luon_van-truong_quay-1_2026-11-23.seal.sig"};

static void assert_same_file(const char *one, const char *other)
{
    struct text a = {0};
    struct text b = {0};
    if (!files_read(one, 1 << 20, &a) || !files_read(other, 1 << 20, &b)) {
        fail_msg("%s or %s is not there", one, other);
    }
    assert_string_equal(a.data, b.data);
    text_free(&a);
    text_free(&b);
}

/* They go with the day and are none; and the true ones go, when somebody put
   others into the outbox. */
static void a_seal_goes_with_its_day(void **state)
{
    struct terminal *terminal = *state;
    char there[2][FILES_PATH_SIZE];
    char kept[2][FILES_PATH_SIZE];
    char away[FILES_PATH_SIZE];
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY);
    const struct panel_export *result = &terminal->kiosk->panel.exporting;
    assert_int_equal(result->state, EXPORT_DONE);
    assert_int_equal(result->days, 1);
    assert_int_equal(result->done, 3);
    for (int i = 0; i < 2; i++) {
        assert_true(files_join(there[i], terminal->stick, seals[i]));
        assert_true(text_format(kept[i], sizeof kept[i], "%s/outbox/%s",
                                terminal->folder.path, seals[i]));
        assert_same_file(there[i], kept[i]);
    }
    assert_true(files_join(away, terminal->stick, "away"));
    assert_int_equal(rename(there[0], away), 0);
    assert_true(files_replace(kept[0], "forged", 6, FILES_UNSYNCED));
    staff_press(terminal, PRESS(CLOSE));
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(result->state, EXPORT_DONE);
    assert_same_file(there[0], away);
}

/* Both files of a report lie in a folder, and are what they are called. */
static void assert_report(const char *folder, const char *days)
{
    static const char *const begins[][2] = {{"html", "<!DOCTYPE html>"},
                                            {"xlsx", "PK"}};
    for (int i = 0; i < 2; i++) {
        char path[FILES_PATH_SIZE];
        struct text found = {0};
        assert_true(text_format(path, sizeof path,
                                "%s/4luon_van-truong_quay-1_baocao_%s.%s",
                                folder, days, begins[i][0]));
        if (!files_read(path, 1 << 24, &found)) {
            fail_msg("there is no %s", path);
        }
        assert_memory_equal(found.data, begins[i][1], strlen(begins[i][1]));
        text_free(&found);
    }
}

static void a_report_goes_with_the_days_and_is_no_day(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(REPORTS));
    staff_take_day(terminal, WITH_MONDAY);
    const struct panel_export *result = &terminal->kiosk->panel.exporting;
    assert_int_equal(result->state, EXPORT_DONE);
    assert_int_equal(result->days, 1);
    assert_int_equal(result->visits, 1);
    assert_int_equal(result->answers, 4);
    assert_report(terminal->stick, "2026-11-23_2026-11-23");
    assert_int_equal(terminal->kiosk->panel.exporting.done, 5);
}

static void a_report_that_is_made_again_takes_the_place(void **state)
{
    struct terminal *terminal = *state;
    char path[FILES_PATH_SIZE];
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    assert_true(text_format(path, sizeof path,
                            "%s/4luon_van-truong_quay-1_"
                            "baocao_2026-11-23_2026-11-23.html",
                            terminal->stick));
    assert_true(files_replace(path, "old", 3, FILES_UNSYNCED));
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(REPORTS));
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_report(terminal->stick, "2026-11-23_2026-11-23");
}

static void in_the_outbox_too_a_report_lies_beside_the_days(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, (struct action){ACTION_TARGET, 1});
    staff_press(terminal, PRESS(REPORTS));
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
    assert_report(data_folder_path(&terminal->folder, "outbox"),
                  "2026-11-23_2026-11-23");
}

/* The calendar marks a day that was taken while one before it waits. */
static void what_was_taken_is_told_day_by_day(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_visit(terminal, 4);
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 2, 9, 0));
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY + 1);
    staff_press(terminal, PRESS(CLOSE));
    staff_press(terminal, PRESS(CLOSE));
    staff_come_in(terminal);
    const struct panel_export *exporting = &terminal->kiosk->panel.exporting;
    assert_true(exporting->all_taken < WITH_MONDAY);
    assert_false(exporting->taken[0]);
    assert_true(exporting->taken[1]);
    assert_false(exporting->taken[2]);
    assert_string_equal(terminal->kiosk->panel.who, "van-truong/quay-1");
}

/* Monday was not taken, Tuesday was, Wednesday was not. */
static void a_report_of_pending_days_has_those_between(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 3, 9, 0));
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY + 1);
    staff_press(terminal, PRESS(CLOSE));
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(REPORTS));
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, staff_ended);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 2);
    assert_report(terminal->stick, "2026-11-23_2026-11-25");
}

/* As `bonluon report` does: a Monday with the one before, of which there was
   one visit; not with the days between. */
static void a_report_compares_with_the_week_before(void **state)
{
    struct terminal *terminal = *state;
    struct text page = {0};
    char path[FILES_PATH_SIZE];
    staff_prepare(terminal);
    staff_visit(terminal, 1);
    staff_next_day(terminal);
    for (int i = 0; i < 3; i++) {
        staff_visit(terminal, 4);
    }
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 7, 9, 0));
    staff_visit(terminal, 5);
    staff_visit(terminal, 5);
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 8, 9, 0));
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(REPORTS));
    staff_take_day(terminal, WITH_MONDAY + 7);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
    assert_true(text_format(path, sizeof path,
                            "%s/4luon_van-truong_quay-1_"
                            "baocao_2026-11-30_2026-11-30.html",
                            terminal->stick));
    assert_true(files_read(path, 1 << 24, &page));
    assert_non_null(
        strstr(page.data, "<b>2</b><span>visits</span><i>before: 1</i>"));
    assert_non_null(
        strstr(page.data, "<b>8</b><span>answers</span><i>before: 4</i>"));
    text_free(&page);
}

/* Putting down a report that nobody waits for any more ends, and leaves no
   workbook. */
static void a_report_can_be_cancelled(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    struct carry_progress progress = {.cancel = true};
    const struct carry_params params = {.progress = &progress};
    struct carry_file files[DESK_REPORT_FILES];
    char error[256];
    struct record *record;
    terminal_stop(terminal);
    const struct record_params of = {.config = &terminal->config,
                                     .data_dir = terminal->folder.path,
                                     .now = terminal->now,
                                     .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &of), STORE_OK);
    struct desk_report *report =
        desk_report_new(&terminal->config, terminal->stick);
    assert_non_null(report);
    assert_int_equal(
        desk_report_add(report, record, WITH_MONDAY, "/there/is/no.csv"),
        STORE_OK);
    assert_true(desk_report_end(report, files));
    assert_false(desk_report_make(report, &params, error, sizeof error));
    assert_non_null(strstr(error, ".xlsx: Operation canceled"));
    assert_false(files_exists(files[1].from));
    desk_report_free(report);
    record_close(record);
    terminal_start(terminal, terminal->now);
}

static void before_sticks_are_found_there_is_the_outbox(void **state)
{
    struct terminal *terminal = *state;
    struct handout handout = {.looking = true};
    struct panel_export panel = {.target_count = 0};
    int chosen = -1;
    staff_prepare(terminal);
    /* Nobody asked this courier: it has no answer. */
    handout.courier = terminal->courier;
    assert_true(handout_targets(&handout, &panel, &chosen));
    assert_int_equal(panel.target_count, 1);
    assert_int_equal(chosen, -1);
    assert_string_equal(handout.targets[0].path, "");
    assert_false(handout_targets(&handout, &panel, &chosen));
    courier_look(terminal->courier);
    terminal_hear(terminal);
    assert_true(handout_targets(&handout, &panel, &chosen));
    assert_int_equal(panel.target_count, 2);
    assert_int_equal(chosen, -1);
    assert_string_equal(handout.targets[0].path, terminal->stick);
}

static void a_late_stick_leaves_staff_their_choice(void **state)
{
    struct terminal *terminal = *state;
    struct handout handout = {.looking = true};
    struct panel_export panel = {.target_count = 0};
    int chosen = -1;
    staff_prepare(terminal);
    handout.courier = terminal->courier;
    assert_true(handout_targets(&handout, &panel, &chosen));
    chosen = 0;
    courier_look(terminal->courier);
    terminal_hear(terminal);
    assert_true(handout_targets(&handout, &panel, &chosen));
    assert_int_equal(panel.target_count, 2);
    assert_int_equal(chosen, 1);
}

#define TEST(test)                                                             \
    cmocka_unit_test_setup_teardown(test, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_outbox_is_no_delivery),
        TEST(a_seal_goes_with_its_day),
        TEST(a_report_goes_with_the_days_and_is_no_day),
        TEST(a_report_that_is_made_again_takes_the_place),
        TEST(a_changed_file_in_the_outbox_is_told),
        TEST(in_the_outbox_too_a_report_lies_beside_the_days),
        TEST(what_was_taken_is_told_day_by_day),
        TEST(a_report_of_pending_days_has_those_between),
        TEST(a_report_compares_with_the_week_before),
        TEST(a_report_can_be_cancelled),
        TEST(before_sticks_are_found_there_is_the_outbox),
        TEST(a_late_stick_leaves_staff_their_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
