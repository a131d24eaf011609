/* The report gathered from daily files: which of them count, what terminals
   say side by side, what few may not tell, and what the writers make of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "config/with_config.h"
#include "daily/with_daily.h"
#include "base/with_data_folder.h"
#include "report/files.h"
#include "report/html.h"
#include "report/tables.h"
#include "report/text.h"
#include "report/with_words.h"
#include "report/xlsx.h"

struct fixture {
    struct data_folder folder;
    struct report report;
    struct report_files files;
    struct faults faults;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){
        .files = {.report = &fixture.report, .faults = &fixture.faults}};
    data_folder_make(&fixture.folder);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    report_free(&f->report);
    report_files_free(&f->files);
    faults_free(&f->faults);
    data_folder_remove(&f->folder);
    return 0;
}

/* A file in the folder with an answer of each of these levels; the first row
   is of Monday, terminal VT/Q1, unless `name` says otherwise. */
static void write_levels(struct fixture *f, const char *name, const int *levels)
{
    struct text bytes = {0};
    daily_levels(&bytes, levels);
    struct file_name read;
    assert_true(file_name_read(name, &read));
    char date[CLOCK_DATE_SIZE];
    clock_date(read.day, date);
    for (char *at = bytes.data; (at = strstr(at, ",VT,Q1,")) != NULL; at++) {
        memcpy(at + 4, read.device, 2);
        memcpy(strstr(at, "2026-"), date, strlen(date));
    }
    daily_write(&bytes, data_folder_path(&f->folder, name));
    text_free(&bytes);
}

static const int five_good[] = {5, 5, 5, 5, 5, 0};
static const int five_bad[] = {1, 1, 1, 1, 1, 0};
static const int four[] = {5, 4, 3, 2, 0};
#define MONDAY "4luon_VT_Q1_2026-11-23"

/* Reads the folder; gives the faults without the folder's name. */
static const char *read_folder(struct fixture *f)
{
    static const struct report_span all = {.dated = false};
    report_files_find(&f->files, f->folder.path);
    report_files_read(&f->files, &all);
    report_finish(&f->report, &all);
    assert_false(f->report.failed);
    char *lines = f->faults.lines.data;
    size_t length = strlen(f->folder.path) + 1;
    for (char *at = lines; at != NULL && (at = strstr(at, f->folder.path));) {
        memmove(at, at + length, strlen(at + length) + 1);
    }
    return lines != NULL ? lines : "";
}

static void a_provisional_file_gives_way(void **state)
{
    struct fixture *f = *state;
    write_levels(f, MONDAY "_tam.csv", four);
    write_levels(f, MONDAY ".csv", five_good);
    write_levels(f, "4luon_VT_Q1_2026-11-24_tam.csv", four);
    assert_string_equal(read_folder(f), "");
    assert_int_equal(f->report.all.sum.visits, 9);
    assert_int_equal(f->report.all.day_count, 2);
    assert_false(f->report.all.days[0].provisional);
    assert_true(f->report.all.days[1].provisional);
    assert_int_equal(f->report.from_day, WITH_MONDAY);
    assert_int_equal(f->report.to_day, WITH_MONDAY + 1);
}

static void the_same_file_counts_once(void **state)
{
    struct fixture *f = *state;
    write_levels(f, MONDAY ".csv", five_good);
    report_files_find(&f->files, data_folder_path(&f->folder, MONDAY ".csv"));
    assert_string_equal(read_folder(f), "");
    assert_int_equal(f->report.all.sum.visits, 5);
}

static void unlike_files_of_a_day_are_refused(void **state)
{
    struct fixture *f = *state;
    write_levels(f, MONDAY ".csv", five_good);
    assert_true(files_make_folder(data_folder_path(&f->folder, "other")));
    write_levels(f, "4luon_VT_Q1_2026-11-24.csv", four);
    struct text bytes = {0};
    daily_levels(&bytes, four);
    daily_write(&bytes, data_folder_path(&f->folder, "other/" MONDAY ".csv"));
    text_free(&bytes);
    report_files_find(&f->files, data_folder_path(&f->folder, "other"));
    assert_string_equal(
        read_folder(f), MONDAY
        ".csv: another file of this terminal and day has other "
        "content, so neither is counted: name the right one alone\n"
        "other/" MONDAY ".csv: another file of this terminal and day has other "
        "content, so neither is counted: name the right one alone\n");
    assert_int_equal(f->report.all.sum.visits, 4);
    assert_int_equal(f->report.left_out_count, 2);
}

static void what_is_no_daily_file_is_named(void **state)
{
    struct fixture *f = *state;
    struct text bytes = {0};
    write_levels(f, MONDAY ".csv", five_good);
    text_append_string(&bytes, "not,a,header\r\n");
    daily_write(&bytes,
                data_folder_path(&f->folder, "4luon_VT_Q1_2026-11-24.csv"));
    text_append_string(&bytes, "x");
    daily_write(&bytes, data_folder_path(&f->folder, "4luon_copy.csv"));
    text_append_string(&bytes, "x");
    daily_write(&bytes, data_folder_path(&f->folder, "notes.txt"));
    text_free(&bytes);
    report_files_find(&f->files, data_folder_path(&f->folder, "gone.csv"));
    const char *said = read_folder(f);
    assert_non_null(strstr(said, "gone.csv: No such file or directory\n"));
    assert_non_null(strstr(said, "4luon_copy.csv: the name is none of a "
                                 "daily file"));
    assert_non_null(strstr(said, "4luon_VT_Q1_2026-11-24.csv:1: it does not "
                                 "begin with the header of a daily file"));
    assert_null(strstr(said, "notes.txt"));
    assert_int_equal(f->report.left_out_count, 3);
    assert_int_equal(f->report.all.sum.visits, 5);
}

