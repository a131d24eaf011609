/*
 * CSV as RFC 4180 has it, in two halves: fields, encoded into a text that is
 * made once and used for many rows; and a sink that gathers rows into blocks,
 * so that an export is a matter of copying bytes.
 */
#ifndef FORMAT_CSV_WRITE_H
#define FORMAT_CSV_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Appends a field, in quotes when it needs them. The separators between
   fields and the CRLF are the caller's. */
void csv_field(struct text *out, const char *value, char separator);

/* Appends a number: quicker than text_append_format, for what is written
   millions of times. */
void csv_number(struct text *out, int64_t number);

/* Where blocks go; false ends it, with errno set. */
typedef bool csv_write(void *context, const void *bytes, size_t length);

enum { CSV_BLOCK_SIZE = 65536 };

struct csv {
    csv_write *write;
    void *context;
    bool failed; /* a block was refused; nothing more is passed on */
    size_t used;
    char block[CSV_BLOCK_SIZE];
};

/* Begins with the byte order mark by which spreadsheets know UTF-8. */
void csv_begin(struct csv *csv, csv_write *write, void *context);

void csv_put(struct csv *csv, const char *bytes, size_t length);
void csv_put_text(struct csv *csv, const struct text *text);
void csv_put_char(struct csv *csv, char c);
void csv_put_number(struct csv *csv, int64_t number);

/* Passes on what is left. False when any block was refused. */
bool csv_end(struct csv *csv) __attribute__((warn_unused_result));

#endif
