/* What the store asks of SQLite. */
#include "store/inside.h"
#include "store/schema.h"

/* What tells of the start, and what a reader of many rows wants. */
#define START_COLUMNS "seq, boot, boottime_ms"
#define ROW_COLUMNS                                                            \
    "wall_ms, day, kind, visit, item, value, elapsed_ms, flags, note"
#define COLUMNS ROW_COLUMNS ", " START_COLUMNS ", tag"

const char *const store_sql_texts[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_HOLD] = "BEGIN DEFERRED",
    [SQL_COMMIT] = "COMMIT",
    [SQL_INSERT] =
        ("INSERT INTO events(" COLUMNS ")"
         " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"),
    [SQL_ADD_WORDING] = "INSERT INTO wordings(hash, text) VALUES(?1, ?2)",
    [SQL_READ] = ("SELECT " COLUMNS " FROM events WHERE seq = ?1"),
    [SQL_LAST] = ("SELECT " COLUMNS " FROM events ORDER BY seq DESC LIMIT 1"),
    [SQL_LAST_OF] =
        ("SELECT " COLUMNS " FROM events WHERE kind = ?1"
         " AND " SCHEMA_RARE " ORDER BY value DESC, seq DESC LIMIT 1"),
    [SQL_NEWEST] = ("SELECT " COLUMNS " FROM events WHERE seq ="
                    " (SELECT max(seq) FROM events INDEXED BY events_rare"
                    " WHERE kind = ?1 AND seq < ?2 AND " SCHEMA_RARE ")"),
    [SQL_LAST_BUT] =
        "SELECT " COLUMNS " FROM events WHERE kind <> ?1 AND seq <= ?2"
        " ORDER BY seq DESC LIMIT 1",
    [SQL_HAS] = ("SELECT 1 FROM events WHERE kind = ?1 AND value = ?2"
                 " AND " SCHEMA_RARE " LIMIT 1"),
    [SQL_DAY] = "SELECT day FROM events WHERE seq = ?1",
    [SQL_SCAN] =
        "SELECT " ROW_COLUMNS " FROM events WHERE seq BETWEEN ?1 AND ?2"
        " ORDER BY seq",
    /* 'g' follows the last hex digit. */
    [SQL_FIND_WORDING] =
        "SELECT text FROM wordings WHERE hash BETWEEN ?1 AND ?1 || 'g' LIMIT 1",
    [SQL_ADD_SUM] = "INSERT INTO sums(day, text) VALUES(?1, ?2)",
    [SQL_SUMS] = "SELECT day, text FROM sums WHERE day BETWEEN ?1 AND ?2"
                 " ORDER BY day",
    [SQL_NEXT_OF] =
        ("SELECT " COLUMNS " FROM events WHERE kind = ?1"
         " AND value >= ?2 AND " SCHEMA_RARE " ORDER BY value LIMIT 1"),
    [SQL_UNSUMMED] =
        "SELECT value FROM events WHERE kind = 'close' AND value >= ?1"
        " AND " SCHEMA_RARE
        " AND NOT EXISTS(SELECT 1 FROM sums WHERE sums.day = events.value)"
        " ORDER BY value LIMIT 1",
    /* Else SQLite would walk through a visitor's rows, which are many. */
    [SQL_START_BEFORE] = "SELECT max(seq) FROM events INDEXED BY events_rare"
                         " WHERE kind = 'start' AND seq < ?1 AND " SCHEMA_RARE,
    [SQL_RUNS] = "SELECT " COLUMNS " FROM events INDEXED BY events_rare"
                 " WHERE kind IN ('start', 'stop', 'seen', 'clock')"
                 " AND seq >= ?1 AND " SCHEMA_RARE " ORDER BY seq",
    [SQL_ADD_SEAL] =
        "INSERT INTO seals(day, text, signature) VALUES(?1, ?2, ?3)",
    [SQL_SEALS] = "SELECT day, text, signature FROM seals"
                  " WHERE day BETWEEN ?1 AND ?2 ORDER BY day",
    [SQL_SEALS_BACK] = "SELECT day, text, signature FROM seals"
                       " WHERE day BETWEEN ?1 AND ?2 ORDER BY day DESC",
    [SQL_WORDINGS] = "SELECT hash, text FROM wordings ORDER BY hash",
    [SQL_WALK] = "SELECT 1 FROM events NOT INDEXED WHERE seq BETWEEN ?1 AND ?2"
                 " AND " STORE_WALK_FUNCTION "(" COLUMNS ") ORDER BY seq",
    /* By the index, which holds the seqs too. */
    [SQL_COUNT_OF] = "SELECT count(*) FROM events WHERE kind = ?1"
                     " AND seq > ?2 AND " SCHEMA_RARE,
    [SQL_NOTED] = "SELECT count(*), max(seq) FROM events WHERE kind = ?1"
                  " AND note <> '' AND " SCHEMA_RARE,
};
