/* What a start does when the database and the journal do not agree, or one of
   them is gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daily/sums.h"
#include "record/with_record.h"
#include "store/journal.h"
#include "store/with_rows.h"
#include "tried.h"

static const int64_t visit_c = 333333333333333;

/* Until the journal has what it lacks. */
static void mend(struct record_fixture *f)
{
    bool more = true;
    while (more) {
        assert_int_equal(record_mend_journal(f->record, &more), STORE_OK);
    }
}

/* What the last start told. */
static void assert_told(struct record_fixture *f, const char *words)
{
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    if (strstr(rows, words) == NULL) {
        fail_msg("not among the rows: %s\n%s", words, rows);
    }
    free(rows);
}

static void assert_nothing_told(struct record_fixture *f)
{
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    assert_null(strstr(rows, "recovery"));
    free(rows);
}

static void assert_unbroken(struct record_fixture *f)
{
    struct record_trust trust;
    record_trust(f->record, &trust);
    assert_false(trust.broken);
}

static void the_log_follows_the_database(void **state)
{
    struct record_fixture *f = *state;
    with_log_whole(&f->folder);
    record_fixture_open(f, with_time(1, 10));
    bool more;
    assert_int_equal(record_mend_journal(f->record, &more), STORE_OK);
    assert_false(more);
    assert_nothing_told(f);
    record_fixture_visit(f, visit_c, 1, with_time(1, 11));
    assert_int_equal(record_rest(f->record), STORE_OK);
    assert_unbroken(f);
    char *log = data_folder_read(&f->folder, "log/2026.log");
    record_fixture_close(f);
    char *closed = data_folder_read(&f->folder, "log/2026.log");
    assert_string_equal(log, closed);
    with_log_whole(&f->folder);
    free(log);
    free(closed);
}

static void what_the_log_lacks_is_added(void **state)
{
    struct record_fixture *f = *state;
    int64_t last = with_rows_one(record_fixture_path(f, "bonluon.db"), 0).seq;
    with_log_cut(record_fixture_path(f, "log/2026.log"), 5, last);
    record_fixture_open(f, with_time(1, 10));
    /* What comes meanwhile has its place behind. */
    record_fixture_visit(f, visit_c, 1, with_time(1, 11));
    mend(f);
    record_fixture_visit(f, visit_c + 1, 1, with_time(1, 12));
    record_fixture_close(f);
    with_log_whole(&f->folder);
    record_fixture_open(f, with_time(1, 13));
    assert_nothing_told(f);
}

static int count_of(const char *text, const char *words)
{
    int count = 0;
    for (; (text = strstr(text, words)) != NULL; text++) {
        count++;
    }
    return count;
}

static char *read_log(struct record_fixture *f)
{
    return data_folder_read(&f->folder, "log/2026.log");
}

/* A power cut takes a part of what was not synced, and not its end. */
static void a_hole_in_the_log_is_filled(void **state)
{
    struct record_fixture *f = *state;
    char *whole = read_log(f);
    with_log_cut(record_fixture_path(f, "log/2026.log"), 5, 7);
    char *cut = read_log(f);
    assert_int_equal(count_of(cut, "row\t"), count_of(whole, "row\t") - 3);
    record_fixture_open(f, with_time(1, 10));
    record_fixture_close(f);
    char *filled = read_log(f);
    for (int seq = 5; seq <= 7; seq++) {
        char begin[24];
        snprintf(begin, sizeof begin, "row\t%d\t", seq);
        assert_int_equal(count_of(cut, begin), 0);
        assert_int_equal(count_of(filled, begin), 1);
    }
    record_fixture_open(f, with_time(1, 11));
    assert_nothing_told(f);
    record_fixture_close(f);
    char *again = read_log(f);
    assert_int_equal(count_of(again, "row\t5\t"), 1);
    assert_memory_equal(again, filled, strlen(filled));
    free(whole);
    free(cut);
    free(filled);
    free(again);
    tried("a power cut takes a part");
}

static void a_missing_log_is_written_anew(void **state)
{
    struct record_fixture *f = *state;
    assert_int_equal(unlink(record_fixture_path(f, "log/2026.log")), 0);
    assert_int_equal(rmdir(record_fixture_path(f, "log")), 0);
    record_fixture_open(f, with_time(1, 10));
    assert_told(f, "there was no journal beside the database");
    mend(f);
    record_fixture_close(f);
    with_log_whole(&f->folder);
    tried("No damage to the record was");
}

