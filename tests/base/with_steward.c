#include "with_steward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_S = 60 }; /* for whoever is to ask it */

void steward_listen(struct steward *steward, const char *folder)
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

void steward_answer(struct steward *steward, const char *wanted,
                    const char *answer)
{
    steward->pid = fork();
    assert_true(steward->pid >= 0);
    if (steward->pid == 0) {
        char asked[256] = "";
        size_t length = 0;
        alarm(PATIENCE_S);
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

void steward_expect_asked(struct steward *steward)
{
    int status;
    assert_int_equal(waitpid(steward->pid, &status, 0), steward->pid);
    assert_int_equal(status, 0);
    close(steward->fd);
    unlink(steward->path);
}
