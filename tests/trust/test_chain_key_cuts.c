/* The key of the chain on a disk that is cut off or fails: there is always one,
   and once it moved forward the one before is gone.

   pwrite and fsync are this program's own: they note every image that a power
   cut could leave, and fail when told to. */
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

enum { IMAGES_MAX = 1200 };

struct watch {
    struct data_folder folder;
    bool recording; /* images are noted */
    int calls;      /* of pwrite and fsync */
    int fail_at;
    bool unsynced; /* written and not synced */
    int writes;
    int count;
    struct {
        int write; /* of which write, from 1 */
        char bytes[KEY_FILE_SIZE];
    } images[IMAGES_MAX];
};

static struct watch *watch;

static bool fails(void)
{
    watch->calls++;
    errno = EIO;
    return watch->calls == watch->fail_at;
}

/* The file with a part of what is being written. */
static void note(const char *before, const char *bytes, size_t at, size_t from,
                 size_t to)
{
    assert_true(watch->count < IMAGES_MAX);
    char *image = watch->images[watch->count].bytes;
    watch->images[watch->count++].write = watch->writes;
    memcpy(image, before, KEY_FILE_SIZE);
    memcpy(image + at + from, bytes + from, to - from);
}

/* The beginning alone came to the disk, or the end alone. */
static void note_cuts(int fd, const char *bytes, size_t at)
{
    char before[KEY_FILE_SIZE] = {0};
    assert_true(pread(fd, before, sizeof before, 0) >= 0);
    for (size_t cut = 0; cut <= PLACE; cut += cut < 200 ? 1 : 487) {
        note(before, bytes, at, 0, cut);
        note(before, bytes, at, cut, PLACE);
    }
    note(before, bytes, at, 0, PLACE);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    if (fails()) {
        return -1;
    }
    watch->writes++;
    assert_false(watch->unsynced); /* one after the other */
    watch->unsynced = true;
    if (watch->recording) {
        assert_int_equal(length, PLACE);
        note_cuts(fd, bytes, (size_t)at);
    }
    return (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, at);
}

int fsync(int fd)
{
    (void)fd;
    watch->unsynced = false;
    return fails() ? -1 : 0;
}

static int setup(void **state)
{
    watch = mmap(NULL, sizeof *watch, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(watch != MAP_FAILED);
    *state = watch;
    data_folder_make(&watch->folder);
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
    watch->unsynced = false;
    return chain_key_load(out, folder());
}

static void assert_cuts(const struct chain_key *old,
                        const struct chain_key *new)
{
    int found_old = 0;
    int found_new = 0;
    watch->recording = false;
    assert_int_equal(watch->writes, 2);
    for (int i = 0; i < watch->count; i++) {
        struct chain_key found;
        chain_key_put(&watch->folder, watch->images[i].bytes, KEY_FILE_SIZE);
        assert_int_equal(load(&found), SECRET_READ);
        bool is_new =
            strcmp(found.id, new->id) == 0 && found.epoch == new->epoch;
        assert_same_key(&found, is_new ? new : old);
        /* Once the old one is being erased, the new one counts. */
        assert_true(is_new || watch->images[i].write == 1);
        assert_loads(&watch->folder, &found);
        found_old += !is_new;
        found_new += is_new;
    }
    assert_true(found_old > 200);
    assert_true(found_new > 400);
}

static void record(void)
{
    watch->count = 0;
    watch->writes = 0;
    watch->recording = true;
}

static void a_cut_leaves_one_key(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(false);
    assert_true(chain_key_set(&key, folder()));
    for (int i = 0; i < 2; i++) { /* from either place into the other */
        struct chain_key old = key;
        record();
        assert_true(chain_key_forward(&key, folder()));
        assert_cuts(&old, &key);
        assert_true(chain_key_set(&key, folder()));
    }
}

static void a_cut_leaves_one_chain(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct chain_key old = chain_key_drawn(false);
        assert_true(chain_key_set(&old, folder()));
        if (i % 2 == 1) {
            assert_true(chain_key_forward(&old, folder()));
        }
        if (i / 2 == 1) {
            assert_true(chain_key_forward(&old, folder()));
        }
        struct chain_key key = chain_key_drawn(true);
        record();
        assert_true(chain_key_set(&key, folder()));
        assert_cuts(&old, &key);
    }
}

static void a_failing_disk_leaves_the_key_as_it_was(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(false);
    assert_true(chain_key_set(&key, folder()));
    for (int at = 1; at <= 4; at++) {
        struct chain_key before = key;
        struct chain_key next = chain_key_after(&key);
        struct chain_key found;
        assert_true(chain_key_set(&key, folder()));
        watch->calls = 0;
        watch->fail_at = at;
        errno = 0;
        assert_false(chain_key_forward(&key, folder()));
        assert_int_equal(errno, EIO);
        assert_same_key(&key, &before);
        watch->fail_at = 0;
        watch->unsynced = false;
        assert_int_equal(load(&found), SECRET_READ);
        assert_same_key(&found, found.epoch == 0 ? &before : &next);
        assert_one_place(&watch->folder);
    }
    watch->calls = 0;
    assert_true(chain_key_forward(&key, folder()));
    assert_int_equal(watch->calls, 4);
}

static void what_cannot_be_mended_is_not_given_out(void **state)
{
    (void)state;
    struct chain_key key = chain_key_drawn(false);
    struct chain_key found;
    assert_true(chain_key_set(&key, folder()));
    char bytes[KEY_FILE_SIZE];
    chain_key_get(&watch->folder, bytes);
    memcpy(bytes + PLACE, "left over", 9);
    for (int at = 1; at <= 2; at++) {
        chain_key_put(&watch->folder, bytes, KEY_FILE_SIZE);
        watch->calls = 0;
        watch->fail_at = at;
        assert_int_equal(load(&found), SECRET_UNREADABLE);
        assert_int_equal(errno, EIO);
        assert_string_equal(found.id, "");
    }
    watch->fail_at = 0;
    chain_key_put(&watch->folder, bytes, KEY_FILE_SIZE);
    assert_loads(&watch->folder, &key);

    const char *path = data_folder_path(&watch->folder, CHAIN_KEY_NAME);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(load(&found), SECRET_UNREADABLE);
    assert_int_not_equal(errno, 0);
    assert_false(chain_key_set(&key, folder()));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_cut_leaves_one_key),
        TEST(a_cut_leaves_one_chain),
        TEST(a_failing_disk_leaves_the_key_as_it_was),
        TEST(what_cannot_be_mended_is_not_given_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