/* Many rows take many steps, and each row is there once. */
static void a_long_log_is_written_in_steps(void **state)
{
    struct record_fixture *f = *state;
    bool more = true;
    int steps = 0;
    record_fixture_fill(f, WITH_MONDAY + 1, 2, 300);
    assert_int_equal(unlink(record_fixture_path(f, "log/2026.log")), 0);
    record_fixture_open(f, with_time(3, 0));
    for (; more; steps++) {
        assert_int_equal(record_mend_journal(f->record, &more), STORE_OK);
        if (steps == 1) {
            record_fixture_visit(f, visit_c, 1, with_time(3, 1));
            assert_int_equal(record_rest(f->record), STORE_OK);
        }
    }
    assert_in_range(steps, 3, 7); /* and one of the start */
    record_fixture_close(f);
    with_log_whole(&f->folder);
}

/* A card said that it had written, and had not. */
static void rows_that_the_database_lost_come_back(void **state)
{
    struct record_fixture *f = *state;
    data_folder_copy(&f->folder, "bonluon.db", "old.db");
    record_fixture_open(f, with_time(1, 10));
    record_fixture_visit(f, visit_c, 1, with_time(1, 11));
    record_fixture_close(f);
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_int_equal(rename(record_fixture_path(f, "old.db"),
                            record_fixture_path(f, "bonluon.db")),
                     0);
    record_fixture_open(f, with_time(1, 12));
    assert_told(f, "recovery  0 8 rows that the database had lost are back");
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    assert_false(files_exists(record_fixture_path(f, "quarantine")));
    with_log_whole(&f->folder);
    free(rows);
    free(now);
}

/* The whole card was put back: the key is that of then, and goes forward with
   the rows; past a seal too. */
static void a_card_put_back_gets_its_rows(void **state)
{
    struct record_fixture *f = *state;
    data_folder_copy(&f->folder, "bonluon.db", "old.db");
    data_folder_copy(&f->folder, "chain-key", "old-key");
    record_fixture_open(f, with_time(1, 10));
    assert_int_equal(with_close(f->record, WITH_MONDAY + 1, with_time(1, 500)),
                     STORE_OK);
    assert_int_equal(with_close(f->record, WITH_MONDAY + 2, with_time(2, 500)),
                     STORE_OK);
    record_fixture_visit(f, visit_c, 1, with_time(3, 11));
    record_fixture_close(f);
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    char *seals = with_seals_dump(record_fixture_path(f, "bonluon.db"));
    assert_int_equal(rename(record_fixture_path(f, "old.db"),
                            record_fixture_path(f, "bonluon.db")),
                     0);
    assert_int_equal(rename(record_fixture_path(f, "old-key"),
                            record_fixture_path(f, "chain-key")),
                     0);
    record_fixture_open(f, with_time(3, 12));
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    char *now_seals = with_seals_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    assert_null(strstr(now, "a new chain"));
    assert_string_equal(now_seals, seals);
    with_log_whole(&f->folder);
    free(rows);
    free(seals);
    free(now);
    free(now_seals);
}

/* The database alone was put back: its key is gone, the seals prove. */
static void a_database_put_back_is_rebuilt(void **state)
{
    struct record_fixture *f = *state;
    data_folder_copy(&f->folder, "bonluon.db", "old.db");
    record_fixture_open(f, with_time(1, 10));
    assert_int_equal(with_close(f->record, WITH_MONDAY + 1, with_time(1, 500)),
                     STORE_OK);
    record_fixture_visit(f, visit_c, 1, with_time(2, 11));
    record_fixture_close(f);
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_int_equal(rename(record_fixture_path(f, "old.db"),
                            record_fixture_path(f, "bonluon.db")),
                     0);
    record_fixture_open(f, with_time(2, 12));
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    assert_non_null(strstr(now, "set aside in quarantine/1: "));
    assert_non_null(strstr(now, " 0 lost, 0 unproven, 0 left out"));
    assert_null(strstr(now, "a new chain"));
    assert_true(
        files_exists(record_fixture_path(f, "quarantine/1/bonluon.db")));
    with_log_whole(&f->folder);
    free(rows);
    free(now);
}

