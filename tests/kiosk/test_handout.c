/*
 * What staff take beside the files of days, and where to: the report, the
 * outbox while no stick answers. Real disk, pretend time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <unistd.h>

#include "data/desk_report.h"
#include "data/record.h"
#include "kiosk/kiosk_inside.h"
#include "kiosk/with_staff.h"

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

static void the_outbox_is_a_place_to_fetch_from(void **state)
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
    staff_press(terminal, PRESS(CLOSE));
    staff_press(terminal, PRESS(CLOSE));
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 0);
    assert_false(files_exists(data_folder_path(&terminal->folder, "stick/x")));
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

/* ---- a report beside it ---------------------------------------------------
 */

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
    assert_int_equal(terminal->kiosk->panel.exporting.done, 3);
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

/* ---- nothing stays behind -------------------------------------------------
 */

static int files_in(const char *folder)
{
    int count = 0;
    DIR *list = opendir(folder);
    for (struct dirent *e = list != NULL ? readdir(list) : NULL; e != NULL;
         e = readdir(list)) {
        count += e->d_name[0] != '.';
    }
    if (list != NULL) {
        closedir(list);
    }
    return count;
}

/* The writer has done what it was asked. */
static void assert_swept(struct terminal *terminal)
{
    terminal_stop(terminal);
    const char *folder = data_folder_path(&terminal->folder, "handout");
    assert_true(files_exists(folder));
    assert_int_equal(files_in(folder), 0);
    terminal_start(terminal, terminal->now);
}

static void todays_file_goes_when_it_was_carried(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(REPORTS));
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(files_in(terminal->stick), 3);
    assert_swept(terminal);
}

static void todays_file_goes_when_the_stick_is_gone(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    assert_int_equal(rmdir(terminal->stick), 0);
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_GONE);
    assert_swept(terminal);
}

static void a_start_sweeps_what_a_power_cut_left(void **state)
{
    struct terminal *terminal = *state;
    const char *folder = data_folder_path(&terminal->folder, "handout");
    char path[FILES_PATH_SIZE];
    assert_true(files_make_folder(folder));
    assert_true(text_format(path, sizeof path, "%s/%s", folder,
                            "4luon_van-truong_quay-1_2026-11-23_tam.csv"));
    assert_true(files_replace(path, "1", 1, FILES_UNSYNCED));
    terminal_restart(terminal);
    assert_false(files_exists(path));
}

/* ---- a stick that hangs ---------------------------------------------------
 */

static void before_sticks_are_found_there_is_the_outbox(void **state)
{
    struct terminal *terminal = *state;
    struct handout handout = {.looking = true};
    struct panel_export panel = {.target_count = 0};
    int chosen = 0;
    staff_prepare(terminal);
    /* Nobody asked this courier: it has no answer. */
    handout.courier = terminal->courier;
    assert_true(handout_places(&handout, &panel, &chosen, 7));
    assert_int_equal(panel.target_count, 1);
    assert_string_equal(handout.places[0].path, "");
    assert_false(handout_places(&handout, &panel, &chosen, 7));
    /* Staff have touched nothing since: the stick is what they came with. */
    courier_look(terminal->courier);
    terminal_hear(terminal);
    assert_true(handout_places(&handout, &panel, &chosen, 7));
    assert_int_equal(panel.target_count, 2);
    assert_int_equal(chosen, 0);
    assert_string_equal(handout.places[0].path, terminal->stick);
}

static void a_late_stick_leaves_staff_their_choice(void **state)
{
    struct terminal *terminal = *state;
    struct handout handout = {.looking = true};
    struct panel_export panel = {.target_count = 0};
    int chosen = 0;
    staff_prepare(terminal);
    handout.courier = terminal->courier;
    assert_true(handout_places(&handout, &panel, &chosen, 7));
    courier_look(terminal->courier);
    terminal_hear(terminal);
    assert_true(handout_places(&handout, &panel, &chosen, 8));
    assert_int_equal(panel.target_count, 2);
    assert_int_equal(chosen, 1);
}

/* ---- one after the other --------------------------------------------------
 */

/* A stick that does not answer before the test lets it. */
struct hanging {
    atomic_bool hangs;
    sem_t reached, go;
};

static int hang(void *context, enum carry_step step)
{
    struct hanging *hanging = context;
    if (step == CARRY_STEP_OPEN_FOLDER && atomic_load(&hanging->hangs)) {
        atomic_store(&hanging->hangs, false);
        sem_post(&hanging->reached);
        while (sem_wait(&hanging->go) != 0 && errno == EINTR) {
        }
    }
    return 0;
}

static bool offered(struct terminal *terminal)
{
    return terminal->kiosk->staff.target_count > 0;
}

static bool carrying(struct terminal *terminal)
{
    return terminal->kiosk->handout.stage == HANDOUT_CARRYING;
}

