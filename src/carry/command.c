#include "carry/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"

enum { VARIABLE_SIZE = 4096, VARIABLES = 3 };

struct errand {
    const struct errand_params *params;
    pid_t pid;                        /* and its process group */
    int pidfd;                        /* readable when it has ended */
    int heard;                        /* what it says; -1 after its end */
    char bytes[ERRAND_SAID_SIZE + 3]; /* the last character whole, to cut it */
    size_t length;
};

struct environment {
    char text[VARIABLES][VARIABLE_SIZE];
    char *list[VARIABLES + 1];
};

/* Ours holds what only our windows need, and no more than this is anybody's
   business. */
static void make_environment(struct environment *out)
{
    static const struct {
        const char *name, *otherwise;
    } variables[VARIABLES] = {{"PATH", "/usr/local/sbin:/usr/local/bin:"
                                       "/usr/sbin:/usr/bin:/sbin:/bin"},
                              {"HOME", "/"},
                              {"LANG", "C.UTF-8"}};
    int count = 0;
    for (int i = 0; i < VARIABLES; i++) {
        const char *value = getenv(variables[i].name);
        if (text_format(out->text[count], VARIABLE_SIZE, "%s=%s",
                        variables[i].name,
                        value == NULL ? variables[i].otherwise : value)) {
            out->list[count] = out->text[count];
            count++;
        }
    }
    out->list[count] = NULL;
}

static int set_actions(posix_spawn_file_actions_t *actions, int out)
{
    int error = posix_spawn_file_actions_addopen(actions, STDIN_FILENO,
                                                 "/dev/null", O_RDONLY, 0);
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(actions, out, STDOUT_FILENO);
    }
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(actions, out, STDERR_FILENO);
    }
    if (error == 0) {
        error = posix_spawn_file_actions_addclosefrom_np(actions,
                                                         STDERR_FILENO + 1);
    }
    return error == 0 ? posix_spawn_file_actions_addchdir_np(actions, "/")
                      : error;
}

/* This thread blocks all signals, and the program may ignore some. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setsigmask(attributes, &none);
    if (error == 0) {
        error = posix_spawnattr_setsigdefault(attributes, &all);
    }
    if (error == 0) {
        error = posix_spawnattr_setpgroup(attributes, 0);
    }
    return error == 0 ? posix_spawnattr_setflags(attributes,
                                                 POSIX_SPAWN_SETSIGMASK |
                                                     POSIX_SPAWN_SETSIGDEF |
                                                     POSIX_SPAWN_SETPGROUP)
                      : error;
}

static int spawn(struct errand *errand, int out)
{
    /* execve takes them as they were before there was const. */
    char command[VARIABLE_SIZE];
    char argument[VARIABLE_SIZE];
    struct environment environment;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (!text_copy(command, sizeof command, errand->params->command) ||
        !text_copy(argument, sizeof argument, errand->params->argument)) {
        return ENAMETOOLONG;
    }
    make_environment(&environment);
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        return error;
    }
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        char *const argv[] = {command, argument, NULL};
        error = set_actions(&actions, out);
        error = error == 0 ? set_attributes(&attributes) : error;
        error = error == 0 ? posix_spawn(&errand->pid, command, &actions,
                                         &attributes, argv, environment.list)
                           : error;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Returns 0 or an errno. */
static int start(struct errand *errand)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return errno;
    }
    errand->heard = ends[0];
    int error = fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
    error = error == 0 ? spawn(errand, ends[1]) : error;
    close(ends[1]);
    if (error != 0) {
        return error;
    }
    errand->pidfd = pidfd_open(errand->pid, 0);
    if (errand->pidfd < 0) {
        error = errno;
        kill(-errand->pid, SIGKILL);
        waitpid(errand->pid, NULL, 0);
    }
    return error;
}

/* Takes what was said, so that a pipe which is full stops nobody; keeps the
   beginning. Not longer than `blocks`, for one who never stops. */
static void hear(struct errand *errand, int blocks)
{
    char chunk[4096];
    while (errand->heard >= 0 && blocks-- > 0) {
        ssize_t n = read(errand->heard, chunk, sizeof chunk);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (n <= 0) {
            close(errand->heard);
            errand->heard = -1;
            return;
        }
        size_t room = sizeof errand->bytes - errand->length;
        size_t kept = (size_t)n < room ? (size_t)n : room;
        memcpy(errand->bytes + errand->length, chunk, kept);
        errand->length += kept;
    }
}

enum what { WHAT_ENDED, WHAT_LEAVE, WHAT_LATE };

/* Waits until one of these; hears meanwhile. */
static enum what watch(struct errand *errand, int64_t until_ms)
{
    for (;;) {
        struct pollfd fds[] = {
            {.fd = errand->pidfd, .events = POLLIN},
            {.fd = errand->params->leave_fd, .events = POLLIN},
            {.fd = errand->heard, .events = POLLIN},
        };
        int64_t left_ms = until_ms - clock_now().boot_ms;
        if (left_ms <= 0) {
            return WHAT_LATE;
        }
        int most_ms = left_ms < 60000 ? (int)left_ms : 60000;
        if (poll(fds, sizeof fds / sizeof fds[0], most_ms) <= 0) {
            continue;
        }
        if (fds[0].revents != 0) {
            return WHAT_ENDED;
        }
        if (fds[1].revents != 0) {
            return WHAT_LEAVE;
        }
        hear(errand, 1);
    }
}

static enum what end_it(struct errand *errand)
{
    kill(-errand->pid, SIGTERM);
    enum what what =
        watch(errand, clock_now().boot_ms + errand->params->grace_ms);
    if (what == WHAT_LATE) {
        kill(-errand->pid, SIGKILL);
        what = watch(errand, INT64_MAX);
    }
    return what;
}

static void reap(struct errand *errand, struct errand_report *report)
{
    enum { REST_BLOCKS = 16 }; /* a pipe holds no more */
    int status = 0;
    while (waitpid(errand->pid, &status, 0) < 0 && errno == EINTR) {
    }
    hear(errand, REST_BLOCKS);
    report->end = WIFEXITED(status) ? ERRAND_EXITED : ERRAND_SIGNALED;
    report->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}

static void attend(struct errand *errand, struct errand_report *report)
{
    enum what what =
        watch(errand, clock_now().boot_ms + errand->params->limit_ms);
    bool late = what == WHAT_LATE;
    if (late) {
        what = end_it(errand);
    }
    if (what == WHAT_LEAVE) {
        kill(-errand->pid, SIGTERM);
        report->end = ERRAND_LEFT;
        return;
    }
    reap(errand, report);
    if (late) {
        report->end = ERRAND_TIMEOUT;
    }
}

void errand_run(const struct errand_params *params,
                struct errand_report *report)
{
    struct errand errand = {.params = params, .pidfd = -1, .heard = -1};
    *report = (struct errand_report){.end = ERRAND_FAILED};
    report->code = start(&errand);
    if (report->code == 0) {
        attend(&errand, report);
    }
    text_show(report->said, sizeof report->said, errand.bytes, errand.length);
    if (errand.heard >= 0) {
        close(errand.heard);
    }
    if (errand.pidfd >= 0) {
        close(errand.pidfd);
    }
}
