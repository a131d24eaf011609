/* The kernel gives no random numbers any more: keys and PINs end the program
   with a sentence, and leave nothing half made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/with_ended.h"
#include "base/with_folder.h"
#include "trust/chance.h"
#include "trust/pin_file.h"
#include "trust/tag.h"

static bool refused;

/* In the kernel's stead, for libsodium too. */
ssize_t getrandom(void *to, size_t size, unsigned flags)
{
    if (refused) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_getrandom, to, size, flags);
}

static void begin(void)
{
    if (!chance_begin()) {
        _exit(EX_SOFTWARE);
    }
    refused = true;
}

static void draw_key(void)
{
    struct tag_key key;
    begin();
    tag_key_draw(&key);
}

/* Where the child finds it. */
static const char *folder;

static void set_pin(void)
{
    static const struct pin_cost cheap = {1, 8192};
    begin();
    (void)!pin_file_set(folder, "739182", &cheap);
}

static void check(void (*run)(void))
{
    char said[1024];
    assert_int_equal(with_ended(run, said, sizeof said), EX_OSERR);
    assert_non_null(strstr(said, "no random numbers"));
    assert_non_null(strstr(said, strerror(ENOSYS)));
}

static void no_key(void **state)
{
    (void)state;
    check(draw_key);
}

static void no_pin(void **state)
{
    folder = folder_path(*state, "");
    check(set_pin);
    assert_int_not_equal(access(folder_path(*state, "pin"), F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_key),
                                       folder_test(no_pin)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
