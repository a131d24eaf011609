/* The tables of a report: what stands in them, what few may not tell, and that
   text and page say the same cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "config/with_config.h"
#include "report/html.h"
#include "report/tables.h"
#include "report/text.h"
#include "report/with_words.h"
#include "tried.h"

struct fixture {
    struct config config;
    struct report report;
    struct report_voice voice;
    struct table table;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.config = with_words()};
    fixture.voice = (struct report_voice){&fixture.report,
                                          &fixture.config.words[1], "0.0.0"};
    fixture.table.voice = &fixture.voice;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    table_free(&f->table);
    report_free(&f->report);
    config_free(&f->config);
    return 0;
}

/* A Monday on which `visits` came at 8, each with an answer of level 5 to
   "mim-cuoi", the first `flagged` with a flag. */
static struct sum with_visits(int visits, int flagged)
{
    struct sum sum = {.day = WITH_MONDAY,
                      .visits = visits,
                      .complete = visits,
                      .clean = visits - flagged,
                      .flags = {flagged}};
    struct sum_question *question = sum_question(&sum, "4-luon", "mim-cuoi", 5);
    question->raw.counts[4] = visits;
    question->clean.counts[4] = visits - flagged;
    sum.hours[8] = (struct sum_hour){.visits = visits,
                                     .points = 100 * visits,
                                     .answers = visits,
                                     .open_min = 60,
                                     .ready_min = 45};
    return sum;
}

static void add(struct fixture *f, const char *device, bool provisional,
                const struct sum *sum)
{
    static const struct report_span all = {.dated = false};
    const struct report_source source = {"VT", device, NULL, NULL, provisional};
    report_add(&f->report, &source, sum);
    report_finish(&f->report, &all);
    assert_false(f->report.failed);
}

/* All cells of a row, from 0: "Day|Visits". */
static void assert_row(const struct table *table, int row, const char *expected)
{
    struct text text = {0};
    assert_false(table->failed);
    assert_true((row + 1) * table->columns <= table->count);
    for (int i = 0; i < table->columns; i++) {
        const struct cell *cell = &table->cells[row * table->columns + i];
        text_append_format(&text, "%s%s", i > 0 ? "|" : "",
                           table_said(table, cell));
    }
    assert_string_equal(text.data, expected);
    text_free(&text);
}

static void a_cell_is_said_and_is_a_number(void **state)
{
    struct fixture *f = *state;
    f->table.columns = 3;
    for (int i = 0; i < 2; i++) {
        f->voice.words = &f->config.words[i];
        table_count(&f->table, 1234567);
        table_index(&f->table, 834);
        table_share(&f->table, SCORE_NONE);
    }
    assert_row(&f->table, 0, "1.234.567|83,4|–");
    assert_row(&f->table, 1, "1,234,567|83.4|–");
    assert_int_equal(f->table.cells[3].number, 1234567);
    assert_int_equal(f->table.cells[4].number, 834);
    assert_int_equal(f->table.cells[5].number, SCORE_NONE);
    assert_int_equal(f->table.cells[5].kind, CELL_SHARE);
}

static void what_is_counted_has_a_row_each(void **state)
{
    struct fixture *f = *state;
    const struct sum sum = with_visits(1200, 100);
    add(f, "Q1", false, &sum);
    f->table = table_of_counts(&f->voice, true);
    static const char *const rows[] = {
        "Days counted|1",    "Visits|1,200",  "Complete visits|1,200",
        "Marked visits|100", "Answers|1,200", "Coverage|75.0%"};
    assert_int_equal(f->table.count, 12);
    for (int i = 0; i < 6; i++) {
        assert_row(&f->table, i, rows[i]);
    }
}

