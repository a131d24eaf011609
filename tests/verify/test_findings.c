/* What is wrong is named, in one line, where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "trust/chain_key.h"
#include "trust/sign_key.h"
#include "trust/signers.h"
#include "with_past.h"
#include "with_sql.h"
#include "with_verdict.h"
#include "tried.h"

/* A past of five calm days, in a folder that the test may spoil. */
static int setup(void **state)
{
    struct past *past = calloc(1, sizeof *past);
    past_begin(past, 21);
    past->calm = true;
    past_live(past, 5);
    past_kill(past);
    *state = past;
    return 0;
}

static int teardown(void **state)
{
    past_end(*state);
    free(*state);
    return 0;
}

struct fault {
    const char *sql, *words;
};

static const struct fault faults[] = {
    {"DELETE FROM events WHERE seq = 9", "row 10: the row before it is gone"},
    {"DELETE FROM events WHERE seq BETWEEN 9 AND 11",
     "row 12: the rows 9 to 11 before it are gone"},
    {"UPDATE events SET day = day - 1 WHERE seq = 12",
     "row 12: its day is before that of the row before it"},
    {"UPDATE events SET boot = boot - 1 WHERE seq = 12",
     "row 12: its boot is before that of the row before it"},
    {"UPDATE events SET tag = NULL WHERE seq = 12", "row 12: it has no tag"},
    {"UPDATE events SET tag = zeroblob(3) WHERE seq = 12",
     "row 12: it was not written by this program"},
    {"UPDATE events SET kind = 'guess' WHERE seq = 12",
     "row 12: it was not written by this program"},
    {"UPDATE events SET tag = zeroblob(16) WHERE seq = 12",
     "row 12: its tag is not that of what it holds"},
    {"UPDATE events SET wall_ms = wall_ms + 1 WHERE seq = 12",
     "2026-11-23: its rows are not those that were sealed"},
    {"DELETE FROM events WHERE seq = (SELECT min(seq) FROM events WHERE"
     " kind = 'visit')",
     "it is of a visit that is not under way"},
    {"UPDATE events SET note = 'vi 0000000000000000' WHERE kind = 'answer'",
     "the wording that it names is not there"},
    {"UPDATE events SET item = 'x' WHERE kind = 'answer'",
     "it does not fit the wording that it names"},
    {"UPDATE events SET value = 6 - value WHERE kind = 'answer'"
     " AND value <> 3",
     "its seal does not count as its rows do: question 4-luon"},
    {"UPDATE wordings SET text = text || 'x'",
     "its text is not the one of that hash"},
    {"UPDATE sums SET text = replace(text, 'visits ', 'visits 1')",
     "the sum that is kept of it is not that of its rows: visits"},
    {"UPDATE sums SET text = replace(text, ' 60 60', ' 60 59')",
     "2026-11-23: the totals that are kept of it are not those that were "
     "sealed"},
    {"UPDATE sums SET text = replace(text, 'language vi 1',"
     " 'language en 1')",
     "the totals that are kept of it are not"},
    {"UPDATE sums SET text = 'sum'", "the sum that is kept of it is none"},
    {"DELETE FROM seals WHERE day = 20782", "2026-11-25: its seal is gone"},
    {"DELETE FROM events WHERE kind = 'seal' AND value = 20782",
     "2026-11-25: closed by row"},
    {"DELETE FROM events WHERE kind = 'close' AND value = 20782",
     "it seals a day that the row before does not close"},
    {"UPDATE seals SET text = replace(text, 'number 2', 'number 7')",
     "2026-11-24: its seal has the number 7, the one before 1"},
    {"UPDATE seals SET text = replace(text, 'in-time', 'off')",
     "its seal says that the machine was off"},
    {"UPDATE seals SET text = replace(text, 'number', 'nummer')",
     "line 4 of its seal is not as it must be"},
    {"UPDATE seals SET signature = 'x'",
     "the signature is none that this program makes"},
    {"UPDATE seals SET signature = (SELECT signature FROM seals"
     " WHERE day = 20780)",
     "2026-11-24: the signature is not of this seal"},
    {"UPDATE seals SET text = text || char(0) || 'x' WHERE day = 20782",
     "it cannot be read as a record"},
    {"UPDATE seals SET text = text || char(0) || 'x' WHERE day = 20781",
     "2026-11-24: its seal cannot be read"},
    {"UPDATE seals SET text = text || char(0) || 'x' WHERE day = 20781;"
     "UPDATE events SET boot = -1 WHERE seq = (SELECT max(seq)"
     " FROM events)",
     "its boot is before that of the row before it"},
    {"DELETE FROM events WHERE seq > (SELECT min(seq) FROM events WHERE"
     " kind = 'seal') AND kind IN ('close', 'seal')",
     "days with visits are without a seal, though the chain has begun"},
    {"UPDATE seals SET text = (SELECT text FROM seals WHERE day = 20780)"
     " WHERE day = 20781",
     "2026-11-24: its seal is that of another day, 2026-11-23"},
    {"INSERT INTO seals SELECT 20799, text, signature FROM seals"
     " WHERE day = 20780",
     "2026-12-12: there is a seal that no row names"},
    {"UPDATE events SET kind = 'lost', note = NULL, item = NULL, value = NULL,"
     " visit = NULL, flags = NULL, elapsed_ms = NULL WHERE seq = 12",
     "row 12: not proven: what was here is lost"},
    {"UPDATE events SET seq = 9223372036854775807 WHERE seq ="
     " (SELECT max(seq) FROM events)",
     "row 9223372036854775807: no record has so many rows"},
    {"UPDATE events SET seq = -seq WHERE seq = 1",
     "row -1: rows are counted from 1"},
    {"UPDATE events SET wall_ms = 1 << 63 WHERE kind = 'close'",
     "2026-11-23: its seal says that it was closed at 2026-11-23T"},
    {"UPDATE events SET note = note || '9999999' WHERE kind = 'close'",
     "it closes a day without saying what its file bears"},
    {"WITH RECURSIVE more(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM more"
     " WHERE i < 2000) INSERT INTO events SELECT last + i, boot, boottime_ms,"
     " wall_ms, 20790 + i, kind, visit, item, value, elapsed_ms, flags, note,"
     " tag FROM more, (SELECT *, (SELECT max(seq) FROM events) AS last"
     " FROM events WHERE kind = 'start' LIMIT 1)",
     "more than 500 days have rows and no seal"},
    {"INSERT INTO sums SELECT 20799, replace(text, 'day 20780', 'day 20799')"
     " FROM sums WHERE day = 20780",
     "2026-12-12: there are totals of it, and no row closes it"},
    {"DROP INDEX events_rare; CREATE INDEX events_rare ON events(kind, value)"
     " WHERE seq < 0",
     "its index does not hold the rows that the table has"},
    {"DROP INDEX events_rare; CREATE INDEX events_rare ON events(kind, value)"
     " WHERE seq < 0; PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql"
     " = 'CREATE INDEX events_rare ON events(kind, value) WHERE kind NOT IN"
     " (''visit'', ''answer'', ''skip'', ''timeout'', ''end'')'"
     " WHERE name = 'events_rare'",
     "its index does not hold the rows that the table has"},
    {"CREATE TRIGGER more BEFORE INSERT ON events BEGIN SELECT 1; END",
     "not as this program makes it: "},
};

