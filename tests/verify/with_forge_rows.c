/* Forgeries of rows, by SQL alone. */
#include "with_forge_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>

/* A row that some seal or its row's tag covers. */
static int64_t any_row(struct sql *sql, struct draw *draw)
{
    int64_t last =
        sql_ask(sql, "SELECT max(seq) FROM events WHERE kind = 'close'");
    return 1 + draw_below(draw, (int)last);
}

void forge_edit(struct sql *sql, struct draw *draw, struct forged *forged)
{
    static const char *const changes[] = {
        "value = value + 1",
        "value = value - 1",
        "wall_ms = wall_ms + 1000",
        "boottime_ms = boottime_ms + 1",
        "elapsed_ms = 1 + coalesce(elapsed_ms, 0)",
        "flags = 1 - coalesce(flags, 0)",
        "note = coalesce(note, '') || 'x'",
        "item = 'nhe-nhang-'",
        "kind = iif(kind = 'skip', 'timeout', 'skip')",
        "visit = 1 + coalesce(visit, 100000000000000)",
        "boot = boot + 1",
        "day = day + 1",
        "tag = x'000102030405060708090a0b0c0d0e0f'",
        "tag = NULL",
        "note = NULL",
    };
    enum { COUNT = sizeof changes / sizeof changes[0] };
    const char *change = "";
    int64_t seq = 0;
    int64_t changed = 0;
    /* Not every column of every row has something to be changed. */
    for (int tries = 0; changed == 0; tries++) {
        assert_in_range(tries, 0, 1000);
        seq = any_row(sql, draw);
        change = changes[draw_below(draw, COUNT)];
        sql_run(sql,
                "CREATE TEMP TABLE old AS SELECT * FROM events"
                " WHERE seq = %lld",
                (long long)seq);
        sql_run(sql, "UPDATE events SET %s WHERE seq = %lld", change,
                (long long)seq);
        changed = sql_ask(sql, "SELECT count(*) FROM (SELECT * FROM temp.old"
                               " EXCEPT SELECT * FROM events)");
        sql_run(sql, "DROP TABLE temp.old");
    }
    assert_true(text_format(forged->how, sizeof forged->how,
                            "row %" PRId64 ": %s", seq, change));
}

/* Moves all rows from `seq` on by one or more. */
static void shift(struct sql *sql, int64_t seq, int64_t by)
{
    sql_run(sql, "UPDATE events SET seq = -(seq + %lld) WHERE seq >= %lld",
            (long long)by, (long long)seq);
    sql_run(sql, "UPDATE events SET seq = -seq WHERE seq < 0");
}

void forge_delete(struct sql *sql, struct draw *draw, struct forged *forged)
{
    int64_t seq = any_row(sql, draw);
    bool closed_up = draw_once_in(draw, 2);
    sql_run(sql, "DELETE FROM events WHERE seq = %lld", (long long)seq);
    if (closed_up) {
        shift(sql, seq + 1, -1);
    }
    assert_true(text_format(forged->how, sizeof forged->how,
                            "row %" PRId64 " deleted%s", seq,
                            closed_up ? ", closed up" : ""));
}

void forge_swap(struct sql *sql, struct draw *draw, struct forged *forged)
{
    int64_t a = any_row(sql, draw);
    int64_t b = a;
    while (b == a) {
        b = draw_once_in(draw, 2) && a > 1 ? a - 1 : any_row(sql, draw);
    }
    sql_run(sql,
            "UPDATE events SET seq = iif(seq = %lld, -%lld, -%lld)"
            " WHERE seq IN (%lld, %lld)",
            (long long)a, (long long)b, (long long)a, (long long)a,
            (long long)b);
    sql_run(sql, "UPDATE events SET seq = -seq WHERE seq < 0");
    assert_true(text_format(forged->how, sizeof forged->how,
                            "rows %" PRId64 " and %" PRId64 " swapped", a, b));
}

