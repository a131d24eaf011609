#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "with_chain.h"
#include "with_record.h"

static const int64_t visit_a = 100000000000001;
static const int64_t visit_b = 100000000000002;

static struct chain_found check(struct record_fixture *f,
                                const struct chain *chain)
{
    record_fixture_close(f);
    return chain_check(chain, f->folder.path);
}

static struct seal seal_of(struct record_fixture *f, int32_t day)
{
    struct seal seal;
    struct text text = {0};
    struct text signature = {0};
    int line;
    assert_int_equal(record_seal(f->record, day, &text, &signature), STORE_OK);
    assert_true(text.length > 0 && signature.length > 0);
    assert_true(seal_read(text.data, text.length, &seal, &line));
    text_free(&text);
    text_free(&signature);
    return seal;
}

static void every_row_is_tagged_from_the_first_key_on(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    for (int i = 0; i < 4; i++) {
        record_fixture_visit(f, visit_a + i, 1 + i,
                             with_moment(WITH_MONDAY + i, 9, 0));
        assert_int_equal(
            record_fixture_close_days(f, with_moment(WITH_MONDAY + i, 17, 0)),
            1);
        record_fixture_visit(f, visit_b + 10 + i, 1 + i,
                             with_moment(WITH_MONDAY + i, 17, 5));
        record_fixture_open(f, with_moment(WITH_MONDAY + i, 18, 0));
    }
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 1);
    assert_int_equal(found.untagged, 0);
    assert_int_equal(found.seals, 4);
    assert_int_equal(found.epoch, 4);
    assert_int_equal(found.recoveries, 0);
    assert_int_equal(found.last.sum.visits, 2);
}

/* Of no key before that of now anything is left in the data directory. */
static void the_key_of_a_sealed_day_is_gone(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct text file = {0};
    char hex[TAG_KEY_HEX_SIZE];
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    struct tag_key key = chain.first[0].key;
    for (int i = 0; i < 3; i++) {
        tag_key_hex(&key, hex);
        assert_true(files_read(data_folder_path(&f->folder, CHAIN_KEY_NAME),
                               1 << 16, &file));
        assert_non_null(memmem(file.data, file.length, hex, strlen(hex)));
        text_clear(&file);
        assert_int_equal(with_close(f->record, WITH_MONDAY + i,
                                    with_moment(WITH_MONDAY + i, 17, 0)),
                         STORE_OK);
        assert_true(files_read(data_folder_path(&f->folder, CHAIN_KEY_NAME),
                               1 << 16, &file));
        assert_null(memmem(file.data, file.length, hex, strlen(hex)));
        text_clear(&file);
        tag_key_forward(&key);
    }
    text_free(&file);
}

static void how_the_chain_stands(void **state)
{
    struct record_fixture *f = *state;
    struct record_trust trust;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_trust(f->record, &trust);
    assert_false(trust.enrolled);
    assert_string_equal(trust.who, "van-truong/quay-1");
    assert_memory_equal(trust.fingerprint, "SHA256:", 7);
    assert_int_equal(trust.sealed_day, INT32_MIN);
    assert_string_equal(trust.seal_sha256, "");
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    struct record_trust later;
    record_trust(f->record, &later);
    assert_int_equal(later.sealed_day, WITH_MONDAY);
    assert_int_equal(strlen(later.seal_sha256), 64);
    assert_memory_not_equal(later.tag, trust.tag, TAG_SIZE);
    assert_string_equal(later.fingerprint, trust.fingerprint);
    /* A command, which never took the keys in its hand, says the same. */
    assert_int_equal(record_fixture_command(f, with_moment(WITH_MONDAY, 18, 0)),
                     STORE_OK);
    record_trust(f->record, &trust);
    assert_memory_equal(&trust, &later, sizeof trust);
}

static void a_seal_says_when_its_day_was_closed(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    struct moment evening = with_moment(WITH_MONDAY, 17, 0);
    evening.wall_ms += 7000;
    assert_int_equal(record_fixture_close_days(f, evening), 1);
    struct seal seal = seal_of(f, WITH_MONDAY);
    assert_int_equal(seal.closed, SEAL_IN_TIME);
    assert_string_equal(seal.closed_at, "2026-11-23T17:00:07+07:00");
    assert_int_equal(seal.sum.visits, 0);
    /* A day with a visit and a power cut, and three weeks without power. */
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY + 1, 9, 0));
    f->config.utc_offset_min = -570;
    f->config.longest_rest_ms *= 2;
    struct moment back = with_moment(WITH_MONDAY + 22, 8, 0);
    back.wall_ms += (int64_t)(420 + 570) * 60000;
    record_fixture_open(f, back);
    assert_int_equal(record_fixture_close_days(f, back), 21);
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY + 21);
    seal = seal_of(f, WITH_MONDAY + 1);
    assert_int_equal(seal.closed, SEAL_LATE);
    assert_string_equal(seal.closed_at, "2026-12-15T08:00:00-09:30");
    assert_int_equal(seal.sum.visits, 1);
    for (int i = 2; i < 22; i++) {
        seal = seal_of(f, WITH_MONDAY + i);
        assert_int_equal(seal.closed, SEAL_OFF);
        assert_int_equal(seal.number, i + 1);
        assert_int_equal(seal.before_day, WITH_MONDAY + i - 1);
    }
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.seals, 22);
    assert_int_equal(found.closes, 22);
}