static void what_is_wrong_with_a_database_is_named(void **state)
{
    const struct past *past = *state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        char copy[FILES_PATH_SIZE];
        char database[FILES_PATH_SIZE];
        struct sql sql;
        past_folder(copy);
        past_copy(past->path, copy);
        sql_open(&sql, copy);
        sql_run(&sql, "%s", faults[i].sql);
        sql_close(&sql);
        assert_true(files_join(database, copy, "bonluon.db"));
        const struct asking asking = {
            .paths = {database}, .keys = &past->first, .key_count = 1};
        with_finding(&asking, faults[i].words);
        past_remove(copy);
    }
    tried("rewrites the totals, so that a");
    tried("adds totals of a day that");
    tried("empties the index, so that the");
    tried("NOT AS IT WAS, and where");
}

static void a_first_key_of_another_terminal_is_named(void **state)
{
    const struct past *past = *state;
    struct first_key other = past->first;
    other.key.bytes[0] ^= 1;
    tag_key_id(&other.key, other.id);
    const struct asking asking = {
        .paths = {past->path}, .keys = &other, .key_count = 1};
    with_finding(&asking, "no chain here begins with the first key");
    strcpy(other.who, "x/y");
    with_finding(&asking, "none of the first keys that were given is of this");
}

/* The past of setup was enrolled by somebody; whoever does it again later must
   give the new key, too. */
