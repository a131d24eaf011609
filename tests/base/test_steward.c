/* What is asked of the steward, and what comes of its answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/files.h"
#include "base/steward.h"
#include "base/with_folder.h"

struct steward {
    char path[FILES_PATH_SIZE];
    int fd;
    pid_t pid;
};

static void listen_at(struct steward *steward, const char *folder)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    assert_true(files_join(steward->path, folder, "steward"));
    assert_true(
        text_copy(address.sun_path, sizeof address.sun_path, steward->path));
    steward->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(steward->fd >= 0);
    assert_int_equal(
        bind(steward->fd, (const struct sockaddr *)&address, sizeof address),
        0);
    assert_int_equal(listen(steward->fd, 1), 0);
    assert_int_equal(setenv("BONLUON_STEWARD", steward->path, 1), 0);
}

/* In a process of its own: takes one connection, wants this line there, and
   answers. Ends with 0 when it was that. */
static void answer(struct steward *steward, const char *wanted,
                   const char *answer)
{
    steward->pid = fork();
    assert_true(steward->pid >= 0);
    if (steward->pid == 0) {
        char asked[256] = "";
        size_t length = 0;
        int fd = accept(steward->fd, NULL, NULL);
        while (length < sizeof asked - 1 && read(fd, asked + length, 1) == 1 &&
               asked[length] != '\n') {
            length++;
        }
        asked[length] = '\0';
        bool right = strcmp(asked, wanted) == 0 &&
                     write(fd, answer, strlen(answer)) >= 0;
        _exit(right ? 0 : 1);
    }
}

static void expect_asked(const struct steward *steward)
{
    int status;
    assert_int_equal(waitpid(steward->pid, &status, 0), steward->pid);
    assert_int_equal(status, 0);
    close(steward->fd);
    unlink(steward->path);
}

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
        listen_at(&steward, folder_path(*state, ""));
        answer(&steward, "set-clock 1796012345", answers[i].answer);
        assert_int_equal(steward_ask("set-clock 1796012345", why),
                         answers[i].done);
        assert_string_equal(why, answers[i].why);
        expect_asked(&steward);
    }
}

static void without_one_nothing_is_asked(void **state)
{
    (void)state;
    char why[STEWARD_WHY_SIZE] = "";
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
    assert_false(steward_is_there());
    assert_false(steward_ask("set-clock 1", why));
    assert_string_equal(why, "No such file or directory");
    assert_int_equal(setenv("BONLUON_STEWARD", "/nowhere/at/all", 1), 0);
    assert_true(steward_is_there());
    assert_false(steward_ask("set-clock 1", why));
    assert_string_equal(why, "No such file or directory");
}

static void a_request_that_is_too_long_is_not_cut(void **state)
{
    struct steward steward;
    char request[STEWARD_WHY_SIZE + 1];
    char why[STEWARD_WHY_SIZE] = "";
    listen_at(&steward, folder_path(*state, ""));
    memset(request, 'x', sizeof request - 1);
    request[sizeof request - 1] = '\0';
    assert_false(steward_ask(request, why));
    assert_string_equal(why, "Message too long");
    close(steward.fd);
    unlink(steward.path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(answers_are_understood),
        folder_test(without_one_nothing_is_asked),
        folder_test(a_request_that_is_too_long_is_not_cut),
    };
    return cmocka_run_group_tests_name("steward", tests, NULL, NULL);
}
