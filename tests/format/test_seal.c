#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "format/seal.h"
#include "with_seal.h"

#define HEX_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HEX_B "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEX_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

static const char sample[] = "bonluon-seal 2\n"
                             "terminal van-truong/quay-1\n"
                             "office vi UBND x\xC3\xA3 \"V\xC3\xA2n\"\n"
                             "office en The commune\n"
                             "day 2026-11-23\n"
                             "number 12\n"
                             "chain 0123456789abcdef 11\n"
                             "closed in-time 2026-11-23T17:00:05+07:00\n"
                             "rows 103 160\n"
                             "rows-blake2b " HEX_A "\n"
                             "last-tag 00112233445566778899aabbccddeeff\n"
                             "visits 12 10 1 9\n"
                             "flags 1 2 0 0 3\n"
                             "lost 0\n"
                             "language vi 12\n"
                             "also van-truong/quay-0 4\n"
                             "also xa/quay-1 1\n"
                             "open 07:30-11:30\n"
                             "form 4-luon 2 " HEX_A " 12\n"
                             "question mim-cuoi 5 1 2 1 0 2 3 4 0 0 2 3 3\n"
                             "reason cham 3\n"
                             "form 5-biet 1 " HEX_C " 3\n"
                             "question xin-loi 3 0 0 1 0 2 1 0 1\n"
                             "hour 7 30 29\n"
                             "file 4luon_van-truong_quay-1_2026-11-23.csv\n"
                             "file-bytes 2048\n"
                             "file-sha256 " HEX_B "\n"
                             "before 2026-11-22 " HEX_C "\n"
                             "end\n";

static bool reads(const char *text, struct seal *seal)
{
    int line;
    return seal_read(text, strlen(text), seal, &line);
}

static void assert_text(const struct seal *seal, const char *expected)
{
    struct text text = {0};
    seal_write(seal, &text);
    assert_false(text.failed);
    assert_string_equal(text.data, expected);
    text_free(&text);
}

static void a_seal_reads_back_as_it_was_written(void **state)
{
    (void)state;
    struct seal seal;
    assert_true(reads(sample, &seal));
    assert_string_equal(seal.who, "van-truong/quay-1");
    assert_int_equal(seal.day, 20780);
    assert_int_equal(seal.number, 12);
    assert_string_equal(seal.chain, "0123456789abcdef");
    assert_int_equal(seal.epoch, 11);
    assert_int_equal(seal.closed, SEAL_IN_TIME);
    assert_string_equal(seal.closed_at, "2026-11-23T17:00:05+07:00");
    assert_int_equal(seal.first_seq, 103);
    assert_int_equal(seal.last_seq, 160);
    assert_string_equal(seal.rows_digest, HEX_A);
    assert_int_equal(seal.last_tag[1], 0x11);
    assert_int_equal(seal.last_tag[15], 0xFF);
    assert_int_equal(seal.sum.day, 20780);
    assert_int_equal(seal.sum.visits, 12);
    assert_int_equal(seal.version, 2);
    assert_int_equal(seal.sum.complete, 10);
    assert_int_equal(seal.sum.no_opinion, 1);
    assert_int_equal(seal.sum.hours[7].ready_min, 29);
    assert_int_equal(seal.sum.clean, 9);
    assert_int_equal(seal.sum.flags[4], 3);
    assert_int_equal(seal.sum.question_count, 2);
    assert_int_equal(seal.sum.questions[0].left, 2);
    assert_int_equal(seal.sum.questions[0].raw.counts[4], 4);
    assert_int_equal(seal.sum.questions[1].raw.levels, 3);
    assert_string_equal(seal.file, "4luon_van-truong_quay-1_2026-11-23.csv");
    assert_int_equal(seal.file_bytes, 2048);
    assert_string_equal(seal.file_sha256, HEX_B);
    assert_int_equal(seal.before_day, 20779);
    assert_string_equal(seal.before_sha256, HEX_C);
    assert_text(&seal, sample);
}

/* The sample with one line in the place of another. The caller frees. */
static char *swapped(const char *line, const char *other)
{
    struct text text = {0};
    const char *at = strstr(sample, line);
    assert_non_null(at);
    text_append(&text, sample, (size_t)(at - sample));
    text_append_string(&text, other);
    text_append_string(&text, at + strlen(line));
    return text.data;
}

