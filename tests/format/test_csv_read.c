/* RFC 4180 read back: each of the ways to write a field, and each of the ways
   to write none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "format/csv_read.h"

enum { FIELDS = 4 };

/* All rows as "[a|b] [c|d]", or the fault and its line. */
static void read_all(const char *bytes, size_t length, struct text *out)
{
    struct text copy = {0};
    struct csv_reader csv;
    char *fields[FIELDS];
    int count;
    text_append(&copy, bytes, length);
    csv_reader_begin(&csv, &copy);
    while ((count = csv_reader_next(&csv, fields, FIELDS)) > 0) {
        text_append_string(out, out->length > 0 ? " [" : "[");
        for (int i = 0; i < count && i < FIELDS; i++) {
            text_append_format(out, "%s%s", i > 0 ? "|" : "", fields[i]);
        }
        text_append_format(out, count > FIELDS ? "|...%d]" : "]", count);
    }
    if (csv.fault != NULL) {
        text_append_format(out, " line %d: %s", csv.line, csv.fault);
    }
    text_append_string(out, "");
    text_free(&copy);
}

static void fields_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *expected;
    } rows[] = {
        {"", ""},
        {"a", "[a]"},
        {"a,b\r\nc,d\r\n", "[a|b] [c|d]"},
        {"a,b\nc,d", "[a|b] [c|d]"},
        {"\xEF\xBB\xBF"
         "a,b\r\n",
         "[a|b]"},
        {"a;b\r\nc,d;e\r\n", "[a|b] [c,d|e]"},
        {"a\tb\r\n\"c\td\"\te", "[a|b] [c\td|e]"},
        {"\"a,b\",\"c\"\"d\",\"\"\r\n", "[a,b|c\"d|]"},
        {"\"a\r\nb\",c\r\nd,e", "[a\r\nb|c] [d|e]"},
        {"a,,\r\n,,b\r\n", "[a||] [||b]"},
        {"a,b,", "[a|b|]"},
        {"a,b,c,d,e,f", "[a|b|c|d|...6]"},
        {"\r\na", "[] [a]"},
        {"a,b\r\nc\"d,e", "[a|b] line 2: a quote stands within a field that "
                          "has none around it"},
        {"a\n\"b\nc", "[a] line 2: a quote is opened and not closed"},
        {"\"a\"b,c", " line 1: something stands between a field and its end"},
        {"a\rb", " line 1: something stands between a field and its end"},
        {"\"a\nb\",c\nd\"",
         "[a\nb|c] line 3: a quote stands within a field that has none around "
         "it"},
        {"a,\xFF", " line 1: it is not in UTF-8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text out = {0};
        read_all(rows[i].bytes, strlen(rows[i].bytes), &out);
        assert_string_equal(out.data != NULL ? out.data : "", rows[i].expected);
        text_free(&out);
    }
}

static void a_zero_byte_is_no_text(void **state)
{
    (void)state;
    struct text out = {0};
    read_all("a\0b", 3, &out);
    assert_string_equal(out.data, " line 1: it holds a zero byte: it is no "
                                  "text");
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_read),
        cmocka_unit_test(a_zero_byte_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
