/*
 * Rows of the record, and its seals, out of the pages of a SQLite file, without
 * SQLite: where a database is so damaged that it does not open, or refuses one
 * page of thousands, the others still hold what they held. A row is written
 * once and never changed, so that every page in which it lies, in the database,
 * in its write-ahead log or in a backup, has the same to say of it.
 *
 * Nothing read here is proven: whoever uses it asks seals and tags.
 */
#ifndef RECOVERY_PAGE_ROWS_H
#define RECOVERY_PAGE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"
#include "store/store.h"

/* SQLite's own size, which the store never changes. */
enum { PAGE_ROWS_SIZE = 4096 };

/* Where the pages of a file lie. */
struct page_layout {
    int64_t first, stride;
};
extern const struct page_layout page_rows_database, page_rows_log;

/* Takes each row of a page that reads as one; `at` is where it lies within the
   page. Likewise what reads as a seal, unless it goes on in another page, as
   none does that a terminal of few questions makes. */
struct page_scan {
    const unsigned char *page; /* PAGE_ROWS_SIZE bytes */
    void (*take)(void *context, const struct row *row, int at);
    void (*take_seal)(void *context, const struct store_seal *seal);
    void *context;
};
void page_rows_scan(const struct page_scan *scan);

/* Reads the row that lies there. False when there is none. */
bool page_rows_read(const unsigned char *page, int at, struct row *row)
    __attribute__((warn_unused_result));

#endif