static void a_chain_that_begins_anew_is_named(void **state)
{
    struct past *past = *state;
    struct first_key keys[2] = {past->first};
    past_enrol(past, true);
    past_live(past, 2);
    past_kill(past);
    keys[1] = past->first;
    struct asking asking = {.paths = {past->path}, .keys = keys};
    for (asking.key_count = 0; asking.key_count < 2; asking.key_count++) {
        with_finding(&asking, "the chain begins anew here with the key");
    }
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "with both first keys");
}

/* A terminal that nobody enrolled makes its keys by itself. That the first key
   is shown later is no fault, and what came before is not checked by it. */
static void a_chain_that_is_shown_late_is_no_fault(void **state)
{
    (void)state;
    struct past past;
    struct account account;
    past_begin(&past, 31);
    past.calm = true;
    past_enrol(&past, false);
    past_live(&past, 2);
    past_kill(&past);
    past_enrol(&past, true);
    past_live(&past, 2);
    past_kill(&past);
    struct asking asking = {.paths = {past.path}};
    with_verdict_of(&asking, VERDICT_UNPROVEN, "no key given");
    asking.keys = &past.first;
    asking.key_count = 1;
    char *said = with_verdict(&asking, &account);
    assert_string_equal(said, "");
    assert_int_equal(account.enrolments, 2);
    assert_true(account.unkeyed > 0);
    assert_int_equal(account.unkeyed + account.keyed, account.rows);
    free(said);
    past_end(&past);
}

static void the_log_tells_on_a_database_that_was_cut(void **state)
{
    const struct past *past = *state;
    struct sql sql;
    sql_open(&sql, past->path);
    sql_run(&sql, "DELETE FROM events WHERE seq = (SELECT max(seq)"
                  " FROM events)");
    sql_close(&sql);
    const struct asking asking = {.paths = {past->path}};
    with_finding(&asking, "the journal has it, the database has not");
}

static void a_signer_that_is_not_on_the_list_is_named(void **state)
{
    const struct past *past = *state;
    char path[FILES_PATH_SIZE];
    char other[FILES_PATH_SIZE];
    struct sign_key sign;
    past_folder(other);
    assert_true(sign_key_make(&sign, other));
    assert_true(signers_enter(other, past->first.who, sign.public_key));
    assert_true(files_join(path, other, SIGNERS_NAME));
    const struct asking asking = {.paths = {past->path}, .signers = path};
    struct account account;
    char *said = with_verdict(&asking, &account);
    assert_non_null(strstr(said, "unknown signer: SHA256:"));
    assert_int_equal(account.signatures, 0);
    assert_int_equal(account.beside, 0);
    free(said);
    /* The terminal's own list, which lies beside what it tells of. */
    const struct asking bare = {.paths = {past->path}};
    said = with_verdict(&bare, &account);
    assert_string_equal(said, "");
    assert_int_equal(account.beside, account.seals);
    assert_int_equal(account.signatures, account.seals);
    free(said);
    past_remove(other);
}

enum { FIRST, SECOND, THIRD };

static void file_path(const struct past *past, int day, const char *ending,
                      char out[FILES_PATH_SIZE])
{
    assert_true(text_format(out, FILES_PATH_SIZE,
                            "%s/outbox/4luon_van-truong_quay-1_2026-11-%d%s",
                            past->path, 23 + day, ending));
}

