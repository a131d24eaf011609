/* Which daily files a report counts, and what it says of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "config/with_config.h"
#include "daily/with_daily.h"
#include "report/with_days.h"
#include "tried.h"

static const struct report_span all = {.dated = false};

static const char *at(const struct with_days *days, const char *name)
{
    return data_folder_path(&days->folder, name);
}

/* Anything, in a file of this name. */
static void write_text(const struct with_days *days, const char *name,
                       const char *text)
{
    struct text bytes = {0};
    text_append_string(&bytes, text);
    daily_write(&bytes, at(days, name));
    text_free(&bytes);
}

static void make_folder(const struct with_days *days, const char *name)
{
    assert_true(files_make_folder(at(days, name)));
}

static void move(const struct with_days *days, const char *from, const char *to)
{
    assert_int_equal(rename(at(days, from), at(days, to)), 0);
}

static void sealed_files_need_no_word(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_good);
    with_days_write(days, TUESDAY ".csv", with_days_four);
    write_text(days, MONDAY ".seal.sig", "as if");
    write_text(days, MONDAY ".csv-metadata.json", "{}");
    write_text(days, "allowed_signers", "");
    assert_string_equal(with_days_read(days, &all), "");
    assert_int_equal(days->report.all.sum.visits, 9);
    assert_int_equal(days->report.remark_count, 0);
    assert_int_equal(days->report.from_day, WITH_MONDAY);
    assert_int_equal(days->report.to_day, WITH_MONDAY + 1);
    tried("nothing stands under Files and days");
}

static void folders_are_walked_to_any_depth(void **state)
{
    struct with_days *days = *state;
    make_folder(days, "a/b/c/d/e/f");
    with_days_write(days, MONDAY ".csv", with_days_good);
    with_days_write(days, TUESDAY ".csv", with_days_good);
    move(days, TUESDAY ".csv", "a/b/c/d/e/f/" TUESDAY ".csv");
    assert_int_equal(symlink("a", at(days, "link")), 0);
    assert_string_equal(with_days_read(days, &all),
                        "link: not opened: name what it leads to\n");
    assert_int_equal(days->report.all.sum.visits, 10);
}

static void a_provisional_file_gives_way(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY "_tam.csv", with_days_four);
    with_days_write(days, MONDAY ".csv", with_days_good);
    with_days_write(days, TUESDAY "_tam.csv", with_days_four);
    assert_string_equal(with_days_read(days, &all),
                        TUESDAY "_tam.csv: provisional: it has no seal yet\n");
    assert_true(
        with_days_remarked(days, REPORT_FILE_SUPERSEDED, MONDAY "_tam.csv"));
    assert_true(
        with_days_remarked(days, REPORT_FILE_PROVISIONAL, TUESDAY "_tam.csv"));
    assert_int_equal(days->report.all.sum.visits, 9);
    assert_false(days->report.all.days[0].provisional);
    assert_true(days->report.all.days[1].provisional);
}

static void the_same_file_counts_once(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_good);
    report_files_find(&days->files, at(days, MONDAY ".csv"));
    report_files_find(&days->files, at(days, "./" MONDAY ".csv"));
    assert_string_equal(with_days_read(days, &all), "");
    assert_int_equal(days->report.all.sum.visits, 5);
}

static void a_copy_counts_once_and_is_said(void **state)
{
    struct with_days *days = *state;
    make_folder(days, "copy");
    with_days_write(days, MONDAY ".csv", with_days_good);
    data_folder_copy(&days->folder, MONDAY ".csv", "copy/" MONDAY ".csv");
    const char *said = with_days_read(days, &all);
    assert_non_null(strstr(said, "the same file lies elsewhere, too"));
    assert_int_equal(days->report.all.sum.visits, 5);
}

static void unlike_files_of_a_day_are_refused(void **state)
{
    struct with_days *days = *state;
    make_folder(days, "other");
    with_days_write(days, MONDAY ".csv", with_days_good);
    move(days, MONDAY ".csv", "other/" MONDAY ".csv");
    with_days_write(days, MONDAY ".csv", with_days_bad);
    with_days_write(days, TUESDAY ".csv", with_days_four);
    assert_int_equal(unlink(at(days, MONDAY ".seal")), 0);
    const char *said = with_days_read(days, &all);
    assert_non_null(strstr(said, MONDAY ".csv: another file of this terminal "
                                        "and day has other content, so neither "
                                        "is counted"));
    assert_non_null(strstr(said, "other/" MONDAY ".csv: another file"));
    assert_int_equal(days->report.all.sum.visits, 4);
    assert_int_equal(days->report.remark_count, 2);
}