void forge_insert(struct sql *sql, struct draw *draw, struct forged *forged)
{
    int64_t like = any_row(sql, draw);
    int64_t seq = draw_once_in(draw, 2) ? like + 1 : any_row(sql, draw);
    sql_run(sql,
            "CREATE TEMP TABLE more AS SELECT * FROM events"
            " WHERE seq = %lld",
            (long long)like);
    shift(sql, seq, 1);
    sql_run(sql, "UPDATE temp.more SET seq = %lld", (long long)seq);
    sql_run(sql, "INSERT INTO events SELECT * FROM temp.more");
    sql_run(sql, "DROP TABLE temp.more");
    assert_true(text_format(forged->how, sizeof forged->how,
                            "row %" PRId64 " put in again as %" PRId64, like,
                            seq));
}

/* What belongs to days that the rows no longer seal. */
static void forget_seals(struct sql *sql)
{
    sql_run(sql, "DELETE FROM seals WHERE day NOT IN"
                 " (SELECT value FROM events WHERE kind = 'seal')");
    sql_run(sql, "DELETE FROM sums WHERE day NOT IN"
                 " (SELECT value FROM events WHERE kind = 'close')");
}

void forge_truncate(struct sql *sql, struct draw *draw, struct forged *forged)
{
    int64_t last =
        sql_ask(sql, "SELECT max(seq) FROM events WHERE kind = 'close'");
    int64_t keep = 1 + draw_below(draw, (int)last - 1);
    sql_run(sql, "DELETE FROM events WHERE seq > %lld", (long long)keep);
    forget_seals(sql);
    assert_true(text_format(forged->how, sizeof forged->how,
                            "cut behind row %" PRId64, keep));
}

/* The rows from behind one seal's row to the next one's. */
static void range_of(struct sql *sql, int number, int64_t *first, int64_t *last)
{
    *first = 1 + sql_ask(sql,
                         "SELECT seq FROM events WHERE kind = 'seal'"
                         " ORDER BY seq LIMIT 1 OFFSET %d",
                         number - 1);
    *last = sql_ask(sql,
                    "SELECT seq FROM events WHERE kind = 'seal'"
                    " ORDER BY seq LIMIT 1 OFFSET %d",
                    number);
}

static int middle_day(struct sql *sql, struct draw *draw)
{
    int days = (int)sql_ask(sql, "SELECT count(*) FROM seals");
    assert_in_range(days, 3, 1000);
    return 1 + draw_below(draw, days - 2);
}

void forge_drop_rows(struct sql *sql, struct draw *draw, struct forged *forged)
{
    int64_t first;
    int64_t last;
    range_of(sql, middle_day(sql, draw), &first, &last);
    sql_run(sql, "DELETE FROM events WHERE seq BETWEEN %lld AND %lld",
            (long long)first, (long long)last);
    shift(sql, last + 1, first - last - 1);
    forget_seals(sql);
    assert_true(text_format(forged->how, sizeof forged->how,
                            "rows %" PRId64 " to %" PRId64
                            " dropped with their seal",
                            first, last));
}

void forge_double_rows(struct sql *sql, struct draw *draw,
                       struct forged *forged)
{
    int64_t first;
    int64_t last;
    range_of(sql, middle_day(sql, draw), &first, &last);
    int64_t length = last - first + 1;
    shift(sql, last + 1, length);
    sql_run(sql,
            "CREATE TEMP TABLE more AS SELECT * FROM events"
            " WHERE seq BETWEEN %lld AND %lld",
            (long long)first, (long long)last);
    sql_run(sql, "UPDATE temp.more SET seq = seq + %lld", (long long)length);
    sql_run(sql, "INSERT INTO events SELECT * FROM temp.more");
    sql_run(sql, "DROP TABLE temp.more");
    assert_true(text_format(forged->how, sizeof forged->how,
                            "rows %" PRId64 " to %" PRId64 " doubled", first,
                            last));
}

void forge_redate_rows(struct sql *sql, struct draw *draw,
                       struct forged *forged)
{
    int64_t first;
    int64_t last;
    range_of(sql, middle_day(sql, draw), &first, &last);
    sql_run(sql,
            "UPDATE events SET day = day + 1, wall_ms = wall_ms + 86400000"
            " WHERE seq BETWEEN %lld AND %lld",
            (long long)first, (long long)last);
    assert_true(text_format(forged->how, sizeof forged->how,
                            "rows %" PRId64 " to %" PRId64 " dated on", first,
                            last));
}
