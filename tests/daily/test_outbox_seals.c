/* The seals of days as files beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daily/outbox.h"
#include "daily/seal.h"
#include "record/with_record.h"
#include "store/with_store.h"

static const int64_t visit_a = 100000000000001;

static const char *const names[] = {
    "outbox/4luon_van-truong_quay-1_2026-11-23.csv",
    "outbox/4luon_van-truong_quay-1_2026-11-23.seal",
    "outbox/4luon_van-truong_quay-1_2026-11-23.seal.sig"};

enum { NAMES = sizeof names / sizeof names[0] };

/* What lies in a folder beside each other is what the record says; gives the
   CSV's bytes, which the caller frees. */
static struct text check_day(struct record_fixture *f, const char *folder,
                             int32_t day)
{
    char path[FILES_PATH_SIZE];
    char beside[FILES_PATH_SIZE];
    char sha256[DIGEST_HEX_SIZE];
    static const char *const endings[] = {SEAL_ENDING, SEAL_SIGNATURE_ENDING};
    struct text kept[2] = {{0}};
    struct text csv = {0};
    struct seal seal;
    int line;
    assert_int_equal(record_seal(f->record, day, &kept[0], &kept[1]), STORE_OK);
    assert_true(seal_read(kept[0].data, kept[0].length, &seal, &line));
    assert_true(files_join(path, folder, seal.file));
    for (int i = 0; i < 2; i++) {
        struct text found = {0};
        assert_true(day_seal_path(beside, path, endings[i]));
        assert_true(files_read(beside, SEAL_MOST, &found));
        assert_string_equal(found.data, kept[i].data);
        text_free(&found);
        text_free(&kept[i]);
    }
    assert_true(files_read(path, 1 << 24, &csv));
    digest_of(csv.data, csv.length, sha256);
    assert_string_equal(sha256, seal.file_sha256);
    assert_int_equal(csv.length, seal.file_bytes);
    return csv;
}

static struct text check_outbox(struct record_fixture *f, int32_t day)
{
    return check_day(f, data_folder_path(&f->folder, "outbox"), day);
}

static void mend(struct record_fixture *f)
{
    struct outbox outbox;
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    while (outbox_mend(&outbox)) {
    }
    outbox_close(&outbox);
}

/* Whatever the config was when the day was closed, and became after that. */
static void a_seal_names_the_very_bytes(void **state)
{
    struct record_fixture *f = *state;
    static const char separators[] = ",;\t";
    struct text days[6];
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    for (int i = 0; i < 6; i++) {
        if (i % 2 == 0) {
            record_fixture_visit(f, visit_a + i, 1 + i % 5,
                                 with_moment(WITH_MONDAY + i, 9, 0));
        }
        f->config.separator = separators[i % 3];
        f->config.unit_code[0] = (char)('a' + i);
        assert_int_equal(record_fixture_close_days(
                             f, with_moment(WITH_MONDAY + i + 1, 0, 0)),
                         1);
        days[i] = check_outbox(f, WITH_MONDAY + i);
        assert_int_equal(strchr(days[i].data, separators[i % 3]) != NULL, 1);
    }
    /* Away with all of it, and made again by another config. */
    f->config.separator = ';';
    strcpy(f->config.unit_code, "other");
    f->config.utc_offset_min = 0;
    f->config.forms[0].version++;
    const char *outbox = data_folder_path(&f->folder, "outbox");
    assert_int_equal(rename(outbox, data_folder_path(&f->folder, "elsewhere")),
                     0);
    record_fixture_open(f, with_moment(WITH_MONDAY + 8, 9, 0));
    mend(f);
    for (int i = 0; i < 6; i++) {
        struct text again = check_outbox(f, WITH_MONDAY + i);
        assert_string_equal(again.data, days[i].data);
        text_free(&again);
        text_free(&days[i]);
    }
}

static void what_is_missing_of_the_three_is_written_again(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    for (unsigned missing = 1; missing < 1 << NAMES; missing++) {
        for (int i = 0; i < NAMES; i++) {
            if ((missing >> i & 1) != 0) {
                const char *path = data_folder_path(&f->folder, names[i]);
                assert_int_equal(unlink(path), 0);
            }
        }
        mend(f);
        struct text csv = check_outbox(f, WITH_MONDAY);
        text_free(&csv);
    }
}

