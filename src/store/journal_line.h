/*
 * A line of the journal as text (journal.h), made and read back. Shared by the
 * journal_*.c and by whoever reads single lines again.
 */
#ifndef STORE_JOURNAL_LINE_H
#define STORE_JOURNAL_LINE_H

#include "store/journal.h"

/* Each appends one line, with its check and its LF. */
void journal_line_row(struct text *out, const struct row *row);
void journal_line_wording(struct text *out,
                          const struct store_wording *wording);
void journal_line_seal(struct text *out, const struct store_seal *seal);

/* Reads a line without its LF. The line is cut up for it, and texts that were
   read lie in it. False: it does not count. */
bool journal_line_read(char *line, size_t length, struct journal_line *out)
    __attribute__((warn_unused_result));

/* Likewise of a line that was read before: its check is not asked again. */
bool journal_line_again(char *line, size_t length, struct journal_line *out)
    __attribute__((warn_unused_result));

/* The year whose file a row of this day is in. */
int journal_year(int32_t day);

/* The years of which the folder has a file, in order; -1 with errno. A folder
   that is missing has none. */
enum { JOURNAL_YEARS_MAX = 128 };
int journal_years(const char *folder, int years[JOURNAL_YEARS_MAX]);

/* Opens the file of a year for reading. -1 with errno. */
int journal_open_year(const char *folder, int year);

/* The path of that file. */
bool journal_path(char out[FILES_PATH_SIZE], const char *folder, int year)
    __attribute__((warn_unused_result));

#endif