/* Whether the hour of Monday at 8 is hidden. */
static void assert_hour(struct fixture *f, enum report_word what,
                        enum cell_kind kind, const char *said)
{
    struct table table = table_of_hours(&f->voice, what, REPORT_HOUR);
    const struct cell *cell = &table.cells[table.columns + 1];
    assert_false(table.failed);
    assert_int_equal(table.count, 2 * 8);
    assert_string_equal(table_said(&table, cell - 1), "08:00");
    assert_int_equal(cell->kind, kind);
    assert_string_equal(table_said(&table, cell), said);
    table_free(&table);
}

static void few_visits_hide_an_hour(void **state)
{
    struct fixture *f = *state;
    const struct sum few = with_visits(REPORT_HOUR_LEAST - 1, 0);
    add(f, "Q1", false, &few);
    assert_hour(f, REPORT_VISITS, CELL_FEW, "–");
    assert_hour(f, REPORT_MEAN, CELL_FEW, "–");
    assert_hour(f, REPORT_COVERAGE, CELL_SHARE, "75.0%");
    const struct sum more = with_visits(1, 0);
    add(f, "Q2", false, &more);
    assert_hour(f, REPORT_VISITS, CELL_COUNT, "5");
    assert_hour(f, REPORT_MEAN, CELL_INDEX, "100.0");
    assert_hour(f, REPORT_COVERAGE, CELL_SHARE, "75.0%");
    tried("of days that are open, and");
}

static void few_answers_hide_the_mean_of_many_visits(void **state)
{
    struct fixture *f = *state;
    struct sum sum = with_visits(REPORT_HOUR_LEAST, 0);
    sum.hours[8].answers = SCORE_LEAST - 1;
    add(f, "Q1", false, &sum);
    assert_hour(f, REPORT_VISITS, CELL_COUNT, "5");
    assert_hour(f, REPORT_MEAN, CELL_INDEX, "–");
}

static void few_answers_hide_a_terminals_figures(void **state)
{
    struct fixture *f = *state;
    const struct sum few = with_visits(SCORE_LEAST - 1, 0);
    const struct sum enough = with_visits(SCORE_LEAST, 1);
    const struct sum none = {.day = WITH_MONDAY};
    add(f, "Q1", false, &few);
    add(f, "Q2", false, &enough);
    add(f, "Q3", false, &none);
    f->table =
        table_of_terminals(&f->voice, &f->report.all.sum.questions[0], false);
    assert_row(&f->table, 1, "VT/Q1|4|–|–|–|–");
    assert_row(&f->table, 2, "VT/Q2|5|100.0|51.1 to 100.0|100.0%|–");
    assert_row(&f->table, 3, "VT/Q3|0|–|–|–|–");
    const struct cell *interval = &f->table.cells[2 * 6 + 3];
    assert_int_equal(interval->kind, CELL_INTERVAL);
    assert_int_equal(interval->number, 1000);
    assert_int_equal(interval->interval.low, 511);
}

static void heads_are_short_where_lines_are(void **state)
{
    struct fixture *f = *state;
    const struct sum sum = with_visits(5, 0);
    const struct sum_question *question = &f->report.all.sum.questions[0];
    add(f, "Q1", false, &sum);
    f->table = table_of_terminals(&f->voice, question, false);
    struct table narrow = table_of_terminals(&f->voice, question, true);
    const char *clean = say(&f->voice, REPORT_CLEAN);
    assert_string_equal(table_said(&narrow, &narrow.cells[5]), clean);
    const char *said = table_said(&f->table, &f->table.cells[5]);
    assert_memory_equal(said, "Index, ", 7);
    assert_string_equal(said + 7, clean);
    table_free(&narrow);
}

static void a_day_says_that_more_may_come(void **state)
{
    struct fixture *f = *state;
    const struct sum few = with_visits(4, 1);
    struct sum next = with_visits(6, 0);
    next.day++;
    add(f, "Q1", false, &few);
    add(f, "Q1", true, &next);
    f->table = table_of_days(&f->voice, &f->report.all);
    assert_true(f->table.headed);
    assert_row(&f->table, 1, "2026-11-23|4|4|1|4|–|75.0%");
    assert_row(&f->table, 2, "2026-11-24 (open)|6|6|0|6|100.0|75.0%");
    assert_int_equal(f->table.cells[7].kind, CELL_DATE);
    assert_int_equal(f->table.cells[14].kind, CELL_PROVISIONAL);
    assert_int_equal(f->table.cells[14].number, WITH_MONDAY + 1);
    assert_true(f->report.all.provisional);
}

