#include "with_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

int store_folder_setup(void **state)
{
    struct data_folder *folder = calloc(1, sizeof *folder);
    data_folder_make(folder);
    *state = folder;
    return 0;
}

int store_folder_teardown(void **state)
{
    data_folder_remove(*state);
    free(*state);
    return 0;
}

const char *store_path(void **state)
{
    return data_folder_path(*state, "bonluon.db");
}

struct store *store_ready(void **state)
{
    struct store *store;
    enum store_result result = store_open(&store, store_path(state), true);
    assert_string_equal(store_error(store), "");
    assert_int_equal(result, STORE_OK);
    return store;
}

struct row store_row(int64_t seq, int32_t day)
{
    return (struct row){.seq = seq,
                        .boot = 1,
                        .boottime_ms = 2,
                        .wall_ms = 3,
                        .day = day,
                        .kind = ROW_ANSWER,
                        .visit = 123456789012345,
                        .item = "mim-cuoi",
                        .value = 5,
                        .elapsed_ms = 1200,
                        .flags = 3,
                        .note = "vi 0123456789abcdef"};
}

struct row store_tagged_row(int64_t seq, int32_t day)
{
    struct row row = store_row(seq, day);
    row.tagged = true;
    for (int i = 0; i < TAG_SIZE; i++) {
        row.tag[i] = (unsigned char)(seq + i);
    }
    return row;
}

void store_add_row(struct store *store, struct row row)
{
    const struct store_batch batch = {.rows = &row, .row_count = 1};
    assert_int_equal(store_append(store, &batch), STORE_OK);
}

void store_by_hand(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

void store_make_old(const char *path, const char *const *sql, size_t count)
{
    store_by_hand(path, "PRAGMA application_id=877417807;"
                        "PRAGMA user_version=1; PRAGMA journal_mode=WAL");
    for (size_t i = 0; i < count; i++) {
        store_by_hand(path, sql[i]);
    }
}

char *store_folder_state(const struct data_folder *folder)
{
    struct text out = {0};
    struct dirent **names;
    int count = scandir(folder->path, &names, NULL, alphasort);
    assert_true(count >= 0);
    for (int i = 0; i < count; i++) {
        const char *path = data_folder_path(folder, names[i]->d_name);
        struct stat st;
        struct text bytes = {0};
        assert_int_equal(stat(path, &st), 0);
        if (S_ISREG(st.st_mode)) {
            uint64_t sum = 14695981039346656037u;
            assert_true(files_read(path, 1 << 30, &bytes));
            for (size_t at = 0; at < bytes.length; at++) {
                sum = (sum ^ (unsigned char)bytes.data[at]) * 1099511628211u;
            }
            text_append_format(&out, "%s %ld %ld.%09ld %o %lx\n",
                               names[i]->d_name, (long)st.st_size,
                               (long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
                               (unsigned)st.st_mode, (unsigned long)sum);
        }
        text_free(&bytes);
        free(names[i]);
    }
    free(names);
    return out.data;
}
