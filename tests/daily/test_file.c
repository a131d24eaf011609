#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daily/file.h"
#include "record/with_record.h"
#include "survey/guard.h"

#define HEADER                                                                 \
    "\xEF\xBB\xBF"                                                             \
    "schema_version,unit_code,device_id,visit_id,visit_complete,date,"         \
    "hour_from,hour_to,form_id,form_version,question_pos,question_id,"         \
    "question_text,outcome,answer_value,answer_max,answer_label,reasons,"      \
    "flags,app_version\r\n"

static const int64_t visit_a = 900000000000001;
static const int64_t visit_b = 100000000000002;

static void assert_csv(struct record_fixture *f, int32_t day,
                       const char *expected)
{
    char *csv = record_fixture_csv(f, day);
    assert_string_equal(csv, expected);
    free(csv);
}

static void an_empty_day_is_a_header(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_csv(f, WITH_MONDAY, HEADER);
}

/* Out of order, with Back, with every outcome, with every flag. */
static void keep_a_full_day(struct record_fixture *f)
{
    struct moment at = with_moment(WITH_MONDAY, 9, 30);
    struct row english = with_answer_row(visit_a, "nhe-nhang", 5);
    struct row unknown = with_answer_row(visit_a, "mim-cuoi", 2);
    struct row end = with_end_row(visit_a, 1);
    strcpy(english.note, "en 4-luon");
    unknown.elapsed_ms = 0;
    end.flags = GUARD_FAST | GUARD_HOURS | GUARD_CLOCK;
    record_fixture_keep(f, with_visit_row(visit_a), at);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 1), at);
    record_fixture_keep(f, english, at);
    record_fixture_keep(f, with_row(ROW_SKIP, visit_a, "lang-nghe"), at);
    record_fixture_keep(f, unknown, at);
    record_fixture_keep(f, with_answer_row(visit_a, "giup-do", 3), at);
    record_fixture_keep(f, end, with_moment(WITH_MONDAY, 10, 1));

    at = with_moment(WITH_MONDAY, 9, 59);
    record_fixture_keep(f, with_visit_row(visit_b), at);
    record_fixture_keep(f, with_answer_row(visit_b, "nhe-nhang", 3), at);
    record_fixture_keep(f, with_row(ROW_SKIP, visit_b, "nhe-nhang"), at);
    record_fixture_keep(f, with_row(ROW_TIMEOUT, visit_b, "lang-nghe"), at);
}

/* In the first language, though one answer was given in English; `fast` is not
   told. */
#define BEGIN_A "2,van-truong,quay-1,900000000000001,1,2026-11-23,9,9,4-luon,1,"
#define BEGIN_B "2,van-truong,quay-1,100000000000002,0,2026-11-23,9,9,4-luon,1,"
#define END_A   ",hours;clock," BONLUON_VERSION "\r\n"
#define END_B   ",," BONLUON_VERSION "\r\n"
#define FULL_DAY                                                                         \
    HEADER                                                                               \
    BEGIN_B "2,nhe-nhang,Cán bộ có luôn nhẹ nhàng không?,"                      \
            "skipped,,5,," END_B BEGIN_B                                                 \
            "3,lang-nghe,Cán bộ có luôn lắng nghe không?,"                       \
            "timeout,,5,," END_B BEGIN_A                                                 \
            "1,mim-cuoi,\"Cán bộ có \"\"luôn mỉm cười\"\", thưa ông/bà?\"," \
            "answered,2,5,Không hài lòng," END_A BEGIN_A                                 \
            "2,nhe-nhang,Cán bộ có luôn nhẹ nhàng không?,"                      \
            "answered,5,5,Rất hài lòng," END_A BEGIN_A                                   \
            "3,lang-nghe,Cán bộ có luôn lắng nghe không?,"                       \
            "skipped,,5,," END_A BEGIN_A                                                 \
            "4,giup-do,Cán bộ có luôn giúp đỡ không?,"                         \
            "answered,3,5,Bình thường," END_A

static void a_full_day(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    keep_a_full_day(f);
    assert_csv(f, WITH_MONDAY, FULL_DAY);
}

static void hours_come_in_order(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    for (int i = 0; i < 5; i++) {
        record_fixture_visit(f, visit_a - i, 5, with_moment(WITH_MONDAY, 8, i));
    }
    for (int i = 0; i < 5; i++) {
        record_fixture_visit(f, visit_b + i, 5,
                             with_moment(WITH_MONDAY, 16, i));
    }
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    assert_true(strstr(csv, "900000000000001") <
                strstr(csv, "100000000000002"));
    free(csv);
}

/* Within a group of hours the random number alone tells the order: whoever came
   first, or in the first hour, must not stand first. */
static void within_hours_nobody_comes_first(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    for (int i = 0; i < 4; i++) {
        record_fixture_visit(f, visit_a - i, 5,
                             with_moment(WITH_MONDAY, 8 + i, 0));
    }
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    const char *at = csv;
    for (int i = 3; i >= 0; i--) {
        char id[32];
        snprintf(id, sizeof id, "%lld,", (long long)(visit_a - i));
        const char *found = strstr(at, id);
        assert_non_null(found);
        at = found;
    }
    free(csv);
}

static void a_separator_in_a_text_is_quoted(void **state)
{
    struct record_fixture *f = *state;
    f->config.separator = ';';
    f->config.forms[0].questions[0].text[0] = "Hài; lòng?";
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    keep_a_full_day(f);
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    assert_non_null(strstr(csv, ";mim-cuoi;\"Hài; lòng?\";answered;2;5;"));
    assert_non_null(strstr(csv, ";\"hours;clock\";"));
    free(csv);
}

