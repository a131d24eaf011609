/* A database is rebuilt from whatever is left of it, of its backup and of its
   log; what is proven decides where they differ. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "data/journal.h"
#include "data/rebuild.h"
#include "with_record.h"
#include "with_rows.h"

enum { DAYS = 4, VISITS = 3, PAGE = 4096 };

struct fixture {
    struct record_fixture record;
    struct keys keys;
    char *rows, *seals; /* of the record as it was */
    int64_t count;
    int64_t tail; /* the first row after the last seal's own */
};

static const char *path(struct fixture *f, const char *name)
{
    return data_folder_path(&f->record.folder, name);
}

/* A few days that were closed, and one that was not. */
static void make_history(struct fixture *f)
{
    int64_t visit = 100000000000000;
    for (int day = 0; day < DAYS; day++) {
        struct moment at = with_moment(WITH_MONDAY + day, 9, 0);
        record_fixture_open(&f->record, at);
        for (int i = 0; i < VISITS; i++) {
            record_fixture_visit(&f->record, visit++, 1 + i % 5, at);
        }
        if (day < DAYS - 1) {
            assert_int_equal(with_close(f->record.record, WITH_MONDAY + day,
                                        with_moment(WITH_MONDAY + day, 18, 0)),
                             STORE_OK);
        }
    }
    record_fixture_close(&f->record);
}

static int64_t last_seal(struct fixture *f)
{
    int64_t seq = f->count;
    while (with_rows_one(path(f, "bonluon.db"), seq).kind != ROW_SEAL) {
        seq--;
    }
    return seq;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->record.folder);
    f->record.config = with_config();
    make_history(f);
    f->rows = with_rows_dump(path(f, "bonluon.db"));
    f->seals = with_seals_dump(path(f, "bonluon.db"));
    f->count = with_rows_one(path(f, "bonluon.db"), 0).seq;
    f->tail = last_seal(f) + 1;
    assert_int_equal(chain_key_load(&f->keys.chain, f->record.folder.path),
                     CHAIN_KEY_READ);
    assert_int_equal(sign_key_load(&f->keys.sign, f->record.folder.path),
                     SECRET_READ);
    assert_int_equal(rename(path(f, "bonluon.db"), path(f, "damaged.db")), 0);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    data_folder_remove(&f->record.folder);
    free(f->rows);
    free(f->seals);
    free(f);
    return 0;
}

/* Which of the sources there are. */
enum { OF_LOG = 1, OF_DAMAGED = 2, OF_BACKUP = 4, NO_KEYS = 8 };

static struct rebuilt rebuild(struct fixture *f, unsigned sources)
{
    char names[4][FILES_PATH_SIZE];
    strcpy(names[0], path(f, "bonluon.db"));
    strcpy(names[1], path(f, "damaged.db"));
    strcpy(names[2], path(f, sources & OF_BACKUP ? "backup.db" : "none"));
    strcpy(names[3], path(f, sources & OF_LOG ? "log" : "none"));
    struct rebuilt rebuilt;
    const struct rebuild_params params = {
        .database = names[0],
        .damaged = sources & OF_DAMAGED ? names[1] : NULL,
        .backup = names[2],
        .log = names[3],
        .keys = sources & NO_KEYS ? NULL : &f->keys};
    enum store_result result = rebuild_database(&params, &rebuilt);
    assert_string_equal(rebuilt.error, "");
    assert_int_equal(result, STORE_OK);
    assert_false(files_exists(path(f, "bonluon.db.new")));
    return rebuilt;
}

static void assert_rebuilt(const struct rebuilt *is, int64_t rows, int64_t lost,
                           int64_t unproven, int64_t dropped)
{
    assert_int_equal(is->rows, rows);
    assert_int_equal(is->lost, lost);
    assert_int_equal(is->unproven, unproven);
    assert_int_equal(is->dropped, dropped);
}

static void assert_same_rows(struct fixture *f)
{
    char *rows = with_rows_dump(path(f, "bonluon.db"));
    assert_string_equal(rows, f->rows);
    free(rows);
}

