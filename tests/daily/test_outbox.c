#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "daily/outbox.h"
#include "record/with_record.h"

static const int64_t visit_a = 100000000000001;

/* In the place of the system's: -1, or what is free. */
static int64_t free_bytes = -1;
int statvfs(const char *path, struct statvfs *disk)
{
    (void)path;
    *disk = (struct statvfs){.f_frsize = 1, .f_bavail = (fsblkcnt_t)free_bytes};
    return free_bytes < 0 ? -1 : 0;
}

/* A terminal that starts on a day of the week (0: Monday), at this hour, and
   is asked some days later: up to which day does it close? */
static void days_are_closed_by_the_clock(void **state)
{
    static const struct {
        int start_day, start_hour;
        int asked_day, asked_hour;
        int closed; /* the last closed day, from Monday; -1: none */
    } cases[] = {
        {0, 8, 0, 9, -1}, /* in the morning: nothing */
        {0, 8, 0, 16, -1},
        {0, 8, 0, 17, 0}, /* closing time */
        {0, 8, 0, 23, 0},
        {0, 18, 0, 19, -1}, /* first started after closing: till midnight */
        {0, 18, 1, 0, 0},
        {0, 8, 1, 9, 0},  /* past midnight */
        {0, 8, 1, 18, 0}, /* Tuesday has no rows from before its closing */
        {0, 8, 4, 9, 3},  /* the machine was off on the days between */
        {5, 9, 5, 18, 4}, /* a Saturday has no closing time */
        {5, 9, 6, 0, 5},
        {4, 8, 7, 8, 6}, /* over a weekend */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct record_fixture *f = *state;
        int32_t base = WITH_MONDAY + 14 * (int)i;
        int32_t first = base + cases[i].start_day;
        record_fixture_open(f, with_moment(first, cases[i].start_hour, 0));
        record_fixture_close_days(
            f, with_moment(base + cases[i].asked_day, cases[i].asked_hour, 0));
        int closed = record_closed_day(f->record) - base;
        int expected =
            cases[i].closed < 0 ? cases[i].start_day - 1 : cases[i].closed;
        if (closed != expected) {
            fail_msg("case %zu: closed %d, not %d", i, closed, expected);
        }
        assert_int_equal(record_fixture_teardown(state), 0);
        assert_int_equal(record_fixture_setup(state), 0);
    }
}

static void a_holiday_has_no_closing_time(void **state)
{
    struct record_fixture *f = *state;
    f->config.hours.dates[0] =
        (struct hours_dates){WITH_MONDAY, WITH_MONDAY, {.count = 0}};
    f->config.hours.date_count = 1;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 23, 0)), 0);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 0, 0)), 1);
}

/* A Saturday that makes up for a day off closes as its own hours do. */
static void a_saturday_that_is_open_has_a_closing_time(void **state)
{
    struct record_fixture *f = *state;
    int32_t saturday = WITH_MONDAY + 5;
    f->config.hours.dates[0] = (struct hours_dates){
        saturday, saturday, {.spans = {{480, 660}}, .count = 1}};
    f->config.hours.date_count = 1;
    record_fixture_open(f, with_moment(saturday, 8, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(saturday, 10, 59)), 0);
    assert_int_equal(record_fixture_close_days(f, with_moment(saturday, 11, 0)),
                     1);
}

/* Rows of the evening before count for a day, but do not open it. */
static void the_evening_before_does_not_count_as_the_day(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 18, 0));
    record_fixture_open(f, with_moment(WITH_MONDAY + 1, 18, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 18, 0)), 0);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 2, 0, 0)), 1);
}

