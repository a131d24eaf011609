/* The terminal's keys: made when there are none, mended when one is damaged or
   gone, and never lost to an overwriting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/with_data_folder.h"
#include "trust/keys.h"
#include "trust/signers.h"
#include "trust/sshsig.h"

struct fixture {
    struct data_folder folder;
    struct keys keys;
    char why[KEYS_WHY_SIZE];
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->folder);
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

static struct keys_params params(struct fixture *f)
{
    return (struct keys_params){f->folder.path, "van-truong", "quay-1"};
}

static enum keys_result open_keys(struct fixture *f)
{
    struct keys_params p = params(f);
    return keys_open(&f->keys, &p, f->why);
}

static enum keys_result load_keys(struct fixture *f)
{
    struct keys_params p = params(f);
    return keys_load(&f->keys, &p, f->why);
}

static const char *path_of(struct fixture *f, const char *name)
{
    return data_folder_path(&f->folder, name);
}

static void put(struct fixture *f, const char *name, const char *text)
{
    assert_true(
        files_replace(path_of(f, name), text, strlen(text), FILES_UNSYNCED));
}

static void assert_content(struct fixture *f, const char *name,
                           const char *expected)
{
    char *text = data_folder_read(&f->folder, name);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_allowed(struct fixture *f, const struct keys *keys)
{
    struct signers signers = {0};
    assert_true(signers_read(&signers, path_of(f, SIGNERS_NAME)));
    assert_true(
        signers_allow(&signers, "van-truong/quay-1", keys->sign.public_key));
    signers_free(&signers);
}

static void assert_same_chain(const struct keys *a, const struct keys *b)
{
    assert_string_equal(a->chain.id, b->chain.id);
    assert_int_equal(a->chain.epoch, b->chain.epoch);
    assert_memory_equal(&a->chain.key, &b->chain.key, sizeof a->chain.key);
}

static int count_files(struct fixture *f)
{
    int count = 0;
    DIR *folder = opendir(f->folder.path);
    while (readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count - 2;
}

static void a_new_terminal_makes_its_keys(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(load_keys(f), KEYS_MISSING);
    assert_string_equal(f->why, "");
    assert_int_equal(count_files(f), 0);

    assert_int_equal(open_keys(f), KEYS_MADE);
    assert_string_equal(f->why, "");
    assert_string_equal(f->keys.who, "van-truong/quay-1");
    assert_false(f->keys.chain.shown);
    assert_int_equal(f->keys.chain.epoch, 0);
    assert_allowed(f, &f->keys);
    assert_int_equal(count_files(f), 3);

    struct keys made = f->keys;
    assert_int_equal(open_keys(f), KEYS_READY);
    assert_memory_equal(&f->keys.sign, &made.sign, sizeof made.sign);
    assert_same_chain(&f->keys, &made);
    assert_int_equal(load_keys(f), KEYS_READY);
    assert_memory_equal(&f->keys.sign, &made.sign, sizeof made.sign);
    assert_same_chain(&f->keys, &made);
    assert_string_equal(f->why, "");
    assert_int_equal(count_files(f), 3);
}

/* As after a power cut between any two of the three files. */
static void a_making_cut_short_is_no_damage(void **state)
{
    struct fixture *f = *state;
    assert_true(sign_key_make(&f->keys.sign, f->folder.path));
    struct keys before = f->keys;
    assert_int_equal(open_keys(f), KEYS_MADE);
    assert_memory_equal(&f->keys.sign, &before.sign, sizeof before.sign);
    before = f->keys;
    assert_int_equal(unlink(path_of(f, SIGNERS_NAME)), 0);
    assert_int_equal(open_keys(f), KEYS_READY);
    assert_same_chain(&f->keys, &before);
    assert_allowed(f, &before);
}

static void what_is_secret_is_wiped(void **state)
{
    struct fixture *f = *state;
    static const unsigned char zeros[SIGN_SECRET_SIZE];
    assert_int_equal(open_keys(f), KEYS_MADE);
    assert_memory_not_equal(f->keys.sign.secret, zeros, SIGN_SECRET_SIZE);
    keys_wipe(&f->keys);
    assert_memory_equal(f->keys.sign.secret, zeros, SIGN_SECRET_SIZE);
    assert_memory_equal(f->keys.chain.key.bytes, zeros, TAG_KEY_SIZE);
}

