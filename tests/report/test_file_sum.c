/* Daily files read back: names, sums, and whatever is not as it was written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "config/with_config.h"
#include "daily/with_daily.h"
#include "report/file_sum.h"

static const struct file_name monday = {
    .unit = "VT", .device = "Q1", .day = WITH_MONDAY};

static void names_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *name, *expected;
    } names[] = {
        {"4luon_VT_Q-1_2026-11-23.csv", "VT Q-1 20780 0"},
        {"4luon_VT_Q-1_2026-11-23_tam.csv", "VT Q-1 20780 1"},
        {"4luon_VT_Q-1_2026-11-31.csv", "none"},
        {"4luon_VT_Q-1_2026-11-23 (1).csv", "none"},
        {"4luon_VT_Q 1_2026-11-23.csv", "none"},
        {"4luon_VT__2026-11-23.csv", "none"},
        {"4luon_VT_2026-11-23.csv", "none"},
        {"4luon_VT_Q1_2026-11", "none"},
        {"4luon_", "none"},
        {"", "none"},
        {"5luon_VT_Q-1_2026-11-23.csv", "none"},
        {"4luon_VT_12345678901234567890123456789012_2026-11-23.csv", "none"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct file_name name;
        char got[128] = "none";
        if (file_name_read(names[i].name, &name)) {
            assert_true(text_format(got, sizeof got, "%s %s %d %d", name.unit,
                                    name.device, (int)name.day,
                                    name.provisional));
        }
        assert_string_equal(got, names[i].expected);
    }
}

static void a_sum_of_the_first_schema_is_counted(void **state)
{
    (void)state;
    static const struct daily_row rows[] = {
        {100, 8, 1, "mim-cuoi", 5, NULL, NULL, 0},
        {100, 8, 2, "nhe-nhang", 0, NULL, NULL, 0},
        {200, 8, 1, "mim-cuoi", 1, "cho-lau;it-cuoi", "fast;clock", 0},
        {200, 8, 2, "nhe-nhang", -1, NULL, "fast;clock", 0},
        {50, 9, 1, "mim-cuoi", 2, "cho-lau", NULL, 0},
    };
    struct text bytes = {0};
    struct text got = {0};
    struct glossary glossary = {0};
    struct file_sum out;
    daily_first_header(&bytes);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        daily_first_row(&bytes, &rows[i]);
    }
    bool read = file_sum_read(&out, &monday, &bytes, &glossary);
    assert_string_equal(out.fault, "");
    assert_true(read);
    assert_string_equal(out.unknown, "");
    sum_write(&out.sum, &got);
    *strstr(got.data, "hour ") = '\0';
    assert_string_equal(got.data, "sum 2\n"
                                  "day 20780\n"
                                  "visits 3 3 0 2\n"
                                  "flags 0 1 0 0 1\n"
                                  "lost 0\n"
                                  "open none\n"
                                  "form 4-luon 0 - 0\n"
                                  "question mim-cuoi 5 0 0 1 1 0 0 1 "
                                  "0 1 0 0 1\n"
                                  "reason cho-lau 2\n"
                                  "reason it-cuoi 1\n"
                                  "question nhe-nhang 5 1 1 0 0 0 0 0 "
                                  "0 0 0 0 0\n");
    const struct sum_hour *eight = &out.sum.hours[8];
    assert_int_equal(eight->visits, 2);
    assert_int_equal(eight->points, 100);
    assert_int_equal(eight->answers, 2);
    assert_int_equal(eight->open_min, SUM_UNKNOWN);
    assert_int_equal(out.sum.hours[9].points, 25);
    const struct glossary_key question = {.kind = GLOSSARY_QUESTION,
                                          .form = "4-luon",
                                          .question = "mim-cuoi",
                                          .wording = 1};
    const struct glossary_key level = {.kind = GLOSSARY_LEVEL,
                                       .form = "4-luon",
                                       .question = "mim-cuoi",
                                       .wording = 1,
                                       .level = 5,
                                       .levels = 5};
    assert_string_equal(glossary_find(&glossary, &question, "en"),
                        "Hỏi mim-cuoi?");
    assert_string_equal(glossary_find(&glossary, &level, "vi"), "Mức 5");
    glossary_free(&glossary);
    text_free(&bytes);
    text_free(&got);
}

/* Visits of several hours are in none of them, and who tapped fast is not
   known; the texts are in a language that nobody tells. */
