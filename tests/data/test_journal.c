/* The log: what is written is read back to the byte, what is damaged does not
   count, and nothing that happens to the disk harms what was there. */
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

#include "data/journal_line.h"
#include "with_config.h"
#include "with_data_folder.h"

struct fixture {
    struct data_folder data;
    const char *folder; /* of the log */
    char path[FILES_PATH_SIZE];
    struct journal journal;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->data);
    assert_true(files_join(f->path, f->data.path, "log"));
    f->folder = f->path;
    assert_true(journal_open(&f->journal, f->folder));
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    journal_close(&f->journal);
    data_folder_remove(&f->data);
    free(f);
    return 0;
}

static struct row make_row(int64_t seq, int32_t day)
{
    struct row row = {.seq = seq,
                      .boot = 7,
                      .boottime_ms = 1000 * seq,
                      .wall_ms = 1795000000000 + seq,
                      .day = day,
                      .kind = ROW_ANSWER,
                      .visit = 123456789012345,
                      .item = "mim-cuoi",
                      .value = (int)(1 + seq % 5),
                      .elapsed_ms = 1500,
                      .flags = 3,
                      .note = "vi 0123456789abcdef",
                      .tagged = true};
    memset(row.tag, (int)(seq % 251), sizeof row.tag);
    return row;
}

static void add_row(struct fixture *f, const struct row *row)
{
    const struct store_batch batch = {.rows = row, .row_count = 1};
    journal_add(&f->journal, &batch);
}

static void add_rows(struct fixture *f, int64_t first, int64_t last)
{
    for (int64_t seq = first; seq <= last; seq++) {
        const struct row row = make_row(seq, WITH_MONDAY);
        add_row(f, &row);
    }
    assert_true(journal_write(&f->journal));
}

/* What a reader gets to see, as the lines of it written again. */
static bool write_again(void *context, const struct journal_line *line)
{
    switch (line->kind) {
    case JOURNAL_ROW: journal_line_row(context, &line->row); break;
    case JOURNAL_WORDING: journal_line_wording(context, &line->wording); break;
    case JOURNAL_SEAL: journal_line_seal(context, &line->seal); break;
    }
    return true;
}

struct found {
    struct text lines;
    int64_t bad;
};

static struct found read_all(const struct fixture *f)
{
    struct found found = {.bad = 0};
    struct journal_scan scan = {f->folder, INT32_MIN, write_again, &found.lines, 0};
    text_append_string(&found.lines, "");
    assert_true(journal_read(&scan));
    found.bad = scan.bad;
    return found;
}

static int64_t last_seq(const struct fixture *f)
{
    struct row row;
    assert_true(journal_last(f->folder, &row));
    return row.seq;
}

static int count_lines(const char *text)
{
    int count = 0;
    for (const char *at = strchr(text, '\n'); at != NULL;
         at = strchr(at + 1, '\n')) {
        count++;
    }
    return count;
}

