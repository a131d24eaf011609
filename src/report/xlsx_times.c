/* The sheets of days and of hours. */
#include <xlsxwriter.h>

#include "report/xlsx_inside.h"

static void put_days(struct xlsx_sheet *at, const struct report_part *part)
{
    for (int i = 0; i < part->day_count; i++) {
        const struct report_day *day = &part->days[i];
        at->row++;
        say_terminal(&at->xlsx->cell, part);
        xlsx_cell(at, 0, NULL);
        xlsx_date(at, 1, day->day);
        xlsx_count(at, 2, day->visits);
        xlsx_count(at, 3, day->complete);
        xlsx_count(at, 4, day->visits - day->clean);
        xlsx_count(at, 5, day->total.answers);
        xlsx_index(at, 6, report_mean(&day->total));
        xlsx_share(at, 7, report_coverage(&day->total));
        if (day->provisional) {
            xlsx_text(at, 8, say(at->xlsx->voice, REPORT_PROVISIONAL));
        }
    }
}

void xlsx_days(struct xlsx *xlsx)
{
    static const enum report_word heads[] = {
        REPORT_TERMINAL, REPORT_DAY,     REPORT_VISITS, REPORT_COMPLETE,
        REPORT_FLAGGED,  REPORT_ANSWERS, REPORT_MEAN,   REPORT_COVERAGE_SHORT};
    const struct report *report = xlsx->voice->report;
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_DAYS);
    if (xlsx->failed) {
        return;
    }
    worksheet_set_column(at.sheet, 0, 0, 26, NULL);
    worksheet_set_column(at.sheet, 1, 8, 14, NULL);
    worksheet_freeze_panes(at.sheet, 1, 0);
    worksheet_set_row(at.sheet, 0, 32, NULL);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        xlsx_head(&at, (int)i, say(xlsx->voice, heads[i]));
    }
    for (int i = 0; i < report->terminal_count; i++) {
        put_days(&at, report->terminals[i]);
    }
}

static void put_hour(struct xlsx_sheet *at, int column,
                     const struct sum_hour *hour, enum report_word what)
{
    if (what == REPORT_COVERAGE) {
        xlsx_share(at, column, report_coverage(hour));
    } else if (hour->visits < REPORT_HOUR_LEAST) {
        xlsx_text(at, column, "–");
    } else if (what == REPORT_VISITS) {
        xlsx_count(at, column, hour->visits);
    } else {
        xlsx_index(at, column, report_mean(hour));
    }
}

static void put_hours(struct xlsx_sheet *at, enum report_word what)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report_part *all = &voice->report->all;
    at->row++;
    xlsx_head(at, 0, say(voice, what));
    for (int day = 0; day < 7; day++) {
        xlsx_head(at, day + 1, say_weekday(voice, day));
    }
    for (int hour = 0; hour < SUM_HOURS; hour++) {
        if (!report_hour_used(all, hour)) {
            continue;
        }
        at->row++;
        xlsx_count(at, 0, hour);
        for (int day = 0; day < 7; day++) {
            put_hour(at, day + 1, &all->week[day][hour], what);
        }
    }
    at->row++;
}

void xlsx_hours(struct xlsx *xlsx)
{
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_HOURS);
    if (xlsx->failed) {
        return;
    }
    worksheet_set_column(at.sheet, 0, 0, 26, NULL);
    worksheet_set_column(at.sheet, 1, 7, 12, NULL);
    xlsx_text(&at, 0, say(xlsx->voice, REPORT_BY_HOUR_NOTE));
    put_hours(&at, REPORT_VISITS);
    put_hours(&at, REPORT_MEAN);
    if (xlsx->voice->report->all.total.open_min != SUM_UNKNOWN) {
        put_hours(&at, REPORT_COVERAGE);
    }
}
