/* Rows read whole, by somebody who trusts nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "store/store.h"
#include "with_store.h"

/* What was taken: rows that are sound as such, faults as "seq fault\n". */
struct walked {
    struct row rows[ROW_KIND_COUNT + 4];
    int count;
    int stop_after; /* 0: never */
    struct text faults;
};

static bool take(void *context, const struct row *row, const char *fault)
{
    struct walked *walked = context;
    if (fault == NULL) {
        walked->rows[walked->count] = *row;
    } else {
        text_append_format(&walked->faults, "%d %s\n", (int)row->seq, fault);
    }
    walked->count++;
    return walked->count != walked->stop_after;
}

static struct walked walk(struct store *store, int64_t first, int64_t last,
                          int stop_after)
{
    struct walked walked = {.stop_after = stop_after};
    const struct store_walk scan = {
        .first = first, .last = last, .take = take, .context = &walked};
    text_append_string(&walked.faults, "");
    assert_int_equal(store_walk(store, &scan), STORE_OK);
    return walked;
}

static void assert_same_row(const struct row *out, const struct row *in)
{
    assert_int_equal(out->seq, in->seq);
    assert_int_equal(out->boot, in->boot);
    assert_int_equal(out->boottime_ms, in->boottime_ms);
    assert_int_equal(out->wall_ms, in->wall_ms);
    assert_int_equal(out->day, in->day);
    assert_int_equal(out->kind, in->kind);
    assert_int_equal(out->visit, in->visit);
    assert_string_equal(out->item, in->item);
    assert_int_equal(out->value, in->value);
    assert_int_equal(out->elapsed_ms, in->elapsed_ms);
    assert_int_equal(out->flags, in->flags);
    assert_string_equal(out->note, in->note);
    assert_int_equal(out->tagged, in->tagged);
    assert_memory_equal(out->tag, in->tag, TAG_SIZE);
}

/* The longest texts and the largest numbers too. */
static void what_the_store_wrote_has_no_fault(void **state)
{
    struct store *store = store_ready(state);
    struct row rows[ROW_KIND_COUNT + 4];
    int count = 0;
    for (int kind = 0; kind < ROW_KIND_COUNT; kind++, count++) {
        rows[count] =
            (struct row){.seq = count + 1, .kind = (enum row_kind)kind};
        store_add_row(store, rows[count]);
    }
    rows[count] = store_tagged_row(count + 1, 20000);
    count++;
    rows[count] = (struct row){.seq = count + 1,
                               .day = INT32_MAX,
                               .kind = ROW_RECOVERY,
                               .value = 7,
                               .flags = 1};
    count++;
    rows[count] = store_tagged_row(count + 1, INT32_MAX);
    rows[count].wall_ms = INT64_MIN;
    rows[count].value = INT32_MIN;
    rows[count].elapsed_ms = -1;
    rows[count].flags = UINT32_MAX;
    memset(rows[count].item, 'i', ROW_ITEM_SIZE - 1);
    memset(rows[count].note, 'n', ROW_NOTE_SIZE - 1);
    count++;
    for (int i = ROW_KIND_COUNT; i < count; i++) {
        store_add_row(store, rows[i]);
    }
    struct walked walked = walk(store, 1, INT64_MAX, 0);
    assert_string_equal(walked.faults.data, "");
    assert_int_equal(walked.count, count);
    for (int i = 0; i < count; i++) {
        assert_same_row(&walked.rows[i], &rows[i]);
    }
    text_free(&walked.faults);
    store_close(store);
}

static void a_walk_has_a_beginning_and_an_end(void **state)
{
    static const struct {
        int first, last, stop_after, count, seq;
    } cases[] = {{1, 5, 0, 5, 1},
                 {2, 3, 0, 2, 2},
                 {2, 9, 1, 1, 2},
                 {5, 9, 0, 1, 5},
                 {6, 9, 0, 0, 0}};
    struct store *store = store_ready(state);
    for (int i = 0; i < 5; i++) {
        store_add_row(store, store_row(i + 1, 20000));
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct walked walked =
            walk(store, cases[i].first, cases[i].last, cases[i].stop_after);
        assert_int_equal(walked.count, cases[i].count);
        assert_int_equal(walked.rows[0].seq, cases[i].seq);
        text_free(&walked.faults);
    }
    store_close(store);
}

/* Each is done to row 2, an answer, or 3, a stop; some only where the table
   is not STRICT any more. */
