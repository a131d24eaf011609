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

#include "base/files.h"
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

/* As a cut leaves it in the first moments of all: SQLite passes over it, and
   whoever may change nothing cannot know that. */
static void a_torn_journal_does_not_stay(void **state)
{
    static const char torn[512] = "torn";
    const char *path = folder_path(*state, "bonluon.db");
    struct store *store;
    assert_int_equal(store_open(&store, path, true), STORE_OK);
    store_close(store);
    assert_true(files_replace(folder_path(*state, "bonluon.db-journal"), torn,
                              sizeof torn, FILES_UNSYNCED));
    assert_int_equal(store_open(&store, path, true), STORE_OK);
    store_close(store);
    assert_int_equal(store_open_evidence(&store, path), STORE_OK);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(its_name_is_synced_before_there_is_a_log),
        folder_test(a_torn_journal_does_not_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
