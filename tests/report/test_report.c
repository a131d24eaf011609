/* What a report of daily files says: of terminals side by side, and what few
   may not tell; and what the writers make of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "config/with_config.h"
#include "daily/with_daily.h"
#include "report/front.h"
#include "report/html.h"
#include "report/tables.h"
#include "report/text.h"
#include "report/with_days.h"
#include "report/with_words.h"
#include "report/xlsx.h"

static const struct report_span all = {.dated = false};

/* What is said of two terminals with these answers. */
static void terminals_are_compared(void **state)
{
    static const struct {
        const int *first, *second;
        const char *said; /* the first cell, and the last */
        const char *verdict;
    } rows[] = {
        {with_days_good, with_days_bad, "Máy", "thấp hơn, khó là ngẫu nhiên"},
        {with_days_bad, with_days_good, "Máy", "thấp hơn, khó là ngẫu nhiên"},
        {with_days_good, with_days_good, "Không thấy máy nào", NULL},
        {with_days_good, with_days_four, "Chưa so sánh được", NULL},
        {with_days_four, with_days_four, "Chưa so sánh được", NULL},
    };
    struct config config = with_words();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct with_days *f = *state;
        const struct report_voice voice = {&f->report, &config.words[0], ""};
        with_days_write(f, MONDAY ".csv", rows[i].first);
        with_days_write(f, "4luon_VT_Q2_2026-11-23.csv", rows[i].second);
        assert_string_equal(with_days_read(f, &all), "");
        assert_int_equal(f->report.terminal_count, 2);
        struct table table =
            table_of_differences(&voice, &f->report.all.sum.questions[0]);
        assert_false(table.failed);
        assert_memory_equal(table_said(&table, &table.cells[0]), rows[i].said,
                            strlen(rows[i].said));
        assert_int_equal(table.count, rows[i].verdict != NULL ? 10 : 1);
        if (rows[i].verdict != NULL) {
            bool first = rows[i].first == with_days_bad;
            assert_string_equal(table_said(&table, &table.cells[5]),
                                first ? "VT/Q1" : "VT/Q2");
            assert_string_equal(table_said(&table, &table.cells[9]),
                                rows[i].verdict);
        }
        table_free(&table);
        with_days_tear_down(state);
        with_days_set_up(state);
    }
    config_free(&config);
}

