/*
 * In the emulated machine: stops one thread of a process, as a disk that never
 * answers would, until this program or the thread ends.
 *
 *     halt THREAD
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    pid_t thread = argc == 2 ? (pid_t)strtol(argv[1], NULL, 10) : 0;
    if (ptrace(PTRACE_SEIZE, thread, NULL, NULL) != 0 ||
        ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) != 0) {
        perror("halt");
        return 1;
    }
    /* One that was killed is gone only when we have seen it. */
    int state = 0;
    while (waitpid(thread, &state, __WALL) == thread && WIFSTOPPED(state)) {
    }
    return 0;
}
