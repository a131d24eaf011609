/* What nothing vouches for is not called "as it was"; what merely lies
   elsewhere, or cannot be read, is not called "not as it was". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/signers.h"
#include "with_past.h"
#include "with_sql.h"
#include "with_verdict.h"
#include "tried.h"

/* A past of five calm days, and its closed days as a stick carries them, beside
   the list of signers. */
struct carried {
    struct past past;
    char folder[FILES_PATH_SIZE];
};

static void path_of(char out[FILES_PATH_SIZE], const char *folder,
                    const char *name)
{
    assert_true(files_join(out, folder, name));
}

static int setup(void **state)
{
    struct carried *carried = calloc(1, sizeof *carried);
    char from[FILES_PATH_SIZE];
    char to[FILES_PATH_SIZE];
    past_begin(&carried->past, 21);
    carried->past.calm = true;
    past_live(&carried->past, 5);
    past_kill(&carried->past);
    past_folder(carried->folder);
    path_of(from, carried->past.path, "outbox");
    past_copy(from, carried->folder);
    path_of(from, carried->past.path, SIGNERS_NAME);
    path_of(to, carried->folder, SIGNERS_NAME);
    past_copy_file(from, to);
    *state = carried;
    return 0;
}

static int teardown(void **state)
{
    struct carried *carried = *state;
    past_remove(carried->folder);
    past_end(&carried->past);
    free(carried);
    return 0;
}

static const char day_name[] = "4luon_van-truong_quay-1_2026-11-%02d%s";

static void file_of(char out[FILES_PATH_SIZE], const char *folder, int day,
                    const char *ending)
{
    char name[80];
    snprintf(name, sizeof name, day_name, day, ending);
    path_of(out, folder, name);
}

static void move_day(const char *from, const char *to, int day,
                     const char *const *endings)
{
    for (; *endings != NULL; endings++) {
        char one[FILES_PATH_SIZE];
        char other[FILES_PATH_SIZE];
        file_of(one, from, day, *endings);
        file_of(other, to, day, *endings);
        assert_int_equal(rename(one, other), 0);
    }
}

static const char *const all[] = {".csv", ".seal", ".seal.sig", NULL};
static const char *const seals[] = {".seal", ".seal.sig", NULL};

static void make_folder(char out[FILES_PATH_SIZE], const char *folder,
                        const char *name)
{
    path_of(out, folder, name);
    assert_true(files_make_folder(out));
}

static void write_file(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(bytes, file);
    assert_int_equal(fclose(file), 0);
}

static void what_was_carried_is_as_it_was(void **state)
{
    const struct carried *carried = *state;
    struct asking asking = {.paths = {carried->folder}};
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "the signers beside the files");
    asking.keys = &carried->past.first;
    asking.key_count = 1;
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "with the first key");
    char signers[FILES_PATH_SIZE];
    path_of(signers, carried->folder, SIGNERS_NAME);
    assert_int_equal(unlink(signers), 0);
    with_verdict_of(&asking, VERDICT_UNPROVEN, "nobody says who may sign");
    tried("AS IT WAS: nothing was found");
}

/* A file of a day without visitors: the header of another. */
static void write_header(const char *from, const char *to)
{
    struct text text = {0};
    assert_true(files_read(from, 1 << 20, &text));
    strchr(text.data, '\n')[1] = '\0';
    write_file(to, text.data);
    text_free(&text);
}

static void a_provisional_file_proves_nothing(void **state)
{
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder}};
    char from[FILES_PATH_SIZE];
    char to[FILES_PATH_SIZE];
    char aside[FILES_PATH_SIZE];
    make_folder(aside, carried->past.path, "aside");
    file_of(from, carried->folder, 24, ".csv");
    file_of(to, carried->folder, 24, "_tam.csv");
    past_copy_file(from, to);
    with_doubt(&asking, "a provisional file, where a sealed one is due");
    assert_int_equal(unlink(to), 0);
    move_day(carried->folder, aside, 27, all);
    file_of(from, aside, 27, ".csv");
    file_of(to, carried->folder, 27, "_tam.csv");
    past_copy_file(from, to);
    with_doubt(&asking, "a provisional file, which has no seal");
    path_of(to, aside, "4luon_never_was_2026-11-24_tam.csv");
    write_header(from, to);
    struct asking alone = {.paths = {to}};
    with_doubt(&alone, "a provisional file, which has no seal");
    tried("hands in a file that looks");
    tried("NOT PROVEN: nothing was found to");
}

