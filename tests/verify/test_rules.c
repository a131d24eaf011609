/* Each rule of the verdict on a database, broken once: it is named. What is
   changed is the least that breaks the rule; others may be named with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"
#include "survey/sheet.h"
#include "with_past.h"
#include "with_sql.h"
#include "with_verdict.h"
#include "tried.h"

/* Five days whose second, 20781, has 4 visits, 3 of them complete and 2
   without a flag, in Vietnamese. */
static int setup(void **state)
{
    struct past *past = calloc(1, sizeof *past);
    past_begin(past, 1);
    past->calm = true;
    past->most = 6;
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

struct rule {
    const char *sql, *words;
};

/* `beside`: with what lies beside the database in its folder. */
static void look(const struct past *past, const struct rule *rule, bool beside)
{
    char copy[FILES_PATH_SIZE];
    char database[FILES_PATH_SIZE];
    struct sql sql;
    past_folder(copy);
    past_copy(past->path, copy);
    sql_open(&sql, copy);
    sql_run(&sql, "%s", rule->sql);
    sql_close(&sql);
    assert_true(files_join(database, copy, "bonluon.db"));
    const struct asking asking = {.paths = {beside ? copy : database},
                                  .keys = &past->first,
                                  .key_count = 1};
    with_finding(&asking, rule->words);
    past_remove(copy);
}

#define ANSWER "(SELECT min(seq) FROM events WHERE kind = 'answer')"

static void a_rule_for_rows(void **state)
{
    static const struct rule rules[] = {
        {"UPDATE events SET kind = 'visit', value = NULL WHERE seq = " ANSWER,
         "row 6: the visit begins twice"},
        {"UPDATE events SET visit = NULL, flags = NULL WHERE seq = " ANSWER,
         "row 6: it is of no visit"},
        {"UPDATE events SET visit = 5, flags = 0 WHERE kind = 'start'",
         "row 2: its kind has no visit"},
        {"UPDATE events SET kind = 'config', value = NULL"
         " WHERE kind = 'enrol'",
         "row 2: it has a tag before any chain has begun"},
        {"UPDATE events SET kind = 'config', value = NULL"
         " WHERE kind = 'enrol'",
         "row 24: a seal before any chain has begun"},
        {"UPDATE events SET note = 'x' WHERE kind = 'enrol'",
         "row 1: a chain begins here without its key's id"},
        {"UPDATE events SET item = 'x' WHERE kind = 'close'",
         "row 23: it closes a day without saying which rows are of it"},
        {"UPDATE events SET kind = 'meant', item = '9', note = NULL"
         " WHERE kind = 'start'",
         "row 2: it does not say of which rows before it"},
        {"UPDATE events SET kind = 'reason', item = 'mim-cuoi', value = NULL,"
         " note = 'voi-va' WHERE seq = " ANSWER,
         "row 6: a reason without an answer before it"},
        {"UPDATE events SET kind = 'reason', item = 'mim-cuoi', value = NULL,"
         " note = 'x' WHERE seq = 7",
         "row 7: a reason that its question does not have"},
        {"DELETE FROM events WHERE kind IN ('close', 'seal') AND value = 20781",
         "2026-11-24: it has visits, and was passed over when days were"},
        {"INSERT INTO wordings VALUES ('2d711642b726b04401627ca9fbac32f5c8530fb"
         "1903cc4db02258717921a4881', 'x')",
         "wording 2d711642b726b044: its text is no wording"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        look(*state, &rules[i], false);
    }
}

static void a_rule_for_what_lies_beside(void **state)
{
    static const struct rule rules[] = {
        {"UPDATE events SET value = 6 - value WHERE seq = 9",
         "row 9: the journal has another row in this place"},
        {"UPDATE seals SET text = text || 'x' WHERE day = 20781",
         "2026-11-24: the journal has another seal of this day"},
        {"UPDATE seals SET text = text || 'x' WHERE day = 20781",
         "2026-11-24: the database has another seal of this day"},
        {"DELETE FROM seals WHERE day = 20784;"
         "DELETE FROM events WHERE kind IN ('close', 'seal') AND value = 20784",
         "2026-11-27: the database has no seal of this day"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        look(*state, &rules[i], true);
    }
}

#define SEAL(from, to)                                                         \
    "UPDATE seals SET text = replace(text, '" from "', '" to "')"              \
    " WHERE day = 20781"

static void a_rule_for_seals(void **state)
{
    static const struct rule rules[] = {
        {SEAL("before 2026-11-23", "before 2026-11-22"),
         "2026-11-24: its seal does not name the seal that came before it"},
        {SEAL("rows 24 49", "rows 25 49"),
         "2026-11-24: its seal covers the rows 25 to 49, not 24 to 49"},
        {"UPDATE seals SET text = replace(text, substr(text, instr(text,"
         " 'last-tag ') + 9, 32), '00000000000000000000000000000000')"
         " WHERE day = 20781",
         "2026-11-24: its seal ends with another tag than that of row 49"},
        {SEAL(" 1' || char(10) || 'closed", " 7' || char(10) || 'closed"),
         "2026-11-24: its seal names the key "},
        {SEAL("terminal van-truong/quay-1", "terminal van-truong/quay-2"),
         "2026-11-24: its seal is of another terminal, van-truong/quay-2"},
        {SEAL("file 4luon_van-truong_quay-1", "file 4luon_van-truong_quay-2"),
         "2026-11-24: its seal names a file of another name, 4luon_van"},
        {"UPDATE events SET note = substr(note, 1, 24) || 'x' WHERE kind ="
         " 'enrol'",
         "2026-11-23: its seal is signed by SHA256:"},
        {SEAL("hour 9 60 60", "hour 9 60 59"),
         "2026-11-24: its seal does not tell of the coverage that its rows do: "
         "hour 9: ready 59 of 60 minutes stated, 60 of 60 counted"},
        {"UPDATE events SET note = '00' || substr(note, 3) WHERE kind = 'seal'"
         " AND value = 20781",
         "2026-11-24: its seal is not the one that row 50 names"},
        {SEAL("visits 4 3", "visits 4 2"),
         "its seal does not count as its rows do: complete visits: 2 stated"},
        {SEAL("lost 0", "lost 1"),
         "its seal does not count as its rows do: lost: 1 stated, 0 counted"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        look(*state, &rules[i], false);
    }
}

#define SUM(from, to)                                                          \
    "UPDATE sums SET text = replace(text, '" from "', '" to "')"               \
    " WHERE day = 20781"
#define SMILE "question mim-cuoi 5 "

/* Each figure that is compared; a seal's go the same way. */
static void a_rule_for_each_figure(void **state)
{
    static const struct rule rules[] = {
        {SUM("visits 4 3 0", "visits 4 2 0"), "complete visits: 2 stated, 3 c"},
        {SUM("visits 4 3 0", "visits 4 3 1"), "visits without an opinion: 1 s"},
        {SUM("visits 4 3 0 2", "visits 4 3 0 3"),
         "visits without a flag: 3 st"},
        {SUM("flags 0 2", "flags 0 3"), "visits flagged fast: 3 stated, 2 cou"},
        {SUM("lost 0", "lost 1"), "lost: 1 stated, 0 counted"},
        {SUM("language vi 4", "language vi 3"), "language vi: 3 stated, 4 co"},
        {SUM("language vi 4", "language en 4"), "language vi: 0 stated, 1 co"},
        {SUM("language vi 4", "language en 1' || char(10) || 'language vi 3"),
         "languages: 2 stated, 1 counted"},
        {SUM("language vi 4", "language vi 4' || char(10) || 'also x/y 1"),
         "visits of x/y: 1 stated, 0 counted"},
        {"UPDATE events SET note = 'd1 x/y' WHERE kind = 'config'",
         "other codes: 0 stated, 1 counted"},
        {SUM("form 4-luon 1", "form 4-luon 2"),
         "form 4-luon, wording 7331c5dc39c6da5d: 2 stated, 1 counted"},
        {SUM("355567 4", "355567 3"),
         "form 4-luon, wording 7331c5dc39c6da5d: 3 stated, 4 counted"},
        {SUM("question giup-do", "question giup-da"),
         "question 4-luon giup-do is not stated"},
        {"UPDATE sums SET text = replace(text, substr(text, instr(text,"
         " 'question giup-do'), 43), '') WHERE day = 20781",
         "questions: 3 stated, 4 counted"},
        {SUM(SMILE "0 0 1", SMILE "0 0 2"),
         "question 4-luon mim-cuoi, level 1: 2 stated, 1 counted"},
        {SUM(SMILE "0", SMILE "1"),
         "question 4-luon mim-cuoi: 1 stated, 0 counted"},
        {SUM(SMILE "0 0", SMILE "0 1"),
         "question 4-luon mim-cuoi: 1 stated, 0 counted"},
        {SUM(SMILE "0 0 1 0 2 0 1 0 0 1 0 1", SMILE "0 0 1 0 2 0 1 0 0 1 0 0"),
         "question 4-luon mim-cuoi, level 5: 0 stated, 1 counted"},
        {SUM("reason voi-va 1", "reason voi-va 2"),
         "voi-va: 2 stated, 1 counted"},
        {SUM("reason voi-va 1' || char(10) || '", ""),
         "question 4-luon mim-cuoi: 0 stated, 1 counted"},
        {SUM("hour 8 1 125 4", "hour 8 2 125 4"), "hour 8: 2 stated, 1 counte"},
        {SUM("hour 8 1 125 4", "hour 8 1 126 4"), "hour 8: 126 stated, 125 co"},
        {SUM("hour 8 1 125 4", "hour 8 1 125 5"), "hour 8: 5 stated, 4 counte"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        look(*state, &rules[i], false);
    }
}

/* A wording of as many questions as a form can have, "<letter>0" and so on; its
   hash. */
static void add_wording(struct sql *sql, char letter,
                        char hash[DIGEST_HEX_SIZE])
{
    struct text text = {0};
    text_append_format(&text,
                       "wording\t1\nform\t%c\t1\t3\nlanguages\tvi\n"
                       "title\tT\nlevel\tA\nlevel\tB\nlevel\tC\n",
                       letter);
    for (int i = 0; i < FORM_QUESTIONS_MAX; i++) {
        text_append_format(&text, "question\t%c%d\ntext\tQ\ntheme\tT\n", letter,
                           i);
    }
    digest_of(text.data, text.length, hash);
    sql_run(sql, "INSERT INTO wordings VALUES ('%s', '%s')", hash, text.data);
    text_free(&text);
}

static void add_row(struct sql *sql, const char *kind, const char *item,
                    const char *note)
{
    sql_run(sql,
            "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind,"
            " visit, item, flags, note, tag) SELECT seq + 1, boot, boottime_ms,"
            " wall_ms, day, '%s', 7, '%s', 0, '%.19s', tag FROM events"
            " ORDER BY seq DESC LIMIT 1",
            kind, item, note);
}

/* Of two forms, one question more than both a form's and a lent one. */
static void a_visit_has_no_more_questions_than_a_sheet(void **state)
{
    const struct past *past = *state;
    char path[FILES_PATH_SIZE];
    char hash[DIGEST_HEX_SIZE];
    struct sql sql;
    const struct asking asking = {
        .paths = {path}, .keys = &past->first, .key_count = 1};
    assert_true(files_join(path, past->path, "bonluon.db"));
    sql_open(&sql, past->path);
    add_row(&sql, "visit", "q", "0.5.0");
    for (int i = 0; i < SHEET_MAX + 1; i++) {
        char letter = i < FORM_QUESTIONS_MAX ? 'q' : 'r';
        char item[8];
        char note[80];
        if (i % FORM_QUESTIONS_MAX == 0) {
            add_wording(&sql, letter, hash);
        }
        snprintf(item, sizeof item, "%c%d", letter, i % FORM_QUESTIONS_MAX);
        snprintf(note, sizeof note, "vi %s", hash);
        add_row(&sql, "skip", item, note);
    }
    sql_close(&sql);
    with_finding(&asking, "the visit has more questions than a sheet");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_rule_for_rows),
        TEST(a_rule_for_what_lies_beside),
        TEST(a_rule_for_seals),
        TEST(a_rule_for_each_figure),
        TEST(a_visit_has_no_more_questions_than_a_sheet),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "NOT AS IT WAS, and where");
}
