/* The first sheet: what the report's first page says, on one page of paper. */
#include <xlsxwriter.h>

#include "report/front.h"
#include "report/inside.h"

static void put_remarks(struct xlsx_sheet *at)
{
    if (at->xlsx->voice->report->remark_count > 0) {
        xlsx_title(at, REPORT_REMARKS);
        xlsx_rows(at, NULL, table_of_remarks(at->xlsx->voice));
    }
}

static void put_counts(struct xlsx_sheet *at)
{
    const struct report_part *all = &at->xlsx->voice->report->all;
    xlsx_title(at, REPORT_SUMMARY);
    if (front_compared(at->xlsx->voice)) {
        xlsx_table(at, NULL, table_of_counts(at->xlsx->voice, true));
    } else {
        xlsx_rows(at, NULL, table_of_counts(at->xlsx->voice, true));
    }
    if (all->total.open_min == SUM_UNKNOWN) {
        xlsx_note(at, REPORT_COVERAGE_UNKNOWN);
    }
}

static void put_front(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    enum report_word notes[FRONT_NOTES];
    int count = front_notes(voice, notes);
    xlsx_title(at, REPORT_FRONT);
    say_before(&at->xlsx->cell, voice);
    xlsx_line(at);
    xlsx_table(at, NULL, table_of_front(voice, REPORT_SATISFIED));
    at->row++;
    xlsx_table(at, NULL, table_of_front(voice, REPORT_INDEX));
    if (say_more(&at->xlsx->cell, voice)) {
        xlsx_line(at);
    }
    at->row++;
    if (say_worst(&at->xlsx->cell, voice)) {
        xlsx_line(at);
    }
    xlsx_table(at, NULL, table_of_top_reasons(voice));
    at->row++;
    for (int i = 0; i < count; i++) {
        xlsx_note(at, notes[i]);
    }
}

static void put_flags(struct xlsx_sheet *at)
{
    xlsx_title(at, REPORT_FLAGS);
    xlsx_rows(at, NULL, table_of_flags(at->xlsx->voice, false));
    xlsx_note(at, REPORT_FLAGS_NOTE);
}

static void put_foot(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report *report = voice->report;
    const char *const version[] = {voice->version};
    if (report->all.sum.lost > 0) {
        say_with_count(&at->xlsx->cell, voice, REPORT_LOST,
                       report->all.sum.lost);
        xlsx_line(at);
    }
    at->row++;
    say_filled(&at->xlsx->cell, voice, REPORT_MADE, version);
    xlsx_cell(at, 0);
}

static void put_head(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report *report = voice->report;
    xlsx_string(at, 0, say(voice, REPORT_TITLE), at->xlsx->title);
    at->row++;
    xlsx_text(at, 0, report->office);
    at->row++;
    for (int i = 0; i < report->terminal_count; i++) {
        xlsx_text(at, 0, say(voice, REPORT_TERMINAL));
        say_terminal_of(&at->xlsx->cell, voice, report->terminals[i]);
        xlsx_cell(at, 1);
        at->row++;
    }
    say_span(&at->xlsx->cell, voice);
    xlsx_line(at);
}

void xlsx_summary(struct xlsx *xlsx)
{
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_SUMMARY);
    if (xlsx->failed) {
        return;
    }
    worksheet_set_column(at.sheet, 0, 0, 38, NULL);
    worksheet_set_column(at.sheet, 1, 5, 18, NULL);
    xlsx_page(&at, XLSX_UPRIGHT);
    at.merged = 6;
    at.letters = 120;
    worksheet_fit_to_pages(at.sheet, 1, 1);
    put_head(&at);
    put_remarks(&at);
    put_counts(&at);
    put_front(&at);
    put_flags(&at);
    put_foot(&at);
}
