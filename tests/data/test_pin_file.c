/* The PIN on the disk: nobody gets more tries than the rule allows, whatever
   is killed, restarted or pulled.

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
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/pin_file.h"
#include "with_data_folder.h"

static const char right[] = "739182";
static const char wrong[] = "508264";
static const struct pin_cost cheap = {1, 8192};

/* Shared with the children that are killed. */
struct watch {
    struct data_folder folder;
    int compared; /* PINs, since the right one or a new one */
    int spent;    /* on the disk, at the last comparing */
    int calls;    /* of the functions below, in this try */
    int kill_at;  /* the call that kills; 0: none */
    int fail_at;  /* the call that fails */
    unsigned random;
    int64_t now_ms, last_ms; /* the last comparing */
};

static struct watch *watch;

/* ---- the functions that fail or kill --------------------------------------
 */

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

int crypto_pwhash_str_verify(const char *hash, const char *pin,
                             unsigned long long length)
{
    bool fails = call();
    watch->spent = count_on_disk();
    if (fails) {
        errno = ENOMEM;
        return -1;
    }
    watch->compared++;
    watch->last_ms = watch->now_ms;
    int result = crypto_pwhash_argon2id_str_verify(hash, pin, length);
    int error = errno;
    call(); /* kills after the comparing, too */
    errno = error;
    return result;
}

/* ---- a PIN and its watch --------------------------------------------------
 */

static void set_pin(void)
{
    assert_true(pin_file_set(watch->folder.path, right, &cheap));
    watch->compared = 0;
    watch->last_ms = INT64_MIN;
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
    return pin_file_try(gate, watch->folder.path, pin, watch->now_ms);
}

static void assert_mode(const char *name)
{
    struct stat st;
    assert_int_equal(stat(data_folder_path(&watch->folder, name), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
}

/* ---- the rule -------------------------------------------------------------
 */

static void without_a_pin_nothing_opens(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    assert_int_equal(unlink(data_folder_path(&watch->folder, "pin")), 0);
    assert_int_equal(pin_file_look(&gate, watch->folder.path, 0), PIN_UNSET);
    assert_int_equal(try_pin(&gate, ""), PIN_UNSET);
    assert_int_equal(try_pin(&gate, right), PIN_UNSET);
    assert_int_equal(watch->compared, 0);
}

static void right_and_wrong_are_told_apart(void **state)
{
    (void)state;
    static const char *const others[] = {"739183", "", "73918", "7391822"};
    struct pin_gate gate = {0};
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(try_pin(&gate, others[i]), PIN_WRONG);
        assert_int_equal(gate.wrong, i + 1);
        assert_int_equal(count_on_disk(), i + 1);
    }
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
    assert_int_equal(gate.wrong, 0);
    assert_int_equal(count_on_disk(), 0);
}

static void each_wrong_one_waits_longer_and_the_last_locks(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    for (int i = 1; i <= PIN_LOCKED_TRIES; i++) {
        assert_int_equal(try_pin(&gate, wrong), PIN_WRONG);
        assert_int_equal(gate.wrong, i);
        int64_t wait_ms = pin_wait_ms(i);
        if (wait_ms > 0 && wait_ms < INT64_MAX) {
            watch->now_ms += wait_ms - 1;
            assert_int_equal(try_pin(&gate, right), PIN_WAITING);
            watch->now_ms += 1;
        }
    }
    watch->now_ms += INT64_C(1) << 50;
    assert_int_equal(try_pin(&gate, right), PIN_LOCKED);
    gate = (struct pin_gate){0};
    assert_int_equal(try_pin(&gate, right), PIN_LOCKED);
    assert_true(gate.opens_ms == INT64_MAX);
    assert_int_equal(watch->compared, PIN_LOCKED_TRIES);
    set_pin();
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
}

static void a_restart_begins_the_wait_anew(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(try_pin(&gate, wrong), PIN_WRONG);
    }
    watch->now_ms += 14000;
    gate = (struct pin_gate){0};
    watch->now_ms -= 1000000; /* and the machine's clock began anew, too */
    assert_int_equal(pin_file_look(&gate, watch->folder.path, watch->now_ms),
                     PIN_WAITING);
    assert_int_equal(gate.wrong, 5);
    watch->now_ms += 14999;
    assert_int_equal(try_pin(&gate, right), PIN_WAITING);
    watch->now_ms += 1;
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
}

static void a_new_pin_forgets_the_tries(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    char id[sizeof gate.id];
    for (int i = 0; i < 5; i++) {
        assert_int_equal(try_pin(&gate, wrong), PIN_WRONG);
    }
    strcpy(id, gate.id);
    assert_true(pin_file_set(watch->folder.path, wrong, &cheap));
    assert_int_equal(pin_file_look(&gate, watch->folder.path, watch->now_ms),
                     PIN_READY);
    assert_string_not_equal(gate.id, id);
    assert_int_equal(gate.wrong, 0);
    assert_int_equal(try_pin(&gate, right), PIN_WRONG);
    assert_int_equal(try_pin(&gate, wrong), PIN_RIGHT);
}

/* ---- the files ------------------------------------------------------------
 */