static void a_quiet_day_is_not_one_without_power(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY + 5, 8, 0));
    /* It runs through a Sunday without a visitor, and is told alive on Monday;
       then there is no power until Thursday. */
    struct moment monday = with_moment(WITH_MONDAY + 7, 0, 1);
    assert_int_equal(record_fixture_close_days(f, monday), 2);
    assert_int_equal(seal_of(f, WITH_MONDAY + 5).closed, SEAL_IN_TIME);
    assert_int_equal(seal_of(f, WITH_MONDAY + 6).closed, SEAL_IN_TIME);
    assert_int_equal(record_beat(f->record, with_moment(WITH_MONDAY + 8, 3, 0)),
                     STORE_OK);
    struct moment thursday = with_moment(WITH_MONDAY + 10, 8, 0);
    record_fixture_open(f, thursday);
    assert_int_equal(record_fixture_close_days(f, thursday), 3);
    assert_int_equal(seal_of(f, WITH_MONDAY + 7).closed, SEAL_LATE);
    assert_int_equal(seal_of(f, WITH_MONDAY + 8).closed, SEAL_LATE);
    assert_int_equal(seal_of(f, WITH_MONDAY + 9).closed, SEAL_OFF);
}

static void a_key_one_seal_behind_goes_forward(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct kept_file key;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    for (int i = 0; i < 4; i++) {
        struct moment evening = with_moment(WITH_MONDAY + i, 17, 0);
        record_fixture_visit(f, visit_a + i, 5,
                             with_moment(WITH_MONDAY + i, 9, 0));
        kept_file_take(&key, &f->folder, CHAIN_KEY_NAME);
        assert_int_equal(record_fixture_close_days(f, evening), 1);
        record_fixture_close(f);
        kept_file_put_back(&key);
        if (i % 2 == 0) {
            record_fixture_open(f, evening);
        } else {
            /* A command that only reads leaves it; one that adds mends it. */
            struct chain_key now;
            struct record_exports exports = {0};
            assert_int_equal(record_fixture_command(f, evening), STORE_OK);
            assert_int_equal(chain_key_load(&now, f->folder.path), SECRET_READ);
            assert_int_equal(now.epoch, i);
            record_exports_add(&exports, WITH_MONDAY + i, "aa");
            assert_int_equal(record_exported(f->record, &exports, evening),
                             STORE_OK);
            record_exports_free(&exports);
            record_fixture_open(f, evening);
        }
    }
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 1);
    assert_int_equal(found.recoveries, 0);
    assert_int_equal(found.seals, 4);
}

/* The disk takes the seal and not the key: nothing more is added. */
static void a_key_that_cannot_be_written_ends_the_record(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct kept_file key;
    struct moment evening = with_moment(WITH_MONDAY, 17, 0);
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    kept_file_take(&key, &f->folder, CHAIN_KEY_NAME);
    assert_int_equal(unlink(key.path), 0);
    assert_int_equal(mkdir(key.path, 0700), 0);
    assert_int_equal(with_close(f->record, WITH_MONDAY, evening), STORE_FAILED);
    assert_non_null(strstr(record_error(f->record), f->folder.path));
    assert_non_null(strstr(record_error(f->record), "chain-key"));
    const struct record_job job = {
        .at = evening, .rows = {with_visit_row(visit_a)}, .count = 1};
    assert_int_equal(record_keep(f->record, &job), STORE_FAILED);
    record_fixture_close(f);
    assert_int_equal(rmdir(key.path), 0);
    kept_file_put_back(&key);
    record_fixture_open(f, evening);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.seals, 1);
    assert_int_equal(found.recoveries, 0);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_row_is_tagged_from_the_first_key_on),
        TEST(the_key_of_a_sealed_day_is_gone),
        TEST(how_the_chain_stands),
        TEST(a_seal_says_when_its_day_was_closed),
        TEST(a_quiet_day_is_not_one_without_power),
        TEST(a_key_one_seal_behind_goes_forward),
        TEST(a_key_that_cannot_be_written_ends_the_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
