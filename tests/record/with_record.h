/* A record of a terminal in a folder of its own, for the tests of what stands
   on it. */
#ifndef TESTS_RECORD_WITH_RECORD_H
#define TESTS_RECORD_WITH_RECORD_H

#include "config/with_config.h"
#include "record/record.h"
#include "base/with_data_folder.h"

struct record_fixture {
    struct data_folder folder;
    struct config config;
    struct record *record;
};

/* cmocka's setup and teardown: *state is a struct record_fixture; the record
   is not yet open. */
int record_fixture_setup(void **state);
int record_fixture_teardown(void **state);

/* Likewise, with a record of two visits on two days, closed: a sealed Monday
   whose visit has four times 5, and a Tuesday, not closed, with four times 4.
 */
int record_fixture_two_days(void **state);

/* So many minutes after nine on Monday, or so many days later. */
struct moment with_time(int day, int minute);

/* Of a file in the data directory; valid as data_folder_path's. */
const char *record_fixture_path(struct record_fixture *f, const char *name);

/* Opens (closing it first when it is open) as the terminal does. */
void record_fixture_open(struct record_fixture *f, struct moment now);
void record_fixture_close(struct record_fixture *f);

/* Opens (closing it first) as a command does. */
enum store_result record_fixture_command(struct record_fixture *f,
                                         struct moment now);

/* Closes everything that is due at a moment, into the outbox; gives how many
   days that were. */
int record_fixture_close_days(struct record_fixture *f, struct moment now);

/* Keeps a whole visit, four answers of this level, as one transaction each. */
void record_fixture_visit(struct record_fixture *f, int64_t visit, int level,
                          struct moment at);

/* Closes the record and adds, by SQL and in one transaction, that many complete
   visits of four answers each to every one of `days` days from `first` on; then
   opens it again on the last of them. */
void record_fixture_fill(struct record_fixture *f, int32_t first, int days,
                         int visits);

/* Keeps one row. */
void record_fixture_keep(struct record_fixture *f, struct row row,
                         struct moment at);

/* Closes a day, with its totals; its file has other bytes than the seal
   names. */
enum store_result with_close(struct record *record, int32_t day,
                             struct moment at);

/* The totals of a day as they are kept, else from its rows as of now. */
struct sum record_fixture_totals(struct record_fixture *f, int32_t day);

/* The rows of a day, as "kind item value note" lines. The caller frees. */
char *record_fixture_rows(struct record_fixture *f, int32_t day);

/* The day's CSV, as if it were closed now. The caller frees. */
char *record_fixture_csv(struct record_fixture *f, int32_t day);

#endif