/* What is not as it was sealed never counts; what is, counts beside it. */
static void an_altered_file_is_left_out(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_bad);
    struct text bytes = {0};
    daily_levels(&bytes, with_days_good);
    daily_write(&bytes, at(days, MONDAY ".csv"));
    text_free(&bytes);
    with_days_write(days, TUESDAY ".csv", with_days_four);
    assert_string_equal(with_days_read(days, &all), MONDAY
                        ".csv: it is not the file that was sealed: it is not "
                        "counted\n");
    assert_true(with_days_remarked(days, REPORT_FILE_ALTERED, MONDAY ".csv"));
    assert_int_equal(days->report.all.sum.visits, 4);
    assert_int_equal(days->report.from_day, WITH_MONDAY + 1);
    tried("edits a daily file, leaves its");
    tried("altered, unsealed, provisional, doubled, renamed");
}

static void what_nothing_vouches_for_is_said(void **state)
{
    static const struct {
        bool sealed;
        enum report_trust trust;
        enum report_word what;
        bool told;
    } rows[] = {{false, REPORT_TRUST_GOOD, REPORT_FILE_UNSEALED, true},
                {true, REPORT_TRUST_NONE, REPORT_FILE_UNSEALED, true},
                {true, REPORT_TRUST_UNKNOWN, REPORT_FILE_UNLISTED, true},
                {true, REPORT_TRUST_GOOD, REPORT_FILE_UNSEALED, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct with_days *days = *state;
        days->trust = rows[i].trust;
        with_days_write(days, MONDAY ".csv", with_days_good);
        with_days_write(days, TUESDAY ".csv", with_days_good);
        if (!rows[i].sealed) {
            assert_int_equal(unlink(at(days, MONDAY ".seal")), 0);
            assert_int_equal(unlink(at(days, TUESDAY ".seal")), 0);
        }
        assert_int_equal(with_days_read(days, &all)[0] != '\0', rows[i].told);
        assert_int_equal(days->faults.count, rows[i].told ? 2 : 0);
        /* Two in a row are one remark. */
        assert_int_equal(days->report.remark_count, rows[i].told);
        assert_int_equal(with_days_remarked(days, rows[i].what, MONDAY ".csv"),
                         rows[i].told);
        assert_int_equal(days->report.all.sum.visits, 10);
        with_days_tear_down(state);
        with_days_set_up(state);
    }
    tried("altered, unsealed, provisional, doubled, renamed");
}

static void a_renamed_file_is_read_as_what_it_holds(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_good);
    move(days, MONDAY ".csv", "Ngay 23.csv");
    with_days_write(days, TUESDAY ".csv", with_days_four);
    move(days, TUESDAY ".csv", "4luon_VT_Q1_2026-11-25.csv");
    assert_int_equal(unlink(at(days, TUESDAY ".seal")), 0);
    const char *said = with_days_read(days, &all);
    /* A seal is of the bytes, whatever they are called. */
    assert_null(strstr(said, "Ngay 23.csv"));
    assert_non_null(strstr(said, "4luon_VT_Q1_2026-11-25.csv "
                                 "(4luon_VT_Q1_2026-11-24): renamed"));
    assert_true(with_days_remarked(days, REPORT_FILE_RENAMED,
                                   "Ngay 23.csv (" MONDAY ")"));
    assert_int_equal(days->report.all.sum.visits, 9);
    assert_int_equal(days->report.to_day, WITH_MONDAY + 1);
}

