/* A log in a folder of its own, and what a reader gets to see of it. */
#ifndef TESTS_STORE_WITH_JOURNAL_H
#define TESTS_STORE_WITH_JOURNAL_H

#include "base/with_data_folder.h"
#include "store/journal_line.h"

struct journal_fixture {
    struct data_folder data;
    const char *folder; /* of the journal */
    char path[FILES_PATH_SIZE];
    struct journal journal;
};

/* cmocka's. */
int journal_setup(void **state);
int journal_teardown(void **state);

struct row journal_make_row(int64_t seq, int32_t day);
bool journal_add_row(struct journal_fixture *f, const struct row *row);

/* Adds rows of one day and writes them. */
void journal_add_rows(struct journal_fixture *f, int64_t first, int64_t last);

/* Bytes behind a file, past the journal. */
void journal_append_raw(const struct journal_fixture *f, const char *name,
                        const char *bytes, size_t length);

/* What a reader gets to see, as the lines of it written again. */
struct journal_found {
    struct text lines;
    int64_t bad;
};
struct journal_found journal_read_all(const struct journal_fixture *f);
int64_t journal_last_seq(const struct journal_fixture *f);
int journal_count_lines(const char *text);

#endif
