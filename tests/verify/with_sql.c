#include "with_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>

#include "base/files.h"

static void run(struct sql *sql, const char *text)
{
    char *error = NULL;
    sqlite3_exec(sql->db, text, NULL, NULL, &error);
    if (error != NULL) {
        fail_msg("%s: %s", text, error);
    }
}

void sql_open(struct sql *sql, const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    struct text drops = {0};
    sqlite3_stmt *statement;
    *sql = (struct sql){.db = NULL};
    assert_true(files_join(path, data_dir, "bonluon.db"));
    assert_int_equal(sqlite3_open(path, &sql->db), SQLITE_OK);
    run(sql, "PRAGMA synchronous = OFF");
    assert_int_equal(
        sqlite3_prepare_v2(sql->db,
                           "SELECT name, sql FROM sqlite_master"
                           " WHERE type = 'trigger'",
                           -1, &statement, NULL),
        SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        text_append_format(&drops, "DROP TRIGGER %s;",
                           (const char *)sqlite3_column_text(statement, 0));
        text_append_format(&sql->triggers, "%s;",
                           (const char *)sqlite3_column_text(statement, 1));
    }
    sqlite3_finalize(statement);
    run(sql, drops.data);
    text_free(&drops);
    run(sql, "BEGIN");
}

void sql_close(struct sql *sql)
{
    run(sql, "COMMIT");
    run(sql, sql->triggers.data);
    text_free(&sql->triggers);
    assert_int_equal(sqlite3_close(sql->db), SQLITE_OK);
}

void sql_run(struct sql *sql, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    run(sql, text);
    sqlite3_free(text);
}

int64_t sql_ask(struct sql *sql, const char *format, ...)
{
    sqlite3_stmt *statement;
    va_list arguments;
    va_start(arguments, format);
    char *text = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    if (sqlite3_prepare_v2(sql->db, text, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", text, sqlite3_errmsg(sql->db));
    }
    int64_t number = sqlite3_step(statement) == SQLITE_ROW
                         ? sqlite3_column_int64(statement, 0)
                         : -1;
    sqlite3_finalize(statement);
    sqlite3_free(text);
    return number;
}
