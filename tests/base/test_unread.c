/* What a disk does not give is given up only after some starts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/unread.h"
#include "with_data_folder.h"

static int setup(void **state)
{
    static struct data_folder folder;
    data_folder_make(&folder);
    *state = &folder;
    return 0;
}

static int teardown(void **state)
{
    data_folder_remove(*state);
    return 0;
}

static void it_is_given_up_in_the_end(void **state)
{
    const char *path = data_folder_path(*state, "file");
    for (int start = 1; start < UNREAD_STARTS; start++) {
        assert_false(unread_gives_up(path));
    }
    assert_true(unread_gives_up(path));
    assert_true(unread_gives_up(path));
}

static void one_that_is_read_is_forgiven(void **state)
{
    const char *path = data_folder_path(*state, "file");
    for (int round = 0; round < 3; round++) {
        for (int start = 1; start < UNREAD_STARTS; start++) {
            assert_false(unread_gives_up(path));
        }
        unread_forget(path);
    }
}

static void where_it_cannot_be_counted_it_is_not_given_up(void **state)
{
    (void)state;
    for (int start = 0; start <= UNREAD_STARTS; start++) {
        assert_false(unread_gives_up("/proc/nowhere/file"));
    }
}

static void what_is_gone_or_can_be_read_is_not_unread(void **state)
{
    assert_false(unread_is(data_folder_path(*state, "none")));
    assert_false(unread_is("/dev/null"));
    assert_false(unread_is((*(struct data_folder **)state)->path));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(it_is_given_up_in_the_end),
        TEST(one_that_is_read_is_forgiven),
        TEST(where_it_cannot_be_counted_it_is_not_given_up),
        TEST(what_is_gone_or_can_be_read_is_not_unread),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
