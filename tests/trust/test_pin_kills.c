/* Tries at the PIN on a disk that fails and in a program that is killed: never
   more than the rule allows, whatever is pulled.

   A few functions that the code calls are this program's own: they note what
   was on the disk when a PIN was compared, and fail or kill when told to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/with_data_folder.h"
#include "trust/pin_file.h"
#include "tried.h"

static const char right[] = "739182";
static const char wrong[] = "508264";
static const struct pin_cost cheap = {1, 8192};

/* Shared with the children that are killed. */
struct watch {
    struct data_folder folder;
    int compared;      /* PINs, right or wrong */
    int wrong;         /* of these, that count */
    int32_t right_day; /* of a right one behind them; 0: none yet */
    int spent;         /* tries, on the disk at the last comparing */
    int calls;         /* of the functions below, in this try */
    int kill_at;       /* the call that kills; 0: none */
    int fail_at;       /* the call that fails */
    unsigned random;
    int64_t now_ms, last_ms; /* the last comparing */
};

static struct watch *watch;

static struct pin_time now(void)
{
    return (struct pin_time){watch->now_ms,
                             20780 + (int32_t)(watch->now_ms / 86400000)};
}

/* By the rule: a right one has the day's forgotten with the day. */
static void compare(bool is_right)
{
    int32_t day = now().day;
    if (watch->right_day != 0 && watch->right_day < day) {
        watch->wrong = 0;
        watch->right_day = 0;
    }
    watch->right_day = is_right ? day : 0;
    watch->wrong += !is_right;
    watch->compared++;
    watch->last_ms = watch->now_ms;
}

/* True when this call is to fail. */
static bool call(void)
{
    watch->calls++;
    if (watch->calls == watch->kill_at) {
        raise(SIGKILL);
    }
    errno = EIO;
    return watch->calls == watch->fail_at;
}

