/* The spool by itself; what becomes of it: test_writer_open.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "data/spool.h"
#include "with_record.h"

static void a_full_spool_takes_no_more(void **state)
{
    struct record_fixture *f = *state;
    struct spool spool;
    const struct writer_job job = {.at = with_time(0, 0),
                                   .rows = {with_visit_row(100000000000001)},
                                   .count = 1};
    spool_begin(&spool, &f->config, f->folder.path);
    assert_true(spool_put(&spool, &job));
    spool.count = SPOOL_JOBS_MAX;
    assert_false(spool_put(&spool, &job));
    assert_true(spool.refused);
    spool_close(&spool);
}

struct given {
    int jobs, wordings;
    int64_t run;
    struct writer_job last;
};

static bool take_wording(void *context, const struct store_wording *wording)
{
    struct given *given = context;
    given->wordings += wording->text[0] != '\0';
    return true;
}

static bool take(void *context, int64_t run, const struct writer_job *job)
{
    struct given *given = context;
    given->jobs++;
    given->run = run;
    given->last = *job;
    return true;
}

/* What was put in comes out, with the wording that it was answered to; but not
   to the run that put it in, which has it in memory. */
static void jobs_come_out_as_they_went_in(void **state)
{
    struct record_fixture *f = *state;
    struct spool spool;
    struct given given = {.jobs = 0};
    struct spool_read read = {.data_dir = f->folder.path,
                              .take_wording = take_wording,
                              .take = take,
                              .context = &given};
    const struct writer_job job = {
        .at = with_time(0, 3),
        .rows = {with_answer_row(100000000000001, "giup-do", 2),
                 with_end_row(100000000000001, 1)},
        .count = 2};
    spool_begin(&spool, &f->config, f->folder.path);
    assert_true(spool_put(&spool, &job));
    assert_true(spool_put(&spool, &job));
    assert_memory_equal(&spool.jobs[1], &job, sizeof job);
    assert_true(spool_read(&read));
    assert_int_equal(given.jobs, 2);
    assert_int_equal(given.wordings, 1);
    assert_int_equal(given.run, spool.run);
    assert_int_equal(given.last.count, 2);
    assert_int_equal(given.last.at.wall_ms, job.at.wall_ms);
    assert_int_equal(given.last.at.boot_ms, job.at.boot_ms);
    assert_int_equal(given.last.rows[0].value, 2);
    assert_memory_equal(given.last.rows[0].note + 3, spool.hashes[0], 16);
    assert_int_equal(given.last.rows[1].kind, ROW_END);
    assert_int_equal(read.lost, 0);
    read.but_run = spool.run;
    assert_true(spool_read(&read));
    assert_int_equal(given.jobs, 2);
    spool_close(&spool);
    spool_clear(f->folder.path);
    assert_false(files_exists(record_fixture_path(f, "spool")));
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_full_spool_takes_no_more),
        TEST(jobs_come_out_as_they_went_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
