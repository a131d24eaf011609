/* allowed_signers: which lines count, and the terminal's own among others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/with_data_folder.h"
#include "trust/signers.h"

/* The public key of the seed 0, 1, 2 ... 31 (test_sshsig). */
#define KEY                                                                    \
    "AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define OUR       "namespaces=\"bonluon\" "
#define ALGORITHM "ssh-ed25519 "

struct fixture {
    struct data_folder folder;
    unsigned char key[SIGN_PUBLIC_SIZE];
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->folder);
    assert_true(sign_read_base64(KEY, f->key));
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

static void put(struct fixture *f, const char *text)
{
    assert_true(files_replace(data_folder_path(&f->folder, SIGNERS_NAME), text,
                              strlen(text), FILES_UNSYNCED));
}

static void read_file(struct fixture *f, struct signers *signers)
{
    assert_true(
        signers_read(signers, data_folder_path(&f->folder, SIGNERS_NAME)));
}

static bool allows(struct fixture *f, const char *text, const char *who)
{
    struct signers signers = {0};
    put(f, text);
    read_file(f, &signers);
    bool allowed = signers_allow(&signers, who, f->key);
    signers_free(&signers);
    return allowed;
}

static void lines_of_ours_count(void **state)
{
    struct fixture *f = *state;
    static const char *const good[] = {
        "a/b " OUR ALGORITHM KEY "\n",
        "a/b " OUR ALGORITHM KEY,
        "\n# a comment\n\n \t a/b\t" OUR " " ALGORITHM KEY " the desk \r\n",
        "a/b " ALGORITHM KEY "\n",
        "c/d,a/b " OUR ALGORITHM KEY "\n",
        "somebody@example,a/b " OUR ALGORITHM KEY "\n",
        "a/b namespaces=\"bonluon,file\" " ALGORITHM KEY "\n",
        "a/b namespaces=\"file,bonluon\" " ALGORITHM KEY "\n",
        "nonsense\na/b " OUR ALGORITHM KEY "\nnonsense\n",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        if (!allows(f, good[i], "a/b")) {
            fail_msg("does not count: %s", good[i]);
        }
        assert_false(allows(f, good[i], "a/c"));
    }
}

static void lines_of_another_kind_do_not(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {
        "",
        "\n",
        "a/b\n",
        "a/b " OUR "\n",
        "a/b " OUR ALGORITHM "\n",
        "# a/b " OUR ALGORITHM KEY "\n",
        "#a/b " OUR ALGORITHM KEY "\n",
        "a/bb " OUR ALGORITHM KEY "\n",
        "a/B " OUR ALGORITHM KEY "\n",
        "*/b " OUR ALGORITHM KEY "\n",
        "a/? " OUR ALGORITHM KEY "\n",
        "!a/b,a/b " OUR ALGORITHM KEY "\n",
        "\"a/b\" " OUR ALGORITHM KEY "\n",
        "a/b ssh-rsa " KEY "\n",
        "a/b " OUR "ssh-rsa " KEY "\n",
        "a/b namespaces=\"file\" " ALGORITHM KEY "\n",
        "a/b namespaces=\"bonluon2\" " ALGORITHM KEY "\n",
        "a/b namespaces=\"xbonluon\" " ALGORITHM KEY "\n",
        "a/b namespaces=\"*\" " ALGORITHM KEY "\n",
        "a/b namespaces=\"!bonluon,bonluon\" " ALGORITHM KEY "\n",
        "a/b namespaces=\"bonluon " ALGORITHM KEY "\n",
        "a/b namespaces=\"bonluon\",cert-authority " ALGORITHM KEY "\n",
        "a/b cert-authority " ALGORITHM KEY "\n",
        "a/b valid-before=\"20200101\" " ALGORITHM KEY "\n",
        "a/b " OUR OUR ALGORITHM KEY "\n",
        "a/b " OUR ALGORITHM KEY "A\n",
        "a/b " OUR ALGORITHM "AAAA" KEY "\n",
        OUR ALGORITHM KEY "\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (allows(f, bad[i], "a/b")) {
            fail_msg("counts: %s", bad[i]);
        }
    }
}

