/* A file on its way: what it remembers, and that all of it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "with_folder.h"

/* The first write that fails counts, and what comes after it is not written;
   size and digest are of all that was given. */
static void a_file_on_its_way_remembers(void **state)
{
    const char *path = folder_path(*state, "file");
    struct files_new file;
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_true(files_begin(&file, path, FILES_SYNCED));
    assert_true(files_write(&file, "abc", 3));
    struct rlimit limit = {3, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_false(files_write(&file, "def", 3));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
    errno = 0;
    assert_false(files_write(&file, "ghi", 3));
    assert_int_equal(errno, EFBIG);
    assert_int_equal(file.size, 9);
    errno = 0;
    assert_false(files_finish(&file));
    assert_int_equal(errno, EFBIG);
    assert_string_equal(file.sha256, "19cc02f26df43cc571bc9ed7b0c4d292"
                                     "24a3ec229529221725ef76d021c8326f");
    assert_false(files_exists(path));
    assert_false(files_exists(folder_path(*state, "file.tmp")));
}

/* As of one that is only counted. */
static void a_file_that_cannot_be_made_is_counted(void **state)
{
    struct files_new file;
    assert_false(
        files_begin(&file, folder_path(*state, "no/file"), FILES_SYNCED));
    assert_int_equal(file.fd, -1);
    assert_true(files_write(&file, "abcdef", 6));
    assert_true(files_write(&file, "ghi", 3));
    assert_int_equal(file.size, 9);
    files_drop(&file);
    assert_string_equal(file.sha256, "19cc02f26df43cc571bc9ed7b0c4d292"
                                     "24a3ec229529221725ef76d021c8326f");
}

/* The digest is of the example of FIPS 180-2. */
static void a_file_knows_what_was_written(void **state)
{
    struct files_new file;
    assert_true(files_begin(&file, folder_path(*state, "file"), FILES_SYNCED));
    assert_true(files_write(&file, "ab", 2));
    assert_true(files_write(&file, "c", 1));
    assert_true(files_finish(&file));
    assert_int_equal(file.size, 3);
    assert_string_equal(file.sha256, "ba7816bf8f01cfea414140de5dae2223"
                                     "b00361a396177a9cb410ff61f20015ad");
}

/* Many small writes to what takes a few bytes at a time arrive whole. */
static void all_of_it_is_written(void **state)
{
    (void)state;
    enum { SIZE = 300000 };
    int ends[2];
    char *bytes = malloc(SIZE);
    memset(bytes, 'x', SIZE);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        char some[777];
        int64_t got = 0;
        ssize_t n;
        close(ends[1]);
        while ((n = read(ends[0], some, sizeof some)) > 0) {
            got += n;
        }
        _exit(got == SIZE ? 0 : 1);
    }
    assert_true(child > 0);
    close(ends[0]);
    assert_true(files_write_all(ends[1], bytes, SIZE));
    close(ends[1]);
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(a_file_on_its_way_remembers),
        folder_test(a_file_that_cannot_be_made_is_counted),
        folder_test(a_file_knows_what_was_written),
        cmocka_unit_test(all_of_it_is_written),
    };
    return cmocka_run_group_tests_name("files_new", tests, NULL, NULL);
}
