/*
 * The columns of the daily file (DESIGN 4), in their order: a contract with
 * whoever reads the files. One list makes the header line and the CSVW
 * description that lies beside each file in the outbox.
 */
#ifndef DATA_COLUMNS_H
#define DATA_COLUMNS_H

#include "base/text.h"

enum { COLUMNS_SCHEMA_VERSION = 1 };

/* Appends the header line, with its CRLF. */
void columns_header(struct text *out, char separator);

/* Appends the CSVW description (W3C, "CSV on the Web") of a file. */
void columns_csvw(struct text *out, const char *file_name, char separator);

#endif