/* Anybody can write a file of the days of which no seal tells. */
static void a_day_before_the_chain_proves_nothing(void **state)
{
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder}};
    char from[FILES_PATH_SIZE];
    char to[FILES_PATH_SIZE];
    file_of(from, carried->folder, 24, ".csv");
    file_of(to, carried->folder, 20, ".csv");
    write_header(from, to);
    with_doubt(&asking, "2026-11-20.csv: not proven: it is of a day before");
    tried("hands in a file that looks");
}

static void each_folder_below_is_looked_at(void **state)
{
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder}};
    char deep[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    make_folder(deep, carried->folder, "a/b/c/d");
    move_day(carried->folder, deep, 25, all);
    path_of(path, carried->folder, "a/b/again");
    assert_int_equal(symlink("../..", path), 0);
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "at depth 4, with a loop");
    file_of(path, deep, 25, ".csv");
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    fputs("x", file);
    assert_int_equal(fclose(file), 0);
    with_finding(&asking, "a/b/c/d/4luon_van-truong_quay-1_2026-11-25.csv: "
                          "it is not the file that was sealed");
    tried("hides a changed day in a");
}

static void what_is_not_opened_is_named(void **state)
{
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder}};
    char path[FILES_PATH_SIZE];
    path_of(path, carried->folder, "notes.txt");
    write_file(path, "a note");
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "a note beside the days");
    path_of(path, carried->folder, "more.zip");
    write_file(path, "PK\x03\x04 and so on");
    with_doubt(&asking, "more.zip: not proven: not opened: unpack it");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("nowhere", path), 0);
    with_doubt(&asking, "more.zip: not proven: not opened: a link");
    tried("hides a changed day in a");
}

static void a_seal_that_lies_elsewhere_is_found(void **state)
{
    const struct carried *carried = *state;
    struct asking asking = {.paths = {carried->folder}};
    char other[FILES_PATH_SIZE];
    make_folder(other, carried->past.path, "elsewhere");
    move_day(carried->folder, other, 25, seals);
    with_doubt(&asking, "2026-11-25.csv: not proven: its seal is not there");
    asking.paths[1] = other;
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "with the other folder");
}

/* A file that gives an error when it is read. */
static void what_cannot_be_read_is_not_judged(void **state)
{
    static const char *const endings[] = {".csv", ".seal", ".seal.sig"};
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder}};
    for (int i = 0; i < 3; i++) {
        char path[FILES_PATH_SIZE];
        char aside[FILES_PATH_SIZE];
        file_of(path, carried->folder, 25, endings[i]);
        path_of(aside, carried->past.path, "aside");
        assert_int_equal(rename(path, aside), 0);
        assert_int_equal(mkdir(path, 0700), 0);
        with_verdict_of(&asking, VERDICT_UNREAD, endings[i]);
        assert_int_equal(rmdir(path), 0);
        assert_int_equal(rename(aside, path), 0);
    }
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "all is back");
    tried("a file cannot be read when");
}

static void a_span_names_what_is_missing_at_its_ends(void **state)
{
    const struct carried *carried = *state;
    struct asking asking = {.paths = {carried->folder},
                            .span = {true, WITH_MONDAY, WITH_MONDAY + 4}};
    char aside[FILES_PATH_SIZE];
    make_folder(aside, carried->past.path, "aside");
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "all days of the span");
    asking.span.from -= 3; /* the terminal was not there yet */
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "before its first day");
    move_day(carried->folder, aside, 27, all);
    with_finding(&asking, "van-truong/quay-1: 2026-11-27: missing");
    move_day(aside, carried->folder, 27, all);
    move_day(carried->folder, aside, 23, all);
    with_finding(&asking, "van-truong/quay-1: 2026-11-23: missing");
    asking.span = (struct span){true, WITH_MONDAY + 2, WITH_MONDAY + 4};
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "what is asked for is there");
    const struct asking database = {
        .paths = {carried->past.path},
        .keys = &carried->past.first,
        .key_count = 1,
        .span = {true, WITH_MONDAY, WITH_MONDAY + 6}};
    with_finding(&database, "2026-11-29: missing: no row closes this day");
    tried("leaves out the last days of");
}