static void a_closed_day_lies_in_the_outbox(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 2, 9, 0)), 2);
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    char *file = data_folder_read(
        &f->folder, "outbox/4luon_van-truong_quay-1_2026-11-23.csv");
    assert_string_equal(file, csv);
    free(csv);
    free(file);
    csv = record_fixture_csv(f, WITH_MONDAY + 1);
    file = data_folder_read(&f->folder,
                            "outbox/4luon_van-truong_quay-1_2026-11-24.csv");
    assert_string_equal(file, csv);
    assert_null(strstr(csv, "mim-cuoi"));
    free(csv);
    free(file);
    file = data_folder_read(
        &f->folder,
        "outbox/4luon_van-truong_quay-1_2026-11-23.csv-metadata.json");
    assert_non_null(
        strstr(file, "\"url\": \"4luon_van-truong_quay-1_2026-11-23.csv\""));
    assert_non_null(strstr(file, "\"delimiter\": \",\""));
    assert_non_null(strstr(file, "{\"name\": \"app_version\""));
    free(file);
}

static void a_wild_clock_closes_no_more_than_it_must(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    struct moment later = with_moment(WITH_MONDAY + 20000, 8, 0);
    record_fixture_open(f, later);
    assert_int_equal(record_fixture_close_days(f, later), 0);
    assert_int_equal(record_confirm(f->record, later), STORE_OK);
    assert_int_equal(record_fixture_close_days(f, later), 1 + OUTBOX_DAYS_MAX);
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY + 19999);
    /* A day that was passed over still exports, as an empty one. */
    free(record_fixture_csv(f, WITH_MONDAY + 1000));
}

static void a_missing_file_is_written_again(void **state)
{
    struct record_fixture *f = *state;
    struct outbox outbox;
    const char *path = data_folder_path(
        &f->folder, "outbox/4luon_van-truong_quay-1_2026-11-23.csv");
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 3, 9, 0)), 3);
    assert_int_equal(unlink(path), 0);
    strcpy(f->config.unit_code, "other"); /* not the name it was closed under */
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 9, 0));
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    assert_int_equal(outbox_count(&outbox), 2);
    while (outbox_mend(&outbox)) {
    }
    assert_int_equal(outbox_count(&outbox), 3);
    outbox_close(&outbox);
    assert_true(files_exists(path));
}

/* The day stays closed; only the file is missing, and comes at the next start.
 */
static void a_file_that_cannot_be_written_does_not_stop_the_day(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    const char *outbox = data_folder_path(&f->folder, "outbox");
    assert_true(files_replace(outbox, "in the way", 10, FILES_UNSYNCED));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY);
    assert_int_equal(unlink(outbox), 0);
    struct outbox again;
    assert_true(outbox_open(&again, f->record, &f->config, f->folder.path));
    assert_int_equal(outbox_count(&again), 0);
    while (outbox_mend(&again)) {
    }
    assert_int_equal(outbox_count(&again), 1);
    outbox_close(&again);
}

/* Of the begun file nothing takes space; its bytes are known all the same. */
static void what_is_unwritten_takes_no_space(void **state)
{
    struct record_fixture *f = *state;
    const char *folder = data_folder_path(&f->folder, "outbox");
    struct day_file_done done[2];
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    assert_true(files_make_folder(folder));
    struct day_file *file = day_file_new(f->record);
    for (int i = 0; i < 2; i++) {
        const struct day_file_params params = {.day = WITH_MONDAY,
                                               .folder = folder,
                                               .closing = true,
                                               .unwritten = i == 0};
        assert_true(day_file_begin(file, &params, &done[i]));
        bool empty = rmdir(folder) == 0;
        assert_int_equal(empty, i == 0);
        assert_true(files_make_folder(folder));
    }
    day_file_free(file);
    assert_int_equal(done[0].bytes, done[1].bytes);
    assert_string_equal(done[0].sha256, done[1].sha256);
}

static void write_again(struct record_fixture *f, enum day_file_result expected)
{
    struct outbox outbox;
    struct day_file_done done;
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    assert_int_equal(outbox_write_day(&outbox, WITH_MONDAY, &done), expected);
    assert_string_equal(done.error, "");
    outbox_close(&outbox);
}