static void the_first_seal_an_off_day_and_a_late_one(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"before 2026-11-22 " HEX_C "\n", "before none\n"},
        {"closed in-time ", "closed off "},
        {"closed in-time ", "closed late "},
        {"T17:00:05+07:00\n", "T23:59:59-14:59\n"},
        {"rows 103 160\n", "rows 1 1\n"},
        {" 11\nclosed", " 0\nclosed"},
        {"open 07:30-11:30\n", "open none\n"},
        {"office en The commune\n", ""},
        {"also xa/quay-1 1\n", ""},
        {"hour 7 30 29\n", ""},
    };
    struct seal seal;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char *text = swapped(lines[i][0], lines[i][1]);
        assert_true(reads(text, &seal));
        assert_text(&seal, text);
        free(text);
    }
}

/* Cut at any byte, or with a byte more, it is none. */
static void a_part_is_refused(void **state)
{
    (void)state;
    struct seal seal;
    int line;
    char longer[sizeof sample + 1];
    for (size_t length = 0; length < sizeof sample - 1; length++) {
        if (seal_read(sample, length, &seal, &line)) {
            fail_msg("%zu bytes were read", length);
        }
    }
    memcpy(longer, sample, sizeof sample);
    strcpy(longer + sizeof sample - 1, "\n");
    assert_false(reads(longer, &seal));
    assert_false(seal_read(sample, sizeof sample, &seal, &line));
}

/* Whatever a byte becomes: refused, or a seal with that very text. So every
   bit that is flipped is one or the other. */
static void another_byte_is_refused_or_meant(void **state)
{
    (void)state;
    struct seal seal;
    struct text back = {0};
    char text[sizeof sample];
    int line;
    for (size_t i = 0; i < sizeof sample - 1; i++) {
        for (int byte = 0; byte < 256; byte++) {
            memcpy(text, sample, sizeof text);
            text[i] = (char)byte;
            if (seal_read(text, sizeof text - 1, &seal, &line)) {
                text_clear(&back);
                seal_write(&seal, &back);
                assert_int_equal(back.length, sizeof text - 1);
                assert_memory_equal(back.data, text, back.length);
            }
        }
    }
    text_free(&back);
}