static void the_first_key_names_the_chain_of_files(void **state)
{
    struct carried *carried = *state;
    struct first_key keys[2] = {carried->past.first, carried->past.first};
    char outbox[FILES_PATH_SIZE];
    struct asking asking = {
        .paths = {carried->folder}, .keys = keys, .key_count = 1};
    tag_key_draw(&keys[0].key);
    tag_key_id(&keys[0].key, keys[0].id);
    with_finding(&asking, "2026-11-23: it and what follows are of another "
                          "chain");
    strcpy(keys[0].who, "another/one");
    with_doubt(&asking, "none of the first keys that were given");
    /* Enrolled anew: of the later days alone the earlier key says nothing. */
    past_enrol(&carried->past, true);
    past_live(&carried->past, 2);
    past_kill(&carried->past);
    path_of(outbox, carried->past.path, "outbox");
    asking.paths[0] = outbox;
    asking.keys = &keys[1];
    with_finding(&asking, "2026-11-28: it and what follows are of another "
                          "chain");
    keys[0] = carried->past.first;
    asking.keys = keys;
    with_doubt(&asking, "2026-11-23: not proven: it and what follows are of "
                        "another chain");
    asking.key_count = 2;
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "with both");
    tried("hands in the days of a");
}

/* Of files alone nobody can tell a code from within a day. */
static void a_code_that_no_seal_ends_with_is_named(void **state)
{
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder},
                                  .witness_day = WITH_MONDAY + 1,
                                  .witness = "0000000000000"};
    with_finding(&asking, "witness: 2026-11-24: no seal of this day ends with");
}

static void a_description_that_was_changed_is_named(void **state)
{
    const struct carried *carried = *state;
    const struct asking asking = {.paths = {carried->folder}};
    struct text text = {0};
    char path[FILES_PATH_SIZE];
    file_of(path, carried->folder, 25, ".csv-metadata.json");
    assert_true(files_read(path, 1 << 16, &text));
    *strstr(text.data, "answer_value") = 'A';
    write_file(path, text.data);
    text_free(&text);
    with_finding(&asking, "2026-11-25.csv-metadata.json: it does not describe");
    assert_int_equal(unlink(path), 0);
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "no description at all");
    tried("changes the description of the columns");
}

/* Triggers taken out, answers changed, triggers put back. */
static void a_database_without_a_seal_proves_nothing(void **state)
{
    struct past past;
    (void)state;
    past_begin(&past, 5);
    past.calm = true;
    past_live(&past, 1);
    past_serve(&past);
    past_kill(&past);
    struct sql sql;
    sql_open(&sql, past.path);
    sql_run(&sql, "UPDATE events SET value = 5 WHERE kind = 'answer' AND seq >"
                  " (SELECT max(seq) FROM events WHERE kind = 'seal')");
    sql_close(&sql);
    char path[FILES_PATH_SIZE];
    char log[FILES_PATH_SIZE];
    path_of(path, past.path, "bonluon.db");
    path_of(log, past.path, "log");
    past_remove(log);
    struct asking asking = {.paths = {path}};
    with_verdict_of(&asking, VERDICT_UNPROVEN, "rows behind the last seal");
    asking.keys = &past.first;
    asking.key_count = 1;
    with_finding(&asking, "its tag is not that of what it holds");
    past_end(&past);
    tried("changes answers of today, which no");
    tried("NOT PROVEN: nothing was found to");
}

static void a_journal_that_is_gone_is_named(void **state)
{
    struct carried *carried = *state;
    char log[FILES_PATH_SIZE];
    const struct asking asking = {.paths = {carried->past.path},
                                  .keys = &carried->past.first,
                                  .key_count = 1};
    with_verdict_of(&asking, VERDICT_AS_IT_WAS, "with its journal");
    path_of(log, carried->past.path, "log");
    past_remove(log);
    with_doubt(&asking, "its journal, the folder 'log', is not there");
    tried("takes the journal away, so that");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_carried_is_as_it_was),
        TEST(a_provisional_file_proves_nothing),
        TEST(a_day_before_the_chain_proves_nothing),
        TEST(each_folder_below_is_looked_at),
        TEST(what_is_not_opened_is_named),
        TEST(a_seal_that_lies_elsewhere_is_found),
        TEST(what_cannot_be_read_is_not_judged),
        TEST(a_span_names_what_is_missing_at_its_ends),
        TEST(the_first_key_names_the_chain_of_files),
        cmocka_unit_test(a_database_without_a_seal_proves_nothing),
        TEST(a_journal_that_is_gone_is_named),
        TEST(a_code_that_no_seal_ends_with_is_named),
        TEST(a_description_that_was_changed_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
