/* SQL on a database behind the terminal's back: its triggers are gone as long
   as it is open, and back as they were in the end. */
#ifndef TESTS_VERIFY_WITH_SQL_H
#define TESTS_VERIFY_WITH_SQL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct sqlite3;

struct sql {
    struct sqlite3 *db;
    struct text triggers;
};

void sql_open(struct sql *sql, const char *data_dir);
void sql_close(struct sql *sql);

/* Runs a statement, printf-like. */
void sql_run(struct sql *sql, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The number that a query gives; -1 when it gives none. */
int64_t sql_ask(struct sql *sql, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