/* All of it is back, and nothing else. */
static void assert_whole(struct fixture *f, unsigned sources)
{
    struct rebuilt rebuilt = rebuild(f, sources);
    assert_rebuilt(&rebuilt, f->count, 0, 0, 0);
    assert_same_rows(f);
    char *seals = with_seals_dump(path(f, "bonluon.db"));
    assert_string_equal(seals, f->seals);
    free(seals);
}

/* The database is one again: the terminal takes it and goes on. */
static void assert_goes_on(struct fixture *f)
{
    record_fixture_open(&f->record, with_moment(WITH_MONDAY + DAYS, 9, 0));
    record_fixture_visit(&f->record, 999999999999999, 3,
                         with_moment(WITH_MONDAY + DAYS, 9, 1));
    record_fixture_close(&f->record);
}

static void overwrite(struct fixture *f, const char *name, long at,
                      size_t length)
{
    FILE *file = fopen(path(f, name), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    for (size_t i = 0; i < length; i++) {
        assert_int_not_equal(fputc(0, file), EOF);
    }
    assert_int_equal(fclose(file), 0);
}

static long size_of(struct fixture *f, const char *name)
{
    FILE *file = fopen(path(f, name), "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    fclose(file);
    return size;
}

static void copy(struct fixture *f, const char *from, const char *to)
{
    struct text bytes = {0};
    assert_true(files_read(path(f, from), 1 << 30, &bytes));
    assert_true(
        files_replace(path(f, to), bytes.data, bytes.length, FILES_UNSYNCED));
    text_free(&bytes);
}

/* Past the triggers, as somebody does who knows SQLite. */
static void forge(struct fixture *f, const char *name, const char *sql)
{
    sqlite3 *db;
    char *error = NULL;
    assert_int_equal(sqlite3_open(path(f, name), &db), SQLITE_OK);
    sqlite3_exec(db,
                 "DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete",
                 NULL, NULL, &error);
    assert_null(error);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    assert_string_equal(error == NULL ? "" : error, "");
    sqlite3_close(db);
}

/* ---- one source is enough -------------------------------------------------
 */

static void the_log_alone_gives_all(void **state)
{
    struct fixture *f = *state;
    assert_whole(f, OF_LOG);
    assert_goes_on(f);
}

static void a_whole_database_alone_gives_all(void **state)
{
    struct fixture *f = *state;
    assert_whole(f, OF_DAMAGED);
    assert_int_equal(unlink(path(f, "bonluon.db")), 0);
    copy(f, "damaged.db", "backup.db");
    assert_whole(f, OF_BACKUP);
}

/* It does not open: rows are found all the same, and nothing but the tail can
   be proven without the seals. */
static void pages_without_a_head_give_all_rows(void **state)
{
    struct fixture *f = *state;
    overwrite(f, "damaged.db", 0, PAGE);
    struct rebuilt rebuilt = rebuild(f, OF_DAMAGED);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 0);
    assert_same_rows(f);
}

static void nothing_gives_nothing(void **state)
{
    struct fixture *f = *state;
    struct rebuilt rebuilt = rebuild(f, 0);
    assert_rebuilt(&rebuilt, 0, 0, 0, 0);
    assert_false(files_exists(path(f, "bonluon.db")));
}

/* Rows that are still in the write-ahead log count like those in the file. */
static void the_write_ahead_log_is_looked_through(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(rename(path(f, "damaged.db"), path(f, "bonluon.db")), 0);
    record_fixture_open(&f->record, with_moment(WITH_MONDAY + DAYS, 9, 0));
    copy(f, "bonluon.db", "damaged.db");
    copy(f, "bonluon.db-wal", "damaged.db-wal");
    record_fixture_close(&f->record);
    free(f->rows);
    f->rows = with_rows_dump(path(f, "bonluon.db"));
    f->count = with_rows_one(path(f, "bonluon.db"), 0).seq;
    assert_int_equal(unlink(path(f, "bonluon.db")), 0);
    overwrite(f, "damaged.db", 0, PAGE);
    struct rebuilt rebuilt = rebuild(f, OF_DAMAGED);
    assert_int_equal(rebuilt.rows, f->count);
    assert_same_rows(f);
}

/* ---- each fills the gaps of the others ------------------------------------
 */

static void each_page_may_be_bad(void **state)
{
    struct fixture *f = *state;
    long size = size_of(f, "damaged.db");
    copy(f, "damaged.db", "whole.db");
    for (long at = 0; at < size; at += PAGE) {
        copy(f, "whole.db", "damaged.db");
        overwrite(f, "damaged.db", at, PAGE);
        assert_whole(f, OF_LOG | OF_DAMAGED);
        assert_int_equal(unlink(path(f, "bonluon.db")), 0);
    }
}

static void halves_make_a_whole(void **state)
{
    struct fixture *f = *state;
    const char *log = path(f, "log/2026.log");
    copy(f, "damaged.db", "backup.db");
    forge(f, "backup.db", "DELETE FROM events WHERE seq > 30");
    with_log_cut(log, 1, 29);
    assert_whole(f, OF_LOG | OF_BACKUP);
}

static void what_nobody_has_is_said_to_be_lost(void **state)
{
    struct fixture *f = *state;
    with_log_cut(path(f, "log/2026.log"), 20, 21);
    struct rebuilt rebuilt = rebuild(f, OF_LOG);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 2);
    assert_int_not_equal(rebuilt.unproven, 0);
    struct row lost = with_rows_one(path(f, "bonluon.db"), 20);
    assert_int_equal(lost.kind, ROW_LOST);
    assert_int_equal(lost.day, WITH_MONDAY);
    assert_false(lost.tagged);
    assert_goes_on(f);
}

