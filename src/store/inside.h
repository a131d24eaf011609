/*
 * The inside of the store: open.c (opening, closing), evidence.c (opening what
 * may not change), ask.c (what is asked on the way there), check.c (whether
 * the tables are as they were made), index.c (whether the index holds the
 * rows), copy.c (the whole, copied), fault.c (failing), sql.c (what is asked of
 * SQLite), append.c (what goes in), rows.c (rows out), walk.c (rows out, each
 * column looked at), sums.c (what totals of days need) and seals.c (seals and
 * wordings out).
 */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include <stdbool.h>

#include "base/files.h"
#include "store/store.h"

struct sqlite3;
struct sqlite3_stmt;
struct store_disk;
struct walking;

enum store_sql {
    SQL_BEGIN,
    SQL_HOLD,
    SQL_COMMIT,
    SQL_INSERT,
    SQL_ADD_WORDING,
    SQL_READ,
    SQL_LAST,
    SQL_LAST_OF,
    SQL_NEWEST,
    SQL_LAST_BUT,
    SQL_HAS,
    SQL_DAY,
    SQL_SCAN,
    SQL_FIND_WORDING,
    SQL_ADD_SUM,
    SQL_SUMS,
    SQL_NEXT_OF,
    SQL_UNSUMMED,
    SQL_START_BEFORE,
    SQL_RUNS,
    SQL_ADD_SEAL,
    SQL_SEALS,
    SQL_SEALS_BACK,
    SQL_WORDINGS,
    SQL_WALK,
    SQL_COUNT_OF,
    SQL_NOTED,
    SQL_COUNT
};

enum { STORE_ERROR_SIZE = FILES_PATH_SIZE + 512 };

struct store {
    struct sqlite3 *db;
    struct store_disk *disk; /* of evidence, else NULL */
    struct sqlite3_stmt *sql[SQL_COUNT];
    struct walking *walking; /* during a walk, else NULL */
    char path[FILES_PATH_SIZE];
    char cause[STORE_CAUSE_SIZE];
    char error[STORE_ERROR_SIZE];
    enum store_result result; /* of the last failure */
    int wal_pages; /* in the write-ahead log since it was last brought home */
    bool broken;   /* damaged, or a write failed: the files stay as they are */
    bool evidence; /* only read, and as a whole suspected */
    bool index_mended; /* it was made anew */
};

/* The statements (sql.c), and their preparing. */
extern const char *const store_sql_texts[SQL_COUNT];
bool store_prepare(struct store *store) __attribute__((warn_unused_result));

/* The function that SQL_WALK calls with each row. To be made before the
   statements are prepared: SQLite's code. */
#define STORE_WALK_FUNCTION "bonluon_walk"
int store_walk_prepare(struct store *store);

/* Before the statements are prepared, which name it: an index of another text
   is made anew. */
bool store_mend_other_index(struct store *store)
    __attribute__((warn_unused_result));

/* Runs a statement and gives the first column of its first row, "" when there
   is none. */
bool store_ask(struct store *store, const char *sql, char *out, size_t size)
    __attribute__((warn_unused_result));

/* What in the tables, triggers, views and indexes is not as this program makes
   it, as store_schema says it. */
bool store_compare_tables(struct store *store, struct text *differs)
    __attribute__((warn_unused_result));

/* Makes an empty file, which SQLite takes for none: it tells which visit was
   when, and is nobody's to read but the owner's. SQLite gives its write-ahead
   log the same rights. False with errno, also when it is there. */
bool store_make_private(const char *path);

/* Sets a pragma and reads it back. */
bool store_set(struct store *store, const char *name, const char *value,
               const char *reads) __attribute__((warn_unused_result));

/* Always false. Remembers the result, and the words of the first failure, since
   what follows from it would only confuse. */
bool store_fault(struct store *store, enum store_result result,
                 const char *words);

/* What a call answers: STORE_OK, or the result of its failure. */
enum store_result store_answer(const struct store *store, bool good);

/* Whether a row fills its column `value`, or `flags`: else that is NULL. */
bool store_has_value(const struct row *row);
bool store_has_flags(const struct row *row);

/* Runs a statement that gives no row: SQLITE_OK, or why not. */
int store_run(struct sqlite3_stmt *sql);

/* The whole of a row, as COLUMNS has it; false when it was not written by this
 * program. */
bool store_take_row(struct sqlite3_stmt *sql, struct row *row)
    __attribute__((warn_unused_result));

/* Ends a reading: `code` is what the last step gave. */
enum store_result store_done(struct store *store, struct sqlite3_stmt *sql,
                             int code) __attribute__((warn_unused_result));

/* What an errno of the system means for the store. */
enum store_result store_by_errno(int error, enum store_result otherwise);

/* What SQLite says of a failure, and what that means. */
enum store_result store_read_code(const struct store *store, int code,
                                  char words[STORE_CAUSE_SIZE]);

/* Likewise always false, with what SQLite says. */
bool store_fail(struct store *store, int code);

#endif
