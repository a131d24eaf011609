/* What the service manager hears from a terminal that gets on, and from one
   whose screen or disk stands still; and what the next start makes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/files.h"
#include "base/with_folder.h"
#include "cmd/last_end.h"
#include "cmd/watchdog.h"

enum { HALF_MS = 10000 };

/* A service manager that listens in the test's folder. */
static int manager(void *state, const char *watchdog_usec)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    const char *path = folder_path(state, "notify");
    assert_true(strlen(path) < sizeof at.sun_path);
    memcpy(at.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof at), 0);
    setenv("NOTIFY_SOCKET", path, 1);
    setenv("RUNTIME_DIRECTORY", folder_path(state, ""), 1);
    if (watchdog_usec != NULL) {
        setenv("WATCHDOG_USEC", watchdog_usec, 1);
    }
    return fd;
}

/* All that came, a blank behind each. */
static void assert_heard(int fd, const char *expected)
{
    char all[512] = "";
    char message[128];
    size_t length = 0;
    ssize_t n = recv(fd, message, sizeof message, MSG_DONTWAIT);
    while (n > 0) {
        length += (size_t)snprintf(all + length, sizeof all - length, "%.*s ",
                                   (int)n, message);
        n = recv(fd, message, sizeof message, MSG_DONTWAIT);
    }
    assert_string_equal(all, expected);
}

#define SCREEN_STATUS "STATUS=the screen does not show what was painted "
#define DISK_STATUS   "STATUS=the disk does not answer "

static void a_terminal_that_gets_on_is_fed_each_half_period(void **state)
{
    struct watchdog watchdog;
    int fd = manager(*state, "20000000");
    watchdog_open(&watchdog);
    assert_int_equal(watchdog_deadline(&watchdog, 5), 0);
    watchdog_look(&watchdog, WATCHDOG_WELL, 5);
    assert_heard(fd, "READY=1 WATCHDOG=1 ");
    assert_int_equal(watchdog_deadline(&watchdog, 5), HALF_MS);
    assert_int_equal(watchdog_deadline(&watchdog, 4000), HALF_MS + 5 - 4000);
    assert_int_equal(watchdog_deadline(&watchdog, 5 + HALF_MS), 0);
    watchdog_look(&watchdog, WATCHDOG_WELL, 5 + HALF_MS);
    assert_heard(fd, "WATCHDOG=1 ");
    watchdog_close(&watchdog);
    assert_heard(fd, "STOPPING=1 ");
    close(fd);
}

/* Nobody there, or nobody who waits: the loop sleeps on. */
static void without_a_period_nobody_is_woken(void **state)
{
    struct watchdog watchdog;
    watchdog_open(&watchdog);
    assert_int_equal(watchdog_deadline(&watchdog, 0), -1);
    watchdog_close(&watchdog);
    int fd = manager(*state, NULL);
    watchdog_open(&watchdog);
    assert_int_equal(watchdog_deadline(&watchdog, 0), 0);
    watchdog_look(&watchdog, WATCHDOG_WELL, 0);
    assert_heard(fd, "READY=1 ");
    assert_int_equal(watchdog_deadline(&watchdog, 0), -1);
    watchdog_close(&watchdog);
    close(fd);
}

static void it_is_ready_when_the_picture_is_there(void **state)
{
    struct watchdog watchdog;
    int fd = manager(*state, "20000000");
    watchdog_open(&watchdog);
    int64_t now_ms = 0;
    while (now_ms < WATCHDOG_FIRST_MS) {
        watchdog_look(&watchdog, WATCHDOG_SCREEN, now_ms);
        assert_heard(fd, "");
        now_ms += watchdog_deadline(&watchdog, now_ms);
    }
    watchdog_look(&watchdog, WATCHDOG_SCREEN, now_ms);
    assert_heard(fd, SCREEN_STATUS);
    watchdog_look(&watchdog, WATCHDOG_WELL, now_ms + 1);
    assert_heard(fd, "STATUS=running READY=1 WATCHDOG=1 ");
    watchdog_close(&watchdog);
    close(fd);
}