/* It is left as it is, and told; the day's own file is written all the same. */
static void another_content_is_left_alone(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    for (int i = 1; i < NAMES; i++) {
        const char *path = data_folder_path(&f->folder, names[i]);
        const char *csv = data_folder_path(&f->folder, names[0]);
        struct outbox outbox;
        struct day_file_done done;
        struct kept_file kept;
        kept_file_take(&kept, &f->folder, names[i]);
        assert_true(files_replace(path, "forged", 6, FILES_UNSYNCED));
        assert_int_equal(unlink(csv), 0);
        assert_true(
            outbox_open(&outbox, f->record, &f->config, f->folder.path));
        assert_int_equal(outbox_write_day(&outbox, WITH_MONDAY, &done),
                         DAY_FILE_DIFFERS);
        assert_non_null(strstr(done.error, names[i]));
        assert_non_null(strstr(done.error, "other content"));
        outbox_close(&outbox);
        char *there = data_folder_read(&f->folder, names[i]);
        assert_string_equal(there, "forged");
        free(there);
        assert_true(files_exists(csv));
        kept_file_put_back(&kept);
        struct text whole = check_outbox(f, WITH_MONDAY);
        text_free(&whole);
    }
}

/* An answer to a wording that nobody knows. */
static const char unknown_sql[] =
    "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind, visit,"
    " item, value, flags, note) SELECT max(seq) + 1, 1, 1, wall_ms, day,"
    " 'answer', 100000000000007, 'mim-cuoi', 5, 0, 'vi 0123456789abcdef'"
    " FROM events";

/* A row that no terminal writes: the day is closed and sealed nevertheless. */
static void a_day_that_cannot_be_counted_is_sealed(void **state)
{
    struct record_fixture *f = *state;
    struct text texts[2] = {{0}};
    struct seal seal;
    int line;
    struct moment evening = with_moment(WITH_MONDAY, 17, 0);
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    record_fixture_close(f);
    store_by_hand(data_folder_path(&f->folder, "bonluon.db"), unknown_sql);
    record_fixture_open(f, evening);
    assert_int_equal(record_fixture_close_days(f, evening), 1);
    assert_int_equal(record_seal(f->record, WITH_MONDAY, &texts[0], &texts[1]),
                     STORE_OK);
    assert_true(seal_read(texts[0].data, texts[0].length, &seal, &line));
    assert_int_equal(seal.file_bytes, 0);
    assert_int_equal(seal.sum.visits, 0);
    assert_int_equal(seal.last_seq - seal.first_seq, 13);
    assert_false(files_exists(data_folder_path(&f->folder, names[0])));
    assert_string_equal(seal.file, strchr(names[0], '/') + 1);
    text_free(&texts[0]);
    text_free(&texts[1]);
}

/* The disk did not take the file when the day was closed: the seal names its
   bytes all the same. */
static void a_seal_names_a_file_that_comes_later(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    const char *outbox = data_folder_path(&f->folder, "outbox");
    assert_true(files_replace(outbox, "in the way", 10, FILES_UNSYNCED));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    assert_int_equal(unlink(outbox), 0);
    mend(f);
    struct text csv = check_outbox(f, WITH_MONDAY);
    text_free(&csv);
}

static void what_a_power_cut_left_half_written_goes(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    mend(f);
    const char *half = data_folder_path(
        &f->folder, "outbox/4luon_van-truong_quay-1_2026-11-23.seal.sig.tmp");
    assert_true(files_replace(half, "half", 4, FILES_UNSYNCED));
    mend(f);
    assert_false(files_exists(half));
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_seal_names_the_very_bytes),
        TEST(what_is_missing_of_the_three_is_written_again),
        TEST(another_content_is_left_alone),
        TEST(a_day_that_cannot_be_counted_is_sealed),
        TEST(a_seal_names_a_file_that_comes_later),
        TEST(what_a_power_cut_left_half_written_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
