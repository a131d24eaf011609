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
#include "base/files.h"
#include "base/text.h"

enum { VARIABLE_SIZE = 4096, VARIABLES = 3 };

struct run {
    const struct command_params *params;
    pid_t pid;                         /* and its process group */
    int pidfd;                         /* readable when it has ended */
    int heard;                         /* what it says; -1 after its end */
    char bytes[COMMAND_SAID_SIZE + 3]; /* the last character whole, to cut it */
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

static int spawn(struct run *run, int out)
{
    /* execve takes them as they were before there was const. */
    char command[VARIABLE_SIZE];
    char argument[VARIABLE_SIZE];
    struct environment environment;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (!text_copy(command, sizeof command, run->params->command) ||
        !text_copy(argument, sizeof argument, run->params->argument)) {
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
        error = error == 0 ? posix_spawn(&run->pid, command, &actions,
                                         &attributes, argv, environment.list)
                           : error;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Returns 0 or an errno. */
static int start(struct run *run)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return errno;
    }
    run->heard = ends[0];
    int error = fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
    error = error == 0 ? spawn(run, ends[1]) : error;
    close(ends[1]);
    if (error != 0) {
        return error;
    }
    run->pidfd = pidfd_open(run->pid, 0);
    if (run->pidfd < 0) {
        error = errno;
        kill(-run->pid, SIGKILL);
        waitpid(run->pid, NULL, 0);
    }
    return error;
}

/* Takes what was said, so that a pipe which is full stops nobody; keeps the
   beginning. Not longer than `blocks`, for one who never stops. */
static void hear(struct run *run, int blocks)
{
    char chunk[4096];
    while (run->heard >= 0 && blocks-- > 0) {
        ssize_t n = read(run->heard, chunk, sizeof chunk);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (n <= 0) {
            close(run->heard);
            run->heard = -1;
            return;
        }
        size_t room = sizeof run->bytes - run->length;
        size_t kept = (size_t)n < room ? (size_t)n : room;
        memcpy(run->bytes + run->length, chunk, kept);
        run->length += kept;
    }
}

enum what { WHAT_ENDED, WHAT_LEAVE, WHAT_LATE };

/* Waits until one of these; hears meanwhile. */
static enum what watch(struct run *run, int64_t until_ms)
{
    for (;;) {
        struct pollfd fds[] = {
            {.fd = run->pidfd, .events = POLLIN},
            {.fd = run->params->leave_fd, .events = POLLIN},
            {.fd = run->heard, .events = POLLIN},
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
        hear(run, 1);
    }
}

static enum what end_it(struct run *run)
{
    kill(-run->pid, SIGTERM);
    enum what what = watch(run, clock_now().boot_ms + run->params->grace_ms);
    if (what == WHAT_LATE) {
        kill(-run->pid, SIGKILL);
        what = watch(run, INT64_MAX);
    }
    return what;
}

static void reap(struct run *run, struct command_report *report)
{
    enum { REST_BLOCKS = 16 }; /* a pipe holds no more */
    int status = 0;
    while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR) {
    }
    hear(run, REST_BLOCKS);
    report->end = WIFEXITED(status) ? COMMAND_EXITED : COMMAND_SIGNALED;
    report->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}

static void attend(struct run *run, struct command_report *report)
{
    enum what what = watch(run, clock_now().boot_ms + run->params->limit_ms);
    bool late = what == WHAT_LATE;
    if (late) {
        what = end_it(run);
    }
    if (what == WHAT_LEAVE) {
        kill(-run->pid, SIGTERM);
        report->end = COMMAND_LEFT;
        return;
    }
    reap(run, report);
    if (late) {
        report->end = COMMAND_TIMEOUT;
    }
}

void command_run(const struct command_params *params,
                 struct command_report *report)
{
    struct run run = {.params = params, .pidfd = -1, .heard = -1};
    *report = (struct command_report){.end = COMMAND_FAILED};
    report->code = start(&run);
    if (report->code == 0) {
        attend(&run, report);
    }
    text_show(report->said, sizeof report->said, run.bytes, run.length);
    files_close(run.heard);
    files_close(run.pidfd);
}
