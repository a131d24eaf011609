/* The files of the journal: a torn line, a year, a disk that refuses; nothing
   that happens to them harms what was there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/with_config.h"
#include "with_journal.h"

/* In the place of the system's: what was synced is counted. */
static int syncs;
int fdatasync(int fd)
{
    syncs++;
    return fsync(fd);
}

static bool take_one(void *context, const struct journal_line *line)
{
    *(struct row *)context = line->row;
    return false;
}

static void test_a_year_has_its_file(void **state)
{
    struct journal_fixture *f = *state;
    enum { NEW_YEAR = 20819 }; /* 2027-01-01 */
    struct row rows[4] = {
        journal_make_row(1, NEW_YEAR - 1), journal_make_row(2, NEW_YEAR - 1),
        journal_make_row(3, NEW_YEAR), journal_make_row(4, NEW_YEAR + 365)};
    const struct store_batch batch = {.rows = rows, .row_count = 4};
    assert_true(journal_add(&f->journal, &batch));
    assert_true(journal_sync(&f->journal));
    static const char *const names[] = {"log/2026.log", "log/2027.log",
                                        "log/2028.log"};
    static const int lines[] = {2, 1, 1};
    for (int i = 0; i < 3; i++) {
        struct stat st;
        char *file = data_folder_read(&f->data, names[i]);
        assert_int_equal(journal_count_lines(file), lines[i]);
        free(file);
        assert_int_equal(stat(data_folder_path(&f->data, names[i]), &st), 0);
        assert_int_equal(st.st_mode & 07777, 0600);
    }
    journal_append_raw(f, "log/2029.log", "", 0);
    journal_append_raw(f, "log/notes.txt", "row", 3);
    struct journal_found found = journal_read_all(f);
    assert_int_equal(journal_count_lines(found.lines.data), 4);
    assert_int_equal(found.bad, 0);
    assert_int_equal(journal_last_seq(f), 4);
    text_free(&found.lines);
}

static void test_a_day_beyond_the_calendar_has_a_file_too(void **state)
{
    struct journal_fixture *f = *state;
    struct row rows[2] = {journal_make_row(1, INT32_MIN),
                          journal_make_row(2, INT32_MAX)};
    assert_true(journal_add_row(f, &rows[0]));
    assert_true(journal_add_row(f, &rows[1]));
    assert_true(files_exists(data_folder_path(&f->data, "log/1969.log")));
    assert_int_equal(journal_last_seq(f), 2);
}

/* Nothing is asked of it before it is read: so kill -9 leaves it. */
static void test_what_is_added_is_written(void **state)
{
    struct journal_fixture *f = *state;
    for (int64_t seq = 1; seq <= 3; seq++) {
        const struct row row = journal_make_row(seq, WITH_MONDAY);
        assert_true(journal_add_row(f, &row));
        assert_int_equal(journal_last_seq(f), seq);
    }
}

static void test_what_cannot_be_synced_is_said_once(void **state)
{
    struct journal_fixture *f = *state;
    const struct row row = journal_make_row(1, WITH_MONDAY);
    assert_true(journal_add_row(f, &row));
    assert_int_equal(close(f->journal.fd), 0);
    assert_false(journal_sync(&f->journal));
    assert_int_equal(errno, EBADF);
    assert_true(journal_sync(&f->journal));
    assert_true(journal_add_row(f, &row));
    assert_true(f->journal.failed);
    assert_int_equal(journal_last_seq(f), 1);
}

/* The next write begins on a line of its own, wherever the last was torn. */
static void test_a_torn_line_harms_no_other(void **state)
{
    struct journal_fixture *f = *state;
    struct stat st;
    const char *path = data_folder_path(&f->data, "log/2026.log");
    journal_add_rows(f, 1, 3);
    assert_int_equal(stat(path, &st), 0);
    struct journal_found all = journal_read_all(f);
    size_t two =
        (size_t)(strstr(all.lines.data, "\nrow\t3") - all.lines.data + 1);
    for (off_t length = (off_t)two; length < st.st_size; length++) {
        journal_close(&f->journal);
        FILE *file = fopen(path, "wb");
        assert_int_equal(fwrite(all.lines.data, 1, (size_t)length, file),
                         length);
        assert_int_equal(fclose(file), 0);
        /* Whole but for its LF, it counts. */
        bool whole = length == st.st_size - 1;
        assert_int_equal(journal_last_seq(f), whole ? 3 : 2);
        assert_true(journal_open(&f->journal, f->folder));
        journal_add_rows(f, 3, 4);
        struct journal_found found = journal_read_all(f);
        assert_int_equal(journal_count_lines(found.lines.data), whole ? 5 : 4);
        assert_int_equal(found.bad, !whole && length > (off_t)two);
        assert_int_equal(journal_last_seq(f), 4);
        text_free(&found.lines);
    }
    text_free(&all.lines);
}

static void test_the_last_row_is_found_from_the_end(void **state)
{
    struct journal_fixture *f = *state;
    assert_int_equal(journal_last_seq(f), 0);
    journal_add_rows(f, 1, 2000); /* several blocks */
    assert_int_equal(journal_last_seq(f), 2000);

    /* Behind it: a wording that fills blocks, and a torn one. */
    struct text line = {0};
    char *long_text = malloc(300001);
    memset(long_text, 'x', 300000);
    long_text[300000] = '\0';
    journal_line_wording(&line, &(struct store_wording){"ab", long_text});
    journal_append_raw(f, "log/2026.log", line.data, line.length);
    assert_int_equal(journal_last_seq(f), 2000);
    journal_append_raw(f, "log/2026.log", line.data, line.length / 2);
    assert_int_equal(journal_last_seq(f), 2000);
    struct journal_found found = journal_read_all(f);
    assert_int_equal(journal_count_lines(found.lines.data), 2001);
    assert_int_equal(found.bad, 1);
    text_free(&found.lines);
    text_free(&line);
    free(long_text);
}

