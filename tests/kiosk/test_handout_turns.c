/*
 * An export after another: the one that was given up, and goes on behind; what
 * none may leave in the data directory. Real disk, pretend time.
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

#include "kiosk/inside.h"
#include "record/record.h"
#include "with_staff.h"

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

/* Pulled when it is wanted, and not before: a look for sticks in between would
   take the place away that staff chose. */
static int pull(void *context, enum carry_step step)
{
    const struct terminal *terminal = context;
    return step == CARRY_STEP_OPEN_FOLDER && rmdir(terminal->stick) != 0 ? errno
                                                                         : 0;
}

static void todays_file_goes_when_the_stick_is_gone(void **state)
{
    struct terminal *terminal = *state;
    terminal->fault = pull;
    terminal->fault_context = terminal;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
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
    staff_press(terminal, (struct action){ACTION_TARGET, 0});
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
    struct desk_reply reply;
    assert_int_equal(record_open(&record, &of), STORE_OK);
    assert_true(
        outbox_open(&outbox, record, &terminal->config, terminal->folder.path));
    desk_open(&desk, &(struct desk_params){record, &outbox, &terminal->config,
                                           terminal->folder.path});
    assert_true(desk_do(
        &desk, &(struct desk_ask){.request = DESK_DROP, .number = 7}, &reply));
    assert_true(desk_do(&desk,
                        &(struct desk_ask){.request = DESK_FILES,
                                           .at = terminal->now,
                                           .number = 7,
                                           .from = WITH_MONDAY,
                                           .to = WITH_MONDAY},
                        &reply));
    assert_int_equal(reply.number, 7);
    assert_true(desk_go_on(&desk, &reply));
    assert_true(reply.over);
    assert_int_equal(reply.number, 7);
    assert_int_equal(reply.files->day_count, 0);
    desk_reply_free(&reply);
    desk_close(&desk);
    outbox_close(&outbox);
    record_close(record);
    terminal_start(terminal, terminal->now);
}

#define TEST(test)                                                             \
    cmocka_unit_test_setup_teardown(test, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(todays_file_goes_when_it_was_carried),
        TEST(todays_file_goes_when_the_stick_is_gone),
        TEST(a_start_sweeps_what_a_power_cut_left),
        TEST(the_next_export_waits_for_one_that_was_given_up),
        TEST(one_that_waits_can_be_cancelled_at_once),
        TEST(files_that_are_dropped_before_they_begin_are_not_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