/* One line in the place of another, and its number. */
static const struct {
    const char *line, *other;
    int number;
} broken[] = {
    {"bonluon-seal 2\n", "bonluon-seal 3\n", 1},
    {"bonluon-seal 2\n", "bonluon-seal 2\r\n", 1},
    {"terminal van-truong/quay-1\n", "terminal van-truong\n", 2},
    {"terminal van-truong/quay-1\n", "terminal van-truong/\n", 2},
    {"terminal van-truong/quay-1\n", "terminal /quay-1\n", 2},
    {"terminal van-truong/quay-1\n", "terminal a/b/c\n", 2},
    {"terminal van-truong/quay-1\n", "terminal a b\n", 2},
    {"terminal van-truong/quay-1\n",
     "terminal a/a2345678901234567890123456789012\n", 2},
    {"office en The commune\n", "office EN The commune\n", 4},
    {"office en The commune\n", "office en \n", 4},
    {"office en The commune\n", "office en The\tcommune\n", 4},
    {"office en The commune\n", "office en \xC3\n", 4},
    {"day 2026-11-23\n", "day 2026-11-31\n", 5},
    {"day 2026-11-23\n", "day 2026-1-23\n", 5},
    {"day 2026-11-23\n", "day 20780\n", 5},
    {"day 2026-11-23\n", "", 5},
    {"number 12\n", "number 0\n", 6},
    {"number 12\n", "number 012\n", 6},
    {"number 12\n", "number 1999999999999999999\n", 6},
    {"number 12\n", "number 99999999999999999999999\n", 6},
    {"chain 0123456789abcdef 11\n", "chain 0123456789ABCDEF 11\n", 7},
    {"chain 0123456789abcdef 11\n", "chain 0123456789abcde 11\n", 7},
    {"chain 0123456789abcdef 11\n", "chain 0123456789abcdef -1\n", 7},
    {"closed in-time ", "closed early ", 8},
    {"T17:00:05+07:00", "T24:00:05+07:00", 8},
    {"T17:00:05+07:00", "T17:60:05+07:00", 8},
    {"T17:00:05+07:00", "T17:00:60+07:00", 8},
    {"T17:00:05+07:00", " 17:00:05+07:00", 8},
    {"T17:00:05+07:00", "T17:00:05+07", 8},
    {"T17:00:05+07:00", "T17:00:05-00:00", 8},
    {"T17:00:05+07:00", "T17:00:05+15:00", 8},
    {"T17:00:05+07:00", "T17:00:05Z", 8},
    {"rows 103 160\n", "rows 103 102\n", 9},
    {"rows 103 160\n", "rows 0 160\n", 9},
    {"rows 103 160\n", "rows 103  160\n", 9},
    {"rows 103 160\n", "rows 103 160 \n", 9},
    {"rows-blake2b a", "rows-blake2b g", 10},
    {"rows-blake2b a", "rows-blake2b aa", 10},
    {"last-tag 00", "last-tag 0", 11},
    {"visits 12 10 1 9\n", "visits 12 10 9\n", 12},
    {"visits 12 10 1 9\n", "visits 12 10 1 -1\n", 12},
    {"visits 12 10 1 9\n", "visits 12 10 1 2147483648\n", 12},
    {"flags 1 2 0 0 3\n", "flags 1 2 0 0 3 0\n", 13},
    {"flags 1 2 0 0 3\n", "flags 1 2 0 0\n", 13},
    {"lost 0\n", "", 14},
    {"language vi 12\n", "language vi\n", 15},
    {"also xa/quay-1 1\n", "also van-truong/quay-0 1\n", 17},
    {"also xa/quay-1 1\n", "also van-truong/quay-1 1\n", 30},
    {"also xa/quay-1 1\n", "also xa 1\n", 17},
    {"also xa/quay-1 1\n", "also xa/quay-1 0\n", 17},
    {"open 07:30-11:30\n", "open\n", 18},
    {"form 4-luon 2 a", "form 4-luon 2 g", 19},
    {"form 4-luon 2 " HEX_A " 12\n", "form 4-luon 2 - 12\n", 19},
    {"mim-cuoi 5 1 2 1 0 2 3 4 0 0 2 3 3\n", "mim-cuoi 5 1 2 1 0 2 3 4\n", 20},
    {"mim-cuoi 5 1 2 1 0 2 3 4 0 0 2 3 3\n",
     "Mim-cuoi 5 1 2 1 0 2 3 4 0 0 2 3 3\n", 20},
    {"reason cham 3\n", "reason cham\n", 21},
    {"form 5-biet 1 " HEX_C " 3\n", "form 4-luon 2 " HEX_A " 3\n", 22},
    {"hour 7 30 29\n", "hour 7 30 29 0\n", 24},
    {"hour 7 30 29\n", "hour 7 30 -1\n", 24},
    {"hour 7 30 29\n", "hour 7 0 0\n", 24},
    {"file 4luon_", "file ../4luon_", 25},
    {"file 4luon_", "file .4luon_", 25},
    {"2026-11-23.csv\n", "2026-11-23.seal\n", 25},
    {"file-bytes 2048\n", "file-bytes -1\n", 26},
    {"file-bytes 2048\n", "file-bytes 02048\n", 26},
    {"file-sha256 0", "file-sha256 ", 27},
    {"before 2026-11-22 " HEX_C "\n", "before 2026-11-22\n", 28},
    {"before 2026-11-22 " HEX_C "\n", "before nobody\n", 28},
    {"before 2026-11-22 " HEX_C "\n", "before none " HEX_C "\n", 28},
    {"\nend\n", "\nend", 29},
    {"\nend\n", "\nend\nend\n", 30},
    {"\nend\n", "\n", 29},
};

static void what_is_no_seal_is_refused_with_its_line(void **state)
{
    (void)state;
    struct seal seal;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        int line;
        char *text = swapped(broken[i].line, broken[i].other);
        if (seal_read(text, strlen(text), &seal, &line)) {
            fail_msg("was read: %s", text);
        }
        if (line != broken[i].number) {
            fail_msg("line %d, not %d: %s", line, broken[i].number, text);
        }
        free(text);
    }
}