static void a_damaged_key_is_set_aside(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(open_keys(f), KEYS_MADE);
    struct keys before = f->keys;

    put(f, SIGN_KEY_NAME, "nonsense");
    assert_int_equal(load_keys(f), KEYS_FAILED);
    assert_non_null(strstr(f->why, SIGN_KEY_NAME ": damaged"));
    assert_content(f, SIGN_KEY_NAME, "nonsense");
    assert_int_equal(open_keys(f), KEYS_MENDED);
    assert_non_null(strstr(f->why, SIGN_KEY_NAME));
    assert_non_null(strstr(f->why, "quarantine/1"));
    assert_content(f, "quarantine/1/" SIGN_KEY_NAME, "nonsense");
    assert_string_not_equal(f->keys.sign.fingerprint, before.sign.fingerprint);
    assert_same_chain(&f->keys, &before);
    assert_allowed(f, &f->keys);
    assert_allowed(f, &before); /* whose seals there are */
    assert_int_equal(open_keys(f), KEYS_READY);

    before = f->keys;
    put(f, CHAIN_KEY_NAME, "more nonsense");
    assert_int_equal(load_keys(f), KEYS_FAILED);
    assert_content(f, CHAIN_KEY_NAME, "more nonsense");
    assert_int_equal(open_keys(f), KEYS_MENDED);
    assert_non_null(strstr(f->why, "quarantine/2"));
    assert_content(f, "quarantine/2/" CHAIN_KEY_NAME, "more nonsense");
    assert_string_not_equal(f->keys.chain.id, before.chain.id);
    assert_false(f->keys.chain.shown);
    assert_string_equal(f->keys.sign.fingerprint, before.sign.fingerprint);

    put(f, CHAIN_KEY_NAME, "");
    put(f, SIGN_KEY_NAME, "");
    assert_int_equal(open_keys(f), KEYS_MENDED);
    assert_non_null(strstr(f->why, "quarantine/3"));
    assert_non_null(strstr(f->why, "quarantine/4"));
    assert_null(strchr(f->why, '\n'));
    assert_int_equal(open_keys(f), KEYS_READY);
}

static void what_is_no_file_is_set_aside(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(mkdir(path_of(f, SIGN_KEY_NAME), 0755), 0);
    assert_int_equal(symlink("nowhere", path_of(f, CHAIN_KEY_NAME)), 0);
    assert_int_equal(mkfifo(path_of(f, CHAIN_KEY_NAME ".tmp"), 0600), 0);
    assert_int_equal(open_keys(f), KEYS_MENDED);
    assert_int_equal(open_keys(f), KEYS_READY);
    assert_int_equal(unlink(path_of(f, CHAIN_KEY_NAME)), 0);
    assert_int_equal(mkfifo(path_of(f, CHAIN_KEY_NAME), 0600), 0);
    assert_int_equal(open_keys(f), KEYS_MENDED);
    assert_int_equal(open_keys(f), KEYS_READY);
}

static void a_key_that_is_gone_is_made_anew(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {SIGN_KEY_NAME, CHAIN_KEY_NAME};
    assert_int_equal(open_keys(f), KEYS_MADE);
    for (int i = 0; i < 2; i++) {
        struct keys before = f->keys;
        assert_int_equal(unlink(path_of(f, names[i])), 0);
        assert_int_equal(load_keys(f), KEYS_FAILED);
        assert_non_null(strstr(f->why, names[i]));
        assert_false(files_exists(path_of(f, names[i])));
        assert_int_equal(open_keys(f), KEYS_MENDED);
        assert_non_null(strstr(f->why, names[i]));
        bool same_chain = strcmp(f->keys.chain.id, before.chain.id) == 0;
        bool same_sign =
            strcmp(f->keys.sign.fingerprint, before.sign.fingerprint) == 0;
        assert_int_equal(same_chain, i == 0);
        assert_int_equal(same_sign, i == 1);
    }
}

static void what_the_disk_refuses_is_told(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {SIGN_KEY_NAME, CHAIN_KEY_NAME,
                                        SIGNERS_NAME};
    static const unsigned char zeros[SIGN_SECRET_SIZE];
    for (int i = 0; i < 3; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s.tmp", names[i]);
        assert_int_equal(mkdir(path_of(f, name), 0700), 0);
        assert_int_equal(open_keys(f), KEYS_FAILED);
        assert_non_null(strstr(f->why, names[i]));
        assert_memory_equal(f->keys.sign.secret, zeros, SIGN_SECRET_SIZE);
        assert_int_equal(rmdir(path_of(f, name)), 0);
    }
    assert_int_equal(open_keys(f), KEYS_READY);
    /* The quarantine cannot be made: what is damaged stays where it is. */
    put(f, "quarantine", "a file");
    put(f, SIGN_KEY_NAME, "nonsense");
    assert_int_equal(open_keys(f), KEYS_FAILED);
    assert_content(f, SIGN_KEY_NAME, "nonsense");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_new_terminal_makes_its_keys),
        TEST(a_making_cut_short_is_no_damage),
        TEST(what_is_secret_is_wiped),
        TEST(a_damaged_key_is_set_aside),
        TEST(what_is_no_file_is_set_aside),
        TEST(a_key_that_is_gone_is_made_anew),
        TEST(what_the_disk_refuses_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
