/* What a data folder remembers of the computer that it was used on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/with_folder.h"
#include "cmd/machine.h"

/* Nothing to compare with: the folder is this computer's from now on. */
static void a_new_one_is_this_computers(void **state)
{
    const char *path = folder_path(*state, "machine");
    machine_compare(folder_path(*state, ""));
    assert_int_equal(files_exists(path), files_exists("/etc/machine-id"));
}

static void what_cannot_be_read_is_kept(void **state)
{
    struct stat there;
    const char *path = folder_path(*state, "machine");
    const char *aside = folder_path(*state, "aside");
    assert_int_equal(symlink("machine", path), 0); /* ELOOP */
    machine_compare(folder_path(*state, ""));
    assert_int_equal(lstat(path, &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_int_equal(rename(path, aside), 0);
    machine_compare(folder_path(*state, ""));
    assert_int_equal(files_exists(path), files_exists("/etc/machine-id"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        folder_test(a_new_one_is_this_computers),
        folder_test(what_cannot_be_read_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