/* The most that a day can hold fits into what is read; more is refused. */
static void a_seal_has_a_longest(void **state)
{
    (void)state;
    struct seal seal;
    struct text text = {0};
    char id[FORM_ID_SIZE] = "a234567890123456789012345678900";
    assert_true(reads(sample, &seal));
    for (int i = seal.sum.question_count; i < SUM_QUESTIONS_MAX; i++) {
        id[29] = (char)('0' + i / 10);
        id[30] = (char)('0' + i % 10);
        struct sum_form form = seal.sum.forms[i % 2];
        struct sum_question *one = sum_question_of(&seal.sum, &form, id, 5);
        assert_non_null(one);
        one->skipped = INT32_MAX;
        one->left = INT32_MAX;
        for (int level = 0; level < 5; level++) {
            one->raw.counts[level] = 999999999999999999;
            one->clean.counts[level] = 999999999999999999;
        }
    }
    seal_write(&seal, &text);
    assert_in_range(text.length, 1, SEAL_MOST);
    struct seal back;
    assert_true(reads(text.data, &back));
    assert_text(&back, text.data);
    char *at = strstr(text.data, "hour ");
    struct text longer = {0};
    text_append(&longer, text.data, (size_t)(at - text.data));
    text_append_string(&longer, "question one-more 3 0 0 0 0 0 0 0 0\n");
    text_append_string(&longer, at);
    assert_false(reads(longer.data, &back));
    text_free(&longer);
    text_free(&text);
}

static void counts_are_compared_with_a_sum(void **state)
{
    (void)state;
    struct seal seal;
    char what[SEAL_WHAT_SIZE];
    assert_true(reads(sample, &seal));
    struct sum same = seal.sum;
    assert_true(seal_counts(&seal, &same, what));
    assert_string_equal(what, "");
    /* The order of questions does not matter. */
    same.questions[0] = seal.sum.questions[1];
    same.questions[1] = seal.sum.questions[0];
    assert_true(seal_counts(&seal, &same, what));

    int *const numbers[] = {&same.visits,
                            &same.complete,
                            &same.clean,
                            &same.flags[4],
                            &same.questions[1].skipped,
                            &same.questions[1].left};
    static const char *const whats[] = {"visits",
                                        "visits",
                                        "visits",
                                        "flags",
                                        "question 4-luon mim-cuoi",
                                        "question 4-luon mim-cuoi"};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        ++*numbers[i];
        assert_false(seal_counts(&seal, &same, what));
        assert_string_equal(what, whats[i]);
        --*numbers[i];
    }
    same.questions[0].raw.counts[0]--;
    assert_false(seal_counts(&seal, &same, what));
    assert_string_equal(what, "question 5-biet xin-loi");
    same.questions[0].raw.counts[0]++;
    struct sum_form form = same.forms[0];
    assert_non_null(sum_question_of(&same, &form, "giup-do", 5));
    assert_false(seal_counts(&seal, &same, what));
    assert_string_equal(what, "question 4-luon giup-do");
    same.question_count = 1;
    assert_false(seal_counts(&seal, &same, what));
    assert_string_equal(what, "question 4-luon mim-cuoi");
}

/* Version 1, of 0.4.0, had less, and other words for it. */
static void a_seal_of_before_is_read(void **state)
{
    (void)state;
    struct seal seal;
    struct text text = {0};
    const char *tail = strstr(sample, "file ");
    const char *body = strstr(sample, "visits ");
    const char *day = strstr(sample, "day ");
    text_append_string(&text, "bonluon-seal 1\nterminal van-truong/quay-1\n");
    text_append(&text, day, (size_t)(body - day));
    text_append_string(&text, "visits 12 11 9\nflags 1 2 0 0 3\n"
                              "question 4-luon mim-cuoi 1 2 5 1 0 2 3 4\n"
                              "question 5-biet xin-loi 0 0 3 1 0 2\n");
    text_append_string(&text, tail);
    assert_true(reads(text.data, &seal));
    assert_int_equal(seal.version, 1);
    assert_true(seal.sum.older);
    assert_string_equal(seal.offices, "");
    assert_int_equal(seal.sum.complete, 11);
    assert_int_equal(seal.sum.clean, 9);
    assert_int_equal(seal.sum.question_count, 2);
    assert_int_equal(seal.sum.questions[0].raw.counts[4], 4);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seal_reads_back_as_it_was_written),
        cmocka_unit_test(the_first_seal_an_off_day_and_a_late_one),
        cmocka_unit_test(a_part_is_refused),
        cmocka_unit_test(another_byte_is_refused_or_meant),
        cmocka_unit_test(what_is_no_seal_is_refused_with_its_line),
        cmocka_unit_test(a_seal_has_a_longest),
        cmocka_unit_test(counts_are_compared_with_a_sum),
        cmocka_unit_test(a_seal_of_before_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