static void the_files_are_for_nobody_else(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    const char *file = data_folder_path(&watch->folder, "pin");
    mode_t mask = umask(0);
    /* What a kill left behind is not written into. */
    const char *left = data_folder_path(&watch->folder, "pin-tries.tmp");
    int fd = open(left, O_RDWR | O_CREAT, 0666);
    assert_int_equal(try_pin(&gate, wrong), PIN_WRONG);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    assert_int_equal(st.st_size, 0);
    close(fd);
    set_pin();
    umask(mask);
    assert_mode("pin");
    assert_mode("pin-tries");
    assert_int_equal(chmod(file, 0644), 0);
    assert_int_equal(pin_file_look(&gate, watch->folder.path, 0), PIN_READY);
    assert_mode("pin");
    char *text = data_folder_read(&watch->folder, "pin");
    assert_null(strstr(text, right));
    assert_non_null(strstr(text, "$argon2id$"));
    free(text);
}

/* Every byte changed, and every part of the file. */
static void assert_damage_locks(const char *name)
{
    char *whole = data_folder_read(&watch->folder, name);
    const char *path = data_folder_path(&watch->folder, name);
    size_t length = strlen(whole);
    for (size_t i = 0; i < 2 * length; i++) {
        struct pin_gate gate = {0};
        size_t at = i / 2;
        char *text = strdup(whole);
        text[at] = (char)(text[at] ^ 1);
        size_t size = i % 2 == 0 ? length : at;
        assert_true(files_replace(path, text, size, FILES_UNSYNCED));
        free(text);
        assert_int_equal(try_pin(&gate, right), PIN_LOCKED);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    struct pin_gate gate = {0};
    assert_int_equal(try_pin(&gate, right), PIN_LOCKED);
    assert_int_equal(rmdir(path), 0);
    assert_true(files_replace(path, whole, length, FILES_UNSYNCED));
    free(whole);
}

static void a_damaged_file_locks(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    int saved = dup(STDERR_FILENO); /* a thousand messages */
    int none = open("/dev/null", O_WRONLY);
    assert_int_equal(try_pin(&gate, wrong), PIN_WRONG);
    dup2(none, STDERR_FILENO);
    watch->compared = 0;
    assert_damage_locks("pin");
    assert_damage_locks("pin-tries");
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(none);
    assert_int_equal(watch->compared, 0);
    assert_int_equal(try_pin(&gate, right), PIN_RIGHT);
}

/* ---- disks that fail ------------------------------------------------------
 */

static void a_try_that_cannot_be_counted_is_not_compared(void **state)
{
    (void)state;
    struct pin_gate gate = {0};
    for (int i = 1; i <= 3; i++) { /* sync, rename, sync of the folder */
        watch->fail_at = i;
        assert_int_equal(try_pin(&gate, right), PIN_FAILED);
    }
    assert_int_equal(watch->compared, 0);
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

/* ---- kills, restarts, and all of it ---------------------------------------
 */

static void assert_rule(void)
{
    assert_in_range(watch->compared, 0, PIN_LOCKED_TRIES);
    assert_true(count_on_disk() >= watch->compared);
    assert_true(watch->spent >= watch->compared);
}

/* One try in a process of its own, which is killed at a call. */
static void try_and_die(struct pin_gate gate, const char *pin, int kill_at)
{
    pid_t child = fork();
    if (child == 0) {
        watch->kill_at = kill_at;
        enum pin_result result = try_pin(&gate, pin);
        _exit(result == PIN_RIGHT);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    watch->kill_at = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1) {
        watch->compared = 0;
        watch->last_ms = INT64_MIN;
    } else {
        assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGKILL);
    }
}

static void a_kill_at_any_call_gives_no_try(void **state)
{
    (void)state;
    int calls = 8; /* three to spend, two about the comparing, three to reset */
    for (int at = 1; at <= calls; at++) {
        struct pin_gate gate = {0};
        set_pin();
        try_and_die(gate, wrong, at);
        assert_rule();
        /* Spent from the moment on that its file has its name. */
        assert_int_equal(count_on_disk(), at > 2 ? 1 : 0);
        set_pin();
        try_and_die(gate, right, at);
        if (at > 5) {
            assert_int_equal(watch->compared, 1);
            assert_int_equal(count_on_disk(), at > 7 ? 0 : 1);
        }
        assert_int_not_equal(try_pin(&gate, right), PIN_LOCKED);
    }
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
    int compared = watch->compared;
    int64_t last_ms = watch->last_ms;
    if (draw(3) == 0) {
        try_and_die(*gate, pin, 1 + draw(9));
        *gate = (struct pin_gate){0};
    } else if (try_pin(gate, pin) == PIN_RIGHT) {
        watch->compared = 0;
        return;
    }
    if (watch->compared > compared) {
        assert_rule();
        assert_true(compared <= PIN_FREE_TRIES ||
                    watch->now_ms - last_ms >= pin_wait_ms(compared));
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
        if (draw(100) == 0) {
            watch->fail_at = 0;
            set_pin();
        }
        walk_try(&gate);
        most = watch->compared > most ? watch->compared : most;
    }
    watch->fail_at = 0;
    assert_in_range(most, 8, PIN_LOCKED_TRIES);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(without_a_pin_nothing_opens),
        TEST(right_and_wrong_are_told_apart),
        TEST(each_wrong_one_waits_longer_and_the_last_locks),
        TEST(a_restart_begins_the_wait_anew),
        TEST(a_new_pin_forgets_the_tries),
        TEST(the_files_are_for_nobody_else),
        TEST(a_damaged_file_locks),
        TEST(a_try_that_cannot_be_counted_is_not_compared),
        TEST(a_full_disk_compares_nothing),
        TEST(a_read_only_disk_compares_nothing),
        TEST(a_kill_at_any_call_gives_no_try),
        TEST(a_walk_gets_no_more_than_the_rule_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