/* Its day is closed before the file is written, which comes right after. */
static void on_a_nearly_full_disk_the_file_comes_after_the_close(void **state)
{
    struct record_fixture *f = *state;
    const char *csv = data_folder_path(
        &f->folder, "outbox/4luon_van-truong_quay-1_2026-11-23.csv");
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    free_bytes = 1 << 20;
    int closed = record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0));
    free_bytes = -1;
    assert_int_equal(closed, 1);
    assert_true(files_exists(csv));
    write_again(f, DAY_FILE_SAME);
}

/* Everything of a closed day, and the folder itself. */
static const char *const lying[] = {
    "outbox/4luon_van-truong_quay-1_2026-11-23.csv",
    "outbox/4luon_van-truong_quay-1_2026-11-23.csv-metadata.json",
    "outbox/4luon_van-truong_quay-1_2026-11-23.seal",
    "outbox/4luon_van-truong_quay-1_2026-11-23.seal.sig",
    "outbox",
};
enum { LYING = sizeof lying / sizeof lying[0] };

static void close_monday(struct record_fixture *f)
{
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
}

/* A card wears with each write: nothing is made anew, renamed, or made and
   taken away again. */
static void what_lies_there_is_not_written_again(void **state)
{
    struct record_fixture *f = *state;
    static const struct timespec then[2] = {{.tv_sec = 1000000000},
                                            {.tv_sec = 1000000000}};
    struct stat before[LYING];
    close_monday(f);
    for (int i = 0; i < LYING; i++) {
        const char *path = data_folder_path(&f->folder, lying[i]);
        assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
        assert_int_equal(stat(path, &before[i]), 0);
    }
    write_again(f, DAY_FILE_SAME);
    for (int i = 0; i < LYING; i++) {
        struct stat after;
        assert_int_equal(stat(data_folder_path(&f->folder, lying[i]), &after),
                         0);
        assert_int_equal(after.st_ino, before[i].st_ino);
        assert_int_equal(after.st_mtim.tv_sec, then[1].tv_sec);
    }
}

static void
a_description_that_went_or_was_changed_is_written_again(void **state)
{
    struct record_fixture *f = *state;
    close_monday(f);
    const char *path = data_folder_path(&f->folder, lying[1]);
    char *whole = data_folder_read(&f->folder, lying[1]);
    size_t length = strlen(whole);
    for (int i = 0; i < 5; i++) {
        struct text changed = {0};
        text_append(&changed, whole, length);
        text_append(&changed, "\n", 1);
        changed.data[length / 2] ^= i == 1;
        changed.length -= i == 1 ? 1 : i == 2 ? 2 : i == 3 ? length : 0;
        if (i == 0) {
            assert_int_equal(unlink(path), 0);
        } else {
            assert_true(files_replace(path, changed.data, changed.length,
                                      FILES_UNSYNCED));
        }
        write_again(f, DAY_FILE_SAME);
        char *again = data_folder_read(&f->folder, lying[1]);
        assert_string_equal(again, whole);
        free(again);
        text_free(&changed);
    }
    free(whole);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(days_are_closed_by_the_clock),
        TEST(a_holiday_has_no_closing_time),
        TEST(a_saturday_that_is_open_has_a_closing_time),
        TEST(the_evening_before_does_not_count_as_the_day),
        TEST(a_closed_day_lies_in_the_outbox),
        TEST(a_wild_clock_closes_no_more_than_it_must),
        TEST(a_missing_file_is_written_again),
        TEST(a_file_that_cannot_be_written_does_not_stop_the_day),
        TEST(what_is_unwritten_takes_no_space),
        TEST(on_a_nearly_full_disk_the_file_comes_after_the_close),
        TEST(what_lies_there_is_not_written_again),
        TEST(a_description_that_went_or_was_changed_is_written_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