static void a_sum_of_now_is_counted(void **state)
{
    (void)state;
    static const struct daily_row rows[] = {
        {100, 7, 1, "mim-cuoi", 5, NULL, NULL, 9},
        {200, 7, 1, "mim-cuoi", 1, "it-cuoi", "clock", 9},
        {50, 10, 1, "mim-cuoi", 2, NULL, NULL, 0},
    };
    struct text bytes = {0};
    struct glossary glossary = {0};
    struct file_sum out;
    daily_header(&bytes);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        daily_row(&bytes, &rows[i]);
    }
    bool read = file_sum_read(&out, &monday, &bytes, &glossary);
    assert_string_equal(out.fault, "");
    assert_true(read);
    assert_int_equal(out.sum.visits, 3);
    assert_int_equal(out.sum.clean, 2);
    assert_int_equal(out.sum.flags[1], SUM_UNKNOWN);
    assert_int_equal(out.sum.flags[4], 1);
    assert_int_equal(out.sum.some_hour.visits, 2);
    assert_int_equal(out.sum.some_hour.points, 100);
    assert_int_equal(out.sum.hours[7].visits + out.sum.hours[8].visits +
                         out.sum.hours[9].visits,
                     0);
    assert_int_equal(out.sum.hours[10].visits, 1);
    const struct glossary_key question = {.kind = GLOSSARY_QUESTION,
                                          .form = "4-luon",
                                          .question = "mim-cuoi",
                                          .wording = 1};
    assert_string_equal(glossary_find(&glossary, &question, "en"),
                        "Hỏi mim-cuoi?");
    glossary_free(&glossary);
    text_free(&bytes);
}

/* In another order, with two more that nobody knows. */
static void columns_are_found_by_name(void **state)
{
    (void)state;
    struct text bytes = {0};
    struct glossary glossary = {0};
    struct file_sum out;
    text_append_string(
        &bytes,
        "schema_version,visit_id,weather,hour_to,hour_from,answer_max,outcome,"
        "answer_value,flags,reasons,unit_code,device_id,date,visit_complete,"
        "form_id,form_version,question_pos,question_id,question_text,"
        "answer_label,mood,app_version\r\n"
        "7,100,rain,9,8,5,answered,4,hours,,VT,Q1,2026-11-23,1,4-luon,2,1,"
        "mim-cuoi,Hỏi?,Mức 4,,1\r\n");
    bool read = file_sum_read(&out, &monday, &bytes, &glossary);
    assert_string_equal(out.fault, "");
    assert_true(read);
    assert_string_equal(out.unknown, "weather");
    assert_int_equal(out.sum.complete, 1);
    assert_int_equal(out.sum.flags[3], 1);
    assert_int_equal(out.sum.some_hour.points, 75);
    glossary_free(&glossary);
    text_free(&bytes);
}

static const struct {
    const char *from, *to, *fault;
} headers[] = {
    {"visit_id", "visit_no", "its column visit_id is missing"},
    {"hour_to", "hour_till", "its column hour_to is missing"},
    {"hour_from,hour_to", "hour,hour_till", ""},
    {"app_version", "app", "its column app_version is missing"},
    {"reasons", "flags", "its column flags is there twice"},
    {"schema_version", "schema", "its column schema_version is missing"},
};

static void a_column_that_is_needed_is_missed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        struct text whole = {0};
        struct text bytes = {0};
        struct glossary glossary = {0};
        struct file_sum out;
        daily_header(&whole);
        const char *at = strstr(whole.data, headers[i].from);
        assert_non_null(at);
        text_append(&bytes, whole.data, (size_t)(at - whole.data));
        text_append_string(&bytes, headers[i].to);
        text_append_string(&bytes, at + strlen(headers[i].from));
        bool read = file_sum_read(&out, &monday, &bytes, &glossary);
        assert_string_equal(out.fault, headers[i].fault);
        assert_int_equal(read, headers[i].fault[0] == '\0');
        text_free(&whole);
        text_free(&bytes);
        glossary_free(&glossary);
    }
}

