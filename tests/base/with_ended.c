#include "base/with_ended.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

int with_ended(void (*run)(void), char *said, size_t size)
{
    int ends[2];
    int status;
    size_t length = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        run();
        _exit(255);
    }
    close(ends[1]);
    for (ssize_t n = 1; n > 0 && length < size - 1; length += (size_t)n) {
        n = read(ends[0], said + length, size - 1 - length);
        assert_true(n >= 0);
    }
    said[length] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) != 255 ? WEXITSTATUS(status)
                                                           : -1;
}