/* ---- what is proven decides -----------------------------------------------
 */

static void the_seal_decides_between_two(void **state)
{
    struct fixture *f = *state;
    struct row row = with_rows_one(path(f, "damaged.db"), 12);
    row.value = row.value == 5 ? 1 : 5;
    with_log_change(path(f, "log/2026.log"), &row);
    assert_whole(f, OF_LOG | OF_DAMAGED);
    assert_int_equal(unlink(path(f, "bonluon.db")), 0);

    /* The other way round, and with a third that says something else again. */
    copy(f, "damaged.db", "backup.db");
    forge(f, "damaged.db", "UPDATE events SET value = 4 WHERE seq = 12");
    assert_whole(f, OF_LOG | OF_DAMAGED | OF_BACKUP);
}

static void the_tag_decides_after_the_last_seal(void **state)
{
    struct fixture *f = *state;
    struct row row = with_rows_one(path(f, "damaged.db"), f->count - 3);
    row.elapsed_ms += 1;
    with_log_change(path(f, "log/2026.log"), &row);
    assert_whole(f, OF_LOG | OF_DAMAGED);
}

/* What is evidence is kept, and said to be unproven. */
static void what_was_changed_everywhere_is_kept(void **state)
{
    struct fixture *f = *state;
    struct row row = with_rows_one(path(f, "damaged.db"), 12);
    row.elapsed_ms += 1;
    with_log_change(path(f, "log/2026.log"), &row);
    struct rebuilt rebuilt = rebuild(f, OF_LOG);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 0);
    assert_int_not_equal(rebuilt.unproven, 0);
    assert_true(rebuilt.unproven < f->count / 2); /* its own day's */
    struct row kept = with_rows_one(path(f, "bonluon.db"), 12);
    assert_int_equal(kept.elapsed_ms, row.elapsed_ms);
}

static void what_was_put_behind_the_end_is_left_out(void **state)
{
    struct fixture *f = *state;
    struct journal journal;
    struct row row = with_rows_one(path(f, "damaged.db"), 0);
    assert_true(journal_open(&journal, path(f, "log")));
    for (int i = 0; i < 3; i++) {
        row.seq++;
        journal_add(&journal,
                    &(struct store_batch){.rows = &row, .row_count = 1});
    }
    assert_true(journal_write(&journal));
    journal_close(&journal);
    struct rebuilt rebuilt = rebuild(f, OF_LOG | OF_DAMAGED);
    assert_rebuilt(&rebuilt, f->count, 0, 0, 3);
    assert_same_rows(f);
}

