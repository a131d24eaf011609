/* Honest pasts raise no alarm, whatever happened to the terminal. So many are
   tried as BONLUON_TORTURE says, else a few; BONLUON_SEED is the first one's
   number. */
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

#include "base/clock.h"
#include "trust/signers.h"
#include "store/with_faulty_vfs.h"
#include "with_past.h"
#include "with_verdict.h"
#include "tried.h"

static int setting(const char *name, int otherwise)
{
    const char *wanted = getenv(name);
    return wanted == NULL ? otherwise : atoi(wanted);
}

/* The pasts of a test, by their numbers. */
struct pasts {
    int first, end;
};

static struct pasts pasts(int few)
{
    int first = setting("BONLUON_SEED", 1);
    return (struct pasts){first, first + setting("BONLUON_TORTURE", few)};
}

/* Without the first key nothing vouches for the rows that no seal covers yet:
   that alone may be not proven. */
static void look_without_key(const char *copy, const char *what)
{
    const struct asking asking = {.paths = {copy}};
    struct account account;
    char *said = with_verdict(&asking, &account);
    enum verdict right =
        account.unproven > 0 ? VERDICT_UNPROVEN : VERDICT_AS_IT_WAS;
    if (account.verdict != right || account.doubts > 0) {
        fail_msg("%s, without the key: a false alarm:\n%s", what, said);
    }
    free(said);
}

/* A copy of the folder as it is at this moment, with the key and without. */
static void look_at(const struct past *past, const char *what)
{
    char copy[FILES_PATH_SIZE];
    past_folder(copy);
    past_copy(past->path, copy);
    const struct asking with_key = {
        .paths = {copy}, .keys = &past->first, .key_count = 1};
    with_verdict_of(&with_key, VERDICT_AS_IT_WAS, what);
    look_without_key(copy, what);
    past_remove(copy);
}

static void live_honestly(int number)
{
    struct past past;
    char what[64];
    past_begin(&past, (uint64_t)number);
    past_live(&past, 1 + draw_below(&past.draw, 10));
    snprintf(what, sizeof what, "past %d", number);
    look_at(&past, what);
    past_serve(&past);
    look_at(&past, what);
    past_end(&past);
}

/* Those that once raised one come first: 3795's clock stepped on each of its
   afternoons, and left no moment to close a day. */
static void an_honest_past_raises_no_alarm(void **state)
{
    (void)state;
    struct pasts all = pasts(25);
    live_honestly(3795);
    for (int i = all.first; i < all.end; i++) {
        live_honestly(i);
    }
    printf("%d honest pasts, no false alarm\n", all.end - all.first);
    tried("switches the terminal off at the");
    tried("the power fails at any moment");
    tried("AS IT WAS: nothing was found");
}

/* Bytes that an old card has no more, anywhere in the database. */
static void damage(struct past *past)
{
    struct text bytes = {0};
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, past->path, "bonluon.db"));
    assert_true(files_read(path, 1 << 28, &bytes));
    bool burst = draw_once_in(&past->draw, 3);
    int at = draw_below(&past->draw, (int)bytes.length);
    for (int n = 1 + draw_below(&past->draw, burst ? 600 : 8); n > 0; n--) {
        at = burst ? (at + 1) % (int)bytes.length
                   : draw_below(&past->draw, (int)bytes.length);
        bytes.data[at] ^= (char)(1 << draw_below(&past->draw, 8));
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    text_free(&bytes);
}

static void live_damaged(int number)
{
    struct past past;
    char what[64];
    past_begin(&past, (uint64_t)number);
    past_live(&past, 1 + draw_below(&past.draw, 10));
    if (draw_once_in(&past.draw, 2)) {
        past_serve(&past);
    }
    past_kill(&past);
    damage(&past);
    past_live(&past, 0);
    snprintf(what, sizeof what, "damaged past %d", number);
    look_at(&past, what);
    past_end(&past);
}

/* Those that once raised one come first: a seal with another day's number, and
   one whose text told another day; in 6165 the row that names the key was
   damaged, and so no tag was compared with it. */
static void a_damage_that_a_start_mends_raises_none(void **state)
{
    (void)state;
    struct pasts all = pasts(8);
    live_damaged(1912);
    live_damaged(2745);
    live_damaged(6165);
    for (int i = all.first; i < all.end; i++) {
        live_damaged(i);
    }
    printf("%d damaged pasts, no false alarm\n", all.end - all.first);
    tried("the card flips a bit");
}

/* One of the files that a verification looks at. */
static void draw_file(struct past *past, const char *copy,
                      char out[FILES_PATH_SIZE])
{
    static const char *const endings[] = {".csv", ".seal", ".seal.sig"};
    char name[80];
    char date[CLOCK_DATE_SIZE];
    clock_date(WITH_MONDAY, date);
    switch (draw_below(&past->draw, 4)) {
    case 0: text_must(name, sizeof name, "%s", "bonluon.db"); break;
    case 1: text_must(name, sizeof name, "%s", "log/2026.log"); break;
    case 2: text_must(name, sizeof name, "%s", SIGNERS_NAME); break;
    default:
        text_must(name, sizeof name, "outbox/4luon_van-truong_quay-1_%s%s",
                  date, endings[draw_below(&past->draw, 3)]);
        break;
    }
    assert_true(files_join(out, copy, name));
}

