/*
 * A report as a workbook for a spreadsheet program: the figures with a chart,
 * days, hours, one row a visit, and the rows of the daily files as they are.
 * Numbers are numbers and dates are dates, whatever language Excel speaks.
 */
#ifndef REPORT_XLSX_H
#define REPORT_XLSX_H

#include "report/say.h"

/* The daily files that the report was made from, one after another: fills the
   text with the bytes of the next. False at the end. */
struct report_rows {
    bool (*next)(void *context, struct text *bytes);
    void *context;
    const bool *broken; /* set when it was no end, but a failure: no file is to
                           be made; NULL: that is not told */
};

struct report_xlsx_params {
    const struct report_voice *voice;
    struct report_rows rows;
    const char *path;
    int rows_most; /* that a sheet can hold; 0: as many as Excel */
};

/* Writes the file, whole or not at all; one that is there is replaced. False:
   why is in `error`. */
bool report_xlsx(const struct report_xlsx_params *params, char *error,
                 size_t size) __attribute__((warn_unused_result));

#endif
