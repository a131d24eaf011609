/* The log, line by line: what is written is read back to the byte, and what is
   damaged does not count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "config/with_config.h"
#include "with_journal.h"

static void test_what_is_written_is_read_back(void **state)
{
    struct journal_fixture *f = *state;
    struct row rows[3] = {journal_make_row(1, WITH_MONDAY),
                          journal_make_row(2, WITH_MONDAY),
                          journal_make_row(3, WITH_MONDAY)};
    const struct store_wording wording = {
        "ab12", "wording\t1\nform\t4-luon\nback\\slash\r\n"};
    const struct store_seal seal = {WITH_MONDAY, "bonluon-seal 1\nend\n",
                                    "-----BEGIN\nx\n"};
    rows[1].tagged = false;
    rows[1].item[0] = '\0';
    rows[2].kind = ROW_RECOVERY;
    rows[2].value = -5;
    rows[2].wall_ms = INT64_MIN;
    strcpy(rows[2].note, "a\tb\\n\r\n ấ");
    const struct store_batch batch = {.rows = rows,
                                      .row_count = 3,
                                      .wordings = &wording,
                                      .wording_count = 1,
                                      .seals = &seal,
                                      .seal_count = 1};
    assert_true(journal_add(&f->journal, &batch));

    char *file = data_folder_read(&f->data, "log/2026.log");
    struct journal_found found = journal_read_all(f);
    assert_string_equal(found.lines.data, file);
    assert_int_equal(found.bad, 0);
    assert_int_equal(journal_count_lines(file), 5);
    assert_non_null(strstr(file, "wording\tab12\twording\\t1\\nform\\t4-luon"
                                 "\\nback\\\\slash\\r\\n\t"));
    assert_non_null(strstr(file, "\nrow\t1\t7\t1000\t1795000000001\t20780"
                                 "\tanswer\t123456789012345\tmim-cuoi\t2"
                                 "\t1500\t3\tvi 0123456789abcdef"
                                 "\t01010101010101010101010101010101\t"));
    assert_int_equal(journal_last_seq(f), 3);
    text_free(&found.lines);
    free(file);
}

static bool take_one(void *context, const struct journal_line *line)
{
    *(struct row *)context = line->row;
    return false;
}

static void test_a_row_comes_back_whole(void **state)
{
    struct journal_fixture *f = *state;
    struct row row = journal_make_row(1, WITH_MONDAY);
    struct row back = {.seq = 0};
    assert_true(journal_add_row(f, &row));
    journal_add_rows(f, 2, 3);
    struct journal_scan scan = {.folder = f->folder,
                                .from_day = INT32_MIN,
                                .take = take_one,
                                .context = &back};
    assert_true(journal_read(&scan));
    assert_true(row_same(&back, &row));
}

/* A line is the same, or it does not count: whatever bit of it is flipped. */
static void test_each_flipped_bit_is_seen(void **state)
{
    (void)state;
    struct text texts[3] = {{0}};
    const struct row row = journal_make_row(1, WITH_MONDAY);
    journal_line_row(&texts[0], &row);
    journal_line_wording(&texts[1], &(struct store_wording){"ab", "x\ty\\z"});
    journal_line_seal(&texts[2], &(struct store_seal){5, "a\nb\n", "c\n"});
    for (int i = 0; i < 3; i++) {
        size_t length = texts[i].length - 1;
        char *line = malloc(length);
        struct journal_line read;
        memcpy(line, texts[i].data, length);
        assert_true(journal_line_read(line, length, &read));
        for (size_t bit = 0; bit < 8 * length; bit++) {
            memcpy(line, texts[i].data, length);
            line[bit / 8] = (char)(line[bit / 8] ^ (1 << bit % 8));
            if (journal_line_read(line, length, &read)) {
                fail_msg("line %d counts with bit %zu flipped", i, bit);
            }
        }
        free(line);
        text_free(&texts[i]);
    }
}

/* A check alone does not make a row. */
static void test_what_is_no_row_does_not_count(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "",
        "row",
        "seal\t1\tx",
        "wording\tx",
        "stone\t1\t2",
        "row\t0\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstops\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\tab",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\\q\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\\\t-",
        "row\t1\t1\t1\t1\t9999999999\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t-1\t\t-",
        "row\t1\t1\t1\t99999999999999999999\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-\t",
        "row\t01\t1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t+1\t1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t 1\t1\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "row\t1\t1\t1\t-0\t1\tstop\t0\t\t0\t0\t0\t\t-",
        "wording\tx\ta\rb",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        char line[256];
        char hex[DIGEST_HEX_SIZE];
        struct journal_line read;
        digest_of(bodies[i], strlen(bodies[i]), hex);
        int n = snprintf(line, sizeof line, "%s\t%.16s", bodies[i], hex);
        if (journal_line_read(line, (size_t)n, &read)) {
            fail_msg("this counts: %s", bodies[i]);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, journal_setup, journal_teardown)
        TEST(test_what_is_written_is_read_back),
        TEST(test_a_row_comes_back_whole),
        TEST(test_each_flipped_bit_is_seen),
        TEST(test_what_is_no_row_does_not_count),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
