/* Honest pasts raise no alarm, whatever happened to the terminal. So many are
   tried as BONLUON_TORTURE says, else a few. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "with_past.h"
#include "with_verdict.h"

static int torture(int few)
{
    const char *wanted = getenv("BONLUON_TORTURE");
    return wanted == NULL ? few : atoi(wanted);
}

/* A copy of the folder as it is at this moment, with the key and without. */
static void look_at(const struct past *past, const char *what)
{
    char copy[FILES_PATH_SIZE];
    past_folder(copy);
    past_copy(past->path, copy);
    const struct asking with_key = {
        .paths = {copy}, .keys = &past->first, .key_count = 1};
    with_no_finding(&with_key, what);
    const struct asking without = {.paths = {copy}};
    with_no_finding(&without, what);
    past_remove(copy);
}

static void an_honest_past_raises_no_alarm(void **state)
{
    (void)state;
    int count = torture(40);
    for (int i = 0; i < count; i++) {
        struct past past;
        char what[64];
        past_begin(&past, (uint64_t)i + 1);
        past_live(&past, 1 + draw_below(&past.draw, 10));
        snprintf(what, sizeof what, "past %d", i + 1);
        look_at(&past, what);
        past_serve(&past);
        look_at(&past, what);
        past_end(&past);
    }
    printf("%d honest pasts, no false alarm\n", count);
}

static void its_account_tells_what_was_looked_at(void **state)
{
    (void)state;
    struct past past;
    struct account account;
    past_begin(&past, 7);
    past.calm = true;
    past_live(&past, 5);
    past_kill(&past);
    const struct asking asked = {
        .paths = {past.path}, .keys = &past.first, .key_count = 1};
    char *said = with_verdict(&asked, &account);
    assert_string_equal(said, "");
    assert_int_equal(account.databases, 1);
    assert_int_equal(account.terminals, 1);
    assert_int_equal(account.files, 5);
    assert_int_equal(account.seals, 10); /* in the database, in the outbox */
    assert_int_equal(account.signatures, 10);
    assert_int_equal(account.keyed, account.rows);
    assert_int_equal(account.unkeyed, 0);
    assert_int_equal(account.unfiled, 0);
    free(said);
    past_end(&past);
}

/* Without the first key nothing proves what no seal covers yet. */
static void what_no_seal_covers_yet_is_told(void **state)
{
    (void)state;
    struct past past;
    struct account account;
    struct asking asking = {.paths = {past.path}};
    past_begin(&past, 7);
    past.calm = true;
    past_live(&past, 3);
    past_serve(&past);
    past_kill(&past);
    free(with_verdict(&asking, &account));
    assert_true(account.unproven > 0);
    assert_true(account.unproven_first <= account.unproven_last);
    assert_in_range(account.unproven_last, past.day - 1, past.day);
    asking.keys = &past.first;
    asking.key_count = 1;
    free(with_verdict(&asking, &account));
    assert_int_equal(account.unproven, 0);
    past_end(&past);
}

/* Whatever they hold: the next start writes the file anew. */
static void what_a_power_cut_left_half_written_is_counted(void **state)
{
    static const char *const endings[] = {".csv", ".seal", ".seal.sig",
                                          ".csv-metadata.json"};
    (void)state;
    struct past past;
    struct account account;
    const struct asking asking = {.paths = {past.path}};
    past_begin(&past, 7);
    past.calm = true;
    past_live(&past, 2);
    past_kill(&past);
    for (int i = 0; i < 4; i++) {
        char path[FILES_PATH_SIZE];
        char unfinished[FILES_PATH_SIZE];
        assert_true(files_join(path, past.path, "bonluon.db"));
        assert_true(
            text_format(unfinished, sizeof unfinished,
                        "%s/outbox/4luon_van-truong_quay-1_2026-11-23%s.tmp",
                        past.path, endings[i]));
        past_copy_file(path, unfinished);
    }
    char *said = with_verdict(&asking, &account);
    assert_string_equal(said, "");
    assert_int_equal(account.unfinished, 4);
    free(said);
    past_end(&past);
}

static void what_the_screen_showed_is_confirmed(void **state)
{
    (void)state;
    struct past past;
    past_begin(&past, 8);
    past.calm = true;
    past_live(&past, 4);
    past_kill(&past);
    struct asking asked = {
        .paths = {past.path}, .witness_day = past.day, .witness = past.code};
    with_no_finding(&asked, "the code");
    asked.witness = "0000000000000";
    with_finding(&asked, "rolled back or replaced");
    asked.witness = past.code;
    asked.witness_day = past.day - 30;
    with_finding(&asked, "which is of another day");
    past_end(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_past_raises_no_alarm),
        cmocka_unit_test(its_account_tells_what_was_looked_at),
        cmocka_unit_test(what_no_seal_covers_yet_is_told),
        cmocka_unit_test(what_a_power_cut_left_half_written_is_counted),
        cmocka_unit_test(what_the_screen_showed_is_confirmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