/* Longer than any line of ours, with and without an end. */
static void test_a_line_without_end_does_not_count(void **state)
{
    struct journal_fixture *f = *state;
    size_t length = 3 * (size_t)JOURNAL_LINE_MOST + 12345;
    char *zeros = calloc(1, length);
    journal_add_rows(f, 1, 10);
    journal_append_raw(f, "log/2026.log", zeros, length);
    assert_int_equal(journal_last_seq(f), 10);
    struct journal_found found = journal_read_all(f);
    assert_int_equal(journal_count_lines(found.lines.data), 10);
    assert_int_equal(found.bad, 1);
    text_free(&found.lines);
    journal_close(&f->journal);
    assert_true(journal_open(&f->journal, f->folder));
    journal_add_rows(f, 11, 12);
    found = journal_read_all(f);
    assert_int_equal(journal_count_lines(found.lines.data), 12);
    assert_int_equal(found.bad, 1);
    assert_int_equal(journal_last_seq(f), 12);
    text_free(&found.lines);
    free(zeros);
}

static void test_no_folder_is_an_empty_log(void **state)
{
    struct journal_fixture *f = *state;
    struct row row;
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, f->data.path, "nowhere"));
    assert_true(journal_last(path, &row));
    assert_int_equal(row.seq, 0);
    struct journal_scan scan = {.folder = path,
                                .from_day = INT32_MIN,
                                .take = take_one,
                                .context = &row};
    assert_true(journal_read(&scan));
    assert_int_equal(row.seq, 0);
}

/* A file that may not grow beyond `most` bytes, as on a full disk. */
static void limit_files(rlim_t most)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = most;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void test_a_full_disk_is_said_once(void **state)
{
    struct journal_fixture *f = *state;
    const struct row unsynced = journal_make_row(10, WITH_MONDAY);
    journal_add_rows(f, 1, 9);
    assert_true(journal_add_row(f, &unsynced));
    struct stat st;
    assert_int_equal(stat(data_folder_path(&f->data, "log/2026.log"), &st), 0);
    const struct row next = journal_make_row(11, WITH_MONDAY);
    int before = syncs;
    limit_files((rlim_t)st.st_size + 20);
    bool written = journal_add_row(f, &next);
    int error = errno;
    limit_files(RLIM_INFINITY);
    assert_false(written);
    assert_int_equal(error, EFBIG);
    assert_int_equal(syncs, before + 1); /* of the row before it */
    assert_true(journal_add_row(f, &next));
    assert_true(journal_sync(&f->journal));
    assert_true(f->journal.failed);
    assert_int_equal(journal_last_seq(f), 10);

    /* The next start goes on, on a line of its own. */
    journal_close(&f->journal);
    assert_true(journal_open(&f->journal, f->folder));
    journal_add_rows(f, 11, 12);
    assert_int_equal(journal_last_seq(f), 12);
}

static void test_what_is_no_file_is_refused(void **state)
{
    struct journal_fixture *f = *state;
    struct row row;
    assert_int_equal(mkdir(data_folder_path(&f->data, "log/2026.log"), 0755),
                     0);
    row = journal_make_row(1, WITH_MONDAY);
    assert_false(journal_add_row(f, &row));
    assert_int_equal(errno, EISDIR);
    assert_false(journal_last(f->folder, &row));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(rmdir(data_folder_path(&f->data, "log/2026.log")), 0);

    assert_int_equal(mkfifo(data_folder_path(&f->data, "log/2026.log"), 0600),
                     0);
    row = journal_make_row(1, WITH_MONDAY);
    journal_close(&f->journal);
    assert_true(journal_open(&f->journal, f->folder));
    assert_false(journal_add_row(f, &row));
    assert_int_equal(errno, EINVAL);
}

static void test_a_file_in_place_of_the_folder_is_refused(void **state)
{
    struct journal_fixture *f = *state;
    struct journal journal;
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, f->data.path, "file"));
    journal_append_raw(f, "file", "x", 1);
    assert_false(journal_open(&journal, path));
    assert_int_equal(errno, ENOTDIR);
    const struct row row = journal_make_row(1, WITH_MONDAY);
    const struct store_batch batch = {.rows = &row, .row_count = 1};
    assert_true(journal_add(&journal, &batch));
    assert_true(journal_sync(&journal));
    journal_close(&journal);
}

static void test_rights_of_others_are_taken(void **state)
{
    struct journal_fixture *f = *state;
    struct stat st;
    journal_append_raw(f, "log/2026.log", "old\n", 4);
    const char *path = data_folder_path(&f->data, "log/2026.log");
    assert_int_equal(chmod(path, 0644), 0);
    journal_add_rows(f, 1, 1);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, journal_setup, journal_teardown)
        TEST(test_a_year_has_its_file),
        TEST(test_a_day_beyond_the_calendar_has_a_file_too),
        TEST(test_what_is_added_is_written),
        TEST(test_what_cannot_be_synced_is_said_once),
        TEST(test_a_torn_line_harms_no_other),
        TEST(test_the_last_row_is_found_from_the_end),
        TEST(test_a_line_without_end_does_not_count),
        TEST(test_no_folder_is_an_empty_log),
        TEST(test_a_full_disk_is_said_once),
        TEST(test_what_is_no_file_is_refused),
        TEST(test_a_file_in_place_of_the_folder_is_refused),
        TEST(test_rights_of_others_are_taken),
#undef TEST
    };
    signal(SIGXFSZ, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
