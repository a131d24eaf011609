#include "base/steward.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/log.h"
#include "base/socket.h"
#include "base/speak.h"
#include "base/text.h"

static const char variable[] = "BONLUON_STEWARD";
static const char refused[] = "error: ";

bool steward_is_there(void)
{
    const char *path = getenv(variable);
    return path != NULL && path[0] != '\0';
}

static void tell(char why[STEWARD_WHY_SIZE], const char *text)
{
    text_show(why, STEWARD_WHY_SIZE, text, strlen(text));
}

static bool send_line(int fd, const char *request)
{
    char line[STEWARD_WHY_SIZE];
    size_t sent = 0;
    if (!text_format(line, sizeof line, "%s\n", request)) {
        errno = EMSGSIZE;
        return false;
    }
    size_t length = strlen(line);
    while (sent < length) {
        ssize_t n = send(fd, line + sent, length - sent, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        sent += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* Something to read, or the end, before it is too late. */
static bool wait_for_more(int fd, int64_t until_ms)
{
    struct pollfd more = {.fd = fd, .events = POLLIN};
    int64_t left_ms = until_ms - clock_now().boot_ms;
    int ready = left_ms > 0 ? poll(&more, 1, (int)left_ms) : 0;
    if (ready == 0) {
        errno = ETIMEDOUT;
    }
    return ready > 0;
}

/* Up to the end of the line, or of what is sent. */
static bool take_line(int fd, int64_t until_ms, char out[STEWARD_WHY_SIZE])
{
    size_t length = 0;
    while (length < STEWARD_WHY_SIZE - 1) {
        ssize_t n =
            wait_for_more(fd, until_ms) ? recv(fd, out + length, 1, 0) : -1;
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        if (n == 0 || out[length] == '\n') {
            break;
        }
        length++;
    }
    out[length] = '\0';
    errno = EPROTO;
    return length > 0;
}

bool steward_ask(const char *request, int patience_s,
                 char why[STEWARD_WHY_SIZE])
{
    char answer[STEWARD_WHY_SIZE];
    const char *path = getenv(variable);
    int64_t until_ms = clock_now().boot_ms + patience_s * INT64_C(1000);
    errno = ENOENT;
    int fd = path != NULL ? socket_connect(path, SOCK_STREAM, patience_s) : -1;
    bool answered =
        fd >= 0 && send_line(fd, request) && take_line(fd, until_ms, answer);
    bool done = answered && strcmp(answer, "ok") == 0;
    files_close(fd);
    if (!answered) {
        tell(why, errno == ETIMEDOUT ? speak("the steward does not answer")
                                     : strerror(errno));
    } else if (!done) {
        bool known = strncmp(answer, refused, sizeof refused - 1) == 0;
        tell(why, answer + (known ? sizeof refused - 1 : 0));
    }
    return done;
}

bool steward_set_clock(int64_t wall_ms)
{
    char request[64];
    char why[STEWARD_WHY_SIZE];
    if (!steward_is_there()) {
        log_warning("the clock cannot be set from the glass here: the "
                    "machine's administrator can, by timedatectl set-time");
        return false;
    }
    bool done = text_format(request, sizeof request, "set-clock %" PRId64,
                            wall_ms / 1000) &&
                steward_ask(request, STEWARD_PATIENCE_S, why);
    if (!done) {
        log_error("the clock is not set: %s", why);
    }
    return done;
}
