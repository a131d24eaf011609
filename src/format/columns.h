/*
 * The columns of the daily file (docs/verify.md, "The CSV"), in their order: a
 * contract with whoever reads the files. One list makes the header line and the
 * CSVW description that lies beside each file in the outbox.
 */
#ifndef FORMAT_COLUMNS_H
#define FORMAT_COLUMNS_H

#include "base/text.h"

enum { COLUMNS_SCHEMA_VERSION = 1 };

enum column {
    COLUMN_SCHEMA_VERSION,
    COLUMN_UNIT_CODE,
    COLUMN_DEVICE_ID,
    COLUMN_VISIT_ID,
    COLUMN_VISIT_COMPLETE,
    COLUMN_DATE,
    COLUMN_HOUR,
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
    COLUMN_RESPONSE_MS,
    COLUMN_LANG,
    COLUMN_FLAGS,
    COLUMN_APP_VERSION,
    COLUMN_COUNT
};

/* "visit_id": as the header line has it. */
const char *columns_name(enum column column);

/* What a person calls it: in Vietnamese for "vi", else in English. */
const char *columns_title(enum column column, const char *language);

/* Appends the header line, with its CRLF. */
void columns_header(struct text *out, char separator);

/* Appends the CSVW description (W3C, "CSV on the Web") of a file. */
void columns_csvw(struct text *out, const char *file_name, char separator);

#endif
