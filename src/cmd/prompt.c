#include "cmd/prompt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/files.h"

/* Puts a byte into the line; false at its end. */
static bool take(char byte, char *out, size_t size, size_t *length)
{
    if (byte == '\n') {
        /* Windows ends a line by both. */
        *length -= *length > 0 && out[*length - 1] == '\r';
        return false;
    }
    if (*length + 1 < size) {
        out[(*length)++] = byte;
    }
    return true;
}

bool prompt_line(char *out, size_t size)
{
    size_t length = 0;
    ssize_t n;
    char byte = 0;
    do {
        n = read(STDIN_FILENO, &byte, 1);
    } while ((n == 1 && take(byte, out, size, &length)) ||
             (n < 0 && errno == EINTR));
    byte = 0;
    out[length] = '\0';
    return n >= 0;
}

bool prompt_at_end(void)
{
    char byte = 0;
    ssize_t n;
    do {
        n = read(STDIN_FILENO, &byte, 1);
    } while (n < 0 && errno == EINTR);
    byte = 0;
    return n <= 0;
}

/* Waits until a line was typed. A signal that would end or stop the program
   comes as something to read instead, and is left for later. */
static bool wait_for_line(int signals)
{
    struct pollfd from[] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
    int n;
    do {
        n = poll(from, 2, -1);
    } while (n < 0 && errno == EINTR);
    if (n > 0 && from[1].revents != 0) {
        errno = EINTR;
        return false;
    }
    return n > 0;
}

static bool ask(const char *question, int signals, char *out, size_t size)
{
    struct termios shown;
    struct termios hidden;
    if (tcgetattr(STDIN_FILENO, &shown) != 0) {
        return false;
    }
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    hidden.c_lflag |= ICANON | ISIG;
    /* What was typed before the question was shown, and is no answer. */
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) != 0) {
        return false;
    }
    fputs(question, stderr);
    bool done = wait_for_line(signals) && prompt_line(out, size);
    int error = errno;
    fputc('\n', stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    errno = error;
    return done;
}

bool prompt_secret(const char *question, char *out, size_t size)
{
    static const int ends[] = {SIGINT,  SIGTERM, SIGHUP,
                               SIGQUIT, SIGTSTP, SIGALRM};
    sigset_t held;
    sigset_t before;
    out[0] = '\0';
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        sigaddset(&held, ends[i]);
    }
    sigprocmask(SIG_BLOCK, &held, &before);
    int signals = signalfd(-1, &held, SFD_CLOEXEC);
    bool done = signals >= 0 && ask(question, signals, out, size);
    int error = errno;
    files_close(signals);
    /* One that came meanwhile ends the program here. */
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return done;
}
