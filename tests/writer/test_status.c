#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "config/with_config.h"
#include "base/with_data_folder.h"
#include "writer/status.h"
#include "writer/writer.h"
#include "tried.h"

static int setup(void **state)
{
    struct data_folder *folder = calloc(1, sizeof *folder);
    data_folder_make(folder);
    *state = folder;
    return 0;
}

static int teardown(void **state)
{
    data_folder_remove(*state);
    free(*state);
    return 0;
}

static const struct status example = {.state = STATUS_FAILED,
                                      .pid = 42,
                                      .version = "1.2.3",
                                      .unit_code = "van-truong",
                                      .device_id = "quay-1",
                                      .since = "2026-11-23T08:00:00+07:00",
                                      .day = "2026-11-23",
                                      .visits = 7,
                                      .closed_day = "",
                                      .outbox_files = 3,
                                      .free_bytes = -1,
                                      .pending_days = 5,
                                      .exported_day = "2026-11-20",
                                      .database_set_aside = 1,
                                      .database_set_aside_day = "2026-11-01",
                                      .rows_lost = 8,
                                      .clock_doubtful = 1,
                                      .clock_voucher = "staff",
                                      .enrolled = 1,
                                      .fingerprint = "SHA256:abc/+",
                                      .sealed_day = "2026-11-22",
                                      .log_failing = 1,
                                      .first_day = "2026-11-01",
                                      .backup_day = "2026-11-21",
                                      .restarts = 3,
                                      .last_end_day = "2026-11-19",
                                      .last_end = "watchdog: the disk",
                                      .untouched_days = 6,
                                      .touch = TOUCH_MISSING,
                                      .uploads = 1,
                                      .uploads_waiting = 2,
                                      .upload_tries = 4,
                                      .upload_message =
                                          "a.csv: it said \"no \\ way\""};

static void a_status_comes_back(void **state)
{
    struct data_folder *folder = *state;
    struct status out;
    assert_int_equal(status_read(&out, folder->path), STATUS_MISSING);
    assert_true(status_write(&example, folder->path));
    assert_int_equal(status_read(&out, folder->path), STATUS_READ);
    assert_int_equal(out.state, STATUS_FAILED);
    assert_int_equal(out.pid, 42);
    assert_string_equal(out.version, "1.2.3");
    assert_string_equal(out.unit_code, "van-truong");
    assert_string_equal(out.device_id, "quay-1");
    assert_string_equal(out.since, example.since);
    assert_string_equal(out.day, "2026-11-23");
    assert_int_equal(out.visits, 7);
    assert_string_equal(out.closed_day, "");
    assert_int_equal(out.outbox_files, 3);
    assert_int_equal(out.free_bytes, -1);
    assert_int_equal(out.pending_days, 5);
    assert_string_equal(out.exported_day, "2026-11-20");
    assert_int_equal(out.database_set_aside, 1);
    assert_string_equal(out.database_set_aside_day, "2026-11-01");
    assert_int_equal(out.rows_lost, 8);
    assert_int_equal(out.clock_doubtful, 1);
    assert_string_equal(out.clock_voucher, "staff");
    assert_int_equal(out.enrolled, 1);
    assert_string_equal(out.fingerprint, "SHA256:abc/+");
    assert_string_equal(out.sealed_day, "2026-11-22");
    assert_int_equal(out.log_failing, 1);
    assert_string_equal(out.first_day, "2026-11-01");
    assert_string_equal(out.backup_day, "2026-11-21");
    assert_int_equal(out.restarts, 3);
    assert_string_equal(out.last_end_day, "2026-11-19");
    assert_string_equal(out.last_end, "watchdog: the disk");
    assert_int_equal(out.untouched_days, 6);
    assert_int_equal(out.touch, TOUCH_MISSING);
    assert_int_equal(out.uploads, 1);
    assert_int_equal(out.uploads_waiting, 2);
    assert_int_equal(out.upload_tries, 4);
    assert_string_equal(out.upload_message, example.upload_message);
}

static void a_part_of_a_status_is_refused(void **state)
{
    struct data_folder *folder = *state;
    struct status out;
    assert_true(status_write(&example, folder->path));
    char *whole = data_folder_read(folder, "status.json");
    const char *path = data_folder_path(folder, "status.json");
    for (size_t i = 0; i < strlen(whole); i++) {
        assert_true(files_replace(path, whole, i, FILES_UNSYNCED));
        assert_int_equal(status_read(&out, folder->path), STATUS_UNREADABLE);
        assert_int_equal(errno, 0);
    }
    free(whole);
}

