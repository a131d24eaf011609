/* The courier's thread: nobody waits for it, it can be asked at any time, and
   it ends when it is told to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <semaphore.h>
#include <string.h>

#include "carry/courier.h"
#include "with_carry.h"
#include "writer/with_bell.h"

struct desk {
    struct carry_fixture f;
    struct bell bell;
    struct courier *courier;
    char targets[1][FILES_PATH_SIZE];
    /* A stick that does not go on before the test lets it. */
    sem_t reached, go;
    enum carry_step held;
};

static int set_up(void **state)
{
    static struct desk desk;
    carry_fixture_make(&desk.f);
    desk.bell = (struct bell)BELL_NEW;
    memcpy(desk.targets[0], desk.f.stick, sizeof desk.targets[0]);
    assert_int_equal(sem_init(&desk.reached, 0, 0), 0);
    assert_int_equal(sem_init(&desk.go, 0, 0), 0);
    const struct courier_params params = {
        .targets = {(const char(*)[FILES_PATH_SIZE])desk.targets, 1},
        .wake = bell_ring,
        .context = &desk.bell};
    desk.courier = courier_start(&params);
    assert_non_null(desk.courier);
    *state = &desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(courier_stop(desk->courier), COURIER_ENDED);
    sem_destroy(&desk->reached);
    sem_destroy(&desk->go);
    carry_fixture_remove(&desk->f);
    return 0;
}

static int hold(void *context, enum carry_step step)
{
    struct desk *desk = context;
    if (step == desk->held) {
        sem_post(&desk->reached);
        while (sem_wait(&desk->go) != 0 && errno == EINTR) {
        }
    }
    return 0;
}

/* Another courier, with the stick that can be held. */
static void restart_held(struct desk *desk, enum carry_step held)
{
    assert_int_equal(courier_stop(desk->courier), COURIER_ENDED);
    desk->held = held;
    const struct courier_params params = {.wake = bell_ring,
                                          .context = &desk->bell,
                                          .fault = hold,
                                          .fault_context = desk};
    desk->courier = courier_start(&params);
    assert_non_null(desk->courier);
}

static void fetch(struct desk *desk)
{
    while (!courier_fetch(desk->courier, desk->f.job.number, &desk->f.report,
                          desk->f.files)) {
        bell_wait(&desk->bell);
    }
}

static void a_job_is_carried(void **state)
{
    struct desk *desk = *state;
    struct courier_progress progress;
    courier_progress(desk->courier, &progress);
    assert_false(progress.busy);
    assert_true(courier_carry(desk->courier, &desk->f.job));
    fetch(desk);
    assert_int_equal(desk->f.report.result, CARRY_DONE);
    assert_int_equal(desk->f.files[1].fate, CARRY_CARRIED);
    assert_int_equal(strlen(desk->f.files[1].sha256), 64);
    assert_int_equal(carry_fixture_check(&desk->f), CARRY_FILES);
    assert_false(courier_fetch(desk->courier, desk->f.job.number,
                               &desk->f.report, NULL));
    courier_progress(desk->courier, &progress);
    assert_false(progress.busy);
    assert_int_equal(progress.files, CARRY_FILES);
    assert_int_equal(progress.files_total, CARRY_FILES);
    assert_true(progress.bytes == progress.bytes_total);
}

/* One after the other; the second finds what the first has brought. */
static void one_job_at_a_time(void **state)
{
    struct desk *desk = *state;
    restart_held(desk, CARRY_STEP_OPEN_FOLDER);
    assert_true(courier_carry(desk->courier, &desk->f.job));
    sem_wait(&desk->reached);
    assert_false(courier_carry(desk->courier, &desk->f.job));
    sem_post(&desk->go);
    fetch(desk);
    assert_int_equal(desk->f.report.carried, CARRY_FILES);
    memset(desk->f.files[0].sha256, 0, DIGEST_HEX_SIZE);
    assert_true(courier_carry(desk->courier, &desk->f.job));
    sem_wait(&desk->reached);
    sem_post(&desk->go);
    fetch(desk);
    assert_int_equal(desk->f.report.there, CARRY_FILES);
}

