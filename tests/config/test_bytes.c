/* Config files with a few bytes changed, cut out or moved: whatever they say,
   loading ends, leaks nothing, and refuses exactly when it names a fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "with_files.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Changes, cuts out or doubles a few bytes. */
static void mutate(struct text *bytes, const struct text *good, uint32_t *seed)
{
    text_clear(bytes);
    text_append(bytes, good->data, good->length);
    for (uint32_t n = 1 + next_random(seed) % 4; n > 0; n--) {
        size_t at = next_random(seed) % bytes->length;
        size_t length = next_random(seed) % 24;
        length = at + length < bytes->length ? length : 0;
        switch (next_random(seed) % 4) {
        case 0: bytes->data[at] = (char)next_random(seed); break;
        case 1: bytes->data[at] = "\n[]=\\;#\xC3"[length % 8]; break;
        case 2:
            memmove(bytes->data + at, bytes->data + at + length,
                    bytes->length - at - length);
            bytes->length -= length;
            break;
        default:
            memmove(bytes->data + at + length / 2, bytes->data + at,
                    length / 2);
        }
    }
}

static void any_bytes(void **state)
{
    (void)state;
    static const int rounds = 200;
    struct config_files files;
    config_files_make(&files);
    /* Whatever may be left out is there, so that it can be broken too. */
    config_files_change(files.ini, "#from:", "from:");
    config_files_change(files.ini, "\nrotating=", "\nrotating=5-biet");
    config_files_change(files.ini, "\nlevels=", "\nlevels=4");
    config_files_change(files.ini, "\nquiet=", "\nquiet=11:30-13:30");
    const char *const paths[] = {files.ini, files.form, files.biet, files.vi,
                                 files.en};
    uint32_t seed = 20261019;
    int refused = 0;
    for (size_t k = 0; k < COUNT(paths); k++) {
        const char *path = paths[k];
        struct text good = {0};
        struct text bytes = {0};
        assert_true(files_read(path, 1 << 20, &good));
        for (int i = 0; i < rounds; i++) {
            struct faults faults = {0};
            mutate(&bytes, &good, &seed);
            assert_true(
                files_replace(path, bytes.data, bytes.length, FILES_UNSYNCED));
            bool fine = config_files_load(&files, &faults);
            assert_int_equal(fine, faults.count == 0);
            refused += !fine;
            faults_free(&faults);
        }
        assert_true(
            files_replace(path, good.data, good.length, FILES_UNSYNCED));
        text_free(&good);
        text_free(&bytes);
    }
    config_files_remove(&files);
    /* Most of the changes are faults; those in comments and texts are not. */
    assert_in_range(refused, rounds, (int)COUNT(paths) * rounds - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