/* The files before and behind it are unlisted, as it is, and not renamed. */
static void a_remark_between_others_is_of_its_file_alone(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_good);
    with_days_write(days, TUESDAY ".csv", with_days_good);
    assert_int_equal(unlink(at(days, MONDAY ".seal")), 0);
    assert_int_equal(unlink(at(days, TUESDAY ".seal")), 0);
    move(days, TUESDAY ".csv", "Ngay 24.csv");
    (void)with_days_read(days, &all);
    const struct report *report = &days->report;
    for (int i = 0; i < report->remark_count; i++) {
        const struct report_remark *remark = &report->remarks[i];
        assert_true(remark->what != REPORT_FILE_RENAMED ||
                    remark->until == NULL);
    }
    assert_true(with_days_remarked(days, REPORT_FILE_RENAMED,
                                   "Ngay 24.csv (" TUESDAY ")"));
}

static void what_is_no_daily_file_is_named(void **state)
{
    static const struct {
        const char *name, *bytes, *said;
        enum report_word what;
    } rows[] = {
        {TUESDAY ".csv", "not,a,header\r\n",
         TUESDAY ".csv:1: it does not begin with the header",
         REPORT_FILE_FAULTY},
        {"thang 11.csv", "1;2;3\r\n", "thang 11.csv:1: it does not begin",
         REPORT_FILE_FAULTY},
        {"rong.csv", "schema_version,unit_code\r\n", "rong.csv: neither its",
         REPORT_FILE_FAULTY},
        {"thang 11.zip", "PK\3\4", "thang 11.zip: not opened",
         REPORT_FILE_CLOSED},
        {"broken.seal", "bonluon-seal 1\n", "broken.seal: it is no seal",
         REPORT_FILE_UNREAD},
        {"notes.txt", "x", NULL, REPORT_FILE_OTHER},
        {"4luon_VT_Q1_baocao.xlsx", "PK\3\4", NULL, REPORT_FILE_OTHER},
        {TUESDAY ".csv.tmp", "schema_version,", NULL, REPORT_FILE_OTHER},
    };
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_good);
    int faults = 1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_text(days, rows[i].name, rows[i].bytes);
        faults += rows[i].said != NULL;
    }
    report_files_find(&days->files, at(days, "gone.csv"));
    const char *said = with_days_read(days, &all);
    assert_non_null(strstr(said, "gone.csv: No such file or directory\n"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].said != NULL && strstr(said, rows[i].said) == NULL) {
            fail_msg("no \"%s\" in:\n%s", rows[i].said, said);
        }
        if (!with_days_remarked(days, rows[i].what, rows[i].name)) {
            fail_msg("no remark on %s", rows[i].name);
        }
    }
    assert_int_equal(days->faults.count, faults);
    assert_int_equal(days->report.all.sum.visits, 5);
}

static void a_folder_without_days_is_said(void **state)
{
    struct with_days *days = *state;
    const char *said = with_days_read(days, &all);
    assert_string_equal(said, ": no daily file lies in it\n");
}

static void missing_days_are_said(void **state)
{
    struct with_days *days = *state;
    const struct report_span span = {true, WITH_MONDAY - 1, WITH_MONDAY + 9};
    with_days_write(days, MONDAY ".csv", with_days_good);
    with_days_write(days, "4luon_VT_Q1_2026-11-26.csv", with_days_good);
    days->before[0] = '\0'; /* another terminal, and its own seals */
    with_days_write(days, "4luon_VT_Q2_2026-12-24.csv", with_days_good);
    assert_string_equal(with_days_read(days, &span),
                        "VT/Q1: no file of the days from 2026-11-22 to "
                        "2026-11-22\n"
                        "VT/Q1: no file of the days from 2026-11-24 to "
                        "2026-11-25\n"
                        "VT/Q1: no file of the days from 2026-11-27 to "
                        "2026-12-02\n"
                        "VT/Q2: no file of the days from 2026-11-22 to "
                        "2026-12-02\n");
    assert_int_equal(days->report.missing, 1 + 2 + 6 + 11);
    assert_int_equal(days->report.all.sum.visits, 10);
    assert_int_equal(days->report.to_day, WITH_MONDAY + 9);
    tried("edits a daily file, leaves its");
    tried("altered, unsealed, provisional, doubled, renamed");
}

