/*
 * What was found of the rows of a record, wherever there are some: in its
 * journal, in a damaged database as far as SQLite gives it, in a backup. Only
 * where each lies is kept, by seq, 8 bytes a row; it is read again when its
 * turn comes. Where these differ about a row, each of the versions is kept.
 */
#ifndef RECOVERY_FOUND_ROWS_H
#define RECOVERY_FOUND_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "store/journal.h"

struct found_rows;

/* NULL without memory. `most`: seqs beyond are not of any row that the files
   have room for. */
struct found_rows *found_rows_new(int64_t most);

/* Takes a line of a journal, as journal_read gives it: of all lines in their
   order, and before any database. False without memory. What is found first
   comes first. */
bool found_rows_line(struct found_rows *found, const char *folder,
                     const struct journal_line *line)
    __attribute__((warn_unused_result));

/* Looks through a database, which was opened as evidence and is closed with
   what was found. False without memory, and then too. */
bool found_rows_store(struct found_rows *found, struct store *store)
    __attribute__((warn_unused_result));

/* When all was looked through. */
void found_rows_sort(struct found_rows *found);

/* The last seq of which anything was found; 0: nothing was. */
int64_t found_rows_last(const struct found_rows *found);

/* The version `which` of a row, from 0. False when there is none. */
bool found_rows_get(struct found_rows *found, int64_t seq, int which,
                    struct row *row) __attribute__((warn_unused_result));

/* Whether that is a line of the journal, whose check fits. */
bool found_rows_checked(const struct found_rows *found, int64_t seq, int which);

/* How many versions there are. */
int found_rows_count(const struct found_rows *found, int64_t seq);

/* The error by which a part of the journal could not be read again; 0: none. */
int found_rows_journal_error(const struct found_rows *found);

/* NULL is fine. */
void found_rows_free(struct found_rows *found);

#endif
