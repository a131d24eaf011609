#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "format/csv_write.h"

static void fields_are_quoted_when_they_must(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        char separator;
        const char *encoded;
    } cases[] = {{"", ',', ""},
                 {"luôn", ',', "luôn"},
                 {"a,b", ',', "\"a,b\""},
                 {"a,b", ';', "a,b"},
                 {"a;b", ';', "\"a;b\""},
                 {"a\tb", '\t', "\"a\tb\""},
                 {"\"", ',', "\"\"\"\""},
                 {"a\"b\"", ',', "\"a\"\"b\"\"\""},
                 {"a\nb", ',', "\"a\nb\""},
                 {"a\rb", ',', "\"a\rb\""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = {0};
        csv_field(&out, cases[i].value, cases[i].separator);
        assert_string_equal(out.data, cases[i].encoded);
        text_free(&out);
    }
}

static bool append(void *context, const void *bytes, size_t length)
{
    text_append(context, bytes, length);
    return true;
}

static void numbers_are_written_as_they_are(void **state)
{
    (void)state;
    struct text out = {0};
    struct csv *csv = malloc(sizeof *csv);
    csv_begin(csv, append, &out);
    csv_put_number(csv, 0);
    csv_put_char(csv, ',');
    csv_put_number(csv, 999999999999999);
    csv_put_char(csv, ',');
    csv_put_number(csv, INT64_MIN);
    assert_true(csv_end(csv));
    assert_string_equal(out.data, "\xEF\xBB\xBF"
                                  "0,999999999999999,"
                                  "-9223372036854775808");
    free(csv);
    text_free(&out);
}

static void blocks_join_without_a_seam(void **state)
{
    (void)state;
    struct text out = {0};
    struct text expected = {0};
    struct csv *csv = malloc(sizeof *csv);
    text_append_string(&expected, "\xEF\xBB\xBF");
    csv_begin(csv, append, &out);
    for (int i = 0; i < 30000; i++) {
        char row[32];
        assert_true(text_format(row, sizeof row, "row %d\r\n", i));
        text_append_string(&expected, row);
        csv_put(csv, row, strlen(row));
    }
    assert_true(csv_end(csv));
    assert_int_equal(out.length, expected.length);
    assert_memory_equal(out.data, expected.data, out.length);
    free(csv);
    text_free(&out);
    text_free(&expected);
}

static bool refuse_second(void *context, const void *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return ++*(int *)context < 2;
}

static void a_refused_block_ends_it(void **state)
{
    (void)state;
    int calls = 0;
    struct csv *csv = malloc(sizeof *csv);
    char row[1000];
    memset(row, 'x', sizeof row);
    csv_begin(csv, refuse_second, &calls);
    for (int i = 0; i < 1000; i++) {
        csv_put(csv, row, sizeof row);
    }
    assert_false(csv_end(csv));
    assert_int_equal(calls, 2);
    free(csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_when_they_must),
        cmocka_unit_test(numbers_are_written_as_they_are),
        cmocka_unit_test(blocks_join_without_a_seam),
        cmocka_unit_test(a_refused_block_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
