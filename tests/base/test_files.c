/* Files on a real file system, in a folder of their own: whole or not there,
   and every failure with its errno. */
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
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "with_folder.h"

static void joins_with_one_slash(void **state)
{
    (void)state;
    char out[FILES_PATH_SIZE];
    assert_true(files_join(out, "/a", "b"));
    assert_string_equal(out, "/a/b");
    assert_true(files_join(out, "/a/", "b"));
    assert_string_equal(out, "/a/b");
    assert_true(files_join(out, "/", "b"));
    assert_string_equal(out, "/b");
}

static void refuses_a_path_that_is_too_long(void **state)
{
    (void)state;
    char name[FILES_PATH_SIZE];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    char out[FILES_PATH_SIZE];
    errno = 0;
    assert_false(files_join(out, "/a", name));
    assert_int_equal(errno, ENAMETOOLONG);
    struct files_new file;
    errno = 0;
    /* The name itself fits; the temporary one, four bytes longer, does not. */
    assert_false(files_begin(&file, name, FILES_SYNCED));
    assert_int_equal(errno, ENAMETOOLONG);
    files_drop(&file);
}

static void reads_what_was_replaced(void **state)
{
    const char *path = folder_path(*state, "file");
    const char bytes[] = "one\0two\n";
    assert_true(files_replace(path, bytes, sizeof bytes, FILES_SYNCED));
    struct text text = {0};
    assert_true(files_read(path, sizeof bytes, &text));
    assert_int_equal(text.length, sizeof bytes);
    assert_memory_equal(text.data, bytes, sizeof bytes);
    text_free(&text);
    assert_int_equal(files_size(path), sizeof bytes);
    assert_int_equal(files_size(folder_path(*state, "none")), -1);
    assert_int_equal(files_size(folder_path(*state, ".")), -1);
    assert_false(files_exists(folder_path(*state, "file.tmp")));
}

static void reads_an_empty_file_and_a_large_one(void **state)
{
    const char *path = folder_path(*state, "file");
    struct text text = {0};
    assert_true(files_replace(path, "", 0, FILES_UNSYNCED));
    assert_true(files_read(path, 0, &text));
    assert_int_equal(text.length, 0);
    assert_string_equal(text.data, "");
    assert_int_equal(files_size(path), 0);

    enum { LARGE = 100000 };
    char *large = test_malloc(LARGE);
    for (size_t i = 0; i < LARGE; i++) {
        large[i] = (char)(i * 31 % 251);
    }
    assert_true(files_replace(path, large, LARGE, FILES_UNSYNCED));
    assert_true(files_read(path, LARGE, &text));
    assert_int_equal(text.length, LARGE);
    assert_memory_equal(text.data, large, LARGE);
    test_free(large);
    text_free(&text);
}

static void read_says_what_is_wrong(void **state)
{
    const char *path = folder_path(*state, "file");
    assert_true(files_replace(path, "12345", 5, FILES_UNSYNCED));
    const struct {
        const char *path;
        size_t most;
        int error;
    } table[] = {{path, 4, EFBIG},
                 {folder_path(*state, "none"), 9, ENOENT},
                 {folder_path(*state, ""), 9, EISDIR},
                 {"/dev/null", 9, EINVAL}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct text text = {0};
        errno = 0;
        assert_false(files_read(table[i].path, table[i].most, &text));
        assert_int_equal(errno, table[i].error);
        text_free(&text);
    }
}

static void replaces_and_drops(void **state)
{
    const char *path = folder_path(*state, "file");
    assert_true(files_replace(path, "old", 3, FILES_SYNCED));
    struct files_new file;
    assert_true(files_begin(&file, path, FILES_SYNCED));
    assert_true(files_write(&file, "new", 3));
    /* Till it is finished, a reader finds the old one. */
    assert_content(path, "old");
    errno = EDOM;
    files_drop(&file);
    assert_int_equal(errno, EDOM);
    assert_content(path, "old");
    assert_false(files_exists(folder_path(*state, "file.tmp")));

    assert_true(files_begin(&file, path, FILES_SYNCED));
    assert_true(files_write(&file, "n", 1));
    assert_true(files_write(&file, "ew", 2));
    assert_true(files_finish(&file));
    assert_content(path, "new");
    files_drop(&file);
    assert_content(path, "new");
}