static void append_raw(const struct fixture *f, const char *name,
                       const char *bytes, size_t length)
{
    FILE *file = fopen(data_folder_path(&f->data, name), "ab");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* ---- lines ----------------------------------------------------------------
 */

static void test_what_is_written_is_read_back(void **state)
{
    struct fixture *f = *state;
    struct row rows[3] = {make_row(1, WITH_MONDAY), make_row(2, WITH_MONDAY),
                          make_row(3, WITH_MONDAY)};
    const struct store_wording wording = {
        "ab12", "wording\t1\nform\t4-luon\nback\\slash\r\n"};
    const struct store_seal seal = {WITH_MONDAY, "bonluon-seal 1\nend\n",
                                    "-----BEGIN\nx\n"};
    rows[1].tagged = false;
    rows[1].item[0] = '\0';
    rows[2].kind = ROW_RECOVERY;
    rows[2].value = -5;
    rows[2].wall_ms = INT64_MIN;
    strcpy(rows[2].note, "a\tb\\n\r\n ấ");
    const struct store_batch batch = {.rows = rows,
                                      .row_count = 3,
                                      .wordings = &wording,
                                      .wording_count = 1,
                                      .seals = &seal,
                                      .seal_count = 1};
    journal_add(&f->journal, &batch);
    assert_true(journal_write(&f->journal));

    char *file = data_folder_read(&f->data, "log/2026.log");
    struct found found = read_all(f);
    assert_string_equal(found.lines.data, file);
    assert_int_equal(found.bad, 0);
    assert_int_equal(count_lines(file), 5);
    assert_non_null(strstr(file, "wording\tab12\twording\\t1\\nform\\t4-luon"
                                 "\\nback\\\\slash\\r\\n\t"));
    assert_non_null(strstr(file, "\nrow\t1\t7\t1000\t1795000000001\t20780"
                                 "\tanswer\t123456789012345\tmim-cuoi\t2"
                                 "\t1500\t3\tvi 0123456789abcdef"
                                 "\t01010101010101010101010101010101\t"));
    assert_int_equal(last_seq(f), 3);
    text_free(&found.lines);
    free(file);
}

static bool take_one(void *context, const struct journal_line *line)
{
    *(struct row *)context = line->row;
    return false;
}

static void test_a_row_comes_back_whole(void **state)
{
    struct fixture *f = *state;
    struct row row = make_row(1, WITH_MONDAY);
    struct row back = {.seq = 0};
    add_row(f, &row);
    add_rows(f, 2, 3);
    struct journal_scan scan = {f->folder, INT32_MIN, take_one, &back, 0};
    assert_true(journal_read(&scan));
    assert_memory_equal(&back, &row, sizeof row);
}

/* A line is the same, or it does not count: whatever bit of it is flipped. */
static void test_each_flipped_bit_is_seen(void **state)
{
    (void)state;
    struct text texts[3] = {{0}};
    const struct row row = make_row(1, WITH_MONDAY);
    journal_line_row(&texts[0], &row);
    journal_line_wording(&texts[1], &(struct store_wording){"ab", "x\ty\\z"});
    journal_line_seal(&texts[2], &(struct store_seal){5, "a\nb\n", "c\n"});
    for (int i = 0; i < 3; i++) {
        size_t length = texts[i].length - 1;
        char *line = malloc(length);
        struct journal_line read;
        memcpy(line, texts[i].data, length);
        assert_true(journal_line_read(line, length, &read));
        for (size_t bit = 0; bit < 8 * length; bit++) {
            memcpy(line, texts[i].data, length);
            line[bit / 8] = (char)(line[bit / 8] ^ (1 << bit % 8));
            if (journal_line_read(line, length, &read)) {
                fail_msg("line %d counts with bit %zu flipped", i, bit);
            }
        }
        free(line);
        text_free(&texts[i]);
    }
}

/* A check alone does not make a row. */
static void test_what_is_no_row_does_not_count(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "",
        "row",
        "seal\t1\tx",
        "wording\tx",
        "stone\t1\t2",
        "row\t0\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstops\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\tab",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\\q\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\\\t-",
        "row\t1\t1\t1\t1\t9999999999\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t-1\t\t-",
        "row\t1\t1\t1\t99999999999999999999\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-\t",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        char line[256];
        char hex[DIGEST_HEX_SIZE];
        struct journal_line read;
        digest_of(bodies[i], strlen(bodies[i]), hex);
        int n = snprintf(line, sizeof line, "%s\t%.16s", bodies[i], hex);
        if (journal_line_read(line, (size_t)n, &read)) {
            fail_msg("this counts: %s", bodies[i]);
        }
    }
}

/* ---- files ----------------------------------------------------------------
 */

