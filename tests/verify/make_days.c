/*
 * Pasts for tests in another language: so many terminals, each a data directory
 * FOLDER/<n> that was copied while the terminal served, with the first key in
 * first-key.txt beside the database, and no file missing in the outbox.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "with_past.h"

/* Each terminal has a name of its own: their files may lie in one folder. */
static void give_name(struct past *past, int number)
{
    struct config *config = &past->config;
    assert_true(text_format(config->device_id, sizeof config->device_id,
                            "quay-%d", number));
    assert_true(text_format(past->first.who, sizeof past->first.who, "%s/%s",
                            config->unit_code, config->device_id));
}

static void keep_first_key(const struct past *past, const char *folder)
{
    char path[FILES_PATH_SIZE];
    char text[FIRST_KEY_SIZE];
    first_key_write(&past->first, text);
    assert_true(files_join(path, folder, "first-key.txt"));
    FILE *file = fopen(path, "wx");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_past(const char *folder, int number, uint64_t seed, int days)
{
    char path[FILES_PATH_SIZE];
    struct past past;
    assert_true(text_format(path, sizeof path, "%s/%d", folder, number));
    past_begin(&past, seed);
    give_name(&past, number);
    past_live(&past, days);
    if (draw_once_in(&past.draw, 2)) {
        past_serve(&past);
    }
    while (outbox_mend(&past.outbox)) {
    }
    past_copy(past.path, path);
    keep_first_key(&past, path);
    past_end(&past);
}

struct wanted {
    const char *folder;
    uint64_t seed;
    int terminals, days;
};

/* A test only for what one says of a past that cannot be made. */
static void make_pasts(void **state)
{
    const struct wanted *wanted = *state;
    for (int i = 1; i <= wanted->terminals; i++) {
        make_past(wanted->folder, i, wanted->seed * 1000000 + (uint64_t)i,
                  wanted->days);
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "make_days FOLDER SEED TERMINALS DAYS\n");
        return 64;
    }
    struct wanted wanted = {argv[1], strtoull(argv[2], NULL, 10), atoi(argv[3]),
                            atoi(argv[4])};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(make_pasts, &wanted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
