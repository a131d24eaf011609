/*
 * One row of a daily file, looked at by itself: is every field what its column
 * holds? What rows have to do with each other is file_sum's matter.
 */
#ifndef FORMAT_FILE_ROW_H
#define FORMAT_FILE_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "format/columns.h"
#include "format/file_name.h"
#include "format/sum.h"

enum file_outcome { FILE_ANSWERED, FILE_SKIPPED, FILE_LEFT };

/* The strings are the fields themselves. */
struct file_row {
    int64_t visit;
    bool complete;
    int hour;
    const char *form;
    int version; /* of the form */
    int position;
    const char *question, *question_text;
    enum file_outcome outcome;
    int value, levels; /* value: of FILE_ANSWERED, else 0 */
    const char *label;
    const char *reasons[FORM_REASONS_MAX];
    int reason_count;
    const char *language;
    unsigned flags;
};

/* True when these fields are the header line. */
bool file_row_header(char *const *fields, int count);

/* Reads the COLUMN_COUNT fields of a row, of a file of this name. False: the
   first column that is wrong is told. The fields are changed. */
bool file_row_read(struct file_row *row, char **fields,
                   const struct file_name *name, enum column *wrong)
    __attribute__((warn_unused_result));

#endif
