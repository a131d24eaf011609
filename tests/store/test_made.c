/* A database that is made: a power cut leaves no write-ahead log without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/with_folder.h"
#include "store/store.h"

static const char *wal; /* NULL: nobody looks yet */
static bool named_first;

/* In the system's stead: was the folder synced while there was no log in it? */
int fsync(int fd)
{
    struct stat st;
    if (wal != NULL && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        named_first = named_first || access(wal, F_OK) != 0;
    }
    return (int)syscall(SYS_fsync, fd);
}

static void its_name_is_synced_before_there_is_a_log(void **state)
{
    struct store *store;
    wal = folder_path(*state, "bonluon.db-wal");
    named_first = false;
    assert_int_equal(
        store_open(&store, folder_path(*state, "bonluon.db"), true), STORE_OK);
    assert_int_equal(access(wal, F_OK), 0);
    assert_true(named_first);
    store_close(store);
    wal = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(its_name_is_synced_before_there_is_a_log)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
