/* Texts that do not fit say so; UTF-8 by the table of the standard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void format_says_when_it_does_not_fit(void **state)
{
    (void)state;
    char out[8];
    assert_true(text_format(out, sizeof out, "%s-%d", "abc", 123));
    assert_string_equal(out, "abc-123");
    assert_false(text_format(out, sizeof out, "%s-%d", "abc", 1234));
    assert_string_equal(out, "abc-123");
    assert_true(text_format(out, sizeof out, "%s", ""));
    assert_string_equal(out, "");
    assert_false(text_format(out, 1, "x"));
    assert_string_equal(out, "");
}

static void copy_says_when_it_does_not_fit(void **state)
{
    (void)state;
    char out[4] = "???";
    assert_true(text_copy(out, sizeof out, ""));
    assert_string_equal(out, "");
    assert_true(text_copy(out, sizeof out, "abc"));
    assert_string_equal(out, "abc");
    assert_false(text_copy(out, sizeof out, "abcd"));
    assert_string_equal(out, "abc");
}

/* Unicode 15, table 3-7: the edges of every form, and what lies beyond. */
static void utf8_by_the_table(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool good;
    } table[] = {
        {"", true},
        {"abc", true},
        {"Xin cảm ơn ông/bà! Ồ Ễ Ẳ Ữ ặ ẩ", true},
        {"\x7F", true},
        {"\xC2\x80", true},
        {"\xDF\xBF", true},
        {"\xE0\xA0\x80", true},
        {"\xEC\xBF\xBF", true},
        {"\xED\x9F\xBF", true},
        {"\xEE\x80\x80", true},
        {"\xEF\xBF\xBF", true},
        {"\xF0\x90\x80\x80", true},
        {"\xF3\xBF\xBF\xBF", true},
        {"\xF4\x8F\xBF\xBF", true},
        /* a continuation alone, overlong forms, a surrogate, too high */
        {"\x80", false},
        {"\xBF", false},
        {"\xC0\xAF", false},
        {"\xC1\xBF", false},
        {"\xE0\x9F\xBF", false},
        {"\xED\xA0\x80", false},
        {"\xED\xBF\xBF", false},
        {"\xF0\x8F\xBF\xBF", false},
        {"\xF4\x90\x80\x80", false},
        {"\xF5\x80\x80\x80", false},
        {"\xFE", false},
        {"\xFF", false},
        /* cut, and a wrong byte at each place */
        {"\xC2", false},
        {"\xE1\x80", false},
        {"\xF1\x80\x80", false},
        {"\xC2\x41", false},
        {"\xE1\x41\x80", false},
        {"\xE1\x80\x41", false},
        {"\xF1\x80\x41\x80", false},
        {"\xF1\x80\x80\x41", false},
        {"\xE1\x80\xC0", false},
        {"good \xE1\xBA\xA3 then \xE1\xBA bad", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *bytes = table[i].bytes;
        if (text_is_utf8(bytes, strlen(bytes)) != table[i].good) {
            fail_msg("line %zu of the table is wrong", i);
        }
    }
}

/* Not one byte beyond the length is looked at: the copy ends there. */
static void utf8_stays_within_its_length(void **state)
{
    (void)state;
    const char whole[] = "\xF1\x80\x80\x80";
    for (size_t length = 1; length < 4; length++) {
        char *cut = test_malloc(length);
        memcpy(cut, whole, length);
        assert_false(text_is_utf8(cut, length));
        test_free(cut);
    }
    assert_true(text_is_utf8("a\0b", 3));
}

static void what_is_shown_by_the_table(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *shown;
    } table[] = {
        {"", ""},
        {"plain", "plain"},
        {"seven b", "seven b"},
        {"eight by", "eight b"},
        {"a\nb\tc\033\177", "a b c"},
        {"  a  ", "  a"},
        {"của Lê!", "của L"},     /* cut between two letters */
        {"ab\302\205c", "ab  c"}, /* a control character of two bytes */
        {"\377x\303", "?x?"},
        {"l\303 \252", "l? ?"},
        {"\302\302", "??"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char out[8];
        text_show(out, sizeof out, table[i].bytes, strlen(table[i].bytes));
        assert_string_equal(out, table[i].shown);
    }
}

static void a_text_grows(void **state)
{
    (void)state;
    struct text text = {0};
    text_append_string(&text, "đầu");
    assert_string_equal(text.data, "đầu");
    text_append(&text, "xyz", 2);
    text_append_format(&text, "[%d|%s]", -7, "ơ");
    assert_string_equal(text.data, "đầuxy[-7|ơ]");
    assert_int_equal(text.length, strlen(text.data));
    text_free(&text);
    assert_null(text.data);
    text_free(&text);
    text_free(NULL);
}