/* A day beyond all others would push every later row aside. */
static void a_damaged_day_costs_one_row(void **state)
{
    struct fixture *f = *state;
    forge(f, "damaged.db", "UPDATE events SET day = 2000000 WHERE seq = 12");
    struct rebuilt rebuilt = rebuild(f, OF_DAMAGED);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 1);
}

/* ---- keys -----------------------------------------------------------------
 */

static void without_keys_all_is_kept(void **state)
{
    struct fixture *f = *state;
    struct rebuilt rebuilt = rebuild(f, OF_LOG | OF_DAMAGED | NO_KEYS);
    assert_rebuilt(&rebuilt, f->count, 0, f->count, 0);
    assert_same_rows(f);
}

/* The key of the chain is lost: its last rows are taken as they are. */
static void with_another_key_all_is_kept(void **state)
{
    struct fixture *f = *state;
    chain_key_draw(&f->keys.chain, false);
    struct rebuilt rebuilt = rebuild(f, OF_LOG | OF_DAMAGED);
    assert_rebuilt(&rebuilt, f->count, 0, f->count - f->tail + 1, 0);
    assert_same_rows(f);
}

/* A key that was put back to an earlier day proves what came since. */
static void an_older_key_moves_forward(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(unlink(path(f, "chain-key")), 0);
    assert_int_equal(unlink(path(f, "sign-key")), 0);
    assert_int_equal(unlink(path(f, "damaged.db")), 0);
    assert_int_equal(unlink(path(f, "log/2026.log")), 0);
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(&f->record, at);
    assert_int_equal(chain_key_load(&f->keys.chain, f->record.folder.path),
                     CHAIN_KEY_READ);
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
    struct row last = with_rows_one(path(f, "bonluon.db"), 0);
    assert_int_equal(unlink(path(f, "bonluon.db")), 0);
    struct rebuilt rebuilt = rebuild(f, OF_LOG);
    assert_rebuilt(&rebuilt, last.seq, 0, 0, 0);
}

/* ---- a disk that refuses --------------------------------------------------
 */

static void a_full_disk_leaves_nothing_half_made(void **state)
{
    struct fixture *f = *state;
    struct rebuilt rebuilt;
    struct rlimit limit;
    char names[3][FILES_PATH_SIZE];
    strcpy(names[0], path(f, "bonluon.db"));
    strcpy(names[1], path(f, "damaged.db"));
    strcpy(names[2], path(f, "log"));
    const struct rebuild_params params = {.database = names[0],
                                          .damaged = names[1],
                                          .backup = names[1],
                                          .log = names[2],
                                          .keys = &f->keys};
    /* What a power cut left of an earlier attempt is in nobody's way. */
    copy(f, "log/2026.log", "bonluon.db.new");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 20000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    enum store_result result = rebuild_database(&params, &rebuilt);
    limit.rlim_cur = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_not_equal(result, STORE_OK);
    assert_string_not_equal(rebuilt.error, "");
    assert_false(files_exists(names[0]));
    assert_false(files_exists(path(f, "bonluon.db.new")));
    assert_whole(f, OF_LOG);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(the_log_alone_gives_all),
        TEST(a_whole_database_alone_gives_all),
        TEST(pages_without_a_head_give_all_rows),
        TEST(nothing_gives_nothing),
        TEST(the_write_ahead_log_is_looked_through),
        TEST(each_page_may_be_bad),
        TEST(halves_make_a_whole),
        TEST(what_nobody_has_is_said_to_be_lost),
        TEST(the_seal_decides_between_two),
        TEST(the_tag_decides_after_the_last_seal),
        TEST(what_was_changed_everywhere_is_kept),
        TEST(what_was_put_behind_the_end_is_left_out),
        TEST(a_damaged_day_costs_one_row),
        TEST(without_keys_all_is_kept),
        TEST(with_another_key_all_is_kept),
        TEST(an_older_key_moves_forward),
        TEST(a_full_disk_leaves_nothing_half_made),
#undef TEST
    };
    signal(SIGXFSZ, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
