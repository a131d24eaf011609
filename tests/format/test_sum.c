#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "format/sum.h"

#define HASH_A                                                                 \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B                                                                 \
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char sample[] = "sum 2\n"
                             "day 20780\n"
                             "visits 12 9 1 9\n"
                             "flags 1 2 0 0 3\n"
                             "lost 0\n"
                             "language en 2\n"
                             "language vi 10\n"
                             "open 07:30-11:30 13:30-24:00\n"
                             "form 4-luon 2 " HASH_A " 12\n"
                             "question mim-cuoi 5 1 2 1 0 2 3 4 0 0 2 3 3\n"
                             "na 2\n"
                             "reason cham 3\n"
                             "reason cau-gat 1\n"
                             "form 5-biet 1 - 3\n"
                             "question xin-loi 3 0 0 1 0 2 1 0 1\n"
                             "hour 7 5 400 6 30 29\n"
                             "hour 23 7 0 0 -1 -1\n"
                             "end\n";

static void assert_text(const struct sum *sum, const char *expected)
{
    struct text text = {0};
    sum_write(sum, &text);
    assert_string_equal(text.data, expected);
    text_free(&text);
}

static void a_sum_reads_back_as_it_was_written(void **state)
{
    (void)state;
    struct sum sum;
    assert_true(sum_read(sample, &sum));
    assert_int_equal(sum.day, 20780);
    assert_int_equal(sum.visits, 12);
    assert_int_equal(sum.complete, 9);
    assert_int_equal(sum.no_opinion, 1);
    assert_false(sum.older);
    assert_int_equal(sum.language_count, 2);
    assert_string_equal(sum.languages[1].code, "vi");
    assert_int_equal(sum.languages[1].visits, 10);
    assert_int_equal(sum.open.count, 2);
    assert_int_equal(sum.open.spans[1].from_minute, 13 * 60 + 30);
    assert_int_equal(sum.form_count, 2);
    assert_int_equal(sum.forms[0].version, 2);
    assert_string_equal(sum.questions[0].wording, HASH_A);
    assert_string_equal(sum.questions[1].wording, "");
    assert_int_equal(sum.clean, 9);
    assert_int_equal(sum.flags[4], 3);
    assert_int_equal(sum.question_count, 2);
    assert_string_equal(sum.questions[0].id, "mim-cuoi");
    assert_int_equal(sum.questions[0].skipped, 1);
    assert_int_equal(sum.questions[0].left, 2);
    assert_int_equal(sum.questions[0].raw.counts[4], 4);
    assert_int_equal(sum.questions[0].clean.counts[4], 3);
    assert_int_equal(sum.questions[0].reasons[1].count, 1);
    assert_int_equal(sum.questions[1].raw.levels, 3);
    assert_int_equal(sum.hours[7].ready_min, 29);
    assert_int_equal(sum.hours[8].open_min, 0);
    assert_int_equal(sum.hours[23].open_min, SUM_UNKNOWN);
    assert_text(&sum, sample);
}

/* Cut at any byte, or with a byte more, it is none. */
static void a_part_is_refused(void **state)
{
    (void)state;
    struct sum sum;
    char text[sizeof sample + 1];
    for (size_t length = 0; length < sizeof sample - 1; length++) {
        memcpy(text, sample, length);
        text[length] = '\0';
        if (sum_read(text, &sum)) {
            fail_msg("%zu bytes were read", length);
        }
    }
    memcpy(text, sample, sizeof sample - 1);
    strcpy(text + sizeof sample - 1, "\n");
    assert_false(sum_read(text, &sum));
}

/* Whatever one byte becomes: refused, or a sum with that very text. */
static void another_byte_is_refused_or_meant(void **state)
{
    (void)state;
    struct sum sum;
    char text[sizeof sample];
    for (size_t i = 0; i < sizeof sample - 1; i++) {
        for (int byte = 1; byte < 256; byte++) {
            memcpy(text, sample, sizeof text);
            text[i] = (char)byte;
            if (sum_read(text, &sum)) {
                assert_text(&sum, text);
            }
        }
    }
}