static const struct {
    const char *change, *fault;
} forgeries[] = {
    {"seq = -1 WHERE seq = 2", "-1 its seq is no number from 1 on\n"},
    {"boot = NULL WHERE seq = 2", "2 its boot is no number\n"},
    {"boot = 1.5 WHERE seq = 2", "2 its boot is no number\n"},
    {"boottime_ms = 'x' WHERE seq = 2", "2 its boottime_ms is no number\n"},
    {"wall_ms = x'31' WHERE seq = 2", "2 its wall_ms is no number\n"},
    {"day = 2147483648 WHERE seq = 2", "2 its day is no number of 32 bits\n"},
    {"day = NULL WHERE seq = 2", "2 its day is no number of 32 bits\n"},
    {"kind = 'answers' WHERE seq = 2", "2 its kind is unknown\n"},
    {"kind = 'Answer' WHERE seq = 2", "2 its kind is unknown\n"},
    {"kind = CAST('answer' AS BLOB) WHERE seq = 2", "2 its kind is unknown\n"},
    {"kind = 'answer' || char(0) WHERE seq = 2", "2 its kind is unknown\n"},
    {"kind = '' WHERE seq = 2", "2 its kind is unknown\n"},
    {"kind = 5 WHERE seq = 2", "2 its kind is unknown\n"},
    {"visit = 0 WHERE seq = 3", "3 its visit is neither a number nor NULL\n"},
    {"visit = 'x' WHERE seq = 2", "2 its visit is neither a number nor NULL\n"},
    {"item = '' WHERE seq = 3", "3 its item is neither a valid text nor NULL"
                                "\n"},
    {"item = x'61' WHERE seq = 3",
     "3 its item is neither a valid text nor NULL\n"},
    {"item = 'mim-cuoi' || char(0) || 'x' WHERE seq = 2",
     "2 its item is neither a valid text nor NULL\n"},
    {"note = printf('%.160c', 'x') WHERE seq = 2",
     "2 its note is neither a valid text nor NULL\n"},
    {"note = 1 WHERE seq = 2", "2 its note is neither a valid text nor NULL\n"},
    {"value = NULL WHERE seq = 2",
     "2 its value is NULL, which its kind must have\n"},
    {"value = 0 WHERE seq = 3",
     "3 its value is filled, which its kind does not use\n"},
    {"kind = 'recovery' WHERE seq = 3", ""}, /* as before 0.4.0 */
    {"kind = 'recovery', value = 0 WHERE seq = 3",
     "3 its value is filled, which its kind does not use\n"},
    {"value = 4294967301 WHERE seq = 2",
     "2 its value is neither a number of 32 bits nor NULL\n"},
    {"value = 5.5 WHERE seq = 2",
     "2 its value is neither a number of 32 bits nor NULL\n"},
    {"elapsed_ms = 0 WHERE seq = 2",
     "2 its elapsed_ms is neither a number nor NULL\n"},
    {"flags = NULL WHERE seq = 2",
     "2 its flags are NULL, which a visit's may not be\n"},
    {"flags = 0 WHERE seq = 3", "3 its flags are 0 in place of NULL\n"},
    {"flags = -1 WHERE seq = 2",
     "2 its flags are neither a number of 32 bits nor NULL\n"},
    {"flags = 4294967296 WHERE seq = 2",
     "2 its flags are neither a number of 32 bits nor NULL\n"},
    {"tag = x'' WHERE seq = 2", "2 its tag is neither 16 bytes nor NULL\n"},
    {"tag = zeroblob(17) WHERE seq = 2",
     "2 its tag is neither 16 bytes nor NULL\n"},
    {"tag = '0123456789abcdef' WHERE seq = 2",
     "2 its tag is neither 16 bytes nor NULL\n"},
    {"tag = 0 WHERE seq = 2", "2 its tag is neither 16 bytes nor NULL\n"},
};

/* As a forger would who minds neither triggers nor types. */
static void forge(const char *path, const char *change)
{
    char sql[1024];
    assert_true(text_format(
        sql, sizeof sql,
        "DROP TABLE IF EXISTS other;"
        "DROP TRIGGER IF EXISTS events_no_update;"
        "DROP TRIGGER IF EXISTS events_no_delete;"
        "DROP TRIGGER IF EXISTS events_in_order;"
        "CREATE TABLE other(seq INTEGER PRIMARY KEY, boot, boottime_ms,"
        " wall_ms, day, kind, visit, item, value, elapsed_ms, flags, note,"
        " tag); INSERT INTO other SELECT * FROM events;"
        "UPDATE other SET %s;"
        "DROP VIEW answers; DROP VIEW visits; DROP VIEW days;"
        "DROP TABLE events; ALTER TABLE other RENAME TO events;"
        "CREATE INDEX events_rare ON events(kind, value) WHERE kind NOT IN"
        " ('visit', 'answer', 'skip', 'timeout', 'end');"
        "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind)"
        " VALUES(4, 1, 1, 1, 20000, 'stop')",
        change));
    store_by_hand(path, sql);
}

static void each_forgery_is_a_fault(void **state)
{
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
        struct store *store = store_ready(state);
        store_add_row(store, store_tagged_row(1, 20000));
        store_add_row(store, store_tagged_row(2, 20000));
        store_add_row(store,
                      (struct row){.seq = 3, .day = 20000, .kind = ROW_STOP});
        store_close(store);
        forge(store_path(state), forgeries[i].change);
        store = store_ready(state);
        struct walked walked = walk(store, INT64_MIN, INT64_MAX, 0);
        assert_string_equal(walked.faults.data, forgeries[i].fault);
        assert_int_equal(walked.count, 4);
        text_free(&walked.faults);
        store_close(store);
        assert_int_equal(remove(store_path(state)), 0);
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, store_folder_setup,                  \
                                    store_folder_teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_the_store_wrote_has_no_fault),
        TEST(a_walk_has_a_beginning_and_an_end),
        TEST(each_forgery_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