int fsync(int fd)
{
    return call() ? -1 : (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
    return call() ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

static int count_on_disk(void)
{
    struct secret tries;
    int count = 0;
    if (secret_read(&tries, watch->folder.path, "pin-tries") == SECRET_READ) {
        assert_int_equal(sscanf(tries.text, "tries 1 %*s %d", &count), 1);
    }
    return count;
}

int crypto_pwhash_str_verify(const char hash[crypto_pwhash_STRBYTES],
                             const char *pin, unsigned long long length)
{
    bool fails = call();
    watch->spent = count_on_disk();
    if (fails) {
        errno = ENOMEM;
        return -1;
    }
    int result = crypto_pwhash_argon2id_str_verify(hash, pin, length);
    int error = errno;
    compare(result == 0);
    call(); /* kills after the comparing, too */
    errno = error;
    return result;
}

static void set_pin(void)
{
    assert_true(pin_file_set(watch->folder.path, right, &cheap));
    watch->wrong = 0;
}

static int setup(void **state)
{
    watch = mmap(NULL, sizeof *watch, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(watch != MAP_FAILED);
    *state = watch;
    data_folder_make(&watch->folder);
    watch->random = 20261123;
    set_pin();
    return 0;
}

static int teardown(void **state)
{
    data_folder_remove(&watch->folder);
    munmap(*state, sizeof *watch);
    return 0;
}

static enum pin_result try_pin(struct pin_gate *gate, const char *pin)
{
    watch->calls = 0;
    return pin_file_try(gate, watch->folder.path, pin, now());
}

static void a_try_that_cannot_be_counted_is_not_compared(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    for (int i = 1; i <= 3; i++) { /* sync, rename, sync of the folder */
        watch->fail_at = i;
        assert_int_equal(try_pin(&gate, right), PIN_FAILED);
    }
    assert_int_equal(watch->compared, 0);
    /* The last may have come to the disk: then it counts. */
    assert_int_equal(pin_file_look(&gate, watch->folder.path, now()),
                     PIN_READY);
    assert_int_equal(gate.wrong, 1);
    watch->fail_at = 4; /* no memory for Argon2 */
    assert_int_equal(try_pin(&gate, right), PIN_FAILED);
    assert_int_equal(watch->compared, 0);
    watch->fail_at = 6; /* it was right, and cannot be forgotten */
    int before = count_on_disk();
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
    assert_int_equal(count_on_disk(), before + 1);
    assert_int_equal(gate.wrong, before + 1);
    watch->fail_at = 0;
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
    assert_int_equal(count_on_disk(), before + 1);
    watch->now_ms += 86400000;
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
    assert_int_equal(count_on_disk(), 0);
}

static void a_full_disk_compares_nothing(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit none = {0, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    enum pin_result result = try_pin(&gate, right);
    bool set = pin_file_set(watch->folder.path, wrong, &cheap);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(result, PIN_FAILED);
    assert_false(set);
    assert_int_equal(watch->compared, 0);
    assert_false(
        files_exists(data_folder_path(&watch->folder, "pin-tries.tmp")));
    assert_false(files_exists(data_folder_path(&watch->folder, "pin.tmp")));
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
}

/* As root writes through any mode, a folder in the file's place stands for a
   disk that takes nothing new. */
static void a_read_only_disk_compares_nothing(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    const char *path = data_folder_path(&watch->folder, "pin-tries.tmp");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(try_pin(&gate, right), PIN_FAILED);
    assert_int_equal(watch->compared, 0);
}

static void assert_rule(void)
{
    assert_in_range(watch->wrong, 0, PIN_LOCKED_TRIES);
    assert_in_range(watch->spent, watch->wrong, PIN_LOCKED_TRIES);
    assert_true(count_on_disk() >= watch->wrong);
}

/* One try in a process of its own, which is killed at a call. */
static void try_and_die(struct pin_gate gate, const char *pin, int kill_at)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        watch->kill_at = kill_at;
        enum pin_result result = try_pin(&gate, pin);
        _exit(result == PIN_RIGHT || result == PIN_WRONG);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGKILL);
    watch->kill_at = 0;
}

static void a_kill_at_any_call_gives_no_try(void **state)
{
    (void)state;
    const int calls = 8; /* three to spend, two about the comparing, and for
                            the right one three to forget */
    for (int at = 1; at <= calls; at++) {
        struct pin_gate gate = {0};
        set_pin();
        watch->compared = 0;
        try_and_die(gate, wrong, at);
        assert_rule();
        /* Spent from the moment on that its file has its name. */
        assert_int_equal(watch->compared, at > 4);
        assert_int_equal(count_on_disk(), at > 2);
        set_pin();
        try_and_die(gate, right, at);
        assert_int_equal(watch->compared, 2 * (at > 4));
        assert_int_equal(pin_file_look(&gate, watch->folder.path, now()),
                         PIN_READY);
        assert_int_equal(gate.wrong, at > 2 && at < 8);
    }
    tried("guesses the PIN");
    tried("tries left, seconds to wait, locked");
}

static int draw(int most)
{
    watch->random = watch->random * 1664525 + 1013904223;
    return (int)(watch->random >> 8) % most;
}

/* A try, seen from outside: compared only when as many and as late as the
   rule allows. */
static void walk_try(struct pin_gate *gate)
{
    const char *pin = draw(40) == 0 ? right : wrong;
    const struct watch before = *watch;
    if (draw(3) == 0) {
        try_and_die(*gate, pin, 1 + draw(9));
        *gate = (struct pin_gate){0};
    } else if (try_pin(gate, pin) == PIN_RIGHT) {
        assert_ptr_equal(pin, right);
    }
    if (watch->compared > before.compared) {
        int64_t waited_ms = watch->now_ms - before.last_ms;
        assert_rule();
        assert_true(before.right_day != 0 ||
                    waited_ms >= pin_wait_ms(before.wrong));
    }
}

static void a_walk_gets_no_more_than_the_rule_allows(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    int most = 0;
    for (int i = 0; i < 3000; i++) {
        watch->now_ms += draw(4) == 0 ? draw(8000000) : draw(20000);
        watch->fail_at = draw(8) == 0 ? 1 + draw(8) : 0;
        if (draw(10) == 0) {
            gate = (struct pin_gate){0};
        }
        if (draw(60) == 0) {
            watch->fail_at = 0;
            set_pin();
        }
        walk_try(&gate);
        most = watch->wrong > most ? watch->wrong : most;
    }
    /* It came to the end of the rule, too. */
    assert_in_range(most, PIN_LOCKED_TRIES - 3, PIN_LOCKED_TRIES);
    tried("guesses the PIN");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_try_that_cannot_be_counted_is_not_compared),
        TEST(a_full_disk_compares_nothing),
        TEST(a_read_only_disk_compares_nothing),
        TEST(a_kill_at_any_call_gives_no_try),
        TEST(a_walk_gets_no_more_than_the_rule_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