/* A sum with one line in the place of another. */
static void swapped(const char *line, const char *other, char *out)
{
    const char *at = strstr(sample, line);
    assert_non_null(at);
    size_t before = (size_t)(at - sample);
    memcpy(out, sample, before);
    strcpy(out + before, other);
    strcat(out, at + strlen(line));
}

static void what_is_no_sum_is_refused(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"sum 2\n", "sum 1\n"},
        {"sum 2\n", "sum 3\n"},
        {"day 20780\n", "day 020780\n"},
        {"day 20780\n", "day  20780\n"},
        {"day 20780\n", "day 99999999999\n"},
        {"day 20780\n", "day 99999999999999999999999\n"},
        {"visits 12 9 1 9\n", "visits 12 9 1\n"},
        {"visits 12 9 1 9\n", "visits 12 9 1 -0\n"},
        {"visits 12 9 1 9\n", "visits 12 9 1 -1\n"},
        {"visits 12 9 1 9\n", "visits 12 9 1 9 \n"},
        {"visits 12 9 1 9\n", "visits 12 9 1 9\r\n"},
        {"flags 1 2 0 0 3\n", "flags 1 2 0 0 3 1\n"},
        {"lost 0\n", ""},
        {"language en 2\n", "language vi 2\n"},
        {"language en 2\n", "language vn 2\n"},
        {"open 07:30-11:30 ", ""},
        {"open 07:30-11:30 13:30-24:00\n", ""},
        {"open 07:30-11:30 ", "open 07:30-13:31 "},
        {"open 07:30-11:30 ", "open 7:30-11:30 "},
        {"open 07:30-11:30 ", "open 07:60-11:30 "},
        {"13:30-24:00\n", "13:30-24:01\n"},
        {"13:30-24:00\n", "13:30-13:30\n"},
        {"form 5-biet 1 - 3\n", "form 4-luon 2 " HASH_A " 3\n"},
        {"form 5-biet 1 - 3\n", "form 5-biet 1 " HASH_A "a 3\n"},
        {"form 5-biet 1 - 3\n", "form 5-biet - 3\n"},
        {"form 5-biet 1 - 3\n",
         "question mim-cuoi 5 1 2 1 0 2 3 4 0 0 2 3 3\n"},
        {"na 2\n", "na 0\n"},
        {"na 2\n", "na 2\nna 2\n"},
        {"na 2\nreason cham 3\n", "reason cham 3\nna 2\n"},
        {"reason cham 3\n", "reason Cham 3\n"},
        {"reason cham 3\n", "reason  3\n"},
        {"reason cau-gat 1\n", "reason cham 1\n"},
        {"question xin-loi 3 0 0 1 0 2 1 0 1\n",
         "question xin-loi 2 0 0 1 0 1 0\n"},
        {"question xin-loi 3 0 0 1 0 2 1 0 1\n",
         "question xin-loi 6 0 0 1 0 1 0 0 0 0 0 0 0 0 0\n"},
        {"question xin-loi 3 0 0 1 0 2 1 0 1\n",
         "question a23456789012345678901234567890123 3 0 0 1 0 2 1 0 1\n"},
        {"hour 23 7 0 0 -1 -1\n", "hour 24 7 0 0 -1 -1\n"},
        {"hour 23 7 0 0 -1 -1\n", "hour 7 7 0 0 -1 -1\n"},
        {"hour 23 7 0 0 -1 -1\n", "hour 23 7 0 0 -2 -1\n"},
        {"hour 23 7 0 0 -1 -1\n", "hour 23 0 0 0 0 0\n"},
        {"hour 23 7 0 0 -1 -1\n", "question cam-on 3 0 0 1 0 2 1 0 1\n"},
        {"hour 23 7 0 0 -1 -1\n", "reason khac 1\n"},
    };
    struct sum sum;
    char text[2 * sizeof sample];
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        swapped(lines[i][0], lines[i][1], text);
        if (sum_read(text, &sum)) {
            fail_msg("was read: %s", text);
        }
    }
}