/* Each way across each border of the memory it holds. */
static void a_text_grows_past_every_border(void **state)
{
    (void)state;
    for (size_t start = 250; start < 260; start++) {
        struct text text = {0};
        for (size_t i = 0; i < start; i++) {
            text_append(&text, "a", 1);
        }
        text_append_format(&text, "%s", "bcdefghi");
        assert_int_equal(text.length, start + 8);
        assert_int_equal(strlen(text.data), start + 8);
        assert_string_equal(text.data + start, "bcdefghi");
        assert_false(text.failed);
        text_free(&text);
    }
}

static void a_cleared_text_keeps_its_memory(void **state)
{
    (void)state;
    struct text text = {0};
    text_clear(&text);
    assert_null(text.data);
    text_append_string(&text, "something");
    const char *memory = text.data;
    text_clear(&text);
    assert_int_equal(text.length, 0);
    assert_string_equal(text.data, "");
    text_append_string(&text, "else");
    assert_ptr_equal(text.data, memory);
    assert_string_equal(text.data, "else");
    text_free(&text);
}

/* A length beyond all memory: failed, and what is there stays whole. */
static void a_text_remembers_that_memory_ran_out(void **state)
{
    (void)state;
    struct text text = {0};
    text_append_string(&text, "kept");
    text_append(&text, "", SIZE_MAX / 2);
    assert_true(text.failed);
    assert_string_equal(text.data, "kept");
    text_append_string(&text, "more");
    text_append_format(&text, "%d", 1);
    assert_true(text.failed);
    assert_string_equal(text.data, "kept");
    text_clear(&text);
    assert_false(text.failed);
    text_free(&text);
}

static void what_rules_other_text_is_a_control(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool control;
    } table[] = {
        {"", false},         {"Cán bộ có mỉm cười?", false},
        {"a\tb", true},      {"a\x1B[31m", true},
        {"a\x7F", true},     {"a\xC2\x85", true},
        {"a\u00A0b", false}, {"a\u2028b", true},
        {"\u202Ea", true},   {"a\u2069", true},
        {"a\u2013b", false}, {"\uFEFFa", true},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        print_message("%zu\n", i);
        assert_int_equal(text_has_control(table[i].text), table[i].control);
    }
}

static void a_cut_text_ends_with_a_whole_character(void **state)
{
    (void)state;
    /* 1, 2, 3 and 4 bytes. */
    static const char *const whole = "a\303\240\341\272\241\360\237\231\202";
    static const size_t lengths[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char out[16];
        memset(out, 'x', sizeof out);
        text_cut(out, i + 1, "%s", whole);
        assert_int_equal(strlen(out), lengths[i]);
        assert_memory_equal(out, whole, lengths[i]);
    }
    char out[4];
    text_cut(out, sizeof out, "%s", "\240\240\240\240\240");
    assert_true(strlen(out) < sizeof out);
}

static void what_joins_syllables_reads_as_a_blank(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } table[] = {
        {"", "", true},
        {"n\u1ee5 c", "n\u1ee5 c", true},
        {"n\u1ee5\u00a0c", "n\u1ee5 c", true},
        {"n\u1ee5 c", "n\u1ee5\u00a0c", true},
        {"\u00a0", "", false},
        {"a\u00a0b", "a\u00a1b", false}, /* another byte behind the first */
        {"a\u00a0b", "a  b", false},
        {"a\u00a0", "a", false},
        {"ab", "a b", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        print_message("%zu\n", i);
        assert_int_equal(text_reads_same(table[i].a, table[i].b),
                         table[i].same);
    }
    char joined[] = "\u00a0n\u1ee5\u00a0c\u00a1 \u00a0";
    size_t length = text_unjoin(joined);
    assert_int_equal(length, strlen(joined));
    assert_string_equal(joined, " n\u1ee5 c\u00a1  ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_text_ends_with_a_whole_character),
        cmocka_unit_test(what_joins_syllables_reads_as_a_blank),
        cmocka_unit_test(format_says_when_it_does_not_fit),
        cmocka_unit_test(copy_says_when_it_does_not_fit),
        cmocka_unit_test(utf8_by_the_table),
        cmocka_unit_test(utf8_stays_within_its_length),
        cmocka_unit_test(what_is_shown_by_the_table),
        cmocka_unit_test(a_text_grows),
        cmocka_unit_test(a_text_grows_past_every_border),
        cmocka_unit_test(a_cleared_text_keeps_its_memory),
        cmocka_unit_test(a_text_remembers_that_memory_ran_out),
        cmocka_unit_test(what_rules_other_text_is_a_control),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
