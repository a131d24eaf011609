/* There is no memory, for one request of every few: a verification says that it
   could not be done, and accuses nobody of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "verify/verify.h"
#include "with_past.h"

/* Requests that are granted; 0 or less: all. */
static _Atomic long left;

#ifndef __SANITIZE_ADDRESS__
/* The C library's own, by the names under which it keeps them. The sanitizer
   has others, and is shown a verification that lacks nothing. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool refuses(void)
{
    return atomic_load(&left) > 0 && atomic_fetch_sub(&left, 1) == 1;
}

void *malloc(size_t size)
{
    return refuses() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return refuses() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return refuses() ? NULL : __libc_realloc(old, size);
}
#endif

enum { LINE_SIZE = 512 };

static void keep(void *context, const char *line)
{
    snprintf(context, LINE_SIZE, "%s", line);
}

/* Whether it was done, what came of it, and what was said last. */
static bool look(const char *path, struct account *account,
                 char said[LINE_SIZE])
{
    char why[VERIFY_WHY_SIZE];
    const struct verify_params params = {.say = keep, .context = said};
    struct verify *verify = verify_new(&params);
    bool done = verify != NULL &&
                verify_path(verify, path, why) == VERIFY_DONE &&
                verify_end(verify, account);
    verify_free(verify);
    return done;
}

static void nobody_is_accused(void **state)
{
    (void)state;
    enum { EVERY = 5, MOST = 100000 };
    struct past past;
    struct account account = {.wrong = 0};
    past_begin(&past, 4);
    past_live(&past, 3);
    past_kill(&past);
    char said[LINE_SIZE] = "";
    long missed = 0;
    long at = 1;
    for (bool failed = true; failed; at += EVERY) {
        assert_true(at < MOST);
        atomic_store(&left, at);
        bool done = look(past.path, &account, said);
        failed = atomic_exchange(&left, 0) == 0;
        if (done && account.wrong > 0) {
            fail_msg("request %ld: %s", at, said);
        }
        missed += failed && !done;
    }
    assert_true(look(past.path, &account, said));
    assert_int_equal(account.wrong, 0);
    assert_true(account.rows > 0);
#ifndef __SANITIZE_ADDRESS__
    assert_true(missed > 0); /* else none of ours was asked for memory */
#endif
    printf("%ld requests, %ld verifications that failed\n", at, missed);
    past_end(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_is_accused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