/* The second seal goes on from the first. */
static void a_code_that_was_changed_misses_no_day(void **state)
{
    struct with_days *days = *state;
    const struct report_span span = {true, WITH_MONDAY, WITH_MONDAY + 1};
    with_days_write(days, MONDAY ".csv", with_days_good);
    with_days_write(days, "4luon_VT_Q2_2026-11-24.csv", with_days_good);
    assert_string_equal(with_days_read(days, &span), "");
    assert_int_equal(days->report.missing, 0);
    assert_int_equal(days->report.terminal_count, 2);
}

static void nine_of_ten_days_say_so(void **state)
{
    struct with_days *days = *state;
    for (int i = 0; i < 10; i++) {
        char name[64];
        char date[CLOCK_DATE_SIZE];
        clock_date(WITH_MONDAY + i, date);
        text_must(name, sizeof name, "4luon_VT_Q1_%s.csv", date);
        if (i != 4) {
            with_days_write(days, name, with_days_good);
        }
    }
    assert_string_equal(with_days_read(days, &all),
                        "VT/Q1: no file of the days from 2026-11-27 to "
                        "2026-11-27\n");
    assert_int_equal(days->report.all.day_count, 9);
}

/* Two machines of other chains are two, whatever they are called. */
static void twins_are_kept_apart(void **state)
{
    struct with_days *days = *state;
    make_folder(days, "other");
    with_days_write(days, MONDAY ".csv", with_days_good);
    move(days, MONDAY ".csv", "other/" MONDAY ".csv");
    move(days, MONDAY ".seal", "other/" MONDAY ".seal");
    days->chain = "fedcba9876543210";
    days->before[0] = '\0';
    with_days_write(days, MONDAY ".csv", with_days_bad);
    with_days_write(days, TUESDAY ".csv", with_days_four);
    const char *said = with_days_read(days, &all);
    assert_memory_equal(said, "VT/Q1: two chains of seals under the same codes",
                        47);
    assert_int_equal(days->report.terminal_count, 2);
    assert_string_equal(days->report.terminals[0]->chain, "0123456789abcdef");
    assert_int_equal(days->report.terminals[0]->sum.visits, 5);
    assert_int_equal(days->report.terminals[1]->sum.visits, 9);
    tried("has both added up as one");
    tried("two terminals under the same codes");
}

/* One that was enrolled anew is the same: its seal names the one before. */
static void a_chain_that_goes_on_is_one_terminal(void **state)
{
    struct with_days *days = *state;
    with_days_write(days, MONDAY ".csv", with_days_good);
    days->chain = "fedcba9876543210";
    with_days_write(days, TUESDAY ".csv", with_days_four);
    assert_string_equal(with_days_read(days, &all), "");
    assert_int_equal(days->report.terminal_count, 1);
    assert_string_equal(days->report.terminals[0]->chain, "");
    tried("two terminals under the same codes");
}

static void a_span_leaves_out_other_days(void **state)
{
    struct with_days *days = *state;
    const struct report_span span = {true, WITH_MONDAY + 1, WITH_MONDAY + 1};
    with_days_write(days, MONDAY ".csv", with_days_good);
    assert_int_equal(unlink(at(days, MONDAY ".seal")), 0);
    with_days_write(days, TUESDAY ".csv", with_days_four);
    assert_string_equal(with_days_read(days, &span), "");
    assert_int_equal(days->report.all.sum.visits, 4);
}

#define files_test(test)                                                       \
    cmocka_unit_test_setup_teardown(test, with_days_set_up, with_days_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        files_test(sealed_files_need_no_word),
        files_test(folders_are_walked_to_any_depth),
        files_test(a_provisional_file_gives_way),
        files_test(the_same_file_counts_once),
        files_test(a_copy_counts_once_and_is_said),
        files_test(unlike_files_of_a_day_are_refused),
        files_test(an_altered_file_is_left_out),
        files_test(what_nothing_vouches_for_is_said),
        files_test(a_renamed_file_is_read_as_what_it_holds),
        files_test(a_remark_between_others_is_of_its_file_alone),
        files_test(what_is_no_daily_file_is_named),
        files_test(a_folder_without_days_is_said),
        files_test(missing_days_are_said),
        files_test(a_code_that_was_changed_misses_no_day),
        files_test(nine_of_ten_days_say_so),
        files_test(twins_are_kept_apart),
        files_test(a_chain_that_goes_on_is_one_terminal),
        files_test(a_span_leaves_out_other_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
