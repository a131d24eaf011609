/* What was found of a record, in files that change or go away meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <unistd.h>

#include "recovery/found_rows.h"
#include "with_rebuild.h"

struct look {
    struct finds *finds;
    const char *folder;
};

static bool take(void *context, const struct journal_line *line)
{
    struct look *look = context;
    return finds_line(look->finds, look->folder, line);
}

static struct finds *of_the_log(struct rebuild_fixture *f)
{
    struct look look = {finds_new(f->count), rebuild_path(f, "log")};
    struct journal_scan scan = {look.folder, INT32_MIN, take, &look, 0};
    assert_non_null(look.finds);
    assert_true(journal_read(&scan));
    assert_int_equal(finds_last(look.finds), f->count);
    return look.finds;
}

/* By turns to less than its first line, and to nothing at all. */
static void a_file_that_was_cut_has_nothing_there(void **state)
{
    struct rebuild_fixture *f = *state;
    static const off_t lengths[] = {100, 1, 0};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct finds *finds = of_the_log(f);
        struct row row;
        bool checked;
        rebuild_copy(f, "log/2026.log", "kept.log");
        assert_int_equal(truncate(rebuild_path(f, "log/2026.log"), lengths[i]),
                         0);
        for (int64_t seq = 1; seq <= f->count; seq++) {
            assert_false(finds_row(finds, seq, 0, &row, &checked) && seq > 1);
        }
        finds_free(finds);
        rebuild_copy(f, "kept.log", "log/2026.log");
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, rebuild_setup, rebuild_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_was_cut_has_nothing_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