/* Monday goes to a stick that hangs, until it is given up. */
static void give_up_monday(struct terminal *terminal, struct hanging *hanging)
{
    sem_init(&hanging->reached, 0, 0);
    sem_init(&hanging->go, 0, 0);
    atomic_init(&hanging->hangs, true);
    terminal->fault = hang;
    terminal->fault_context = hanging;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 2, 9, 0));
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, (struct action){ACTION_DAY, WITH_MONDAY});
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, carrying);
    while (sem_wait(&hanging->reached) != 0) {
    }
    terminal_wait(terminal, STAFF_PATIENCE_MS);
    terminal_wait(terminal, 1000);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_FAILED);
    staff_press(terminal, PRESS(CLOSE));
}

/* Monday and Tuesday, to the outbox: there is no other place meanwhile. */
static void take_both_days(struct terminal *terminal)
{
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, offered);
    staff_press(terminal, (struct action){ACTION_DAY, WITH_MONDAY});
    staff_press(terminal, (struct action){ACTION_DAY, WITH_MONDAY + 1});
    staff_press(terminal, PRESS(EXPORT));
}

static void let_go(struct hanging *hanging)
{
    sem_post(&hanging->go);
}

static void the_next_export_waits_for_one_that_was_given_up(void **state)
{
    struct terminal *terminal = *state;
    struct hanging hanging;
    give_up_monday(terminal, &hanging);
    take_both_days(terminal);
    const struct panel_export *result = &terminal->kiosk->panel.exporting;
    assert_int_equal(result->state, EXPORT_WORKING);
    assert_true(terminal_says(terminal, "stopping"));
    let_go(&hanging);
    terminal_await(terminal, staff_ended);
    assert_int_equal(result->state, EXPORT_DONE);
    assert_int_equal(result->days, 2);
    assert_false(result->removable);
}

static void one_that_waits_can_be_cancelled_at_once(void **state)
{
    struct terminal *terminal = *state;
    struct hanging hanging;
    give_up_monday(terminal, &hanging);
    take_both_days(terminal);
    staff_press(terminal, PRESS(CANCEL));
    const struct panel_export *result = &terminal->kiosk->panel.exporting;
    assert_int_equal(result->state, EXPORT_CANCELLED);
    let_go(&hanging);
    terminal_stop(terminal);
    terminal_start(terminal, terminal->now);
}

/* The drop may overtake what it drops. */
static void files_that_are_dropped_before_they_begin_are_not_made(void **state)
{
    struct terminal *terminal = *state;
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    terminal_stop(terminal);
    const struct record_params of = {.config = &terminal->config,
                                     .data_dir = terminal->folder.path,
                                     .now = terminal->now,
                                     .use = RECORD_COMMAND};
    struct record *record;
    struct outbox outbox;
    struct desk desk;
    struct desk_told told;
    assert_int_equal(record_open(&record, &of), STORE_OK);
    assert_true(
        outbox_open(&outbox, record, &terminal->config, terminal->folder.path));
    desk_open(&desk, &(struct desk_params){record, &outbox, &terminal->config,
                                           terminal->folder.path});
    assert_true(desk_do(
        &desk, &(struct desk_ask){.errand = DESK_DROP, .number = 7}, &told));
    assert_true(desk_do(&desk,
                        &(struct desk_ask){.errand = DESK_FILES,
                                           .at = terminal->now,
                                           .number = 7,
                                           .from = WITH_MONDAY,
                                           .to = WITH_MONDAY},
                        &told));
    assert_int_equal(told.number, 7);
    assert_true(desk_go_on(&desk, &told));
    assert_true(told.over);
    assert_int_equal(told.number, 7);
    assert_int_equal(told.files->day_count, 0);
    desk_told_free(&told);
    desk_close(&desk);
    outbox_close(&outbox);
    record_close(record);
    terminal_start(terminal, terminal->now);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_outbox_is_a_place_to_fetch_from),
        TEST(a_report_goes_with_the_days_and_is_no_day),
        TEST(a_report_that_is_made_again_takes_the_place),
        TEST(a_changed_file_in_the_outbox_is_told),
        TEST(in_the_outbox_too_a_report_lies_beside_the_days),
        TEST(a_report_of_pending_days_has_those_between),
        TEST(a_report_can_be_cancelled),
        TEST(todays_file_goes_when_it_was_carried),
        TEST(todays_file_goes_when_the_stick_is_gone),
        TEST(a_start_sweeps_what_a_power_cut_left),
        TEST(before_sticks_are_found_there_is_the_outbox),
        TEST(a_late_stick_leaves_staff_their_choice),
        TEST(the_next_export_waits_for_one_that_was_given_up),
        TEST(one_that_waits_can_be_cancelled_at_once),
        TEST(files_that_are_dropped_before_they_begin_are_not_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
