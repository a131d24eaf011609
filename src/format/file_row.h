/*
 * One row of a daily file, looked at by itself: is every field what its column
 * holds? What rows have to do with each other is file_sum's matter.
 *
 * Columns are found by their names in the header, whatever their order: so the
 * files of every version are read, and those of a later one, which has columns
 * more.
 */
#ifndef FORMAT_FILE_ROW_H
#define FORMAT_FILE_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "format/columns.h"
#include "format/file_name.h"
#include "format/sum.h"

enum file_outcome { FILE_ANSWERED, FILE_SKIPPED, FILE_NA, FILE_LEFT };

/* The strings are the fields themselves. */
struct file_row {
    const char *unit, *device;
    int64_t visit;
    bool complete;
    int hour_from, hour_to; /* in one of these hours it began */
    const char *form;
    int version; /* of the form */
    int position;
    const char *question, *question_text;
    enum file_outcome outcome;
    int value, levels; /* value: of FILE_ANSWERED, else 0 */
    const char *label;
    const char *reasons[FORM_REASONS_MAX];
    int reason_count;
    const char *language; /* of the texts; "" where the file does not tell it */
    unsigned flags;
};

enum { FILE_FIELDS_MAX = 64 };

/* Where a file has which column. */
struct file_columns {
    const struct file_name *name; /* set before: of which day they must be */
    int count;                    /* fields of a row */
    int at[COLUMN_COUNT];         /* -1: there is none */
    const char *unknown; /* the first that this program does not know, one of
                            the fields of the header; NULL: it knows all */
    char fault[96];
};

/* Reads the header line. False: `fault` says which column is missing or there
   twice. */
bool file_columns_read(struct file_columns *columns, char *const *fields,
                       int count) __attribute__((warn_unused_result));

/* The field of a column, which the file has. */
char *file_columns_field(const struct file_columns *columns,
                         char *const *fields, enum column column);

/* Whether a row is of the codes that a file has in its name. A day has rows of
   others, too, when these were changed in the midst of it. */
bool file_row_is_of(const struct file_row *row, const struct file_name *name);

/* Below 0, 0 or above 0, as the hours of a row come before, are the same as, or
   come after those of another in a file. */
int file_row_hours(const struct file_row *a, const struct file_row *b);

/* Reads the fields of a row, as many as the header has. False: the first column
   that is wrong is told. The fields are changed. */
bool file_row_read(struct file_row *row, char **fields,
                   const struct file_columns *columns, enum column *wrong)
    __attribute__((warn_unused_result));

#endif