static void a_span_leaves_out_other_days(void **state)
{
    struct fixture *f = *state;
    const struct report_span span = {true, WITH_MONDAY + 1, WITH_MONDAY + 9};
    write_levels(f, MONDAY ".csv", five_good);
    write_levels(f, "4luon_VT_Q1_2026-11-24.csv", four);
    report_files_find(&f->files, f->folder.path);
    report_files_read(&f->files, &span);
    report_finish(&f->report, &span);
    assert_int_equal(f->report.all.sum.visits, 4);
    assert_int_equal(f->report.to_day, WITH_MONDAY + 9);
}

/* What is said of two terminals with these answers. */
static void terminals_are_compared(void **state)
{
    static const struct {
        const int *first, *second;
        const char *said; /* the first cell, and the last */
        const char *verdict;
    } rows[] = {
        {five_good, five_bad, "Máy", "thấp hơn, khó là ngẫu nhiên"},
        {five_bad, five_good, "Máy", "thấp hơn, khó là ngẫu nhiên"},
        {five_good, five_good, "Không thấy máy nào", NULL},
        {five_good, four, "Chưa so sánh được", NULL},
        {four, four, "Chưa so sánh được", NULL},
    };
    struct config config = with_words();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture *f = *state;
        const struct report_voice voice = {&f->report, &config.words[0], ""};
        write_levels(f, MONDAY ".csv", rows[i].first);
        write_levels(f, "4luon_VT_Q2_2026-11-23.csv", rows[i].second);
        assert_string_equal(read_folder(f), "");
        assert_int_equal(f->report.terminal_count, 2);
        struct table table =
            table_of_differences(&voice, &f->report.all.sum.questions[0]);
        assert_false(table.failed);
        assert_memory_equal(table_said(&table, &table.cells[0]), rows[i].said,
                            strlen(rows[i].said));
        assert_int_equal(table.count, rows[i].verdict != NULL ? 10 : 1);
        if (rows[i].verdict != NULL) {
            bool first = rows[i].first == five_bad;
            assert_string_equal(table_said(&table, &table.cells[5]),
                                first ? "VT/Q1" : "VT/Q2");
            assert_string_equal(table_said(&table, &table.cells[9]),
                                rows[i].verdict);
        }
        table_free(&table);
        tear_down(state);
        set_up(state);
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
    struct fixture *f = *state;
    struct config config = with_words();
    struct text text = {0};
    struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    write_levels(f, MONDAY ".csv", five_good);
    assert_string_equal(read_folder(f), "");
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

static void few_answers_have_no_percentage(void **state)
{
    struct fixture *f = *state;
    struct config config = with_words();
    struct text text = {0};
    struct text page = {0};
    const struct report_voice voice = {&f->report, &config.words[1], "0.0.0"};
    write_levels(f, MONDAY ".csv", four);
    assert_string_equal(read_folder(f), "");
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
    struct fixture *f = *state;
    struct config config = with_words();
    struct text page = {0};
    const struct report_voice voice = {&f->report, &config.words[0], "<&>"};
    const struct glossary_key key = {
        .kind = GLOSSARY_THEME, .form = "4-luon", .question = "mim-cuoi"};
    write_levels(f, MONDAY ".csv", five_good);
    assert_string_equal(read_folder(f), "");
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
    struct fixture *f = *state;
    struct config config = with_words();
    struct text text = {0};
    const struct report_span span = {true, WITH_MONDAY, WITH_MONDAY};
    const struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    report_finish(&f->report, &span);
    report_text(&voice, &text);
    assert_holds(&text, "Không có số liệu trong khoảng thời gian này.");
    text_clear(&text);
    report_html(&voice, &text);
    assert_holds(&text, "Không có số liệu trong khoảng thời gian này.");
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
    struct fixture *f = *state;
    struct config config = with_words();
    const struct report_voice voice = {&f->report, &config.words[0], "0.0.0"};
    struct report_xlsx_params params = {.voice = &voice,
                                        .rows = {.next = no_rows}};
    char error[256] = "";
    write_levels(f, MONDAY ".csv", five_good);
    assert_string_equal(read_folder(f), "");
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
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        report_test(a_provisional_file_gives_way),
        report_test(the_same_file_counts_once),
        report_test(unlike_files_of_a_day_are_refused),
        report_test(what_is_no_daily_file_is_named),
        report_test(a_span_leaves_out_other_days),
        report_test(terminals_are_compared),
        report_test(few_tell_no_mean),
        report_test(figures_are_said_in_the_language),
        report_test(few_answers_have_no_percentage),
        report_test(texts_are_escaped),
        report_test(nothing_is_said_plainly),
        report_test(a_workbook_is_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
