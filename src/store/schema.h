/*
 * The tables of the record, as SQL. Rows are only ever added: triggers refuse
 * the rest, whoever asks, so that a slip with the sqlite3 shell cannot change
 * an answer. The views are for people who look with that shell.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/* A version that other programs cannot read has the next number and other
   tables, too: a number alone may be a damaged one. */
enum {
    SCHEMA_APPLICATION_ID = 0x344C554F, /* "4LUO" */
    SCHEMA_VERSION = 1,
    SCHEMA_VERSIONS_MAX = 999,
};

extern const char *const schema_sql;

/* The sums of days (sum.h), which came later: a database without them gets
   them when it is opened. They can be made again from the rows, and are kept
   because that takes long. */
extern const char *const schema_sums_sql;

/* The seals of days (seal.h), which came later still. They cannot be made
   again: the keys of their days are gone. */
extern const char *const schema_seals_sql;

/* The views that know answers by a question's own key, which came last: a
   database gets them in the place of those before. */
extern const char *const schema_views_sql;
#define SCHEMA_HAS_VIEWS                                                       \
    "SELECT count(*) FROM sqlite_schema WHERE name = 'answers'"                \
    " AND sql LIKE '%not_applicable%'"

/* Rows that come a few times a day at most. Only these are indexed, and those
   of a reason and of a question's own key, which came later than the databases
   that have this index; a query that repeats this text can use the index. */
#define SCHEMA_RARE "kind NOT IN ('visit', 'answer', 'skip', 'timeout', 'end')"

/* The index, as SQLite keeps its text. */
#define SCHEMA_INDEX                                                           \
    "CREATE INDEX events_rare ON events(kind, value) WHERE " SCHEMA_RARE

/* The trigger that a sum which is not that of its rows is let through. */
#define SCHEMA_SUMS_NO_DELETE                                                  \
    "CREATE TRIGGER sums_no_delete BEFORE DELETE ON sums"                      \
    " BEGIN SELECT raise(ABORT, 'sums are never deleted'); END"

#endif