/* One row and what is wrong with it after a change; line 3 of the file. */
static const struct {
    const char *from, *to, *fault;
} broken[] = {
    {"Hỏi", "Hỏi\x1B[31m",
     "question_text=Hỏi [31m mim-cuoi? is not what this column holds"},
    {"Mức", "\u202EMức", "answer_label=   Mức 1 is not what this column holds"},
    {"1,VT", "0,VT", "schema_version=0 is not what this column holds"},
    {",VT,", ",V X,", "unit_code=V X is not what this column holds"},
    {",Q1,", ",Q 2,", "device_id=Q 2 is not what this column holds"},
    {",200,", ",x,", "visit_id=x is not what this column holds"},
    {",200,", ",0,", "visit_id=0 is not what this column holds"},
    {"200,1,", "200,2,", "visit_complete=2 is not what this column holds"},
    {"11-23", "11-24", "date=2026-11-24 is not what this column holds"},
    {"11-23", "11-32", "date=2026-11-32 is not what this column holds"},
    {"23,8,", "23,24,", "hour=24 is not what this column holds"},
    {"23,8,", "23,08,", "hour=08 is not what this column holds"},
    {"23,8,", "23,7,",
     "the rows are not in the order of hour and visit in which they were "
     "written"},
    {",200,", ",99,",
     "the rows are not in the order of hour and visit in which they were "
     "written"},
    {",200,", ",100,",
     "hour, visit_complete, flags or codes differ within one visit"},
    {"4-luon", "4 luon", "form_id=4 luon is not what this column holds"},
    {"luon,2,", "luon,-2,", "form_version=-2 is not what this column holds"},
    {"luon,2,1", "luon,2,0",
     "question_pos=0 is not what this column "
     "holds"},
    {",mim-cuoi,", ",,", "question_id= is not what this column holds"},
    {"\"Hỏi mim-cuoi?\"", "\"\"",
     "question_text= is not what this column holds"},
    {"answered", "answred",
     "outcome=answred is not what this column "
     "holds"},
    {"answered,1", "answered,6",
     "answer_value=6 is not what this column "
     "holds"},
    {"answered,1", "answered,0",
     "answer_value=0 is not what this column "
     "holds"},
    {"answered,1", "answered,",
     "answer_value= is not what this column "
     "holds"},
    {"answered,1", "skipped,1",
     "answer_value=1 is not what this column "
     "holds"},
    {",1,5,", ",1,6,", "answer_max=6 is not what this column holds"},
    {"Mức 1", "", "answer_label= is not what this column holds"},
    {",it-cuoi,", ",It cuoi,",
     "reasons=It cuoi is not what this column "
     "holds"},
    {",900,", ",9.5,", "response_ms=9.5 is not what this column holds"},
    {",vi,", ",Vi,", "lang=Vi is not what this column holds"},
    {",fast,", ",slow,", "flags=slow is not what this column holds"},
    {",0.2.0", ",0.2.0,x", "the row has not as many fields as the header"},
    {",0.2.0", "", "the row has not as many fields as the header"},
    {"Mức 1", "\"Mức 1", "a quote is opened and not closed"},
    {"Mức 1", "M\xE1", "it is not in UTF-8"},
};

