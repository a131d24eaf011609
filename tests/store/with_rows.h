/* All that a database holds, as one text: what a test compares. */
#ifndef TESTS_STORE_WITH_ROWS_H
#define TESTS_STORE_WITH_ROWS_H

#include "base/text.h"
#include "format/row.h"
#include "base/with_data_folder.h"

/* Its rows, as lines of the journal; of a database that opens. The caller
   frees. */
char *with_rows_dump(const char *path);

/* Its seals and wordings, likewise. */
char *with_seals_dump(const char *path);

/* One row of it; seq 0: the last. */
struct row with_rows_one(const char *path, int64_t seq);

/* All of them, by seq: `*count` and one more, the first of no meaning; one that
   is none of ours is all zeros. The caller frees. */
struct row *with_rows_all(const char *path, int64_t *count);

/* Writes the journal's line of this row, wherever it is, as this one. */
void with_log_change(const char *log_file, const struct row *row);

/* Takes the lines of rows `first` to `last` out of a log. */
void with_log_cut(const char *log_file, int64_t first, int64_t last);

/* Fails unless the journal of 2026 has each row of the database once, in order,
   and as it is there; and all its seals and wordings. */
void with_log_whole(const struct data_folder *folder);

#endif