static void stand_still(void *state, enum watchdog_fault fault,
                        const char *status, const char *word)
{
    struct watchdog watchdog;
    int fd = manager(state, "20000000");
    watchdog_open(&watchdog);
    watchdog_look(&watchdog, WATCHDOG_WELL, 0);
    assert_heard(fd, "READY=1 WATCHDOG=1 ");
    watchdog_look(&watchdog, fault, HALF_MS);
    assert_heard(fd, "");
    int64_t now_ms = HALF_MS + watchdog_deadline(&watchdog, HALF_MS);
    assert_true(now_ms < 2 * HALF_MS);
    watchdog_look(&watchdog, fault, now_ms);
    assert_heard(fd, status);
    assert_content(folder_path(state, "last-word"), word);
    for (int i = 0; i < 5; i++) {
        now_ms += watchdog_deadline(&watchdog, now_ms);
        watchdog_look(&watchdog, fault, now_ms);
    }
    assert_heard(fd, "");
    watchdog_look(&watchdog, WATCHDOG_WELL, now_ms);
    assert_heard(fd, "STATUS=running WATCHDOG=1 ");
    assert_content(folder_path(state, "last-word"), "");
    watchdog_close(&watchdog);
    close(fd);
}

static void a_screen_that_stands_still_is_said_and_not_fed(void **state)
{
    stand_still(*state, WATCHDOG_SCREEN, SCREEN_STATUS, "screen");
}

static void a_disk_that_stands_still_is_said_and_not_fed(void **state)
{
    stand_still(*state, WATCHDOG_DISK, DISK_STATUS, "disk");
}

/* As while something on the screen changes. */
static void a_fault_of_a_moment_is_none(void **state)
{
    struct watchdog watchdog;
    int fd = manager(*state, "20000000");
    watchdog_open(&watchdog);
    watchdog_look(&watchdog, WATCHDOG_WELL, 0);
    watchdog_look(&watchdog, WATCHDOG_SCREEN, HALF_MS);
    watchdog_look(&watchdog, WATCHDOG_WELL, HALF_MS + WATCHDOG_AGAIN_MS);
    assert_heard(fd, "READY=1 WATCHDOG=1 WATCHDOG=1 ");
    assert_false(files_exists(folder_path(*state, "last-word")));
    watchdog_close(&watchdog);
    close(fd);
}

static void leave(const char *path, const char *content)
{
    assert_true(files_replace(path, content, strlen(content), FILES_UNSYNCED));
}

static void how_it_ended_is_told_once(void **state)
{
    static const struct {
        const char *ended, *word, *told;
    } cases[] = {
        {"watchdog killed ABRT\n", "screen",
         "watchdog: the screen did not show what was painted"},
        {"watchdog killed ABRT\n", "disk", "watchdog: the disk did not answer"},
        {"watchdog killed KILL\n", "", "watchdog: the terminal stood still"},
        {"timeout killed TERM\n", "screen",
         "it did not show a picture in time"},
        {"signal killed KILL\n", "", "killed by KILL"},
        {"core-dump dumped SEGV\n", "", "killed by SEGV"},
        {"exit-code exited 74\n", "", "ended with status 74"},
        {"oom-kill killed KILL\n", "", "killed: the memory ran short"},
        {"resources unknown unknown\n", "", "resources"},
        {"success exited 0\n", "screen", ""},
        {"", "screen", ""},
        {"watchdog", "", ""},
    };
    char told[LAST_END_SIZE];
    const char *ended = folder_path(*state, "ended");
    const char *word = folder_path(*state, "last-word");
    setenv("RUNTIME_DIRECTORY", folder_path(*state, ""), 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        leave(ended, cases[i].ended);
        leave(word, cases[i].word);
        last_end_take(told);
        assert_string_equal(told, cases[i].told);
        last_end_take(told);
        assert_string_equal(told, "");
    }
}

static void where_nobody_tells_nothing_is_told(void **state)
{
    char told[LAST_END_SIZE];
    const char *ended = folder_path(*state, "ended");
    leave(ended, "watchdog killed ABRT\n");
    unsetenv("RUNTIME_DIRECTORY");
    last_end_leave(LAST_WORD_DISK);
    last_end_take(told);
    assert_string_equal(told, "");
    assert_false(files_exists(folder_path(*state, "last-word")));
    assert_content(ended, "watchdog killed ABRT\n");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        folder_test(a_terminal_that_gets_on_is_fed_each_half_period),
        folder_test(without_a_period_nobody_is_woken),
        folder_test(it_is_ready_when_the_picture_is_there),
        folder_test(a_screen_that_stands_still_is_said_and_not_fed),
        folder_test(a_disk_that_stands_still_is_said_and_not_fed),
        folder_test(a_fault_of_a_moment_is_none),
        folder_test(how_it_ended_is_told_once),
        folder_test(where_nobody_tells_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