static void few_tell_no_mean(void **state)
{
    (void)state;
    static const struct {
        struct sum_hour hour;
        int mean, coverage;
    } rows[] = {
        {{5, 400, 5, 60, 30}, 800, 500},
        {{5, 300, 4, 60, 60}, SCORE_NONE, 1000},
        {{4, 500, 20, 60, 0}, SCORE_NONE, 0},
        {{5, 500, 20, 0, 0}, 250, SCORE_NONE},
        {{5, 500, 20, SUM_UNKNOWN, SUM_UNKNOWN}, 250, SCORE_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(report_mean(&rows[i].hour), rows[i].mean);
        assert_int_equal(report_coverage(&rows[i].hour), rows[i].coverage);
    }
}

static void assert_holds(const struct text *text, const char *part)
{
    if (text->data == NULL || strstr(text->data, part) == NULL) {
        fail_msg("no \"%s\" in:\n%s", part, text->data);
    }
}

static void figures_are_said_in_the_language(void **state)
{
    struct with_days *f = *state;
    struct config config = with_words();
    struct text text = {0};
    struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    with_days_write(f, MONDAY ".csv", with_days_good);
    assert_string_equal(with_days_read(f, &all), "");
    report_text(&voice, &text);
    assert_holds(&text, "Từ ngày 23/11/2026 đến ngày 23/11/2026");
    assert_holds(&text, "100,0% (56,6% đến 100,0%)");
    assert_holds(&text, "1. Hỏi mim-cuoi?");
    assert_holds(&text, "Mức 5");
    assert_holds(&text, "Máy VT/Q1");
    text_clear(&text);
    voice.words = &config.words[1];
    report_text(&voice, &text);
    assert_holds(&text, "2026-11-23 to 2026-11-23");
    assert_holds(&text, "100.0% (56.6% to 100.0%)");
    text_free(&text);
    config_free(&config);
}

/* None but in the name of the interval. */
static void assert_no_percentage(const char *text)
{
    assert_non_null(text);
    for (const char *at = text; (at = strchr(at, '%')) != NULL; at++) {
        assert_memory_equal(at - 2, "95%", 3);
    }
}

/* The day's form of version 2 as one of version 3, to the letter. */
static void count_version_up(struct with_days *f, const char *name)
{
    char *bytes = data_folder_read(&f->folder, name);
    struct text text = {0};
    for (char *at = bytes; (at = strstr(at, ",4-luon,2,")) != NULL; at++) {
        at[strlen(",4-luon,")] = '3';
    }
    text_append_string(&text, bytes);
    daily_write(&text, data_folder_path(&f->folder, name));
    with_days_seal(f, name, name);
    text_free(&text);
    free(bytes);
}

static void both_forms_hold(const struct report_voice *voice, const char *part)
{
    struct text text = {0};
    report_text(voice, &text);
    assert_holds(&text, part);
    text_clear(&text);
    report_html(voice, &text);
    assert_holds(&text, part);
    text_free(&text);
}

/* A form of which a new version is asked begins a new series: that is said, and
   nothing is added up or compared across it. */
static void versions_of_a_form_are_told_apart(void **state)
{
    struct with_days *f = *state;
    struct config config = with_words();
    struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    with_days_write(f, MONDAY ".csv", with_days_good);
    with_days_write(f, TUESDAY ".csv", with_days_bad);
    assert_string_equal(with_days_read(f, &all), "");
    assert_int_equal(f->report.all.sum.question_count, 1);
    assert_false(with_days_remarked(f, REPORT_REWORDED, "4-luon/mim-cuoi"));
    with_days_tear_down(state);
    with_days_set_up(state);
    with_days_write(f, MONDAY ".csv", with_days_good);
    with_days_write(f, TUESDAY ".csv", with_days_bad);
    count_version_up(f, TUESDAY ".csv");
    assert_string_equal(with_days_read(f, &all), "");
    assert_int_equal(f->report.all.sum.question_count, 2);
    for (int i = 0; i < 2; i++) {
        const struct score *raw = &f->report.all.sum.questions[i].raw;
        assert_int_equal(score_n(raw), 5);
        assert_int_equal(raw->counts[0], i == 0 ? 0 : 5);
    }
    assert_true(with_days_remarked(f, REPORT_REWORDED, "4-luon/mim-cuoi"));
    both_forms_hold(&voice, "Hỏi mim-cuoi? (phiên bản 2)");
    both_forms_hold(&voice, "Hỏi mim-cuoi? (phiên bản 3)");
    config_free(&config);
}

static void versions_are_not_compared(void **state)
{
    static const char before[] = "4luon_VT_Q1_2026-11-17.csv";
    struct with_days *f = *state;
    struct config config = with_words();
    const struct report_span tuesday = {true, WITH_MONDAY + 1, WITH_MONDAY + 1};
    struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    with_days_write(f, before, with_days_good);
    with_days_write(f, TUESDAY ".csv", with_days_bad);
    count_version_up(f, TUESDAY ".csv");
    (void)with_days_read(f, &tuesday); /* of the days between nothing is here */
    assert_true(f->report.compared);
    assert_int_equal(front_verdict(&voice, REPORT_SATISFIED,
                                   &f->report.all.sum.questions[0]),
                     REPORT_CHANGE_REWORDED);
    both_forms_hold(&voice, "đã đổi lời hỏi");
    config_free(&config);
}

static void few_answers_have_no_percentage(void **state)
{
    struct with_days *f = *state;
    struct config config = with_words();
    struct text text = {0};
    struct text page = {0};
    const struct report_voice voice = {&f->report, &config.words[1], "0.0.0"};
    with_days_write(f, MONDAY ".csv", with_days_four);
    assert_string_equal(with_days_read(f, &all), "");
    report_text(&voice, &text);
    report_html(&voice, &page);
    assert_holds(&text, "Fewer than 5 answers: counts only");
    assert_holds(&page, "Fewer than 5 answers: counts only");
    /* The look has percentages, too. */
    assert_no_percentage(text.data);
    assert_no_percentage(strstr(page.data, "<body>"));
    text_free(&text);
    text_free(&page);
    config_free(&config);
}

static void texts_are_escaped(void **state)
{
    struct with_days *f = *state;
    struct config config = with_words();
    struct text page = {0};
    const struct report_voice voice = {&f->report, &config.words[0], "<&>"};
    const struct glossary_key key = {.kind = GLOSSARY_THEME,
                                     .form = "4-luon",
                                     .question = "mim-cuoi",
                                     .wording = 1};
    with_days_write(f, MONDAY ".csv", with_days_good);
    assert_string_equal(with_days_read(f, &all), "");
    f->report.office = "<script>\"A & B\"</script>";
    glossary_put(&f->report.glossary, &key, "vi", "a<b>&amp;");
    report_html(&voice, &page);
    assert_holds(&page, "&lt;script&gt;&quot;A &amp; B&quot;&lt;/script&gt;");
    assert_holds(&page, "1. a&lt;b&gt;&amp;amp;");
    assert_holds(&page, "Bốn Luôn &lt;&amp;&gt;.");
    assert_null(strstr(page.data, "<script"));
    text_free(&page);
    config_free(&config);
}

static void nothing_is_said_plainly(void **state)
{
    struct with_days *f = *state;
    struct config config = with_words();
    struct text text = {0};
    const struct report_span span = {true, WITH_MONDAY, WITH_MONDAY};
    const struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    report_finish(&f->report, &span);
    report_text(&voice, &text);
    assert_holds(&text, "Chưa có số liệu trong khoảng thời gian này.");
    text_clear(&text);
    report_html(&voice, &text);
    assert_holds(&text, "Chưa có số liệu trong khoảng thời gian này.");
    text_free(&text);
    config_free(&config);
}

static bool no_rows(void *context, struct text *bytes)
{
    (void)context;
    (void)bytes;
    return false;
}

static void a_workbook_is_whole_or_not_there(void **state)
{
    struct with_days *f = *state;
    struct config config = with_words();
    const struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    struct report_xlsx_params params = {.voice = &voice,
                                        .rows = {.next = no_rows}};
    char error[256] = "";
    with_days_write(f, MONDAY ".csv", with_days_good);
    assert_string_equal(with_days_read(f, &all), "");
    params.path = data_folder_path(&f->folder, "a.xlsx");
    assert_true(report_xlsx(&params, error, sizeof error));
    char *bytes = data_folder_read(&f->folder, "a.xlsx");
    assert_memory_equal(bytes, "PK", 2);
    free(bytes);
    params.path = data_folder_path(&f->folder, "none/a.xlsx");
    assert_false(report_xlsx(&params, error, sizeof error));
    assert_string_equal(error, "No such file or directory");
    config_free(&config);
}

#define report_test(test)                                                      \
    cmocka_unit_test_setup_teardown(test, with_days_set_up, with_days_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        report_test(terminals_are_compared),
        report_test(few_tell_no_mean),
        report_test(figures_are_said_in_the_language),
        report_test(versions_of_a_form_are_told_apart),
        report_test(versions_are_not_compared),
        report_test(few_answers_have_no_percentage),
        report_test(texts_are_escaped),
        report_test(nothing_is_said_plainly),
        report_test(a_workbook_is_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