/* What a power cut left under the temporary name is written over. */
static void an_old_temporary_file_is_no_obstacle(void **state)
{
    const char *path = folder_path(*state, "file");
    assert_true(files_replace(folder_path(*state, "file.tmp"),
                              "left behind, and longer", 23, FILES_UNSYNCED));
    assert_true(files_replace(path, "new", 3, FILES_SYNCED));
    assert_content(path, "new");
}

static int lay_pipe(const char *victim, const char *path)
{
    (void)victim;
    return mkfifo(path, 0666);
}

/* Of two names for one file whoever writes to the one changes the other; a link
   could lead anywhere; and a pipe without a reader would be waited for. */
static void what_was_laid_in_the_way_is_taken_away(void **state)
{
    static int (*const lays[])(const char *, const char *) = {symlink, link,
                                                              lay_pipe};
    const char *path = folder_path(*state, "file");
    const char *victim = folder_path(*state, "victim");
    const char *temporary = folder_path(*state, "file.tmp");
    assert_true(files_replace(victim, "mine", 4, FILES_UNSYNCED));
    for (size_t i = 0; i < sizeof lays / sizeof lays[0]; i++) {
        assert_int_equal(lays[i](victim, temporary), 0);
        assert_true(files_replace(path, "new", 3, FILES_SYNCED));
        assert_content(victim, "mine");
        assert_content(path, "new");
        struct stat st;
        assert_int_equal(lstat(path, &st), 0);
        assert_true(S_ISREG(st.st_mode));
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(mkdir(temporary, 0755), 0);
    errno = 0;
    assert_false(files_replace(path, "new", 3, FILES_SYNCED));
    assert_int_equal(errno, EISDIR);
}

static void finish_fails_whole(void **state)
{
    /* A folder stands where the file should go. */
    const char *path = folder_path(*state, "taken");
    assert_int_equal(mkdir(path, 0755), 0);
    errno = 0;
    assert_false(files_replace(path, "new", 3, FILES_SYNCED));
    assert_int_equal(errno, EISDIR);
    assert_false(files_exists(folder_path(*state, "taken.tmp")));

    errno = 0;
    assert_false(files_replace(folder_path(*state, "none/file"), "new", 3,
                               FILES_SYNCED));
    assert_int_equal(errno, ENOENT);
}

/* Without a slash the file lies in the folder we are in, and is synced. */
static void a_bare_name_is_of_this_folder(void **state)
{
    char before[FILES_PATH_SIZE];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder_path(*state, "")), 0);
    bool done = files_replace("bare", "here", 4, FILES_SYNCED);
    assert_int_equal(chdir(before), 0);
    assert_true(done);
    assert_content(folder_path(*state, "bare"), "here");
}

/* The disk is full after `room` bytes: the old content stays, no part of the
   new one does. A limit on file size stands in for the full disk: both end a
   write short, and then fail it. */
static void a_full_disk_keeps_the_old(void **state)
{
    const char *path = folder_path(*state, "file");
    assert_true(files_replace(path, "old", 3, FILES_SYNCED));
    char large[4096];
    memset(large, 'x', sizeof large);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    static const rlim_t rooms[] = {0, 1, 2048, 4095};
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        struct rlimit limit = {rooms[i], before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        errno = 0;
        bool done = files_replace(path, large, sizeof large, FILES_SYNCED);
        int error = errno;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_false(done);
        assert_int_equal(error, EFBIG);
        assert_content(path, "old");
        assert_false(files_exists(folder_path(*state, "file.tmp")));
    }
    signal(SIGXFSZ, SIG_DFL);
}

/* /dev/full refuses every byte, as a full disk does. */
static void no_room_is_told(void **state)
{
    (void)state;
    struct files_new file = {.fd = open("/dev/full", O_WRONLY | O_CLOEXEC)};
    assert_true(file.fd >= 0);
    errno = 0;
    assert_false(files_write(&file, "x", 1));
    assert_int_equal(errno, ENOSPC);
    close(file.fd);
}

