/* Rebuilding with other keys than the record's, and on a disk that refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "with_rebuild.h"

static void without_keys_all_is_kept(void **state)
{
    struct rebuild_fixture *f = *state;
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG | OF_DAMAGED | NO_KEYS);
    assert_rebuilt(&rebuilt, f->count, 0, f->count, 0);
    assert_same_rows(f);
}

/* The key of the chain is lost: its last rows are taken as they are. */
static void with_another_key_all_is_kept(void **state)
{
    struct rebuild_fixture *f = *state;
    chain_key_draw(&f->keys.chain, false);
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG | OF_DAMAGED);
    assert_rebuilt(&rebuilt, f->count, 0, f->count - f->tail + 1, 0);
    assert_same_rows(f);
}

/* A key that was put back to an earlier day proves what came since. */
static void an_older_key_moves_forward(void **state)
{
    struct rebuild_fixture *f = *state;
    assert_int_equal(unlink(rebuild_path(f, "chain-key")), 0);
    assert_int_equal(unlink(rebuild_path(f, "sign-key")), 0);
    assert_int_equal(unlink(rebuild_path(f, "damaged.db")), 0);
    assert_int_equal(unlink(rebuild_path(f, "log/2026.log")), 0);
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(&f->record, at);
    assert_int_equal(chain_key_load(&f->keys.chain, f->record.folder.path),
                     SECRET_READ);
    assert_int_equal(sign_key_load(&f->keys.sign, f->record.folder.path),
                     SECRET_READ);
    for (int day = WITH_MONDAY; day < WITH_MONDAY + 3; day++) {
        assert_int_equal(
            with_close(f->record.record, day, with_moment(day, 18, 0)),
            STORE_OK);
    }
    record_fixture_visit(&f->record, 123456789012345, 2,
                         with_moment(WITH_MONDAY + 3, 9, 0));
    record_fixture_close(&f->record);
    struct row last = with_rows_one(rebuild_path(f, "bonluon.db"), 0);
    assert_int_equal(unlink(rebuild_path(f, "bonluon.db")), 0);
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG);
    assert_rebuilt(&rebuilt, last.seq, 0, 0, 0);
}

static void a_full_disk_leaves_nothing_half_made(void **state)
{
    struct rebuild_fixture *f = *state;
    struct rebuilt rebuilt;
    struct rlimit limit;
    char names[3][FILES_PATH_SIZE];
    strcpy(names[0], rebuild_path(f, "bonluon.db"));
    strcpy(names[1], rebuild_path(f, "damaged.db"));
    strcpy(names[2], rebuild_path(f, "log"));
    const struct rebuild_params params = {.database = names[0],
                                          .damaged = names[1],
                                          .backup = names[1],
                                          .journal = names[2],
                                          .keys = &f->keys};
    /* What a power cut left of an earlier attempt is in nobody's way. */
    rebuild_copy(f, "log/2026.log", "bonluon.db.new");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 20000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    enum store_result result = rebuild_database(&params, &rebuilt);
    limit.rlim_cur = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_not_equal(result, STORE_OK);
    assert_string_not_equal(rebuilt.error, "");
    assert_false(files_exists(names[0]));
    assert_false(files_exists(rebuild_path(f, "bonluon.db.new")));
    assert_whole(f, OF_LOG);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, rebuild_setup, rebuild_teardown)
        TEST(without_keys_all_is_kept),
        TEST(with_another_key_all_is_kept),
        TEST(an_older_key_moves_forward),
        TEST(a_full_disk_leaves_nothing_half_made),
#undef TEST
    };
    signal(SIGXFSZ, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