static void test_a_year_has_its_file(void **state)
{
    struct fixture *f = *state;
    enum { NEW_YEAR = 20819 }; /* 2027-01-01 */
    struct row rows[4] = {make_row(1, NEW_YEAR - 1), make_row(2, NEW_YEAR - 1),
                          make_row(3, NEW_YEAR), make_row(4, NEW_YEAR + 365)};
    const struct store_batch batch = {.rows = rows, .row_count = 4};
    journal_add(&f->journal, &batch);
    assert_true(journal_write(&f->journal));
    static const char *const names[] = {"log/2026.log", "log/2027.log",
                                        "log/2028.log"};
    static const int lines[] = {2, 1, 1};
    for (int i = 0; i < 3; i++) {
        struct stat st;
        char *file = data_folder_read(&f->data, names[i]);
        assert_int_equal(count_lines(file), lines[i]);
        free(file);
        assert_int_equal(stat(data_folder_path(&f->data, names[i]), &st), 0);
        assert_int_equal(st.st_mode & 07777, 0600);
    }
    append_raw(f, "log/2029.log", "", 0);
    append_raw(f, "log/notes.txt", "row", 3);
    struct found found = read_all(f);
    assert_int_equal(count_lines(found.lines.data), 4);
    assert_int_equal(found.bad, 0);
    assert_int_equal(last_seq(f), 4);
    text_free(&found.lines);
}

static void test_a_day_beyond_the_calendar_has_a_file_too(void **state)
{
    struct fixture *f = *state;
    struct row rows[2] = {make_row(1, INT32_MIN), make_row(2, INT32_MAX)};
    add_row(f, &rows[0]);
    add_row(f, &rows[1]);
    assert_true(journal_write(&f->journal));
    assert_true(files_exists(data_folder_path(&f->data, "log/1969.log")));
    assert_int_equal(last_seq(f), 2);
}

/* The next write begins on a line of its own, wherever the last was torn. */
static void test_a_torn_line_harms_no_other(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    const char *path = data_folder_path(&f->data, "log/2026.log");
    add_rows(f, 1, 3);
    assert_int_equal(stat(path, &st), 0);
    struct found all = read_all(f);
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
        assert_int_equal(last_seq(f), whole ? 3 : 2);
        assert_true(journal_open(&f->journal, f->folder));
        add_rows(f, 3, 4);
        struct found found = read_all(f);
        assert_int_equal(count_lines(found.lines.data), whole ? 5 : 4);
        assert_int_equal(found.bad, !whole && length > (off_t)two);
        assert_int_equal(last_seq(f), 4);
        text_free(&found.lines);
    }
    text_free(&all.lines);
}

static void test_the_last_row_is_found_from_the_end(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(last_seq(f), 0);
    add_rows(f, 1, 2000); /* several blocks */
    assert_int_equal(last_seq(f), 2000);

    /* Behind it: a wording that fills blocks, and a torn one. */
    struct text line = {0};
    char *long_text = malloc(300001);
    memset(long_text, 'x', 300000);
    long_text[300000] = '\0';
    journal_line_wording(&line, &(struct store_wording){"ab", long_text});
    append_raw(f, "log/2026.log", line.data, line.length);
    assert_int_equal(last_seq(f), 2000);
    append_raw(f, "log/2026.log", line.data, line.length / 2);
    assert_int_equal(last_seq(f), 2000);
    struct found found = read_all(f);
    assert_int_equal(count_lines(found.lines.data), 2001);
    assert_int_equal(found.bad, 1);
    text_free(&found.lines);
    text_free(&line);
    free(long_text);
}

/* Longer than any line of ours, with and without an end. */
static void test_a_line_without_end_does_not_count(void **state)
{
    struct fixture *f = *state;
    size_t length = 3 * (size_t)JOURNAL_LINE_MOST + 12345;
    char *zeros = calloc(1, length);
    add_rows(f, 1, 10);
    append_raw(f, "log/2026.log", zeros, length);
    assert_int_equal(last_seq(f), 10);
    struct found found = read_all(f);
    assert_int_equal(count_lines(found.lines.data), 10);
    assert_int_equal(found.bad, 1);
    text_free(&found.lines);
    journal_close(&f->journal);
    assert_true(journal_open(&f->journal, f->folder));
    add_rows(f, 11, 12);
    found = read_all(f);
    assert_int_equal(count_lines(found.lines.data), 12);
    assert_int_equal(found.bad, 1);
    assert_int_equal(last_seq(f), 12);
    text_free(&found.lines);
    free(zeros);
}