static void progress_can_be_asked_for_meanwhile(void **state)
{
    struct desk *desk = *state;
    struct courier_progress progress;
    restart_held(desk, CARRY_STEP_SYNC);
    assert_true(courier_carry(desk->courier, &desk->f.job));
    static const int64_t bytes[] = {100, 100 + 3 * CARRY_BLOCK + 17,
                                    100 + 3 * CARRY_BLOCK + 17};
    for (int i = 0; i < CARRY_FILES; i++) {
        sem_wait(&desk->reached);
        courier_progress(desk->courier, &progress);
        assert_true(progress.busy);
        assert_int_equal(progress.files, i);
        assert_int_equal(progress.bytes, bytes[i]);
        assert_int_equal(progress.bytes_total, bytes[2]);
        sem_post(&desk->go);
    }
    fetch(desk);
}

static void a_job_is_cancelled(void **state)
{
    struct desk *desk = *state;
    restart_held(desk, CARRY_STEP_CREATE);
    assert_true(courier_carry(desk->courier, &desk->f.job));
    sem_wait(&desk->reached);
    sem_post(&desk->go);
    sem_wait(&desk->reached); /* at the second file */
    courier_cancel(desk->courier);
    sem_post(&desk->go);
    fetch(desk);
    assert_int_equal(desk->f.report.result, CARRY_CANCELLED);
    assert_int_equal(carry_fixture_check(&desk->f), 1);
    assert_false(carry_fixture_has(desk->f.stick, ".tmp"));
}

/* The program ends in the middle: soon, and nothing half is left. */
static void the_end_cancels(void **state)
{
    struct desk *desk = *state;
    restart_held(desk, CARRY_STEP_CREATE);
    assert_true(courier_carry(desk->courier, &desk->f.job));
    sem_wait(&desk->reached);
    courier_cancel(desk->courier);
    sem_post(&desk->go);
    assert_int_equal(courier_stop(desk->courier), COURIER_ENDED);
    desk->courier = NULL;
    desk->f.report = (struct carry_report){.left = CARRY_FILES};
    assert_int_equal(carry_fixture_check(&desk->f), 0);
    assert_false(carry_fixture_has(desk->f.stick, ".tmp"));
}

/* It is left as it is: the process would end now, by _exit. */
static void a_stick_that_hangs_does_not_hang_the_end(void **state)
{
    (void)state;
    static struct desk desk;
    carry_fixture_make(&desk.f);
    desk.held = CARRY_STEP_OPEN_FOLDER;
    assert_int_equal(sem_init(&desk.reached, 0, 0), 0);
    assert_int_equal(sem_init(&desk.go, 0, 0), 0);
    const struct courier_params params = {
        .patience_ms = 1, .fault = hold, .fault_context = &desk};
    desk.courier = courier_start(&params);
    assert_non_null(desk.courier);
    assert_true(courier_carry(desk.courier, &desk.f.job));
    sem_wait(&desk.reached);
    assert_int_equal(courier_stop(desk.courier), COURIER_HUNG);
    carry_fixture_remove(&desk.f);
}

static void sticks_are_looked_for(void **state)
{
    struct desk *desk = *state;
    struct sticks sticks;
    assert_false(courier_sticks(desk->courier, &sticks));
    courier_look(desk->courier);
    while (!courier_sticks(desk->courier, &sticks)) {
        bell_wait(&desk->bell);
    }
    bool found = false;
    for (int i = 0; i < sticks.count; i++) {
        found = found || strcmp(sticks.list[i].path, desk->f.stick) == 0;
    }
    assert_true(found);
    assert_false(courier_sticks(desk->courier, &sticks));
}

static void a_job_of_nothing_is_done(void **state)
{
    struct desk *desk = *state;
    desk->f.job.count = 0;
    desk->f.job.files = NULL;
    assert_true(courier_carry(desk->courier, &desk->f.job));
    fetch(desk);
    assert_int_equal(desk->f.report.result, CARRY_DONE);
    assert_int_equal(desk->f.report.carried, 0);
}

#define WITH_DESK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DESK(a_job_is_carried),
        WITH_DESK(one_job_at_a_time),
        WITH_DESK(progress_can_be_asked_for_meanwhile),
        WITH_DESK(a_job_is_cancelled),
        WITH_DESK(the_end_cancels),
        WITH_DESK(sticks_are_looked_for),
        WITH_DESK(a_job_of_nothing_is_done),
        cmocka_unit_test(a_stick_that_hangs_does_not_hang_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
