/*
 * The columns of the daily file (docs/verify.md, "The CSV"), in their order: a
 * contract with whoever reads the files. One list makes the header line and the
 * CSVW description that lies beside each file in the outbox.
 */
#ifndef FORMAT_COLUMNS_H
#define FORMAT_COLUMNS_H

#include "base/text.h"

/* The version of the columns that is written. A day that was closed with the
   first (0.4.0 and before) keeps it: its seal names its bytes. */
enum { COLUMNS_FIRST_SCHEMA = 1, COLUMNS_SCHEMA = 2 };

enum column {
    COLUMN_SCHEMA_VERSION,
    COLUMN_UNIT_CODE,
    COLUMN_DEVICE_ID,
    COLUMN_VISIT_ID,
    COLUMN_VISIT_COMPLETE,
    COLUMN_DATE,
    COLUMN_HOUR_FROM,
    COLUMN_HOUR_TO,
    COLUMN_FORM_ID,
    COLUMN_FORM_VERSION,
    COLUMN_QUESTION_POS,
    COLUMN_QUESTION_ID,
    COLUMN_QUESTION_TEXT,
    COLUMN_OUTCOME,
    COLUMN_ANSWER_VALUE,
    COLUMN_ANSWER_MAX,
    COLUMN_ANSWER_LABEL,
    COLUMN_REASONS,
    COLUMN_FLAGS,
    COLUMN_APP_VERSION,
    COLUMN_NOW, /* so many has the version of now; the first alone had: */
    COLUMN_HOUR = COLUMN_NOW,
    COLUMN_RESPONSE_MS,
    COLUMN_LANG,
    COLUMN_COUNT
};

/* "visit_id": as the header line has it. */
const char *columns_name(enum column column);

/* What a person calls it: in Vietnamese for "vi", else in English. */
const char *columns_title(enum column column, const char *language);

/* Appends the header line, with its CRLF. */
void columns_header(struct text *out, int schema, char separator);

/* The CSVW description (W3C, "CSV on the Web") of a file. */
struct columns_csvw {
    const char *file_name;
    int schema;
    char separator;
    const char *offices; /* the lines of the day's seal that tell the office's
                            name (seal.h); "": nothing does */
};
void columns_csvw(struct text *out, const struct columns_csvw *csvw);

#endif
