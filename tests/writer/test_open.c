/* A record that takes its time to open: what visitors answer meanwhile is
   thanked for, and comes into it once, whatever happens in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "record/spool.h"
#include "store/journal_line.h"
#include "store/with_faulty_vfs.h"
#include "with_writer.h"
#include "tried.h"

enum { AT_ONCE_MS = 1, NEVER_MS = 1000000 };

static const int64_t visit_a = 100000000000001;
static const char spool_file[] = "spool/1970.log";

static const char *path(struct record_fixture *f, const char *name)
{
    return record_fixture_path(f, name);
}

/* A visit's begin with two rows, another answer, and the end. */
static void give_begin(struct writer *writer, struct moment at)
{
    const struct record_job job = {
        .at = at,
        .rows = {with_visit_row(visit_a),
                 with_answer_row(visit_a, "mim-cuoi", 5)},
        .count = 2};
    assert_true(writer_keep(writer, &job));
    with_writer_give(writer, with_answer_row(visit_a, "giup-do", 1), at);
}

/* A terminal whose disk does not let the record be opened; the first answers
   were thanked for. */
static struct writer *start_slowly(struct record_fixture *f, struct bell *bell,
                                   struct moment at)
{
    faulty_vfs_hold_syncs();
    struct writer *writer = with_writer_start_spooling(f, bell, at, AT_ONCE_MS);
    give_begin(writer, at);
    assert_int_equal(with_writer_result(writer, bell), WRITER_KEPT);
    assert_int_equal(with_writer_result(writer, bell), WRITER_KEPT);
    return writer;
}