/* As somebody who may not read that file; root may read any. */
static enum verdict look_as_nobody(const struct asking *asking,
                                   const char *file, char **said)
{
    struct account account;
    bool root = geteuid() == 0;
    assert_int_equal(chmod(asking->paths[0], 0755), 0);
    assert_int_equal(chmod(file, 0), 0);
    assert_true(!root || seteuid(65534) == 0);
    *said = with_verdict(asking, &account);
    assert_true(!root || seteuid(0) == 0);
    return account.verdict;
}

/* Its first byte cannot be read, whoever asks: no address is 0. SQLite takes
   the database's length for 0, and so is not asked. */
static enum verdict look_at_broken_disk(const struct asking *asking,
                                        const char *file, char **said)
{
    struct account account;
    assert_int_equal(unlink(file), 0);
    assert_int_equal(symlink("/proc/self/mem", file), 0);
    *said = with_verdict(asking, &account);
    return account.verdict;
}

static void what_cannot_be_read_raises_none(void **state)
{
    (void)state;
    struct pasts all = pasts(8);
    int count = 0;
    for (int i = all.first; i < all.end; i++) {
        struct past past;
        char copy[FILES_PATH_SIZE];
        char file[FILES_PATH_SIZE];
        char *said;
        past_begin(&past, (uint64_t)i);
        past_live(&past, 1 + draw_below(&past.draw, 3));
        past_folder(copy);
        past_copy(past.path, copy);
        draw_file(&past, copy, file);
        const struct asking asking = {.paths = {copy},
                                      .keys = &past.first,
                                      .key_count = 1,
                                      .unreadable = true};
        if (files_exists(file)) {
            bool broken =
                strstr(file, ".db") == NULL && draw_once_in(&past.draw, 2);
            enum verdict verdict =
                broken ? look_at_broken_disk(&asking, file, &said)
                       : look_as_nobody(&asking, file, &said);
            if (verdict != VERDICT_UNREAD) {
                fail_msg("past %d, %s is %s: not \"could not be read\":\n%s", i,
                         file, broken ? "broken" : "forbidden", said);
            }
            free(said);
            count++;
        }
        past_remove(copy);
        past_end(&past);
    }
    printf("%d pasts with a file that cannot be read, no false alarm\n", count);
    assert_true(count > 0);
    tried("a file cannot be read when");
}

/* The n-th reading of the database, while it is looked at, meets a bad spot of
   the disk, or the disk is gone from then on. */
static void look_at_bad_spot(const struct past *past, int n, bool gone)
{
    const struct asking asking = {.paths = {past->path},
                                  .keys = &past->first,
                                  .key_count = 1,
                                  .unreadable = true};
    struct account account;
    faulty_vfs_fail_read(n, gone);
    char *said = with_verdict(&asking, &account);
    faulty_vfs_pass();
    if (account.verdict != VERDICT_UNREAD) {
        fail_msg("reading %d fails%s: not \"could not be read\":\n%s", n,
                 gone ? ", and all after it" : "", said);
    }
    free(said);
}

static void a_disk_that_fails_raises_none(void **state)
{
    (void)state;
    struct pasts all = pasts(3);
    int count = 0;
    faulty_vfs_install();
    for (int i = all.first; i < all.end; i++) {
        struct past past;
        past_begin(&past, (uint64_t)i);
        past_live(&past, 15 + draw_below(&past.draw, 15));
        past_serve(&past);
        past_kill(&past);
        const struct asking asking = {
            .paths = {past.path}, .keys = &past.first, .key_count = 1};
        faulty_vfs_pass();
        with_no_finding(&asking, "a disk that is well");
        int reads = faulty_vfs_reads();
        assert_true(reads > 10);
        for (int n = 1; n <= reads; n++) {
            look_at_bad_spot(&past, n, false);
            look_at_bad_spot(&past, n, true);
        }
        count += 2 * reads;
        past_end(&past);
    }
    printf("%d readings of a database that failed, no false alarm\n", count);
    tried("a file cannot be read when");
    tried("COULD NOT BE READ: not all");
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
    tried("puts back an older copy of everything");
    tried("Whoever photographs this code is a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_past_raises_no_alarm),
        cmocka_unit_test(a_damage_that_a_start_mends_raises_none),
        cmocka_unit_test(what_cannot_be_read_raises_none),
        cmocka_unit_test(a_disk_that_fails_raises_none),
        cmocka_unit_test(its_account_tells_what_was_looked_at),
        cmocka_unit_test(what_no_seal_covers_yet_is_told),
        cmocka_unit_test(what_a_power_cut_left_half_written_is_counted),
        cmocka_unit_test(what_the_screen_showed_is_confirmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
