/*
 * A terminal that is killed at every call that reaches the disk, and killed
 * again while it puts that right: each time the chain goes on without a break,
 * and what was acknowledged is there, in the database and in the journal. The
 * functions by which the program and SQLite reach the disk are this program's
 * own: they count, and kill.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daily/outbox.h"
#include "store/journal.h"
#include "store/with_rows.h"
#include "trust/keys.h"
#include "with_chain.h"
#include "with_record.h"
#include "variant.h"

enum {
    DAYS = 2,
    VISITS = 1,
    CALLS_LEAST = 100,
    STEP = VARIANT_FEW ? 5 : 1, /* of the calls */
    DRAWS = VARIANT_FEW ? 10 : 40
};

static const int64_t first_visit = 100000000000001;

/* Shared with the children that are killed. */
struct watch {
    int calls;   /* of the functions below */
    int kill_at; /* the call that kills; 0: none */
    int kept;    /* visits that were acknowledged */
};

static struct watch *watch;

static void call(void)
{
    watch->calls++;
    if (watch->calls == watch->kill_at) {
        raise(SIGKILL);
    }
}

/* What was written outlives a kill without it, and quicker. */
int fsync(int fd)
{
    (void)fd;
    call();
    return 0;
}

int fdatasync(int fd)
{
    (void)fd;
    call();
    return 0;
}

int rename(const char *from, const char *to)
{
    call();
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
    call();
    return (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, at);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    call();
    return (ssize_t)syscall(SYS_write, fd, bytes, length);
}

/* After a kill a life begins again with its first day: somebody vouches for a
   clock that goes back. */
static struct moment at_hour(int day, int hour)
{
    struct moment at = with_moment(WITH_MONDAY + day, hour, 0);
    at.synchronised = true;
    return at;
}

static struct moment evening(int day)
{
    return at_hour(day, 17);
}

/* Goes on where it was cut: opens, keeps what is not kept, closes the days. */
static void live(struct record_fixture *f, int day)
{
    record_fixture_open(f, at_hour(day, 12));
    while (watch->kept < VISITS * (day + 1)) {
        record_fixture_visit(f, first_visit + watch->kept, 5, at_hour(day, 13));
        watch->kept++;
    }
    record_fixture_close_days(f, evening(day));
}

static void live_all(struct record_fixture *f)
{
    for (int day = 0; day < DAYS; day++) {
        live(f, day);
    }
    assert_int_equal(record_stop(f->record, evening(DAYS - 1)), STORE_OK);
    record_fixture_close(f);
}

/* Which visits came to their end. */
struct ends {
    bool there[DAYS * VISITS];
};

static void take_end(struct ends *ends, const struct row *row)
{
    if (row->kind == ROW_END) {
        assert_in_range(row->visit, first_visit,
                        first_visit + DAYS * VISITS - 1);
        ends->there[row->visit - first_visit] = true;
    }
}

static bool take_line(void *context, const struct journal_line *line)
{
    if (line->kind == JOURNAL_ROW) {
        take_end(context, &line->row);
    }
    return true;
}

static void assert_thanked(const struct ends *ends, const char *where)
{
    for (int i = 0; i < watch->kept; i++) {
        if (!ends->there[i]) {
            fail_msg("call %d: visit %d was thanked for and is not in the %s",
                     watch->calls, i, where);
        }
    }
}

/* Whoever loses the database has them still. */
static void check_journal(struct record_fixture *f)
{
    struct ends ends = {{false}};
    struct journal_scan scan = {
        record_fixture_path(f, "log"), INT32_MIN, 0, take_line, &ends, 0};
    assert_true(journal_read(&scan));
    assert_thanked(&ends, "journal");
}

/* In a child. True: it was killed. */
static bool die_at(struct record_fixture *f, int kill_at)
{
    int status;
    watch->calls = 0;
    watch->kill_at = kill_at;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        live_all(f);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    watch->kill_at = 0;
    check_journal(f);
    bool killed = WIFSIGNALED(status);
    if (killed ? WTERMSIG(status) != SIGKILL : status != 0) {
        fail_msg("call %d: the child ended with %#x", kill_at, status);
    }
    return killed;
}

static void make_keys(struct record_fixture *f, struct chain *chain)
{
    struct keys keys;
    char why[KEYS_WHY_SIZE];
    const struct keys_params params = {.data_dir = f->folder.path,
                                       .unit_code = f->config.unit_code,
                                       .device_id = f->config.device_id};
    assert_int_equal(keys_open(&keys, &params, why), KEYS_MADE);
    keys_wipe(&keys);
    chain_note(chain, f->folder.path);
}