/* It is printed, and a monitor reads it: nothing in it moves a console's
   cursor, and all of it is UTF-8. */
static void what_cannot_be_printed_is_refused(void **state)
{
    struct data_folder *folder = *state;
    struct status out;
    assert_true(status_write(&example, folder->path));
    char *whole = data_folder_read(folder, "status.json");
    const char *path = data_folder_path(folder, "status.json");
    char *version = strstr(whole, example.version);
    assert_non_null(version);
    static const char strange[] = {'\x1b', '\x7f', '\t', '\xff', '\xc3'};
    for (size_t i = 0; i < sizeof strange; i++) {
        *version = strange[i];
        assert_true(files_replace(path, whole, strlen(whole), FILES_UNSYNCED));
        assert_int_equal(status_read(&out, folder->path), STATUS_UNREADABLE);
    }
    free(whole);
}

static void times_bear_their_offset(void **state)
{
    (void)state;
    char out[CLOCK_ISO_SIZE];
    clock_iso(with_moment(WITH_MONDAY, 8, 5).wall_ms, 420, out);
    assert_string_equal(out, "2026-11-23T08:05:00+07:00");
    clock_iso(with_moment(WITH_MONDAY, 8, 5).wall_ms, -90, out);
    assert_string_equal(out, "2026-11-22T23:35:00-01:30");
}

static struct writer *start_writer(const struct data_folder *folder,
                                   const struct config *config,
                                   struct moment now)
{
    struct writer *writer = writer_start(&(struct writer_params){
        .config = config, .data_dir = folder->path, .now = now});
    assert_non_null(writer);
    return writer;
}

static void a_beat_brings_news(void **state)
{
    struct data_folder *folder = *state;
    struct config config = with_config();
    struct status out;
    struct writer *writer =
        start_writer(folder, &config, with_moment(WITH_MONDAY, 9, 0));
    writer_beat(writer,
                &(struct status_news){.untouched_days = 3,
                                      .uploads = true,
                                      .waiting = 2,
                                      .tries = 1,
                                      .message = "it said \"no\""},
                with_moment(WITH_MONDAY + 3, 9, 5));
    writer_stop(writer, with_moment(WITH_MONDAY + 3, 9, 6));
    assert_int_equal(status_read(&out, folder->path), STATUS_READ);
    assert_int_equal(out.untouched_days, 3);
    assert_int_equal(out.uploads, 1);
    assert_int_equal(out.uploads_waiting, 2);
    assert_int_equal(out.upload_tries, 1);
    assert_string_equal(out.upload_message, "it said \"no\"");
    assert_int_equal(out.database_set_aside, 0);
    assert_int_equal(out.clock_doubtful, 0);
    assert_string_equal(out.exported_day, "");
}

static void closed_days_wait_until_they_are_taken(void **state)
{
    struct data_folder *folder = *state;
    struct config config = with_config();
    struct status out;
    struct record_exports exports = {0};
    struct writer *writer =
        start_writer(folder, &config, with_moment(WITH_MONDAY, 9, 0));
    writer_close_days(writer, with_moment(WITH_MONDAY + 2, 8, 0));
    writer_stop(writer, with_moment(WITH_MONDAY + 2, 8, 1));
    assert_int_equal(status_read(&out, folder->path), STATUS_READ);
    assert_int_equal(out.pending_days, 2);
    assert_string_equal(out.exported_day, "");

    writer = start_writer(folder, &config, with_moment(WITH_MONDAY + 2, 9, 0));
    record_exports_add(&exports, WITH_MONDAY, "");
    writer_ask(writer,
               &(struct desk_ask){.request = DESK_TAKEN,
                                  .at = with_moment(WITH_MONDAY + 2, 9, 1),
                                  .exports = exports});
    writer_stop(writer, with_moment(WITH_MONDAY + 2, 9, 2));
    assert_int_equal(status_read(&out, folder->path), STATUS_READ);
    assert_int_equal(out.pending_days, 1);
    assert_string_equal(out.exported_day, "2026-11-25");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_status_comes_back),
        TEST(a_part_of_a_status_is_refused),
        TEST(what_cannot_be_printed_is_refused),
        TEST(a_beat_brings_news),
        TEST(closed_days_wait_until_they_are_taken),
        TEST(times_bear_their_offset),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed, "status: the clock is vouched for by ...");
}
