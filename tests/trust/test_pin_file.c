/* The PIN on the disk: the rule of the tries, and the files. What becomes of
   them when a disk fails or the program is killed is test_pin_kills'. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/with_data_folder.h"
#include "trust/pin_file.h"

static const char right[] = "739182";
static const char wrong[] = "508264";
static const struct pin_cost cheap = {1, 8192};

struct fixture {
    struct data_folder folder;
    struct pin_gate gate;
    int64_t now_ms;
    int32_t day;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->folder);
    f->day = 20780;
    assert_true(pin_file_set(f->folder.path, right, &cheap));
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    data_folder_remove(&f->folder);
    free(f);
    return 0;
}

static enum pin_result look(struct fixture *f)
{
    return pin_file_look(&f->gate, f->folder.path,
                         (struct pin_time){f->now_ms, f->day});
}

static enum pin_result try_pin(struct fixture *f, const char *pin)
{
    return pin_file_try(&f->gate, f->folder.path, pin,
                        (struct pin_time){f->now_ms, f->day});
}

static void try_wrong(struct fixture *f, int times)
{
    for (int i = 0; i < times; i++) {
        assert_int_equal(try_pin(f, wrong), PIN_WRONG);
    }
}

static void restart(struct fixture *f)
{
    f->gate = (struct pin_gate){0};
}

static int count_on_disk(const struct fixture *f)
{
    struct secret tries;
    int count = 0;
    assert_int_equal(secret_read(&tries, f->folder.path, "pin-tries"),
                     SECRET_READ);
    assert_int_equal(sscanf(tries.text, "tries 1 %*s %d", &count), 1);
    return count;
}

static void assert_mode(const struct fixture *f, const char *name)
{
    struct stat st;
    assert_int_equal(stat(data_folder_path(&f->folder, name), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
}

static void without_a_pin_nothing_opens(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(unlink(data_folder_path(&f->folder, "pin")), 0);
    assert_int_equal(look(f), PIN_UNSET);
    assert_int_equal(try_pin(f, ""), PIN_UNSET);
    assert_int_equal(try_pin(f, right), PIN_UNSET);
}

static void right_and_wrong_are_told_apart(void **state)
{
    struct fixture *f = *state;
    static const char *const others[] = {"739183", "", "73918", "7391822"};
    assert_int_equal(try_pin(f, right), PIN_RIGHT);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(try_pin(f, others[i]), PIN_WRONG);
        assert_int_equal(f->gate.wrong, i + 1);
        assert_int_equal(count_on_disk(f), i + 1);
    }
    assert_int_equal(try_pin(f, right), PIN_RIGHT);
    assert_int_equal(look(f), PIN_READY);
}

/* Who guesses whenever staff have been there gets no more tries a day than who
   guesses alone. */
static void a_right_one_forgets_with_its_day(void **state)
{
    struct fixture *f = *state;
    try_wrong(f, PIN_FREE_TRIES);
    for (int times = 0; times < 3; times++) {
        assert_int_equal(try_pin(f, right), PIN_RIGHT);
        assert_int_equal(f->gate.wrong, PIN_FREE_TRIES);
        assert_int_equal(count_on_disk(f), PIN_FREE_TRIES);
        restart(f);
    }
    try_wrong(f, 1);
    assert_int_equal(look(f), PIN_WAITING);
    f->day++; /* without a right one behind it, it counts on */
    restart(f);
    assert_int_equal(look(f), PIN_WAITING);
    f->now_ms += pin_wait_ms(PIN_FREE_TRIES + 1);
    assert_int_equal(try_pin(f, right), PIN_RIGHT);
    assert_int_equal(look(f), PIN_READY); /* staff do not wait for it */
    f->day--; /* a clock that was set back forgives nothing */
    assert_int_equal(look(f), PIN_READY);
    assert_int_equal(f->gate.wrong, PIN_FREE_TRIES + 1);
    f->day += 2;
    assert_int_equal(look(f), PIN_READY);
    assert_int_equal(f->gate.wrong, 0);
    try_wrong(f, PIN_FREE_TRIES);
    assert_int_equal(look(f), PIN_READY);
    assert_int_equal(count_on_disk(f), PIN_FREE_TRIES);
}

static void each_wrong_one_waits_longer_and_the_last_locks(void **state)
{
    struct fixture *f = *state;
    for (int i = 1; i <= PIN_LOCKED_TRIES; i++) {
        try_wrong(f, 1);
        assert_int_equal(f->gate.wrong, i);
        int64_t wait_ms = pin_wait_ms(i);
        if (wait_ms > 0 && wait_ms < INT64_MAX) {
            f->now_ms += wait_ms - 1;
            assert_int_equal(try_pin(f, right), PIN_WAITING);
            f->now_ms += 1;
        }
    }
    f->now_ms += INT64_C(1) << 50;
    assert_int_equal(try_pin(f, right), PIN_LOCKED);
    restart(f);
    assert_int_equal(try_pin(f, right), PIN_LOCKED);
    assert_true(f->gate.opens_ms == INT64_MAX);
    assert_true(pin_file_set(f->folder.path, right, &cheap));
    assert_int_equal(try_pin(f, right), PIN_RIGHT);
}

