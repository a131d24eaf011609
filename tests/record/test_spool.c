/* The spool by itself; what becomes of it: writer/test_open.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "record/spool.h"
#include "writer/with_writer.h"
#include "tried.h"

static void a_full_spool_takes_no_more(void **state)
{
    struct record_fixture *f = *state;
    struct spool spool;
    const struct record_job job = {.at = with_time(0, 0),
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
    int64_t run, number;
    struct record_job last;
};

static bool take_wording(void *context, const struct store_wording *wording)
{
    struct given *given = context;
    given->wordings += wording->text[0] != '\0';
    return true;
}

static bool take(void *context, int64_t run, int64_t number,
                 const struct record_job *job)
{
    struct given *given = context;
    given->jobs++;
    given->run = run;
    given->number = number;
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
    const struct record_job job = {
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
    assert_int_equal(given.number, 2);
    assert_int_equal(given.last.count, 2);
    assert_int_equal(given.last.at.wall_ms, job.at.wall_ms);
    assert_int_equal(given.last.at.boot_ms, job.at.boot_ms);
    assert_int_equal(given.last.rows[0].value, 2);
    assert_memory_equal(given.last.rows[0].note + 3, spool.hashes.of[0], 16);
    assert_int_equal(given.last.rows[1].kind, ROW_END);
    read.but_run = spool.run;
    assert_true(spool_read(&read));
    assert_int_equal(given.jobs, 2);
    spool_close(&spool);
    assert_true(spool_waits(f->folder.path));
    assert_true(spool_clear(f->folder.path));
    assert_false(spool_waits(f->folder.path));
    assert_false(files_exists(record_fixture_path(f, "spool")));
}

static const int64_t visit_a = 100000000000001;
static const int64_t visit_b = 100000000000002;

/* Two visits, of three jobs and of one. */
static void leave_visits(struct record_fixture *f)
{
    struct spool spool;
    const struct record_job jobs[] = {
        {.rows = {with_visit_row(visit_a),
                  with_answer_row(visit_a, "mim-cuoi", 5)},
         .count = 2},
        {.rows = {with_answer_row(visit_a, "nhe-nhang", 3)}, .count = 1},
        {.rows = {with_end_row(visit_a, 1)}, .count = 1},
        {.rows = {with_visit_row(visit_b),
                  with_answer_row(visit_b, "mim-cuoi", 1),
                  with_end_row(visit_b, 0)},
         .count = 3}};
    spool_begin(&spool, &f->config, f->folder.path);
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        struct record_job job = jobs[i];
        job.at = with_time(0, (int)i);
        assert_true(spool_put(&spool, &job));
    }
    spool_close(&spool);
}

/* Changes the n-th line, from 0. */
static void damage_line(struct record_fixture *f, int n)
{
    struct text text = {0};
    const char *path = record_fixture_path(f, "spool/1970.log");
    assert_true(files_read(path, 1 << 20, &text));
    char *at = text.data;
    for (; n > 0; n--) {
        at = strchr(at, '\n') + 1;
    }
    at[8] ^= 1;
    path = record_fixture_path(f, "spool/1970.log");
    assert_true(files_replace(path, text.data, text.length, FILES_UNSYNCED));
    text_free(&text);
}

static char *start_and_look(struct record_fixture *f)
{
    struct bell bell = BELL_NEW;
    struct writer *writer = with_writer_start(f, &bell, with_time(0, 10));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    assert_int_equal(writer_stop(writer, with_time(0, 10)), WRITER_ENDED);
    assert_false(spool_waits(f->folder.path));
    assert_int_equal(record_fixture_command(f, with_time(0, 11)), STORE_OK);
    char *rows = record_fixture_rows(f, WITH_MONDAY);
    record_fixture_close(f);
    return rows;
}

static int count_of(const char *rows, const char *what)
{
    int count = 0;
    for (const char *at = strstr(rows, what); at != NULL;
         at = strstr(at + 1, what)) {
        count++;
    }
    return count;
}

