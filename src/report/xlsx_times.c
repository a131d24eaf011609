/* The sheets of days and of hours. */
#include <xlsxwriter.h>

#include "report/inside.h"

static void put_days(struct xlsx_sheet *at, const struct report_part *part)
{
    struct text name = {0};
    say_terminal(&name, part);
    xlsx_rows(at, name.data, table_of_days(at->xlsx->voice, part));
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
    worksheet_freeze_panes(at.sheet, 1, 0);
    worksheet_set_row(at.sheet, 0, 32, NULL);
    xlsx_table(&at, say(xlsx->voice, REPORT_TERMINAL),
               table_of_days(xlsx->voice, &nobody));
    for (int i = 0; i < report->terminal_count; i++) {
        put_days(&at, report->terminals[i]);
    }
}

static void put_hours(struct xlsx_sheet *at, enum report_word what)
{
    at->row++;
    xlsx_table(at, NULL, table_of_hours(at->xlsx->voice, what, what));
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
    put_hours(&at, report_beside_visits(xlsx->voice->report));
}