static void say_of_outbox(const struct past *past, const char *words)
{
    char outbox[FILES_PATH_SIZE];
    assert_true(files_join(outbox, past->path, "outbox"));
    const struct asking asking = {.paths = {outbox}};
    with_finding(&asking, words);
}

static void doubt_of_outbox(const struct past *past, const char *words)
{
    char outbox[FILES_PATH_SIZE];
    assert_true(files_join(outbox, past->path, "outbox"));
    const struct asking asking = {.paths = {outbox}};
    with_doubt(&asking, words);
}

static void what_is_missing_of_a_day_is_named(void **state)
{
    static const struct {
        const char *ending, *words;
    } cases[] = {
        {".csv",
         "2026-11-24.seal: not proven: the CSV that it seals is not there"},
        {".seal.sig",
         "2026-11-24.seal: not proven: its signature is not there"},
    };
    const struct past *past = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[FILES_PATH_SIZE];
        char aside[FILES_PATH_SIZE];
        file_path(past, SECOND, cases[i].ending, path);
        assert_true(files_join(aside, past->path, "aside"));
        assert_int_equal(rename(path, aside), 0);
        doubt_of_outbox(past, cases[i].words);
        assert_int_equal(rename(aside, path), 0);
    }
}

static void what_days_have_to_do_with_each_other_is_named(void **state)
{
    const struct past *past = *state;
    static const char *const endings[] = {".csv", ".seal", ".seal.sig"};
    char path[FILES_PATH_SIZE];
    char other[FILES_PATH_SIZE];
    for (int i = 0; i < 3; i++) {
        file_path(past, SECOND, endings[i], path);
        file_path(past, 7, endings[i], other);
        past_copy_file(path, other);
    }
    say_of_outbox(past, "it is the seal of another file");
    say_of_outbox(past, "2026-11-24: doubled: this day lies also in");
    for (int i = 0; i < 3; i++) {
        file_path(past, SECOND, endings[i], path);
        file_path(past, 7, endings[i], other);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(unlink(other), 0);
    }
    say_of_outbox(past, "2026-11-25: missing: 1 sealed day between 2026-11-23 "
                        "and this one; the last is 2026-11-24");
}

static void what_a_csv_became_is_named_by_line(void **state)
{
    const struct past *past = *state;
    char path[FILES_PATH_SIZE];
    struct text text = {0};
    int day = FIRST;
    /* One with rows. */
    do {
        text_clear(&text);
        file_path(past, day++, ".csv", path);
        assert_true(files_read(path, 1 << 20, &text));
    } while (strstr(text.data, ",answered,") == NULL);
    char *at = strstr(text.data, ",answered,");
    at[10] = '9';
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
    assert_int_equal(fclose(file), 0);
    text_free(&text);
    say_of_outbox(past, "answer_value=9 is not what this column holds");
    say_of_outbox(past, "it is not the file that was sealed");
    say_of_outbox(past, "its rows are not those that its seal counts");
}

static void what_is_none_of_ours_is_named(void **state)
{
    const struct past *past = *state;
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, past->path, CHAIN_KEY_NAME));
    const struct asking asking = {.paths = {path}};
    with_doubt(&asking, "it is no database, no daily file, no seal");
    const struct asking folder = {.paths = {past->path}};
    assert_true(files_join(path, past->path, "bonluon.db"));
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("not a database", file);
    assert_int_equal(fclose(file), 0);
    with_finding(&folder, "it cannot be read as a record");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_wrong_with_a_database_is_named),
        TEST(a_first_key_of_another_terminal_is_named),
        TEST(a_chain_that_begins_anew_is_named),
        cmocka_unit_test(a_chain_that_is_shown_late_is_no_fault),
        TEST(the_log_tells_on_a_database_that_was_cut),
        TEST(a_signer_that_is_not_on_the_list_is_named),
        TEST(what_is_missing_of_a_day_is_named),
        TEST(what_days_have_to_do_with_each_other_is_named),
        TEST(what_a_csv_became_is_named_by_line),
        TEST(what_is_none_of_ours_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
