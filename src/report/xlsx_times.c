/* The sheets of days and of hours. */
#include <xlsxwriter.h>

#include "report/inside.h"

static void put_days(struct xlsx_sheet *at, const struct report_part *part)
{
    struct text name = {0};
    say_terminal(&name, part);
    xlsx_rows(at, name.data, table_of_days(at->xlsx->voice, part, DAYS_ALL));
    at->xlsx->failed = at->xlsx->failed || name.failed;
    text_free(&name);
}

void xlsx_days(struct xlsx *xlsx)
{
    static const struct report_part nobody;
    const struct report *report = xlsx->voice->report;
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_DAYS);
    if (xlsx->failed) {
        return;
    }
    worksheet_set_column(at.sheet, 0, 0, 26, NULL);
    worksheet_set_column(at.sheet, 1, 8, 14, NULL);
    xlsx_page(&at, XLSX_ACROSS);
    worksheet_set_row(at.sheet, 0, 32, NULL);
    xlsx_string(&at, 8, say(xlsx->voice, REPORT_NOTE), xlsx->head);
    xlsx_table(&at, say(xlsx->voice, REPORT_TERMINAL),
               table_of_days(xlsx->voice, &nobody, DAYS_ALL));
    for (int i = 0; i < report->terminal_count; i++) {
        put_days(&at, report->terminals[i]);
    }
}

static void put_hours(struct xlsx_sheet *at, enum report_word what)
{
    xlsx_table(at, NULL, table_of_hours(at->xlsx->voice, what, what));
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
    xlsx_page(&at, XLSX_UPRIGHT);
    at.merged = 8;
    at.letters = 100;
    put_hours(&at, REPORT_VISITS);
    put_hours(&at, report_beside_visits(xlsx->voice->report));
    xlsx_note(&at, REPORT_BY_HOUR_NOTE);
}
