/*
 * A terminal that was off for a year has a year of days to close and to seal.
 * A visitor who comes meanwhile waits for one of them, and not for all: each
 * day's file, when it gets its name, has this program hand over a visit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "record/with_record.h"
#include "store/store.h"
#include "with_bell.h"
#include "writer/writer.h"

enum { DAYS = 399, VISITS = 30, EVERY = 13 };

/* The writer of the test, for the function below, which runs on its thread. */
static struct {
    struct writer *writer;
    sem_t known; /* the writer is */
    struct moment now;
    int files; /* daily files that got their name */
    int visits;
} backlog;

static void come(void)
{
    sem_wait(&backlog.known);
    sem_post(&backlog.known);
    int64_t visit = 100000000000001 + backlog.visits;
    const struct record_job job = {
        .at = backlog.now,
        .rows = {with_visit_row(visit), with_end_row(visit, 0)},
        .count = 2};
    backlog.visits++;
    assert_true(writer_keep(backlog.writer, &job));
}

int rename(const char *from, const char *to)
{
    size_t length = strlen(to);
    if (length > 4 && strcmp(to + length - 4, ".csv") == 0 &&
        ++backlog.files % EVERY == 0 && backlog.visits < VISITS) {
        come();
    }
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* No test waits for a disk. */
int fsync(int fd)
{
    (void)fd;
    return 0;
}

int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

/* What came so far, in the order of the rows. */
struct waits {
    int closed, visits;
};

static bool look(void *context, const struct row *row)
{
    struct waits *waits = context;
    waits->closed += row->kind == ROW_CLOSE;
    if (row->kind == ROW_VISIT) {
        waits->visits++;
        assert_int_equal(waits->closed, waits->visits * EVERY);
    }
    return true;
}

static void a_visitor_waits_for_one_day_and_not_for_a_year(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct waits waits = {.closed = 0};
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_close(f);
    backlog.now = with_moment(WITH_MONDAY + DAYS, 8, 0);
    backlog.now.synchronised = true; /* else a year is too long a rest */
    assert_int_equal(sem_init(&backlog.known, 0, 0), 0);
    const struct writer_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = backlog.now,
                                         .wake = bell_ring,
                                         .context = &bell};
    backlog.writer = writer_start(&params);
    assert_non_null(backlog.writer);
    sem_post(&backlog.known);
    for (int kept = 0; kept < VISITS;) {
        enum writer_result result = writer_fetch(backlog.writer);
        assert_int_not_equal(result, WRITER_FAILED);
        kept += result == WRITER_KEPT;
        if (result == WRITER_NOTHING) {
            bell_wait(&bell);
        }
    }
    assert_int_equal(writer_stop(backlog.writer, backlog.now), WRITER_ENDED);
    record_fixture_open(f, backlog.now);
    const struct record_scan scan = {WITH_MONDAY + DAYS, look, &waits};
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    assert_int_equal(waits.visits, VISITS);
    sem_destroy(&backlog.known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_visitor_waits_for_one_day_and_not_for_a_year,
            record_fixture_setup, record_fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