/* Likewise, and then the power fails. */
static void lose_power(struct record_fixture *f, struct moment at)
{
    pid_t child = fork();
    if (child == 0) {
        struct bell bell = BELL_NEW;
        start_slowly(f, &bell, at);
        kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_true(files_exists(path(f, spool_file)));
}

static void start_and_stop(struct record_fixture *f, struct moment at)
{
    struct bell bell = BELL_NEW;
    struct writer *writer = with_writer_start_spooling(f, &bell, at, NEVER_MS);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
}

struct seen {
    struct text kinds;
    unsigned flags; /* of visits */
};

static bool see(void *context, const struct row *row)
{
    struct seen *seen = context;
    text_append_string(&seen->kinds, row_kind_name(row->kind));
    text_append_string(&seen->kinds, " ");
    seen->flags |= row->visit != 0 ? row->flags : 0;
    return true;
}

/* The rows of a day, in their order, none of them in doubt. */
static void assert_kinds(struct record_fixture *f, int32_t day,
                         struct moment at, const char *kinds)
{
    struct seen seen = {.flags = 0};
    const struct record_scan scan = {day, see, &seen};
    assert_int_equal(record_fixture_command(f, at), STORE_OK);
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    record_fixture_close(f);
    assert_string_equal(seen.kinds.data, kinds);
    assert_int_equal(seen.flags, 0);
    text_free(&seen.kinds);
}

static void assert_spool_gone(struct record_fixture *f)
{
    assert_false(files_exists(path(f, "spool")));
    assert_false(files_exists(path(f, "quarantine")));
}

static char *read_spool(struct record_fixture *f, size_t *length)
{
    struct text text = {0};
    assert_true(files_read(path(f, spool_file), 1 << 20, &text));
    *length = text.length;
    return text.data;
}

static void write_spool(struct record_fixture *f, const char *spool,
                        size_t length)
{
    assert_int_equal(mkdir(path(f, "spool"), 0755), 0);
    assert_true(
        files_replace(path(f, spool_file), spool, length, FILES_UNSYNCED));
}

static void no_visitor_waits_for_the_record(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_time(0, 0);
    struct writer *writer = start_slowly(f, &bell, at);
    struct stat st;
    assert_int_equal(stat(path(f, spool_file), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    faulty_vfs_pass();
    with_writer_give(writer, with_end_row(visit_a, 1), at);
    enum writer_result first = with_writer_result(writer, &bell);
    enum writer_result second = with_writer_result(writer, &bell);
    assert_int_equal(first + second, WRITER_READY + WRITER_KEPT);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
    assert_kinds(f, WITH_MONDAY, at,
                 "enrol start config form visit answer answer end stop ");
    assert_spool_gone(f);
}

static void *let_pass(void *context)
{
    struct record_fixture *f = context;
    while (!files_exists(path(f, spool_file))) {
        sched_yield();
    }
    faulty_vfs_pass();
    return NULL;
}

/* Whoever waits in the queue when the terminal is to end is spooled at once. */
static void an_end_while_it_opens_loses_nothing(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    pthread_t thread;
    struct moment at = with_time(0, 0);
    faulty_vfs_hold_syncs();
    struct writer *writer = with_writer_start_spooling(f, &bell, at, NEVER_MS);
    give_begin(writer, at);
    assert_int_equal(pthread_create(&thread, NULL, let_pass, f), 0);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_kinds(f, WITH_MONDAY, at,
                 "enrol start config form visit answer answer stop ");
    assert_spool_gone(f);
}

static void a_record_that_does_not_open_leaves_the_spool(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_time(0, 0);
    struct writer *writer = start_slowly(f, &bell, at);
    faulty_vfs_fail_sync(1, SQLITE_IOERR_FSYNC);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_FAILED);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED_FAILED);
    faulty_vfs_pass();
    assert_true(files_exists(path(f, spool_file)));
    start_and_stop(f, with_time(0, 1));
    assert_kinds(f, WITH_MONDAY, at,
                 "enrol start config form visit answer answer "
                 "seen start stop ");
    assert_spool_gone(f);
}

/* Then they wait, as for any disk. */
static void without_a_spool_they_are_kept_later(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_time(0, 0);
    assert_true(files_replace(path(f, "spool"), "", 0, FILES_UNSYNCED));
    FILE *messages = tmpfile();
    assert_non_null(messages);
    int before = dup(STDERR_FILENO);
    assert_true(dup2(fileno(messages), STDERR_FILENO) >= 0);
    faulty_vfs_hold_syncs();
    struct writer *writer =
        with_writer_start_spooling(f, &bell, at, AT_ONCE_MS);
    give_begin(writer, at);
    while (lseek(fileno(messages), 0, SEEK_END) == 0) {
        sched_yield(); /* until the spool was refused */
    }
    assert_int_equal(writer_fetch(writer), WRITER_NOTHING);
    faulty_vfs_pass();
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    close(before);
    fclose(messages);
    assert_int_equal(unlink(path(f, "spool")), 0);
    assert_kinds(f, WITH_MONDAY, at,
                 "enrol start config recovery form visit answer answer stop ");
}

/* Its rows are those of a run of its own: none of them is in doubt. */
static void the_next_start_takes_what_a_power_cut_left(void **state)
{
    struct record_fixture *f = *state;
    lose_power(f, with_time(0, 0));
    start_and_stop(f, with_time(1, 0));
    assert_kinds(f, WITH_MONDAY, with_time(1, 1),
                 "enrol start config form visit answer answer ");
    assert_kinds(f, WITH_MONDAY + 1, with_time(1, 1),
                 "seen start close seal stop ");
    assert_spool_gone(f);
}

/* The power fails once more, after the record had it and before the spool was
   emptied. */
static void what_the_record_has_it_does_not_take_again(void **state)
{
    struct record_fixture *f = *state;
    size_t length;
    lose_power(f, with_time(0, 0));
    char *spool = read_spool(f, &length);
    start_and_stop(f, with_time(0, 60));
    write_spool(f, spool, length);
    free(spool);
    start_and_stop(f, with_time(0, 120));
    assert_kinds(f, WITH_MONDAY, with_time(0, 121),
                 "enrol start config form visit answer answer "
                 "seen start stop start stop ");
    assert_spool_gone(f);
}

static void two_power_cuts_are_two_runs(void **state)
{
    struct record_fixture *f = *state;
    lose_power(f, with_time(0, 0));
    lose_power(f, with_time(0, 10));
    start_and_stop(f, with_time(0, 20));
    assert_kinds(f, WITH_MONDAY, with_time(0, 21),
                 "enrol start config form visit answer answer "
                 "seen start visit answer answer seen start stop ");
    assert_spool_gone(f);
}

/* The n-th row line's begin; past them all: the end. */
static size_t line_of(const char *spool, size_t length, int n)
{
    const char *at = spool;
    for (; n > 0 && at < spool + length; n--) {
        at = strchr(at, '\n') + 1;
    }
    return (size_t)(at - spool);
}

/* At every byte: what is there whole comes, the torn job does not, and is no
   loss: nobody was thanked for it. */
static void a_torn_spool_gives_what_is_whole(void **state)
{
    struct record_fixture *f = *state;
    size_t length;
    lose_power(f, with_time(0, 0));
    char *spool = read_spool(f, &length);
    /* A wording, the two rows of the first job, the one of the second. */
    size_t first = line_of(spool, length, 3) - 1;
    assert_int_equal(line_of(spool, length, 4), length);
    for (size_t end = 0; end < length - 1; end += end + 40 < first ? 20 : 1) {
        data_folder_remove(&f->folder);
        data_folder_make(&f->folder);
        write_spool(f, spool, end);
        start_and_stop(f, with_time(0, 1));
        assert_kinds(f, WITH_MONDAY, with_time(0, 2),
                     end >= first ? "enrol start config form visit answer "
                                    "seen start stop "
                                  : "enrol start config form stop ");
        assert_spool_gone(f);
    }
    free(spool);
}

/* Nothing that follows it makes sense: all of it is kept for whoever looks. */
static void a_damaged_spool_is_set_aside(void **state)
{
    struct record_fixture *f = *state;
    size_t length;
    lose_power(f, with_time(0, 0));
    char *spool = read_spool(f, &length);
    spool[line_of(spool, length, 1) + 8] ^= 1;
    data_folder_remove(&f->folder);
    data_folder_make(&f->folder);
    write_spool(f, spool, length);
    free(spool);
    start_and_stop(f, with_time(0, 1));
    assert_kinds(f, WITH_MONDAY, with_time(0, 2),
                 "enrol start config recovery form stop ");
    assert_false(files_exists(path(f, spool_file)));
    assert_true(files_exists(path(f, "quarantine/1/1970.log")));
}

/* What visitors saw stands, whatever is asked now. */
static void another_config_changes_nothing(void **state)
{
    struct record_fixture *f = *state;
    lose_power(f, with_time(0, 0));
    strcpy(f->config.forms[0].id, "khac");
    strcpy(f->config.forms[0].questions[0].id, "nhanh");
    start_and_stop(f, with_time(0, 60));
    record_fixture_open(f, with_time(0, 61));
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    assert_non_null(strstr(csv, "mim-cuoi"));
    assert_non_null(strstr(csv, "giup-do"));
    assert_non_null(strstr(csv, "," BONLUON_VERSION "\r\n"));
    free(csv);
    record_fixture_close(f);
    assert_spool_gone(f);
}

/* Rows that no visitor is the cause of are none of the spool's. */
static void a_made_up_spool_adds_nothing(void **state)
{
    struct record_fixture *f = *state;
    struct text text = {0};
    static const enum row_kind kinds[] = {ROW_SEAL,    ROW_CLOSE,  ROW_ENROL,
                                          ROW_CONFIRM, ROW_ANSWER, ROW_END};
    for (int i = 0; i < 6; i++) {
        const struct row row = {.seq = SPOOL_SEQ(i + 1, 0, 0),
                                .boot = 0,
                                .wall_ms = with_time(0, 0).wall_ms,
                                .kind = kinds[i],
                                .visit = i < 4 ? 0 : visit_a,
                                .note = "no wording"};
        journal_line_row(&text, &row);
    }
    write_spool(f, text.data, text.length);
    text_free(&text);
    start_and_stop(f, with_time(0, 1));
    assert_kinds(f, WITH_MONDAY, with_time(0, 2),
                 "enrol start config recovery form stop ");
    assert_true(files_exists(path(f, "quarantine/1/1970.log")));
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, with_writer_setup,                   \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(no_visitor_waits_for_the_record),
        TEST(an_end_while_it_opens_loses_nothing),
        TEST(a_record_that_does_not_open_leaves_the_spool),
        TEST(without_a_spool_they_are_kept_later),
        TEST(the_next_start_takes_what_a_power_cut_left),
        TEST(what_the_record_has_it_does_not_take_again),
        TEST(two_power_cuts_are_two_runs),
        TEST(a_torn_spool_gives_what_is_whole),
        TEST(a_damaged_spool_is_set_aside),
        TEST(another_config_changes_nothing),
        TEST(a_made_up_spool_adds_nothing),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "building it again takes a minute");
}
