/* What the service manager is told, by a socket of the test's own. */
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

#include "base/notify.h"
#include "with_folder.h"

/* Listens at a path, or, with an @ before it, at a name of the kernel's. */
static int listen_at(const char *address)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    socklen_t length =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(address));
    assert_true(strlen(address) < sizeof at.sun_path);
    memcpy(at.sun_path, address, strlen(address));
    if (address[0] == '@') {
        at.sun_path[0] = '\0';
    }
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&at, length), 0);
    return fd;
}

static void assert_told(int fd, const char *expected)
{
    char message[64];
    ssize_t n = recv(fd, message, sizeof message - 1, MSG_DONTWAIT);
    assert_true(n >= 0);
    message[n] = '\0';
    assert_string_equal(message, expected);
}

static void assert_silent(int fd)
{
    char message[64];
    assert_int_equal(recv(fd, message, sizeof message, MSG_DONTWAIT), -1);
    assert_int_equal(errno, EAGAIN);
}

static void tell_at(const char *address)
{
    struct notify notify;
    int fd = listen_at(address);
    setenv("NOTIFY_SOCKET", address, 1);
    notify_open(&notify);
    assert_true(notify_say(&notify, NOTIFY_READY));
    assert_true(notify_say(&notify, NOTIFY_WATCHDOG));
    assert_told(fd, "READY=1");
    assert_told(fd, "WATCHDOG=1");
    assert_silent(fd);
    assert_null(getenv("NOTIFY_SOCKET"));
    notify_close(&notify);
    close(fd);
}

static void a_socket_of_the_file_system(void **state)
{
    tell_at(folder_path(*state, "notify"));
}

static void a_socket_of_the_kernel(void **state)
{
    char address[64];
    (void)state;
    snprintf(address, sizeof address, "@bonluon-test-%d", (int)getpid());
    tell_at(address);
}

static void nobody_listens(void **state)
{
    struct notify notify;
    (void)state;
    notify_open(&notify);
    assert_int_equal(notify.fd, -1);
    assert_int_equal(notify.watchdog_ms, 0);
    assert_true(notify_say(&notify, NOTIFY_READY));
    notify_close(&notify);
}

/* A watchdog that cannot be fed is none that is waited for. */
static void an_address_that_is_none_is_nobody(void **state)
{
    static const char *const addresses[] = {"", "vsock:2:1", "notify",
                                            "/nowhere/at/all"};
    struct notify notify;
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        setenv("NOTIFY_SOCKET", addresses[i], 1);
        setenv("WATCHDOG_USEC", "20000000", 1);
        notify_open(&notify);
        assert_int_equal(notify.fd, -1);
        assert_int_equal(notify.watchdog_ms, 0);
        assert_null(getenv("NOTIFY_SOCKET"));
        assert_null(getenv("WATCHDOG_USEC"));
    }
}

static int64_t watchdog_of(const char *address, const char *usec,
                           const char *pid)
{
    struct notify notify;
    setenv("NOTIFY_SOCKET", address, 1);
    setenv("WATCHDOG_USEC", usec, 1);
    if (pid != NULL) {
        setenv("WATCHDOG_PID", pid, 1);
    }
    notify_open(&notify);
    notify_close(&notify);
    assert_null(getenv("WATCHDOG_PID"));
    return notify.watchdog_ms;
}

static void the_watchdog_is_this_process_s(void **state)
{
    const char *address = folder_path(*state, "notify");
    char own[24];
    int fd = listen_at(address);
    snprintf(own, sizeof own, "%d", (int)getpid());
    assert_int_equal(watchdog_of(address, "20000000", NULL), 20000);
    assert_int_equal(watchdog_of(address, "20000000", own), 20000);
    assert_int_equal(watchdog_of(address, "20000000", "1"), 0);
    assert_int_equal(watchdog_of(address, "20s", own), 0);
    assert_int_equal(watchdog_of(address, "-1", own), 0);
    assert_int_equal(watchdog_of(address, "", own), 0);
    close(fd);
}

/* Nobody reads: the glass does not wait for that. */
static void a_full_socket_is_not_waited_for(void **state)
{
    struct notify notify;
    const char *address = folder_path(*state, "notify");
    int fd = listen_at(address);
    setenv("NOTIFY_SOCKET", address, 1);
    notify_open(&notify);
    int sent = 0;
    while (sent < 1000000 && notify_say(&notify, NOTIFY_WATCHDOG)) {
        sent++;
    }
    assert_int_equal(errno, EAGAIN);
    assert_told(fd, "WATCHDOG=1");
    notify_close(&notify);
    close(fd);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        folder_test(a_socket_of_the_file_system),
        folder_test(a_socket_of_the_kernel),
        folder_test(nobody_listens),
        folder_test(an_address_that_is_none_is_nobody),
        folder_test(the_watchdog_is_this_process_s),
        folder_test(a_full_socket_is_not_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
