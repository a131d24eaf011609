/* The key of the chain as a file: how it moves forward, what becomes of it when
   bits rot, and when the program is killed. There is never a wrong one. What
   a disk does that is cut off or fails is test_chain_key_cuts'.

   fsync is this program's own: it does nothing where the disk is not what is
   tested. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "with_chain_key.h"
#include "tried.h"

enum { KILLS = 60 };

struct watch {
    struct data_folder folder;
    bool synced;  /* else fsync does nothing */
    int64_t done; /* shared: the epoch that the child moved forward to */
    unsigned random;
};

static struct watch *watch;

int fsync(int fd)
{
    return watch->synced ? (int)syscall(SYS_fsync, fd) : 0;
}

static int setup(void **state)
{
    watch = mmap(NULL, sizeof *watch, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(watch != MAP_FAILED);
    *state = watch;
    data_folder_make(&watch->folder);
    watch->random = 20261124;
    return 0;
}

static int teardown(void **state)
{
    data_folder_remove(&watch->folder);
    munmap(*state, sizeof *watch);
    return 0;
}

static const char *folder(void)
{
    return watch->folder.path;
}

static enum secret_read load(struct chain_key *out)
{
    return chain_key_load(out, folder());
}

static void a_key_is_kept_and_moves_forward(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(true);
    struct chain_key found;
    assert_int_equal(load(&found), SECRET_MISSING);
    mode_t mask = umask(0);
    assert_true(chain_key_set(&key, folder()));
    umask(mask);
    for (int i = 0; i < 5; i++) {
        struct stat st;
        assert_loads(&watch->folder, &key);
        assert_int_equal(
            stat(data_folder_path(&watch->folder, CHAIN_KEY_NAME), &st), 0);
        assert_int_equal(st.st_mode & 07777, 0600);
        assert_int_equal(st.st_size, KEY_FILE_SIZE);
        struct chain_key next = chain_key_after(&key);
        assert_true(chain_key_forward(&key, folder()));
        assert_same_key(&key, &next);
    }
    struct chain_key other = chain_key_drawn(false);
    assert_true(chain_key_set(&other, folder()));
    assert_loads(&watch->folder, &other);
}

static void others_lose_the_right_to_read(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(false);
    struct stat st;
    const char *path = data_folder_path(&watch->folder, CHAIN_KEY_NAME);
    assert_true(chain_key_set(&key, folder()));
    assert_int_equal(chmod(path, 0644), 0);
    assert_loads(&watch->folder, &key);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
}

static size_t line_length(const char *place)
{
    return (size_t)(strchr(place, '\n') - place) + 1;
}

/* The image with one bit another, for the next loading. */
static void put_flipped(char bytes[KEY_FILE_SIZE], size_t bit)
{
    bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    chain_key_put(&watch->folder, bytes, KEY_FILE_SIZE);
    bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
}

static void no_flipped_bit_gives_a_wrong_key(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(true);
    char bytes[KEY_FILE_SIZE];
    assert_true(chain_key_set(&key, folder()));
    chain_key_get(&watch->folder, bytes);
    size_t length = line_length(bytes);
    for (size_t bit = 0; bit < (size_t)8 * KEY_FILE_SIZE; bit++) {
        struct chain_key found;
        put_flipped(bytes, bit);
        errno = ENOMEM;
        enum secret_read result = load(&found);
        if (bit / 8 < length) {
            assert_int_equal(result, SECRET_UNREADABLE);
            assert_int_equal(errno, 0);
        } else {
            assert_int_equal(result, SECRET_READ);
            assert_same_key(&found, &key);
            assert_one_place(&watch->folder);
        }
    }
}

static void of_two_the_whole_one_counts(void **state)
{
    (void)state;
    struct chain_key old = chain_key_drawn(true);
    char bytes[KEY_FILE_SIZE];
    char other[KEY_FILE_SIZE];
    assert_true(chain_key_set(&old, folder()));
    chain_key_get(&watch->folder, bytes);
    struct chain_key key = old;
    assert_true(chain_key_forward(&key, folder()));
    chain_key_get(&watch->folder, other);
    memcpy(bytes + PLACE, other + PLACE, PLACE);
    size_t length = line_length(bytes + PLACE);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        put_flipped(bytes, bit);
        assert_loads(&watch->folder, &key);
        put_flipped(bytes, 8 * PLACE + bit);
        assert_loads(&watch->folder, &old);
    }
}

static void a_part_of_the_file_is_damaged_or_whole(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(true);
    struct chain_key found;
    char bytes[KEY_FILE_SIZE];
    assert_true(chain_key_set(&key, folder()));
    chain_key_get(&watch->folder, bytes);
    size_t length = line_length(bytes);
    for (size_t size = 0; size < KEY_FILE_SIZE; size += size < 300 ? 1 : 311) {
        chain_key_put(&watch->folder, bytes, size);
        enum secret_read expected =
            size < length ? SECRET_UNREADABLE : SECRET_READ;
        assert_int_equal(load(&found), expected);
        if (expected == SECRET_READ) {
            assert_same_key(&found, &key);
            assert_true(chain_key_set(&key, folder()));
            assert_loads(&watch->folder, &key);
        }
    }
}

static int draw(int most)
{
    watch->random = watch->random * 1664525 + 1013904223;
    return (int)(watch->random >> 8) % most;
}

/* Moves forward until it is killed, somewhere after so many. */
static void forward_and_die(struct chain_key key)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        while (chain_key_forward(&key, folder())) {
            __atomic_store_n(&watch->done, key.epoch, __ATOMIC_SEQ_CST);
        }
        _exit(1);
    }
    int64_t target = key.epoch + 1 + draw(4);
    while (__atomic_load_n(&watch->done, __ATOMIC_SEQ_CST) < target) {
        assert_int_equal(waitpid(child, &status, WNOHANG), 0);
    }
    for (volatile int spin = draw(200000); spin > 0; spin--) {
    }
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void a_kill_leaves_one_key(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(true);
    struct chain_key found;
    watch->synced = true;
    assert_true(chain_key_set(&key, folder()));
    for (int i = 0; i < KILLS; i++) {
        forward_and_die(key);
        assert_int_equal(load(&found), SECRET_READ);
        assert_in_range(found.epoch, watch->done, watch->done + 1);
        while (key.epoch < found.epoch) {
            key = chain_key_after(&key);
        }
        assert_same_key(&found, &key);
        assert_one_place(&watch->folder);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_key_is_kept_and_moves_forward),
        TEST(others_lose_the_right_to_read),
        TEST(no_flipped_bit_gives_a_wrong_key),
        TEST(of_two_the_whole_one_counts),
        TEST(a_part_of_the_file_is_damaged_or_whole),
        TEST(a_kill_leaves_one_key),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "the power fails at any moment");
}
