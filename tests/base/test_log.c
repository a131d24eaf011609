/* What the journal reads, and what a person reads, on standard error. */
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

#include "base/log.h"
#include "with_folder.h"

/* Standard error leads into a file while these are said. */
static void say_all(const char *path, const char *journal_stream)
{
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    int to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(before >= 0 && to >= 0);
    dup2(to, STDERR_FILENO);
    char own[64];
    struct stat st;
    assert_int_equal(fstat(to, &st), 0);
    snprintf(own, sizeof own, "%ju:%ju", (uintmax_t)st.st_dev,
             (uintmax_t)st.st_ino);
    if (journal_stream != NULL) {
        setenv("JOURNAL_STREAM",
               journal_stream[0] == '=' ? own : journal_stream, 1);
    }
    log_error("%s: %d", "bad", 1);
    log_warning("odd");
    log_info("giờ mở cửa");
    unsetenv("JOURNAL_STREAM");
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    close(to);
}

static void a_person_reads_the_program_and_the_message(void **state)
{
    const char *path = folder_path(*state, "err");
    say_all(path, NULL);
    assert_content(path, "bonluon: bad: 1\n"
                         "bonluon: odd\n"
                         "bonluon: giờ mở cửa\n");
}

static void the_journal_reads_priorities(void **state)
{
    const char *path = folder_path(*state, "err");
    say_all(path, "=");
    assert_content(path, "<3>bad: 1\n"
                         "<4>odd\n"
                         "<6>giờ mở cửa\n");
}

/* Redirected after systemd set the variable, or a variable of nonsense. */
static void elsewhere_is_not_the_journal(void **state)
{
    static const char *const streams[] = {"1:1", "", "x", "7", "7:"};
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        const char *path = folder_path(*state, "err");
        say_all(path, streams[i]);
        assert_content(path, "bonluon: bad: 1\n"
                             "bonluon: odd\n"
                             "bonluon: giờ mở cửa\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(a_person_reads_the_program_and_the_message),
        folder_test(the_journal_reads_priorities),
        folder_test(elsewhere_is_not_the_journal),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