static void test_no_folder_is_an_empty_log(void **state)
{
    struct fixture *f = *state;
    struct row row;
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, f->data.path, "nowhere"));
    assert_true(journal_last(path, &row));
    assert_int_equal(row.seq, 0);
    struct journal_scan scan = {path, INT32_MIN, take_one, &row, 0};
    assert_true(journal_read(&scan));
    assert_int_equal(row.seq, 0);
}

/* ---- a disk that refuses --------------------------------------------------
 */

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
    struct fixture *f = *state;
    add_rows(f, 1, 10);
    struct stat st;
    assert_int_equal(stat(data_folder_path(&f->data, "log/2026.log"), &st), 0);
    const struct row next = make_row(11, WITH_MONDAY);
    add_row(f, &next);
    limit_files((rlim_t)st.st_size + 20);
    bool written = journal_write(&f->journal);
    int error = errno;
    limit_files(RLIM_INFINITY);
    assert_false(written);
    assert_int_equal(error, EFBIG);
    add_row(f, &next);
    assert_true(journal_write(&f->journal));
    assert_true(f->journal.failed);
    assert_int_equal(last_seq(f), 10);

    /* The next start goes on, on a line of its own. */
    journal_close(&f->journal);
    assert_true(journal_open(&f->journal, f->folder));
    add_rows(f, 11, 12);
    assert_int_equal(last_seq(f), 12);
}

static void test_what_is_no_file_is_refused(void **state)
{
    struct fixture *f = *state;
    struct row row;
    assert_int_equal(mkdir(data_folder_path(&f->data, "log/2026.log"), 0755),
                     0);
    row = make_row(1, WITH_MONDAY);
    add_row(f, &row);
    assert_false(journal_write(&f->journal));
    assert_int_equal(errno, EISDIR);
    assert_false(journal_last(f->folder, &row));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(rmdir(data_folder_path(&f->data, "log/2026.log")), 0);

    assert_int_equal(mkfifo(data_folder_path(&f->data, "log/2026.log"), 0600),
                     0);
    row = make_row(1, WITH_MONDAY);
    journal_close(&f->journal);
    assert_true(journal_open(&f->journal, f->folder));
    add_row(f, &row);
    assert_false(journal_write(&f->journal));
    assert_int_equal(errno, EINVAL);
}

static void test_a_file_in_place_of_the_folder_is_refused(void **state)
{
    struct fixture *f = *state;
    struct journal journal;
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, f->data.path, "file"));
    append_raw(f, "file", "x", 1);
    assert_false(journal_open(&journal, path));
    assert_int_equal(errno, ENOTDIR);
    const struct row row = make_row(1, WITH_MONDAY);
    const struct store_batch batch = {.rows = &row, .row_count = 1};
    journal_add(&journal, &batch);
    assert_true(journal_write(&journal));
    journal_close(&journal);
}

static void test_rights_of_others_are_taken(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    append_raw(f, "log/2026.log", "old\n", 4);
    const char *path = data_folder_path(&f->data, "log/2026.log");
    assert_int_equal(chmod(path, 0644), 0);
    add_rows(f, 1, 1);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(test_what_is_written_is_read_back),
        TEST(test_a_row_comes_back_whole),
        TEST(test_each_flipped_bit_is_seen),
        TEST(test_what_is_no_row_does_not_count),
        TEST(test_a_year_has_its_file),
        TEST(test_a_day_beyond_the_calendar_has_a_file_too),
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