static void many_files_are_one_list(void **state)
{
    struct fixture *f = *state;
    struct signers signers = {0};
    struct text text = {0};
    char who[32];
    for (int file = 0; file < 2; file++) {
        text_clear(&text);
        for (int i = 0; i < 500; i++) {
            text_append_format(&text, "xa-%d/quay-%d " OUR ALGORITHM KEY "\n",
                               file, i);
        }
        put(f, text.data);
        read_file(f, &signers);
    }
    assert_int_equal(signers.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_true(
            text_format(who, sizeof who, "xa-%d/quay-%d", i % 2, i / 2));
        assert_true(signers_allow(&signers, who, f->key));
    }
    assert_false(signers_allow(&signers, "xa-2/quay-1", f->key));
    f->key[31] ^= 1;
    assert_false(signers_allow(&signers, "xa-1/quay-1", f->key));
    signers_free(&signers);
    signers_free(NULL);
    text_free(&text);
    assert_false(signers_read(&signers, "/nonexistent"));
    assert_int_equal(errno, ENOENT);
}

static void enter(struct fixture *f, const char *before, const char *after)
{
    const char *path = data_folder_path(&f->folder, SIGNERS_NAME);
    if (before != NULL) {
        put(f, before);
    }
    for (int i = 0; i < 2; i++) { /* the second time there is nothing to do */
        assert_true(signers_enter(f->folder.path, "a/b", f->key));
        char *text = data_folder_read(&f->folder, SIGNERS_NAME);
        assert_string_equal(text, after);
        free(text);
    }
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0644);
}

static void the_own_line_is_entered_once(void **state)
{
    struct fixture *f = *state;
#define LINE "a/b namespaces=\"bonluon\" ssh-ed25519 " KEY
    char line[SIGNERS_LINE_SIZE];
    signers_line("a/b", f->key, line);
    assert_string_equal(line, LINE);
    enter(f, NULL, LINE "\n");
    enter(f, "", LINE "\n");
    enter(f, "# mine\nc/d x", "# mine\nc/d x\n" LINE "\n");
    enter(f, "a/b ssh-ed25519 other\n", "a/b ssh-ed25519 other\n" LINE "\n");
    enter(f, "x\nc/d,a/b " ALGORITHM KEY, "x\nc/d,a/b " ALGORITHM KEY);
}

static void a_file_that_is_no_text_is_set_aside(void **state)
{
    struct fixture *f = *state;
    static const char bad[] = "c/d x\n\0\0\0\n" LINE "\n";
    static const char *const kept[] = {"quarantine/1/" SIGNERS_NAME,
                                       "quarantine/2/" SIGNERS_NAME};
    assert_true(files_replace(data_folder_path(&f->folder, SIGNERS_NAME), bad,
                              sizeof bad - 1, FILES_UNSYNCED));
    enter(f, NULL, LINE "\n");
    enter(f, "c/d \xff\n", LINE "\n");
    struct text there = {0};
    assert_true(
        files_read(data_folder_path(&f->folder, kept[0]), 1000, &there));
    assert_int_equal(there.length, sizeof bad - 1);
    assert_memory_equal(there.data, bad, sizeof bad - 1);
    text_free(&there);
    char *second = data_folder_read(&f->folder, kept[1]);
    assert_string_equal(second, "c/d \xff\n");
    free(second);
    assert_false(files_exists(data_folder_path(&f->folder, "quarantine/3")));
}

static void what_cannot_be_written_is_told(void **state)
{
    struct fixture *f = *state;
    const char *path = data_folder_path(&f->folder, SIGNERS_NAME);
    assert_int_equal(mkdir(path, 0700), 0);
    errno = 0;
    assert_false(signers_enter(f->folder.path, "a/b", f->key));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(
        mkdir(data_folder_path(&f->folder, SIGNERS_NAME ".tmp"), 0700), 0);
    errno = 0;
    assert_false(signers_enter(f->folder.path, "a/b", f->key));
    assert_int_not_equal(errno, 0);
    assert_false(files_exists(path));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(lines_of_ours_count),
        TEST(lines_of_another_kind_do_not),
        TEST(many_files_are_one_list),
        TEST(the_own_line_is_entered_once),
        TEST(a_file_that_is_no_text_is_set_aside),
        TEST(what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
