#include "store/schema.h"

/* No AUTOINCREMENT, and no index on a visit's rows: both would double what an
   answer writes. A
   seq must be the next one, which also stops INSERT OR REPLACE: it deletes
   without asking the DELETE trigger unless recursive_triggers is on, and that
   is up to each connection. */
const char *const schema_sql =
    "CREATE TABLE events("
    " seq INTEGER PRIMARY KEY, boot INTEGER NOT NULL,"
    " boottime_ms INTEGER NOT NULL, wall_ms INTEGER NOT NULL,"
    " day INTEGER NOT NULL, kind TEXT NOT NULL, visit INTEGER, item TEXT,"
    " value INTEGER, elapsed_ms INTEGER, flags INTEGER, note TEXT, tag BLOB"
    ") STRICT;"

    "CREATE TABLE wordings(hash TEXT PRIMARY KEY, text TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"

    SCHEMA_INDEX ";"

    "CREATE TRIGGER events_in_order BEFORE INSERT ON events"
    " WHEN new.seq IS NOT 1 + coalesce((SELECT max(seq) FROM events), 0)"
    " OR new.day < (SELECT day FROM events ORDER BY seq DESC LIMIT 1)"
    " BEGIN SELECT raise(ABORT, 'rows are only added at the end'); END;"
    "CREATE TRIGGER events_no_update BEFORE UPDATE ON events"
    " BEGIN SELECT raise(ABORT, 'rows are never changed'); END;"
    "CREATE TRIGGER events_no_delete BEFORE DELETE ON events"
    " BEGIN SELECT raise(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER wordings_no_replace BEFORE INSERT ON wordings"
    " WHEN EXISTS(SELECT 1 FROM wordings WHERE hash = new.hash)"
    " BEGIN SELECT raise(ABORT, 'wordings are never changed'); END;"
    "CREATE TRIGGER wordings_no_update BEFORE UPDATE ON wordings"
    " BEGIN SELECT raise(ABORT, 'wordings are never changed'); END;"
    "CREATE TRIGGER wordings_no_delete BEFORE DELETE ON wordings"
    " BEGIN SELECT raise(ABORT, 'wordings are never deleted'); END;"

    /* Beside a lone max(), SQLite takes the other columns from the row that
       holds it: here the last outcome, after any Back. */
    "CREATE VIEW answers AS SELECT max(seq) AS seq,"
    " date(day * 86400, 'unixepoch') AS date, visit, item AS question,"
    " CASE kind WHEN 'answer' THEN 'answered' WHEN 'skip' THEN 'skipped'"
    " ELSE 'timeout' END AS outcome,"
    " value, elapsed_ms, flags, substr(note, 1, instr(note, ' ') - 1) AS lang,"
    " substr(note, instr(note, ' ') + 1) AS wording"
    " FROM events WHERE kind IN ('answer', 'skip', 'timeout')"
    " GROUP BY visit, item;"

    "CREATE VIEW visits AS SELECT visit, min(seq) AS seq,"
    " date(day * 86400, 'unixepoch') AS date,"
    " max(kind = 'end' AND value = 1) AS complete,"
    " count(DISTINCT iif(kind IN ('answer', 'skip', 'timeout'), item, NULL))"
    " AS questions,"
    " max(flags & 1) | max(flags & 2) | max(flags & 4) | max(flags & 8)"
    " | max(flags & 16) AS flags"
    " FROM events WHERE visit IS NOT NULL GROUP BY visit;"

    "CREATE VIEW days AS SELECT date(day * 86400, 'unixepoch') AS date,"
    " count(DISTINCT visit) AS visits,"
    " sum(kind = 'end' AND value = 1) AS complete,"
    " min(seq) AS first_seq, max(seq) AS last_seq,"
    " day IN (SELECT value FROM events WHERE kind = 'close') AS closed"
    " FROM events GROUP BY day;";

const char *const schema_sums_sql =
    "CREATE TABLE sums(day INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
    "CREATE TRIGGER sums_no_replace BEFORE INSERT ON sums"
    " WHEN EXISTS(SELECT 1 FROM sums WHERE day = new.day)"
    " BEGIN SELECT raise(ABORT, 'sums are never changed'); END;"
    "CREATE TRIGGER sums_no_update BEFORE UPDATE ON sums"
    " BEGIN SELECT raise(ABORT, 'sums are never changed'); "
    "END;" SCHEMA_SUMS_NO_DELETE ";";

const char *const schema_seals_sql =
    "CREATE TABLE seals(day INTEGER PRIMARY KEY, text TEXT NOT NULL,"
    " signature TEXT NOT NULL) STRICT;"
    "CREATE TRIGGER seals_no_replace BEFORE INSERT ON seals"
    " WHEN EXISTS(SELECT 1 FROM seals WHERE day = new.day)"
    " BEGIN SELECT raise(ABORT, 'seals are never changed'); END;"
    "CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals"
    " BEGIN SELECT raise(ABORT, 'seals are never changed'); END;"
    "CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals"
    " BEGIN SELECT raise(ABORT, 'seals are never deleted'); END;";

const char *const schema_views_sql =
    "DROP VIEW IF EXISTS answers; DROP VIEW IF EXISTS visits;"

    /* Beside a lone max(), SQLite takes the other columns from the row that
       holds it: here the last outcome, after any Back. */
    "CREATE VIEW answers AS SELECT max(seq) AS seq,"
    " date(day * 86400, 'unixepoch') AS date, visit, item AS question,"
    " CASE kind WHEN 'answer' THEN 'answered' WHEN 'skip' THEN 'skipped'"
    " WHEN 'na' THEN 'not_applicable'"
    " ELSE 'timeout' END AS outcome,"
    " value, elapsed_ms, flags, substr(note, 1, instr(note, ' ') - 1) AS lang,"
    " substr(note, instr(note, ' ') + 1) AS wording"
    " FROM events WHERE kind IN ('answer', 'skip', 'na', 'timeout')"
    " GROUP BY visit, item;"

    "CREATE VIEW visits AS SELECT visit, min(seq) AS seq,"
    " date(day * 86400, 'unixepoch') AS date,"
    " max(kind = 'end' AND value = 1) AS complete,"
    " count(DISTINCT iif(kind IN ('answer', 'skip', 'na', 'timeout'), item,"
    " NULL))"
    " AS questions,"
    " max(flags & 1) | max(flags & 2) | max(flags & 4) | max(flags & 8)"
    " | max(flags & 16) AS flags"
    " FROM events WHERE visit IS NOT NULL GROUP BY visit;";