static void a_restart_begins_the_wait_anew(void **state)
{
    struct fixture *f = *state;
    try_wrong(f, 5);
    f->now_ms += 14000;
    restart(f);
    f->now_ms -= 1000000; /* and the machine's clock began anew, too */
    assert_int_equal(look(f), PIN_WAITING);
    assert_int_equal(f->gate.wrong, 5);
    f->now_ms += 14999;
    assert_int_equal(try_pin(f, right), PIN_WAITING);
    f->now_ms += 1;
    assert_int_equal(try_pin(f, right), PIN_RIGHT);
}

static void a_new_pin_forgets_the_tries(void **state)
{
    struct fixture *f = *state;
    char id[sizeof f->gate.id];
    try_wrong(f, 5);
    strcpy(id, f->gate.id);
    assert_true(pin_file_set(f->folder.path, wrong, &cheap));
    assert_int_equal(look(f), PIN_READY);
    assert_string_not_equal(f->gate.id, id);
    assert_int_equal(f->gate.wrong, 0);
    assert_int_equal(try_pin(f, right), PIN_WRONG);
    assert_int_equal(try_pin(f, wrong), PIN_RIGHT);
    strcpy(id, f->gate.id);
    assert_true(pin_file_set(f->folder.path, wrong, &cheap));
    assert_int_equal(look(f), PIN_READY);
    assert_string_not_equal(f->gate.id, id); /* the same PIN, set again */
}

static void the_files_are_for_nobody_else(void **state)
{
    struct fixture *f = *state;
    const char *file = data_folder_path(&f->folder, "pin");
    mode_t mask = umask(0);
    /* What a kill left behind is not written into. */
    const char *left = data_folder_path(&f->folder, "pin-tries.tmp");
    int fd = open(left, O_RDWR | O_CREAT, 0666);
    try_wrong(f, 1);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    assert_int_equal(st.st_size, 0);
    close(fd);
    assert_true(pin_file_set(f->folder.path, right, &cheap));
    umask(mask);
    assert_mode(f, "pin");
    assert_mode(f, "pin-tries");
    assert_int_equal(chmod(file, 0644), 0);
    assert_int_equal(look(f), PIN_READY);
    assert_mode(f, "pin");
    char *text = data_folder_read(&f->folder, "pin");
    assert_null(strstr(text, right));
    assert_non_null(strstr(text, "$argon2id$"));
    free(text);
}

/* Every byte changed, and every part of the file. */
static void assert_damage_locks(struct fixture *f, const char *name)
{
    char *whole = data_folder_read(&f->folder, name);
    const char *path = data_folder_path(&f->folder, name);
    size_t length = strlen(whole);
    for (size_t i = 0; i < 2 * length; i++) {
        size_t at = i / 2;
        char *text = strdup(whole);
        text[at] = (char)(text[at] ^ 1);
        size_t size = i % 2 == 0 ? length : at;
        assert_true(files_replace(path, text, size, FILES_UNSYNCED));
        free(text);
        assert_int_equal(try_pin(f, right), PIN_LOCKED);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(try_pin(f, right), PIN_LOCKED);
    assert_int_equal(rmdir(path), 0);
    assert_true(files_replace(path, whole, length, FILES_UNSYNCED));
    free(whole);
}

/* Whole, and not what belongs there. */
static void assert_other_file_locks(struct fixture *f, const char *name,
                                    const char *other)
{
    struct secret own;
    struct secret secret;
    assert_int_equal(secret_read(&own, f->folder.path, name), SECRET_READ);
    assert_int_equal(secret_read(&secret, f->folder.path, other), SECRET_READ);
    assert_true(secret_write(&secret, f->folder.path, name));
    assert_int_equal(try_pin(f, right), PIN_LOCKED);
    assert_true(secret_write(&own, f->folder.path, name));
}

static void a_damaged_file_locks(void **state)
{
    struct fixture *f = *state;
    int saved = dup(STDERR_FILENO); /* a thousand messages */
    int none = open("/dev/null", O_WRONLY);
    try_wrong(f, 1);
    dup2(none, STDERR_FILENO);
    assert_damage_locks(f, "pin");
    assert_damage_locks(f, "pin-tries");
    assert_other_file_locks(f, "pin", "pin-tries");
    assert_other_file_locks(f, "pin-tries", "pin");
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(none);
    assert_int_equal(try_pin(f, right), PIN_RIGHT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(without_a_pin_nothing_opens),
        TEST(right_and_wrong_are_told_apart),
        TEST(a_right_one_forgets_with_its_day),
        TEST(each_wrong_one_waits_longer_and_the_last_locks),
        TEST(a_restart_begins_the_wait_anew),
        TEST(a_new_pin_forgets_the_tries),
        TEST(the_files_are_for_nobody_else),
        TEST(a_damaged_file_locks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