/* Everything that a config may change, after the day was closed. */
static void a_closed_day_stays_when_the_config_changes(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    keep_a_full_day(f);
    record_fixture_keep(f, with_end_row(visit_b, 0),
                        with_moment(WITH_MONDAY, 10, 0));
    struct moment evening = with_moment(WITH_MONDAY, 17, 0);
    assert_int_equal(with_close(f->record, WITH_MONDAY, evening), STORE_OK);
    strcpy(f->config.unit_code, "other");
    strcpy(f->config.device_id, "other");
    strcpy(f->config.digest, "other");
    f->config.separator = '\t';
    f->config.utc_offset_min = 0;
    f->config.forms[0].version = 2;
    f->config.forms[0].levels = 3;
    f->config.forms[0].question_count = 1;
    f->config.forms[0].questions[0].text[0] = "Khác?";
    f->config.forms[0].level_text[1][0] = "Khác";
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 8, 0));
    assert_csv(f, WITH_MONDAY, FULL_DAY);
    assert_csv(f, WITH_MONDAY, FULL_DAY);
}

static enum day_file_result write_day(struct record_fixture *f, int32_t day,
                                      struct day_file_done *done)
{
    struct day_file *file = day_file_new(f->record);
    const struct day_file_params params = {
        .day = day, .folder = f->folder.path, .sync = FILES_SYNCED};
    enum day_file_result result = day_file_write(file, &params, done);
    day_file_free(file);
    return result;
}

static void an_open_day_is_provisional_and_may_be_replaced(void **state)
{
    struct record_fixture *f = *state;
    struct day_file_done done;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(write_day(f, WITH_MONDAY, &done), DAY_FILE_WRITTEN);
    assert_string_equal(
        done.path,
        data_folder_path(&f->folder,
                         "4luon_van-truong_quay-1_2026-11-23_tam.csv"));
    assert_int_equal(done.visits, 0);
    for (int i = 0; i < 10; i++) {
        record_fixture_visit(f, visit_b + i, 5,
                             with_moment(WITH_MONDAY, 9 + i / 5, i));
    }
    assert_int_equal(write_day(f, WITH_MONDAY, &done), DAY_FILE_WRITTEN);
    assert_int_equal(done.visits, 5);
    assert_int_equal(done.answers, 20);
    assert_false(done.closed);
}

static void a_closed_day_is_never_overwritten(void **state)
{
    struct record_fixture *f = *state;
    struct day_file_done done;
    const char *name = "4luon_van-truong_quay-1_2026-11-23.csv";
    const char *path = data_folder_path(&f->folder, name);
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(
        with_close(f->record, WITH_MONDAY, with_moment(WITH_MONDAY, 17, 0)),
        STORE_OK);
    assert_int_equal(write_day(f, WITH_MONDAY, &done), DAY_FILE_WRITTEN);
    assert_string_equal(done.path, path);
    char *bytes = data_folder_read(&f->folder, name);
    char sha256[DIGEST_HEX_SIZE];
    digest_of(bytes, strlen(bytes), sha256);
    assert_string_equal(done.sha256, sha256);
    free(bytes);
    assert_int_equal(write_day(f, WITH_MONDAY, &done), DAY_FILE_SAME);
    assert_string_equal(done.error, "");
    assert_true(files_replace(path, "other", 5, FILES_UNSYNCED));
    assert_int_equal(write_day(f, WITH_MONDAY, &done), DAY_FILE_DIFFERS);
    assert_non_null(strstr(done.error, "other content"));
    bytes = data_folder_read(&f->folder, name);
    assert_string_equal(bytes, "other");
    free(bytes);
    assert_false(files_exists(data_folder_path(
        &f->folder, "4luon_van-truong_quay-1_2026-11-23.csv.tmp")));
}

static void a_folder_that_is_not_there_is_said(void **state)
{
    struct record_fixture *f = *state;
    struct day_file_done done;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    struct day_file *file = day_file_new(f->record);
    const struct day_file_params params = {.day = WITH_MONDAY,
                                           .folder = "/nowhere/at/all"};
    assert_int_equal(day_file_write(file, &params, &done), DAY_FILE_FAILED);
    assert_non_null(strstr(done.error, "/nowhere/at/all"));
    day_file_free(file);
}

static void a_hundred_thousand_answers(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_fill(f, WITH_MONDAY, 1, 25000);
    assert_int_equal(
        with_close(f->record, WITH_MONDAY, with_moment(WITH_MONDAY, 17, 0)),
        STORE_OK);
    struct day_file_done done;
    assert_int_equal(write_day(f, WITH_MONDAY, &done), DAY_FILE_WRITTEN);
    assert_int_equal(done.visits, 25000);
    assert_int_equal(done.answers, 100000);
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    int lines = 0;
    int64_t before = 0;
    for (char *at = strchr(csv, '\n') + 1; *at != '\0';
         at = strchr(at, '\n') + 1) {
        char *rest = at + strlen("1,van-truong,quay-1,");
        int64_t visit = strtoll(rest, &rest, 10);
        int64_t hour = strtol(rest + strlen(",1,2026-11-23,"), NULL, 10);
        int64_t place = hour * 1000000000000000 + visit;
        assert_in_range(place, before, INT64_MAX);
        before = place;
        lines++;
    }
    assert_int_equal(lines, 100000);
    free(csv);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_day_is_a_header),
        TEST(a_full_day),
        TEST(hours_come_in_order),
        TEST(within_hours_nobody_comes_first),
        TEST(a_separator_in_a_text_is_quoted),
        TEST(a_closed_day_stays_when_the_config_changes),
        TEST(an_open_day_is_provisional_and_may_be_replaced),
        TEST(a_closed_day_is_never_overwritten),
        TEST(a_folder_that_is_not_there_is_said),
        TEST(a_hundred_thousand_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