static void what_is_chosen_most_comes_first(void **state)
{
    struct fixture *f = *state;
    struct sum sum = with_visits(9, 0);
    sum_reason(&sum, &sum.questions[0], "cham", 2);
    sum_reason(&sum, &sum.questions[0], "cau-gat", 7);
    const struct glossary_key key = {.kind = GLOSSARY_REASON,
                                     .form = "4-luon",
                                     .question = "mim-cuoi",
                                     .reason = "cham"};
    glossary_put(&f->report.glossary, &key, "en", "Slow & late");
    add(f, "Q1", false, &sum);
    f->table = table_of_reasons(&f->voice, &f->report.all.sum.questions[0]);
    assert_int_equal(f->table.count, 6);
    assert_row(&f->table, 1, "cau-gat|7");
    assert_row(&f->table, 2, "Slow & late|2");
}

static void colour_is_as_strong_as_the_figure(void **state)
{
    struct fixture *f = *state;
    table_count(&f->table, 50);
    table_count(&f->table, 200);
    table_index(&f->table, 834);
    table_share(&f->table, SCORE_NONE);
    table_text(&f->table, "x");
    static const int strengths[] = {25, 100, 83, 0, 0};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(table_heat(&f->table, &f->table.cells[i]),
                         strengths[i]);
    }
}

/* Each cell of a table is somewhere in both. */
static void assert_told(struct table *table, const struct text *text,
                        const struct text *page)
{
    assert_false(table->failed);
    assert_true(table->count > 0);
    for (int i = 0; i < table->count; i++) {
        const char *said = table_said(table, &table->cells[i]);
        struct text cell = {0};
        text_append_format(&cell, ">%s</", said);
        if (strstr(text->data, said) == NULL) {
            fail_msg("no \"%s\" in:\n%s", said, text->data);
        }
        if (strstr(page->data, cell.data) == NULL) {
            fail_msg("no \"%s\" in:\n%s", cell.data, page->data);
        }
        text_free(&cell);
    }
    table_free(table);
}

static void text_and_page_tell_the_same_cells(void **state)
{
    struct fixture *f = *state;
    struct text text = {0};
    struct text page = {0};
    struct sum sum = with_visits(17, 3);
    const struct sum other = with_visits(4, 0);
    sum_reason(&sum, &sum.questions[0], "cham", 2);
    add(f, "Q1", true, &sum);
    add(f, "Q2", false, &other);
    report_text(&f->voice, &text);
    report_html(&f->voice, &page);
    const struct sum_question *question = &f->report.all.sum.questions[0];
    struct table tables[] = {
        table_of_counts(&f->voice, false),
        table_of_reasons(&f->voice, question),
        table_of_days(&f->voice, &f->report.all),
        table_of_hours(&f->voice, REPORT_MEAN, REPORT_HOUR),
        table_of_flags(&f->voice, false)};
    for (int i = 0; i < 5; i++) {
        assert_told(&tables[i], &text, &page);
    }
    text_free(&text);
    text_free(&page);
}

#define table_test(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        table_test(a_cell_is_said_and_is_a_number),
        table_test(what_is_counted_has_a_row_each),
        table_test(few_visits_hide_an_hour),
        table_test(few_answers_hide_the_mean_of_many_visits),
        table_test(few_answers_hide_a_terminals_figures),
        table_test(heads_are_short_where_lines_are),
        table_test(a_day_says_that_more_may_come),
        table_test(what_is_chosen_most_comes_first),
        table_test(colour_is_as_strong_as_the_figure),
        table_test(text_and_page_tell_the_same_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
