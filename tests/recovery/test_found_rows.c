/* What was found of a record, in files that change or go away meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "recovery/found_rows.h"
#include "with_rebuild.h"

struct look {
    struct found_rows *found;
    const char *folder;
};

static bool take(void *context, const struct journal_line *line)
{
    struct look *look = context;
    return found_rows_line(look->found, look->folder, line);
}

static struct found_rows *of_the_journal(struct rebuild_fixture *f)
{
    struct look look = {found_rows_new(f->count), rebuild_path(f, "log")};
    struct journal_scan scan = {.folder = look.folder,
                                .from_day = INT32_MIN,
                                .take = take,
                                .context = &look};
    assert_non_null(look.found);
    assert_true(journal_read(&scan));
    assert_int_equal(found_rows_last(look.found), f->count);
    return look.found;
}

/* By turns to less than its first line, and to nothing at all. */
static void a_file_that_was_cut_has_nothing_there(void **state)
{
    struct rebuild_fixture *f = *state;
    static const off_t lengths[] = {100, 1, 0};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct found_rows *found = of_the_journal(f);
        struct row row;
        rebuild_copy(f, "log/2026.log", "kept.log");
        assert_int_equal(truncate(rebuild_path(f, "log/2026.log"), lengths[i]),
                         0);
        for (int64_t seq = 1; seq <= f->count; seq++) {
            assert_false(found_rows_get(found, seq, 0, &row) && seq > 1);
        }
        found_rows_free(found);
        rebuild_copy(f, "kept.log", "log/2026.log");
    }
}

static void overwrite_page(struct rebuild_fixture *f, off_t page)
{
    static const char zeros[PAGE];
    int fd = open(rebuild_path(f, "damaged.db"), O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, zeros, PAGE, page * PAGE), PAGE);
    close(fd);
}

/* How many rows SQLite gives of damaged.db, each as it was written; `*hole`:
   some are missing before others. */
static int64_t given(struct rebuild_fixture *f, const struct row *rows,
                     bool *hole)
{
    struct store *store;
    struct row row;
    int64_t count = 0;
    int64_t last = 0;
    struct found_rows *found = found_rows_new(f->count);
    *hole = false;
    if (store_open_evidence(&store, rebuild_path(f, "damaged.db")) ==
        STORE_OK) {
        assert_true(found_rows_store(found, store));
    } else {
        store_close(store);
    }
    for (int64_t seq = 1; seq <= f->count; seq++) {
        if (found_rows_get(found, seq, 0, &row)) {
            assert_true(row_same(&row, &rows[seq]));
            assert_false(found_rows_checked(found, seq, 0));
            *hole = *hole || seq > last + 1;
            last = seq;
            count++;
        }
    }
    found_rows_free(found);
    return count;
}

/* What comes behind a page that is damaged is found like what comes before. */
static void a_damaged_page_costs_no_others(void **state)
{
    struct rebuild_fixture *f = *state;
    int64_t count;
    bool hole;
    int holes = 0;
    struct row *rows = with_rows_all(rebuild_path(f, "damaged.db"), &count);
    off_t pages = files_size(rebuild_path(f, "damaged.db")) / PAGE;
    assert_int_equal(given(f, rows, &hole), f->count);
    assert_false(hole);
    rebuild_copy(f, "damaged.db", "whole.db");
    for (off_t page = 0; page < pages; page++) {
        rebuild_copy(f, "whole.db", "damaged.db");
        overwrite_page(f, page);
        int64_t there = given(f, rows, &hole);
        holes += hole;
        assert_true(!hole || there > f->count / 4);
    }
    assert_int_not_equal(holes, 0);
    free(rows);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, rebuild_setup, rebuild_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_was_cut_has_nothing_there),
        TEST(a_damaged_page_costs_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