/* The CSV and its seal lie in the outbox, as the seal says. */
static void check_outbox(struct record_fixture *f)
{
    struct outbox outbox;
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    while (outbox_mend(&outbox)) {
    }
    outbox_close(&outbox);
    for (int day = 0; day < DAYS; day++) {
        char path[FILES_PATH_SIZE];
        char sha256[DIGEST_HEX_SIZE];
        struct text texts[2] = {{0}};
        struct text file = {0};
        struct seal seal;
        int line;
        assert_int_equal(
            record_seal(f->record, WITH_MONDAY + day, &texts[0], &texts[1]),
            STORE_OK);
        assert_true(seal_read(texts[0].data, texts[0].length, &seal, &line));
        assert_true(text_format(path, sizeof path, "%s/outbox/%s",
                                f->folder.path, seal.file));
        assert_true(files_read(path, 1 << 24, &file));
        digest_of(file.data, file.length, sha256);
        assert_string_equal(sha256, seal.file_sha256);
        assert_int_equal(file.length, seal.file_bytes);
        text_free(&texts[0]);
        text_free(&texts[1]);
        text_free(&file);
    }
}

/* A visit that was killed on its way may be there in part, and once more. */
static void check_end(struct record_fixture *f, const struct chain *chain)
{
    live_all(f);
    record_fixture_open(f, evening(DAYS - 1));
    check_outbox(f);
    record_fixture_close(f);
    struct chain_found found = chain_check(chain, f->folder.path);
    assert_int_equal(found.enrols, 1);
    assert_int_equal(found.recoveries, 0);
    assert_int_equal(found.seals, DAYS);
    assert_int_equal(found.closes, DAYS);
    assert_false(files_exists(data_folder_path(&f->folder, "quarantine")));
}

static bool killed_twice(int first, int second)
{
    void *state;
    struct chain chain = {.count = 0};
    assert_int_equal(record_fixture_setup(&state), 0);
    struct record_fixture *f = state;
    watch->kept = 0;
    make_keys(f, &chain);
    bool killed = die_at(f, first);
    if (killed && second > 0) {
        die_at(f, second);
    }
    check_end(f, &chain);
    assert_int_equal(record_fixture_teardown(&state), 0);
    return killed;
}

static void a_kill_at_any_call_breaks_no_chain(void **state)
{
    (void)state;
    int at = 1;
    while (killed_twice(at, 0)) {
        at += STEP;
    }
    assert_in_range(at, CALLS_LEAST, 1000);
}

static void a_kill_while_that_is_put_right_does_neither(void **state)
{
    (void)state;
    unsigned random = 20261123;
    for (int i = 0; i < DRAWS; i++) {
        random = random * 1664525 + 1013904223;
        int first = 1 + (int)(random >> 8) % CALLS_LEAST;
        random = random * 1664525 + 1013904223;
        killed_twice(first, 1 + (int)(random >> 8) % 60);
    }
}

static void check_database(struct record_fixture *f)
{
    struct ends ends = {{false}};
    int64_t count;
    struct row *rows =
        with_rows_all(record_fixture_path(f, "bonluon.db"), &count);
    for (int64_t seq = 1; seq <= count; seq++) {
        take_end(&ends, &rows[seq]);
    }
    free(rows);
    assert_thanked(&ends, "database");
}

static void killed_and_lost(int at)
{
    void *state;
    struct chain chain = {.count = 0};
    assert_int_equal(record_fixture_setup(&state), 0);
    struct record_fixture *f = state;
    watch->kept = 0;
    make_keys(f, &chain);
    die_at(f, at);
    unlink(record_fixture_path(f, "bonluon.db"));
    unlink(record_fixture_path(f, "bonluon.db-wal"));
    record_fixture_open(f, evening(DAYS - 1));
    record_fixture_close(f);
    check_database(f);
    assert_int_equal(record_fixture_teardown(&state), 0);
}

static void a_kill_and_then_no_database_loses_no_visit(void **state)
{
    (void)state;
    unsigned random = 20261130;
    for (int i = 0; i < DRAWS; i++) {
        random = random * 1664525 + 1013904223;
        killed_and_lost(1 + (int)(random >> 8) % CALLS_LEAST);
    }
}

static int setup(void **state)
{
    watch = mmap(NULL, sizeof *watch, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(watch != MAP_FAILED);
    *state = watch;
    return 0;
}

static int teardown(void **state)
{
    munmap(*state, sizeof *watch);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kill_at_any_call_breaks_no_chain),
        cmocka_unit_test(a_kill_while_that_is_put_right_does_neither),
        cmocka_unit_test(a_kill_and_then_no_database_loses_no_visit),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
