/* What is asked of the steward, and what comes of its answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/steward.h"
#include "with_folder.h"
#include "with_steward.h"

static void answers_are_understood(void **state)
{
    static const struct {
        const char *answer;
        bool done;
        const char *why;
    } answers[] = {
        {"ok\n", true, ""},
        {"ok", true, ""},
        {"error: not today\n", false, "not today"},
        {"okay\n", false, "okay"},
        {"\n", false, "Protocol error"},
        {"", false, "Protocol error"},
    };
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        struct steward steward;
        char why[STEWARD_WHY_SIZE] = "";
        steward_listen(&steward, folder_path(*state, ""));
        steward_answer(&steward, "set-clock 1796012345", answers[i].answer);
        assert_int_equal(
            steward_ask("set-clock 1796012345", STEWARD_PATIENCE_S, why),
            answers[i].done);
        assert_string_equal(why, answers[i].why);
        steward_expect_asked(&steward);
    }
}

static void without_one_nothing_is_asked(void **state)
{
    (void)state;
    char why[STEWARD_WHY_SIZE] = "";
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
    assert_false(steward_is_there());
    assert_false(steward_ask("set-clock 1", STEWARD_PATIENCE_S, why));
    assert_string_equal(why, "No such file or directory");
    assert_int_equal(setenv("BONLUON_STEWARD", "/nowhere/at/all", 1), 0);
    assert_true(steward_is_there());
    assert_false(steward_ask("set-clock 1", STEWARD_PATIENCE_S, why));
    assert_string_equal(why, "No such file or directory");
}

static void a_request_that_is_too_long_is_not_cut(void **state)
{
    struct steward steward;
    char request[STEWARD_WHY_SIZE + 1];
    char why[STEWARD_WHY_SIZE] = "";
    steward_listen(&steward, folder_path(*state, ""));
    memset(request, 'x', sizeof request - 1);
    request[sizeof request - 1] = '\0';
    assert_false(steward_ask(request, STEWARD_PATIENCE_S, why));
    assert_string_equal(why, "Message too long");
    close(steward.fd);
    unlink(steward.path);
}

/* It takes the question, and keeps the line open: byte after byte, or none. */
static void one_that_never_ends_is_not_waited_for(void **state)
{
    static const char *const drops[] = {"", "x"};
    for (int i = 0; i < 2; i++) {
        struct steward steward;
        char why[STEWARD_WHY_SIZE] = "";
        steward_listen(&steward, folder_path(*state, ""));
        pid_t slow = fork();
        assert_true(slow >= 0);
        if (slow == 0) {
            int fd = accept(steward.fd, NULL, NULL);
            while (send(fd, drops[i], strlen(drops[i]), MSG_NOSIGNAL) >= 0) {
                (void)poll(NULL, 0, 100);
            }
            _exit(0);
        }
        int64_t begun_ms = clock_now().boot_ms;
        assert_false(steward_ask("set-clock 1796012345", 1, why));
        assert_in_range(clock_now().boot_ms - begun_ms, 1000, 8000);
        assert_string_equal(why, "the steward does not answer");
        kill(slow, SIGKILL);
        assert_int_equal(waitpid(slow, NULL, 0), slow);
        close(steward.fd);
        unlink(steward.path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(answers_are_understood),
        folder_test(without_one_nothing_is_asked),
        folder_test(one_that_never_ends_is_not_waited_for),
        folder_test(a_request_that_is_too_long_is_not_cut),
    };
    return cmocka_run_group_tests_name("steward", tests, NULL, NULL);
}
