/* Answers that waited in the spool, and a disk that fails at each sync while
   the next starts take them: each answer is there once, in its visit, and
   nothing is found amiss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/with_faulty_vfs.h"
#include "with_verdict.h"
#include "writer/with_writer.h"
#include "tried.h"

enum { VISITS = 3 };
static const int64_t visit_a = 100000000000001;

/* Visits of three jobs, the last of which has no end, while the record does not
   open; then the power fails. */
static void spool(struct record_fixture *f, struct moment at, int64_t visit)
{
    struct bell bell = BELL_NEW;
    faulty_vfs_hold_syncs();
    struct writer *writer = with_writer_start_spooling(f, &bell, at, 1);
    for (int i = 0; i < VISITS; i++) {
        with_writer_give(writer, with_visit_row(visit + i), at);
        with_writer_give(writer, with_answer_row(visit + i, "mim-cuoi", 5), at);
        if (i < VISITS - 1) {
            with_writer_give(writer, with_end_row(visit + i, 1), at);
        }
    }
    for (int i = 0; i < 3 * VISITS - 1; i++) {
        assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    }
    kill(getpid(), SIGKILL);
}

static void lose_power(struct record_fixture *f, struct moment at,
                       int64_t visit)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        spool(f, at, visit);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

/* A start whose disk fails at the n-th sync. False: it had not so many. */
static bool fail_at(struct record_fixture *f, struct moment at, int n)
{
    struct bell bell = BELL_NEW;
    faulty_vfs_fail_sync(n, SQLITE_IOERR_FSYNC);
    struct writer *writer = with_writer_start_spooling(f, &bell, at, 1);
    enum writer_result result = with_writer_result(writer, &bell);
    if (result == WRITER_READY) {
        faulty_vfs_pass();
    }
    writer_stop(writer, at);
    faulty_vfs_pass();
    return result == WRITER_FAILED;
}

struct counts {
    int visits, answers, ends;
};

static bool count(void *context, const struct row *row)
{
    struct counts *counts = context;
    counts->visits += row->kind == ROW_VISIT;
    counts->answers += row->kind == ROW_ANSWER;
    counts->ends += row->kind == ROW_END;
    return true;
}

/* One finding is allowed: that the chain begins anew, where it does. */
static void assert_sound(struct record_fixture *f, bool anew)
{
    const struct asking asking = {.paths = {f->folder.path}};
    struct account account;
    char *said = with_verdict(&asking, &account);
    bool told = strstr(said, "the chain begins anew") != NULL;
    if (told != anew || account.wrong != anew) {
        fail_msg("%s", said);
    }
    free(said);
}

static void assert_once(struct record_fixture *f, struct moment at, int runs)
{
    struct counts counts = {0, 0, 0};
    const struct record_scan scan = {WITH_MONDAY, count, &counts};
    assert_int_equal(record_fixture_command(f, at), STORE_OK);
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    record_fixture_close(f);
    assert_int_equal(counts.visits, runs * VISITS);
    assert_int_equal(counts.answers, runs * VISITS);
    assert_int_equal(counts.ends, runs * (VISITS - 1));
    assert_false(files_exists(record_fixture_path(f, "spool")));
}

static void a_disk_that_fails_at_any_sync_doubles_nothing(void **state)
{
    struct record_fixture *f = *state;
    bool more = true;
    int n = 1;
    for (; more; n++) {
        data_folder_remove(&f->folder);
        data_folder_make(&f->folder);
        lose_power(f, with_time(0, 0), visit_a);
        more = fail_at(f, with_time(0, 5), n);
        if (n % 3 == 0) {
            lose_power(f, with_time(0, 10), visit_a + 10);
        }
        fail_at(f, with_time(0, 15), n);
        bool anew = n % 4 == 0;
        if (anew) {
            unlink(record_fixture_path(f, "chain-key"));
        }
        struct bell bell = BELL_NEW;
        struct writer *writer =
            with_writer_start_spooling(f, &bell, with_time(0, 20), 1);
        assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
        assert_int_equal(writer_stop(writer, with_time(0, 20)), WRITER_ENDED);
        assert_once(f, with_time(0, 21), n % 3 == 0 ? 2 : 1);
        assert_sound(f, anew);
    }
    assert_true(n > 8); /* it has failed at each of the jobs */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_disk_that_fails_at_any_sync_doubles_nothing, with_writer_setup,
            record_fixture_teardown),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "building it again takes a minute");
}