/* A wording that is not known, as in a sum of version 1, is taken for any. */
static void sums_are_added_by_question_wording_and_levels(void **state)
{
    (void)state;
    struct sum to;
    struct sum from;
    assert_true(sum_read(sample, &to));
    assert_true(sum_read("sum 1\nday 20781\nvisits 3 2 1\nflags 0 0 0 1 0\n"
                         "lost 2\n"
                         "question 4-luon mim-cuoi 1 0 5 0 0 0 0 9 0 0 0 0 8\n"
                         "reason cau-gat 4\n"
                         "question 5-biet xin-loi 0 1 5 1 1 1 1 1 0 0 0 0 0\n"
                         "hour 7 3 10 4 60 0\nhour 23 1 0 0 60 60\nend\n",
                         &from));
    assert_true(from.older);
    sum_add(&to, &from);
    assert_true(sum_read("sum 2\nday 20782\nvisits 1 1 0 1\nflags 0 0 0 0 0\n"
                         "lost 0\nlanguage km 1\nopen none\n"
                         "form 4-luon 3 " HASH_B " 1\n"
                         "question mim-cuoi 5 0 0 0 0 0 0 1 0 0 0 0 1\nend\n",
                         &from));
    sum_add(&to, &from);
    assert_text(&to, "sum 2\nday 20780\nvisits 16 12 1 11\nflags 1 2 0 1 3\n"
                     "lost 2\nlanguage en 2\nlanguage km 1\nlanguage vi 10\n"
                     "open 07:30-11:30 13:30-24:00\n"
                     "form 4-luon 2 " HASH_A " 12\n"
                     "question mim-cuoi 5 2 2 1 0 2 3 13 0 0 2 3 11\n"
                     "na 2\n"
                     "reason cham 3\nreason cau-gat 5\n"
                     "form 5-biet 1 - 3\n"
                     "question xin-loi 3 0 0 1 0 2 1 0 1\n"
                     "question xin-loi 5 0 1 1 1 1 1 1 0 0 0 0 0\n"
                     "form 4-luon 0 - 0\n"
                     "form 4-luon 3 " HASH_B " 1\n"
                     "question mim-cuoi 5 0 0 0 0 0 0 1 0 0 0 0 1\n"
                     "hour 7 8 410 10 90 29\nhour 23 8 0 0 -1 -1\nend\n");
}

/* Nothing is left out unsaid. */
static void what_has_no_room_is_counted(void **state)
{
    (void)state;
    struct sum to = {.day = 1};
    struct sum from;
    char id[] = "q00";
    assert_true(sum_read(sample, &from));
    for (int i = 0; i < SUM_QUESTIONS_MAX - 1; i++) {
        id[1] = (char)('0' + i / 10);
        id[2] = (char)('0' + i % 10);
        assert_non_null(sum_question(&to, "f", id, 5));
    }
    sum_add(&to, &from);
    assert_int_equal(to.question_count, SUM_QUESTIONS_MAX);
    assert_null(sum_question(&to, "5-biet", "xin-loi", 3));
    assert_int_equal(to.lost, 3);
    struct sum_question *question = &to.questions[0];
    for (int i = 0; i < FORM_REASONS_MAX; i++) {
        id[1] = (char)('0' + i);
        sum_reason(&to, question, id, 1);
    }
    sum_reason(&to, question, "one-more", 4);
    assert_int_equal(question->reason_count, FORM_REASONS_MAX);
    assert_int_equal(to.lost, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_reads_back_as_it_was_written),
        cmocka_unit_test(a_part_is_refused),
        cmocka_unit_test(another_byte_is_refused_or_meant),
        cmocka_unit_test(what_is_no_sum_is_refused),
        cmocka_unit_test(sums_are_added_by_question_wording_and_levels),
        cmocka_unit_test(what_has_no_room_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