static void assert_rows(struct record_fixture *f, int answers, int ends,
                        bool aside)
{
    char *rows = start_and_look(f);
    assert_int_equal(count_of(rows, "\nanswer "), answers);
    assert_int_equal(count_of(rows, "\nend "), ends);
    free(rows);
    assert_int_equal(
        files_exists(record_fixture_path(f, "quarantine/1/1970.log")), aside);
}

static void visits_that_are_whole_are_taken(void **state)
{
    leave_visits(*state);
    assert_rows(*state, 3, 2, false);
}

/* What comes after it would be of a visit with a hole; the next one is whole.
 */
static void a_damaged_job_ends_its_visit(void **state)
{
    leave_visits(*state);
    damage_line(*state, 3);
    assert_rows(*state, 2, 1, true);
}

static void a_damaged_end_is_missed(void **state)
{
    leave_visits(*state);
    damage_line(*state, 4);
    assert_rows(*state, 3, 1, true);
}

static void without_its_first_job_a_visit_is_left_out(void **state)
{
    leave_visits(*state);
    damage_line(*state, 1);
    assert_rows(*state, 1, 1, true);
}

static void a_damaged_wording_is_that_of_the_config(void **state)
{
    leave_visits(*state);
    damage_line(*state, 0);
    assert_rows(*state, 3, 2, false);
}

/* Under another config nobody knows what was asked. */
static void without_a_wording_nothing_is_taken(void **state)
{
    struct record_fixture *f = *state;
    leave_visits(f);
    damage_line(f, 0);
    f->config.forms[0].version++;
    assert_rows(f, 0, 0, true);
}

/* A day must not be sealed without what its visitors answered. */
static void no_command_closes_a_day_before(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_time(0, 0));
    record_fixture_visit(f, visit_b + 1, 4, with_time(0, 1));
    record_fixture_close(f);
    leave_visits(f);
    assert_int_equal(record_fixture_command(f, with_time(1, 0)), STORE_OK);
    assert_int_equal(with_close(f->record, WITH_MONDAY, with_time(1, 0)),
                     STORE_FAILED);
    assert_non_null(
        strstr(record_error(f->record), "start the terminal first"));
    record_fixture_close(f);
}

/* A visit that waits, put there by the terminal, or by somebody who has no
   key. */
static void put_visit(struct record_fixture *f, int64_t visit, bool keyed)
{
    struct spool spool;
    const struct record_job job = {
        .at = with_time(1, 20),
        .rows = {with_visit_row(visit), with_answer_row(visit, "giup-do", 5),
                 with_end_row(visit, 1)},
        .count = 3};
    record_fixture_close(f);
    spool_begin(&spool, &f->config, f->folder.path);
    assert_true(spool.keyed);
    spool.keyed = keyed;
    assert_true(spool_put(&spool, &job));
    spool_close(&spool);
}

static int answers_of(struct record_fixture *f)
{
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    int count = 0;
    for (const char *at = rows; (at = strstr(at, "answer giup-do 5")) != NULL;
         at++) {
        count++;
    }
    free(rows);
    return count;
}

static void who_has_no_key_adds_no_visit(void **state)
{
    struct record_fixture *f = *state;
    put_visit(f, 100000000000001, true);
    record_fixture_open(f, with_time(1, 30));
    assert_int_equal(answers_of(f), 1);
    assert_false(record_late_left(f->record));
    assert_true(spool_clear(f->folder.path));
    put_visit(f, 100000000000002, false);
    record_fixture_open(f, with_time(1, 40));
    assert_int_equal(answers_of(f), 1);
    assert_true(record_late_left(f->record));
    spool_set_aside(f->folder.path);
    tried("puts visits into spool/ while the");
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_full_spool_takes_no_more),
        TEST(jobs_come_out_as_they_went_in),
        TEST(visits_that_are_whole_are_taken),
        TEST(a_damaged_job_ends_its_visit),
        TEST(a_damaged_end_is_missed),
        TEST(without_its_first_job_a_visit_is_left_out),
        TEST(a_damaged_wording_is_that_of_the_config),
        TEST(without_a_wording_nothing_is_taken),
        TEST(no_command_closes_a_day_before),
        cmocka_unit_test_setup_teardown(who_has_no_key_adds_no_visit,
                                        record_fixture_two_days,
                                        record_fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
