/*
 * CSV as RFC 4180 has it, read back from memory: fields in quotes or not,
 * lines that end in CRLF or LF, a byte order mark or none; the separator is
 * told by the header. The bytes are changed in place, so that no field costs
 * an allocation.
 */
#ifndef FORMAT_CSV_READ_H
#define FORMAT_CSV_READ_H

#include "base/text.h"

struct csv_reader {
    char *at, *end; /* NULL when there is nothing */
    char separator; /* ',' ';' or TAB */
    int line;       /* at which the row read last begins, from 1 */
    int next_line;
    const char *fault; /* what is wrong at `line`; NULL: nothing so far */
};

/* Begins. The bytes outlive the reader. `fault` is set when they are no text
   in UTF-8 that can be read. */
void csv_reader_begin(struct csv_reader *reader, struct text *bytes);

/* The next row's fields, terminated, at most `most` of them into `fields`.
   Returns how many the row has, which may be more; 0 at the end, and after a
   fault. A row has one field at least. */
int csv_reader_next(struct csv_reader *reader, char **fields, int most)
    __attribute__((warn_unused_result));

#endif