/* Codes that were changed at noon. */
static void other_codes_are_told_and_not_summed(void **state)
{
    (void)state;
    static const struct daily_row rows[] = {
        {100, 8, 1, "mim-cuoi", 5, NULL, NULL, 0},
        {200, 9, 1, "mim-cuoi", 1, NULL, NULL, 0},
        {300, 9, 1, "mim-cuoi", 1, NULL, NULL, 0},
    };
    struct text bytes = {0};
    struct glossary glossary = {0};
    struct file_sum out;
    daily_first_header(&bytes);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text row = {0};
        daily_first_row(&row, &rows[i]);
        char *unit = strstr(row.data, ",VT,");
        assert_non_null(unit);
        memcpy(unit, i > 0 ? ",VX," : ",VT,", 4);
        text_append(&bytes, row.data, row.length);
        text_free(&row);
    }
    assert_true(file_sum_read(&out, &monday, &bytes, &glossary));
    assert_int_equal(out.sum.visits, 1);
    assert_int_equal(out.sum.questions[0].raw.counts[4], 1);
    assert_int_equal(out.sum.questions[0].raw.counts[0], 0);
    assert_int_equal(out.also_count, 1);
    assert_memory_equal(out.also[0], "VX/", 3);
    glossary_free(&glossary);
    text_free(&bytes);
}

static void what_is_not_as_written_is_refused(void **state)
{
    (void)state;
    static const struct daily_row sound = {.visit = 100,
                                           .hour = 8,
                                           .place = 1,
                                           .question = "mim-cuoi",
                                           .level = 5};
    static const struct daily_row changed = {200, 8,         1,      "mim-cuoi",
                                             1,   "it-cuoi", "fast", 0};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct text row = {0};
        struct text bytes = {0};
        struct glossary glossary = {0};
        struct file_sum out;
        daily_first_row(&row, &changed);
        const char *at = strstr(row.data, broken[i].from);
        assert_non_null(at);
        daily_first_header(&bytes);
        daily_first_row(&bytes, &sound);
        text_append(&bytes, row.data, (size_t)(at - row.data));
        text_append_string(&bytes, broken[i].to);
        text_append_string(&bytes, at + strlen(broken[i].from));
        bool read = file_sum_read(&out, &monday, &bytes, &glossary);
        assert_string_equal(out.fault, broken[i].fault);
        assert_false(read);
        bool whole = strstr(broken[i].fault, "UTF-8") != NULL;
        assert_int_equal(out.line, whole ? 1 : 3);
        glossary_free(&glossary);
        text_free(&bytes);
        text_free(&row);
    }
}

/* Cut anywhere, it is refused, but for where a row ends: no byte of the file
   says how many rows there were. */
static void a_part_is_refused_or_shorter(void **state)
{
    (void)state;
    static const int levels[] = {5, 1, 3, 0};
    struct text whole = {0};
    daily_levels(&whole, levels);
    for (size_t i = 0; i < whole.length; i++) {
        struct text part = {0};
        struct glossary glossary = {0};
        struct file_sum out;
        text_append(&part, whole.data, i);
        bool read = file_sum_read(&out, &monday, &part, &glossary);
        if (i > 0 && whole.data[i - 1] == '\n') {
            assert_true(read);
            assert_true(out.sum.visits < 3);
        } else if (read) {
            /* The end of the last field is no less a version. */
            assert_true(i + 8 > whole.length ||
                        strchr(whole.data + i, '\n') - whole.data - (int)i < 8);
        }
        glossary_free(&glossary);
        text_free(&part);
    }
    text_free(&whole);
}

static void places_rise_within_a_visit(void **state)
{
    (void)state;
    static const struct daily_row row = {100, 8,    1,    "mim-cuoi",
                                         5,   NULL, NULL, 0};
    struct text bytes = {0};
    struct glossary glossary = {0};
    struct file_sum out;
    daily_header(&bytes);
    daily_row(&bytes, &row);
    daily_row(&bytes, &row);
    assert_false(file_sum_read(&out, &monday, &bytes, &glossary));
    assert_string_equal(out.fault,
                        "question_pos does not rise within the visit");
    glossary_free(&glossary);
    text_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_read),
        cmocka_unit_test(a_sum_of_the_first_schema_is_counted),
        cmocka_unit_test(a_sum_of_now_is_counted),
        cmocka_unit_test(columns_are_found_by_name),
        cmocka_unit_test(a_column_that_is_needed_is_missed),
        cmocka_unit_test(other_codes_are_told_and_not_summed),
        cmocka_unit_test(what_is_not_as_written_is_refused),
        cmocka_unit_test(a_part_is_refused_or_shorter),
        cmocka_unit_test(places_rise_within_a_visit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