static void makes_folders_within_folders(void **state)
{
    const char *path = folder_path(*state, "a/b/c");
    assert_true(files_make_folder(path));
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_true(files_make_folder(path));
    assert_true(files_make_folder(folder_path(*state, "d/")));
    assert_true(files_make_folder(folder_path(*state, "e//f")));
    assert_true(files_exists(folder_path(*state, "e/f")));
}

static void make_folder_says_what_is_wrong(void **state)
{
    const char *file = folder_path(*state, "file");
    assert_true(files_replace(file, "", 0, FILES_UNSYNCED));
    errno = 0;
    assert_false(files_make_folder(file));
    assert_int_equal(errno, ENOTDIR);
    errno = 0;
    assert_false(files_make_folder(folder_path(*state, "file/below")));
    assert_int_equal(errno, ENOTDIR);
    errno = 0;
    assert_false(files_make_folder(""));
    assert_int_equal(errno, ENOENT);
}

/* As somebody who may not write there. Root may write everywhere, and so
   steps down in a child of its own. */
static void a_read_only_folder_is_told(void **state)
{
    const char *locked = folder_path(*state, "locked");
    const char *path = folder_path(*state, "locked/new");
    assert_int_equal(mkdir(locked, 0555), 0);
    assert_int_equal(chmod(folder_path(*state, ""), 0755), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int fault = geteuid() == 0 && setuid(65534) != 0;
        fault |= (files_make_folder(path) || errno != EACCES) << 1;
        fault |= (files_replace(path, "x", 1, FILES_SYNCED) || errno != EACCES)
                 << 2;
        fault |= (files_lock(path) != -1 || errno != EACCES) << 3;
        _exit(fault);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_false(files_exists(path));
}

static void one_holds_the_lock(void **state)
{
    const char *path = folder_path(*state, "lock");
    int held = files_lock(path);
    assert_true(held >= 0);
    char owner[32];
    int n = snprintf(owner, sizeof owner, "%ld\n", (long)getpid());
    assert_true(n > 0 && n < (int)sizeof owner);
    assert_content(path, owner);
    struct stat st;
    assert_int_equal(fstat(held, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);

    /* A second try, as another process would: another open of the file. */
    errno = 0;
    assert_int_equal(files_lock(path), -1);
    assert_int_equal(errno, EWOULDBLOCK);
    assert_content(path, owner);

    close(held);
    held = files_lock(path);
    assert_true(held >= 0);
    close(held);
}

/* The lock goes with the process, however that ends. */
static void a_killed_process_leaves_no_lock(void **state)
{
    const char *path = folder_path(*state, "lock");
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char yes = files_lock(path) >= 0 ? 'y' : 'n';
        ssize_t sent = write(ready[1], &yes, 1);
        (void)sent;
        pause();
        _exit(0);
    }
    char answer = '?';
    assert_int_equal(read(ready[0], &answer, 1), 1);
    assert_int_equal(answer, 'y');
    assert_int_equal(files_lock(path), -1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    int held = files_lock(path);
    assert_true(held >= 0);
    close(held);
    close(ready[0]);
    close(ready[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(joins_with_one_slash),
        folder_test(refuses_a_path_that_is_too_long),
        folder_test(reads_what_was_replaced),
        folder_test(reads_an_empty_file_and_a_large_one),
        folder_test(read_says_what_is_wrong),
        folder_test(replaces_and_drops),
        folder_test(an_old_temporary_file_is_no_obstacle),
        folder_test(what_was_laid_in_the_way_is_taken_away),
        folder_test(finish_fails_whole),
        folder_test(a_bare_name_is_of_this_folder),
        folder_test(a_full_disk_keeps_the_old),
        folder_test(no_room_is_told),
        folder_test(makes_folders_within_folders),
        folder_test(make_folder_says_what_is_wrong),
        folder_test(a_read_only_folder_is_told),
        folder_test(one_holds_the_lock),
        folder_test(a_killed_process_leaves_no_lock),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