static void rows_without_a_proof_stay_out(void **state)
{
    struct record_fixture *f = *state;
    struct journal journal;
    struct row row = with_rows_one(record_fixture_path(f, "bonluon.db"), 0);
    row.seq++;
    assert_true(journal_open(&journal, record_fixture_path(f, "log")));
    assert_true(journal_add(
        &journal, &(struct store_batch){.rows = &row, .row_count = 1}));
    journal_close(&journal);
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    record_fixture_open(f, with_time(1, 12));
    assert_told(f,
                "the journal set aside in quarantine/2: 0 rows of it back, 1 "
                "unproven left out");
    mend(f);
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    assert_true(files_exists(record_fixture_path(f, "quarantine/2/2026.log")));
    with_log_whole(&f->folder);

    /* It is over with that. */
    record_fixture_open(f, with_time(1, 13));
    record_fixture_close(f);
    assert_false(files_exists(record_fixture_path(f, "quarantine/3")));
    free(rows);
    free(now);
}

static void a_log_of_something_else_is_set_aside(void **state)
{
    struct record_fixture *f = *state;
    struct row row = with_rows_one(record_fixture_path(f, "bonluon.db"), 0);
    row.tag[3] ^= 1;
    with_log_change(record_fixture_path(f, "log/2026.log"), &row);
    char *log = data_folder_read(&f->folder, "log/2026.log");
    record_fixture_open(f, with_time(1, 12));
    assert_told(f, "the journal set aside in quarantine/1: it is not of this "
                   "database");
    mend(f);
    record_fixture_close(f);
    char *kept = data_folder_read(&f->folder, "quarantine/1/2026.log");
    assert_string_equal(kept, log);
    with_log_whole(&f->folder);
    free(kept);
    free(log);
}

static void the_log_may_lie_elsewhere(void **state)
{
    struct record_fixture *f = *state;
    snprintf(f->config.log_folder, sizeof f->config.log_folder, "%s",
             record_fixture_path(f, "other/disk"));
    record_fixture_open(f, with_time(1, 10));
    mend(f);
    record_fixture_close(f);
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_true(files_exists(record_fixture_path(f, "other/disk/2026.log")));
    assert_int_equal(unlink(record_fixture_path(f, "bonluon.db")), 0);
    assert_int_equal(unlink(record_fixture_path(f, "log/2026.log")), 0);
    record_fixture_open(f, with_time(1, 11));
    assert_told(f, "the database was gone: ");
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    free(rows);
    free(now);
}

static void without_a_log_the_terminal_goes_on(void **state)
{
    struct record_fixture *f = *state;
    struct record_trust trust;
    assert_int_equal(unlink(record_fixture_path(f, "log/2026.log")), 0);
    assert_int_equal(mkdir(record_fixture_path(f, "log/2026.log"), 0755), 0);
    record_fixture_open(f, with_time(1, 10));
    record_fixture_visit(f, visit_c, 1, with_time(1, 11));
    assert_int_equal(record_rest(f->record), STORE_OK);
    mend(f);
    record_trust(f->record, &trust);
    assert_true(trust.broken);
    record_fixture_close(f);
    assert_int_equal(rmdir(record_fixture_path(f, "log/2026.log")), 0);
    record_fixture_open(f, with_time(1, 12));
    mend(f);
    record_fixture_close(f);
    with_log_whole(&f->folder);
}

/* The power failed between setting the database aside and making a new one. */
static void what_was_set_aside_is_looked_at_again(void **state)
{
    struct record_fixture *f = *state;
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_int_equal(mkdir(record_fixture_path(f, "quarantine"), 0755), 0);
    assert_int_equal(mkdir(record_fixture_path(f, "quarantine/1"), 0755), 0);
    assert_int_equal(rename(record_fixture_path(f, "bonluon.db"),
                            record_fixture_path(f, "quarantine/1/bonluon.db")),
                     0);
    with_log_cut(record_fixture_path(f, "log/2026.log"), 3, 9);
    record_fixture_open(f, with_time(1, 10));
    assert_told(f, " 0 lost, 0 unproven, 0 left out");
    mend(f);
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    free(rows);
    free(now);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_two_days,             \
                                    record_fixture_teardown)
        TEST(the_log_follows_the_database),
        TEST(what_the_log_lacks_is_added),
        TEST(a_hole_in_the_log_is_filled),
        TEST(a_missing_log_is_written_anew),
        TEST(a_long_log_is_written_in_steps),
        TEST(rows_that_the_database_lost_come_back),
        TEST(a_card_put_back_gets_its_rows),
        TEST(a_database_put_back_is_rebuilt),
        TEST(rows_without_a_proof_stay_out),
        TEST(a_log_of_something_else_is_set_aside),
        TEST(the_log_may_lie_elsewhere),
        TEST(without_a_log_the_terminal_goes_on),
        TEST(what_was_set_aside_is_looked_at_again),
#undef TEST
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "puts back an older copy of the");
}
