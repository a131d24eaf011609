/*
 * What was found of the rows of a record, in any file that may hold some: its
 * log, a damaged database, a backup. Only where each lies is kept, by seq, 8
 * bytes a row; it is read again when its turn comes. Where files differ about
 * a row, each of the versions is kept.
 */
#ifndef RECOVERY_FOUND_ROWS_H
#define RECOVERY_FOUND_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "recovery/page_rows.h"
#include "store/journal.h"

struct finds;

/* NULL without memory. `most`: seqs beyond are not of any row that the files
   have room for. */
struct finds *finds_new(int64_t most);

/* Takes each seal that lies in pages, from here on. */
void finds_take_seals(struct finds *finds,
                      void (*take)(void *context,
                                   const struct store_seal *seal),
                      void *context);

/* Takes a line of a log, as journal_read gives it: of all lines in their order,
   and before any pages. False without memory. What is found first comes
   first. */
bool finds_line(struct finds *finds, const char *folder,
                const struct journal_line *line)
    __attribute__((warn_unused_result));

/* Looks through the pages of a database, or of its write-ahead log. */
bool finds_pages(struct finds *finds, const char *path,
                 const struct page_layout *layout)
    __attribute__((warn_unused_result));

/* When all was looked through. */
void finds_sort(struct finds *finds);

/* The last seq of which anything was found; 0: nothing was. */
int64_t finds_last(const struct finds *finds);

/* The version `which` of a row, from 0; `*checked`: a line of the log, whose
   check fits. False when there is none. */
bool finds_row(struct finds *finds, int64_t seq, int which, struct row *row,
               bool *checked) __attribute__((warn_unused_result));

/* How many versions there are. */
int finds_count(const struct finds *finds, int64_t seq);

/* The error by which a part of the log could not be read again; 0: none. */
int finds_log_error(const struct finds *finds);

/* Takes NULL. */
void finds_free(struct finds *finds);

#endif
