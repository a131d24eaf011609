/* What the store keeps for the chain: tags and seals, and who needs them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "store/schema.h"
#include "store/store.h"
#include "with_store.h"

static void a_tag_comes_back_as_it_went_in(void **state)
{
    struct store *store = store_ready(state);
    const struct row in = store_tagged_row(2, 20000);
    struct row out;
    store_add_row(store, store_row(1, 20000));
    store_add_row(store, in);
    assert_int_equal(store_read(store, 2, &out), STORE_OK);
    assert_true(out.tagged);
    assert_memory_equal(out.tag, in.tag, TAG_SIZE);
    /* Over the one that was read before. */
    assert_int_equal(store_read(store, 1, &out), STORE_OK);
    assert_false(out.tagged);
    assert_memory_equal(out.tag, (unsigned char[TAG_SIZE]){0}, TAG_SIZE);
    store_close(store);
}

static void a_tag_of_another_length_is_damage(void **state)
{
    static const char *const tags[] = {"x''", "x'00'",
                                       "x'000102030405060708090a0b0c0d0e0f10'"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        char sql[200];
        struct store *store = store_ready(state);
        store_add_row(store, store_tagged_row((int64_t)i + 1, 20000));
        store_close(store);
        assert_true(text_format(sql, sizeof sql,
                                "DROP TRIGGER IF EXISTS events_no_update;"
                                "UPDATE events SET tag = %s",
                                tags[i]));
        store_by_hand(store_path(state), sql);
        assert_int_equal(store_open(&store, store_path(state), false),
                         STORE_DAMAGED);
        store_close(store);
        store_by_hand(store_path(state),
                      "UPDATE events SET tag = zeroblob(16)");
    }
}

/* Takes them as "day text signature\n". */
static bool take_seal(void *context, const struct store_seal *seal)
{
    text_append_format(context, "%d %s %s\n", seal->day, seal->text,
                       seal->signature);
    return strcmp(seal->text, "last") != 0;
}

static void seals_come_in_the_order_of_days(void **state)
{
    static const struct {
        int32_t first, last;
        const char *expected;
    } spans[] = {{INT32_MIN, INT32_MAX, "9 nine n\n10 ten t\n11 last l\n"},
                 {10, 11, "10 ten t\n11 last l\n"},
                 {12, 20, "12 twelve w\n"},
                 {13, 20, ""}};
    const struct store_seal seals[] = {
        {12, "twelve", "w"}, {9, "nine", "n"}, {11, "last", "l"}};
    const struct store_seal ten = {.day = 10, .text = "ten", .signature = "t"};
    const struct store_batch first = {.seals = &ten, .seal_count = 1};
    const struct store_batch more = {.seals = seals, .seal_count = 3};
    struct store *store = store_ready(state);
    struct text got = {0};
    assert_int_equal(store_append(store, &first), STORE_OK);
    assert_int_equal(store_append(store, &more), STORE_OK);
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        const struct store_seals scan = {.first = spans[i].first,
                                         .last = spans[i].last,
                                         .take = take_seal,
                                         .context = &got};
        text_clear(&got);
        text_append_string(&got, "");
        assert_int_equal(store_seals(store, &scan), STORE_OK);
        assert_string_equal(got.data, spans[i].expected);
    }
    text_free(&got);
    store_close(store);
}

static void a_second_seal_of_a_day_is_refused(void **state)
{
    const struct store_seal seal = {.day = 10, .text = "t", .signature = "s"};
    const struct store_batch batch = {.seals = &seal, .seal_count = 1};
    struct store *store = store_ready(state);
    assert_int_equal(store_append(store, &batch), STORE_OK);
    assert_int_equal(store_append(store, &batch), STORE_FAILED);
    assert_non_null(strstr(store_error(store), "never changed"));
    store_close(store);
}

static bool take_wording(void *context, const struct store_wording *wording)
{
    text_append_format(context, "%s %s\n", wording->hash, wording->text);
    return strcmp(wording->hash, "bb") != 0;
}

static void wordings_come_by_their_hash(void **state)
{
    const struct store_wording wordings[] = {
        {"cc", "c"}, {"aa", "a"}, {"bb", "b"}};
    const struct store_batch batch = {.wordings = wordings, .wording_count = 3};
    struct store *store = store_ready(state);
    struct text got = {0};
    const struct store_wordings scan = {.take = take_wording, .context = &got};
    assert_int_equal(store_append(store, &batch), STORE_OK);
    assert_int_equal(store_wordings(store, &scan), STORE_OK);
    assert_string_equal(got.data, "aa a\nbb b\n");
    text_free(&got);
    store_close(store);
}

static void rows_of_a_kind_are_counted(void **state)
{
    static const struct {
        enum row_kind kind;
        int64_t after;
        int count;
    } cases[] = {{ROW_SEAL, 0, 3},   {ROW_SEAL, 1, 2}, {ROW_SEAL, 6, 1},
                 {ROW_SEAL, 7, 0},   {ROW_LOST, 0, 1}, {ROW_ENROL, 0, 0},
                 {ROW_CONFIRM, 4, 1}};
    static const enum row_kind kinds[] = {ROW_SEAL, ROW_ANSWER,  ROW_LOST,
                                          ROW_SEAL, ROW_CONFIRM, ROW_STOP,
                                          ROW_SEAL};
    struct store *store = store_ready(state);
    for (int i = 0; i < 7; i++) {
        store_add_row(
            store,
            (struct row){.seq = i + 1, .kind = kinds[i], .value = i % 3});
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t count = -1;
        assert_int_equal(
            store_count(store, cases[i].kind, cases[i].after, &count),
            STORE_OK);
        assert_int_equal(count, cases[i].count);
    }
    store_close(store);
}

/* 0.1.0 and 0.2.0 had no sums, 0.3.0 had them. */
static void older_databases_get_what_came_later(void **state)
{
    const char *const versions[] = {schema_sql, schema_sums_sql};
    const struct store_seal seal = {.day = 10, .text = "t", .signature = "s"};
    const struct store_sum sum = {10, "sum"};
    const struct row row = store_tagged_row(2, 20000);
    const struct store_batch batch = {.rows = &row,
                                      .row_count = 1,
                                      .sums = &sum,
                                      .sum_count = 1,
                                      .seals = &seal,
                                      .seal_count = 1};
    for (size_t version = 0; version < 2; version++) {
        struct store *store;
        struct row out;
        const char *path =
            data_folder_path(*state, version == 0 ? "one.db" : "three.db");
        store_make_old(path, versions, version + 1);
        store_by_hand(path,
                      "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day,"
                      " kind) VALUES(1, 1, 1, 1, 20000, 'stop')");
        for (int opening = 0; opening < 2; opening++) {
            enum store_result result = store_open(&store, path, false);
            assert_string_equal(store_error(store), "");
            assert_int_equal(result, STORE_OK);
            if (opening == 0) {
                assert_int_equal(store_append(store, &batch), STORE_OK);
            }
            assert_int_equal(store_read(store, 1, &out), STORE_OK);
            assert_int_equal(out.kind, ROW_STOP);
            assert_false(out.tagged);
            store_close(store);
        }
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, store_folder_setup,                  \
                                    store_folder_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_tag_comes_back_as_it_went_in),
        TEST(a_tag_of_another_length_is_damage),
        TEST(seals_come_in_the_order_of_days),
        TEST(a_second_seal_of_a_day_is_refused),
        TEST(wordings_come_by_their_hash),
        TEST(rows_of_a_kind_are_counted),
        TEST(older_databases_get_what_came_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
