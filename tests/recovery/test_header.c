/*
 * The first hundred bytes of a database are SQLite's header: whose it is, of
 * which version, how it is to be read. A bit of it that flips keeps no terminal
 * dead: within as many starts as a service manager makes in a minute it runs,
 * with every row that it had.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/unread.h"
#include "record/with_record.h"
#include "store/with_rows.h"
#include "with_damage.h"

enum { HEADER = 100, STEP = 3 /* of bits: some of each byte */ };

static void lay_out(struct record_fixture *f,
                    const struct bytes files[FILE_COUNT])
{
    char path[FILES_PATH_SIZE];
    memcpy(path, f->folder.path, sizeof path);
    data_folder_remove(&f->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(mkdir(data_folder_path(&f->folder, "log"), 0700), 0);
    assert_int_equal(mkdir(data_folder_path(&f->folder, "backup"), 0700), 0);
    for (int i = 0; i < FILE_COUNT; i++) {
        damage_write_file(data_folder_path(&f->folder, damage_names[i]),
                          &files[i]);
    }
}

/* How many starts it took; the last one's record is open. */
static int start(struct record_fixture *f)
{
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .use = RECORD_TERMINAL,
                                         .now = with_time(1, 10)};
    for (int starts = 1; starts <= UNREAD_STARTS; starts++) {
        if (record_open(&f->record, &params) == STORE_OK) {
            return starts;
        }
        if (starts == UNREAD_STARTS) {
            fail_msg("dead for ever: %s", record_error(f->record));
        }
        record_fixture_close(f);
    }
    return 0;
}

static void no_bit_of_the_header_keeps_a_terminal_dead(void **state)
{
    struct record_fixture *f = *state;
    struct bytes files[FILE_COUNT];
    record_fixture_close(f);
    for (int i = 0; i < FILE_COUNT; i++) {
        files[i] = damage_take_file(record_fixture_path(f, damage_names[i]));
    }
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    for (int bit = 0; bit < 8 * HEADER; bit += STEP) {
        char *byte = files[DATABASE].data + bit / 8;
        *byte ^= (char)(1 << bit % 8);
        lay_out(f, files);
        *byte ^= (char)(1 << bit % 8);
        int starts = start(f);
        record_fixture_close(f);
        char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
        if (strncmp(now, rows, strlen(rows)) != 0) {
            fail_msg("byte %d, bit %d: rows are gone after %d starts", bit / 8,
                     bit % 8, starts);
        }
        free(now);
    }
    free(rows);
    for (int i = 0; i < FILE_COUNT; i++) {
        free(files[i].data);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            no_bit_of_the_header_keeps_a_terminal_dead, record_fixture_two_days,
            record_fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
