/* setup.ini: what was entered on the glass, behind bonluon.ini. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "config/setup_file.h"
#include "with_files.h"

static int make_files(void **state)
{
    static struct config_files files;
    config_files_make(&files);
    config_files_change(files.ini, "unit_code=VANTRUONG", "unit_code=");
    config_files_change(files.ini, "device_id=QUAY-1", "#");
    config_files_change(files.ini, "width_mm=344", "width_mm=");
    *state = &files;
    return 0;
}

static int remove_files(void **state)
{
    config_files_remove(*state);
    return 0;
}

static void enter(const struct config_files *files, const char *text)
{
    config_files_write(files, SETUP_FILE_NAME, text, strlen(text));
}

/* True when there was no fault. The config is the caller's. */
static bool load(const struct config_files *files, bool asks,
                 struct config *config, struct faults *faults)
{
    char path[FILES_PATH_SIZE];
    bool any = setup_file_find(files->folder, path);
    *faults = (struct faults){0};
    return config_load_with(
        config,
        &(struct config_params){.path = files->ini,
                                .share = files->folder,
                                .entered = any ? path : NULL,
                                .asks = asks},
        faults);
}

/* The faults, apart from the folder in front of each. */
static void expect_faults(const struct config_files *files, bool asks,
                          const char *const *lines, int count)
{
    struct config config;
    struct faults faults;
    bool good = load(files, asks, &config, &faults);
    assert_int_equal(faults.count, count);
    assert_int_equal(good, count == 0);
    for (int i = 0; i < count; i++) {
        if (strstr(faults.lines.data, lines[i]) == NULL) {
            fail_msg("no \"%s\" in %s", lines[i], faults.lines.data);
        }
    }
    faults_free(&faults);
    config_free(&config);
}

static const char whole[] = "[office]\nunit_code=ENTERED\ndevice_id=QUAY-9\n"
                            "[screen]\nwidth_mm=217\n";

static void what_is_empty_comes_from_the_glass(void **state)
{
    struct config_files *files = *state;
    struct config config;
    struct faults faults;
    enter(files, whole);
    assert_true(load(files, false, &config, &faults));
    assert_string_equal(config.unit_code, "ENTERED");
    assert_string_equal(config.device_id, "QUAY-9");
    assert_int_equal(config.width_mm, 217);
    assert_false(config_lacks(&config));
    char digest[sizeof config.digest];
    memcpy(digest, config.digest, sizeof digest);
    config_free(&config);
    enter(files, "[office]\nunit_code=OTHER\ndevice_id=QUAY-9\n"
                 "[screen]\nwidth_mm=217\n");
    assert_true(load(files, false, &config, &faults));
    assert_string_not_equal(config.digest, digest);
    const char *file = config_file_of(&config, "office", "device_id");
    assert_string_equal(strrchr(file, '/'), "/setup.ini");
    assert_int_equal(config_line(&config, file, "office", "device_id"), 3);
    config_free(&config);
}

static void what_bonluon_ini_sets_wins(void **state)
{
    struct config_files *files = *state;
    struct config config;
    struct faults faults;
    config_files_change(files->ini, "unit_code=", "unit_code=WRITTEN");
    enter(files, "[office]\nunit_code=ENTERED\ndevice_id=QUAY-9\n"
                 "name[vi]=Tên khác\n[screen]\nwidth_mm=217\n");
    assert_true(load(files, false, &config, &faults));
    assert_string_equal(config.unit_code, "WRITTEN");
    assert_string_equal(config.device_id, "QUAY-9");
    assert_string_equal(config.office_name[0], "UBND xã Vân Trường");
    assert_string_equal(config_file_of(&config, "office", "unit_code"),
                        files->ini);
    config_free(&config);
}

static void a_name_comes_language_by_language(void **state)
{
    struct config_files *files = *state;
    struct config config;
    struct faults faults;
    struct text text = {0};
    config_files_change(files->ini, "name[vi]=UBND xã Vân Trường", "name[vi]=");
    text_append_string(&text, "\xEF\xBB\xBF"); /* as Notepad saves it */
    text_append_string(&text, "[office]\r\nname[vi]=UBND xã Ba Động\r\n");
    text_append_string(&text, whole + strlen("[office]\n"));
    config_files_write(files, SETUP_FILE_NAME, text.data, text.length);
    assert_true(load(files, false, &config, &faults));
    assert_string_equal(config.office_name[0], "UBND xã Ba Động");
    assert_string_equal(config.office_name[1],
                        "Vân Trường Commune People's Committee");
    config_free(&config);
    text_free(&text);
}

static void what_is_wrong_in_it_is_told_at_its_line(void **state)
{
    struct config_files *files = *state;
    static const char *const lines[] = {
        "/setup.ini:2: unit_code is no code",
        "/setup.ini:5: width_mm=9 is not a whole number",
        "/setup.ini:6: ", /* size: known to bonluon.ini, and not here */
        "/setup.ini:7: ",
        "/setup.ini:9: ",
    };
    enter(files, "[office]\nunit_code=A B\ndevice_id=QUAY-9\n[screen]\n"
                 "width_mm=9\nsize=800x480\n[hours]\n[set-up]\nstarted=yes\n");
    expect_faults(files, false, lines, 5);
    expect_faults(files, true, lines, 5);
}

static void what_is_missing_is_a_fault_unless_the_glass_asks(void **state)
{
    struct config_files *files = *state;
    struct config config;
    struct faults faults;
    static const char *const lines[] = {"/bonluon.ini:", "device_id is missing",
                                        "width_mm"};
    expect_faults(files, false, lines, 3);
    assert_true(load(files, true, &config, &faults));
    assert_true(config_lacks(&config));
    assert_string_equal(config.unit_code, "");
    assert_string_equal(config.device_id, "");
    assert_int_equal(config.width_mm, 0);
    config_free(&config);
}

static void a_value_that_cannot_be_read_is_not_asked_for(void **state)
{
    struct config_files *files = *state;
    static const char *const lines[] = {"/bonluon.ini:"};
    config_files_change(files->ini, "unit_code=", "unit_code=a\\qb");
    enter(files, whole);
    expect_faults(files, true, lines, 1);
}

static void expect_text(const struct config_files *files, const char *expected)
{
    char path[FILES_PATH_SIZE];
    struct text text = {0};
    assert_true(setup_file_find(files->folder, path));
    assert_true(files_read(path, 4096, &text));
    const char *from = strstr(text.data, "\n[");
    assert_non_null(from);
    assert_string_equal(from, expected);
    text_free(&text);
}

static void what_is_put_is_read_and_the_rest_is_kept(void **state)
{
    struct config_files *files = *state;
    struct config config;
    struct faults faults;
    const struct setup_value first[] = {{"office", "unit_code", "ONE"},
                                        {"set-up", "begun", "yes"}};
    const struct setup_value second[] = {{"office", "unit_code", "TWO"},
                                         {"screen", "width_mm", "500"},
                                         {"office", "device_id", "B-2"}};
    assert_true(setup_file_put(files->folder, first, 2));
    assert_true(load(files, true, &config, &faults));
    assert_true(config.set_up_begun);
    assert_false(config.set_up_done);
    config_free(&config);
    assert_true(setup_file_put(files->folder, second, 3));
    expect_text(files, "\n[office]\nunit_code=TWO\ndevice_id=B-2\n"
                       "\n[set-up]\nbegun=yes\n\n[screen]\nwidth_mm=500\n");
    assert_true(load(files, false, &config, &faults));
    assert_string_equal(config.unit_code, "TWO");
    assert_string_equal(config.device_id, "B-2");
    config_free(&config);
}

static void a_name_that_was_there_stays_to_the_letter(void **state)
{
    struct config_files *files = *state;
    const struct setup_value done = {"set-up", "done", "2026-11-30"};
    enter(files, "[office]\nname[vi]=\\sxã \\\\ Ba Động\n");
    assert_true(setup_file_put(files->folder, &done, 1));
    expect_text(files, "\n[office]\nname[vi]=\\sxã \\\\ Ba Động\n"
                       "\n[set-up]\ndone=2026-11-30\n");
}

static void without_a_name_a_general_one_stands(void **state)
{
    struct config_files *files = *state;
    struct config config;
    struct faults faults;
    config_files_change(files->ini, "name[vi]=UBND xã Vân Trường", "name[vi]=");
    config_files_change(files->ini, "name[en]=", "#");
    assert_true(load(files, true, &config, &faults));
    assert_string_equal(config.office_name[0], "Ủy ban nhân dân");
    assert_string_equal(config.office_name[1], "People's Committee");
    config_free(&config);
    enter(files, whole);
    assert_true(load(files, false, &config, &faults));
    assert_string_equal(config.office_name[0], "Ủy ban nhân dân");
    config_free(&config);
}

static void the_sample_s_codes_are_nobody_s(void **state)
{
    struct config_files *files = *state;
    static const char *const lines[] = {
        "VANTRUONG/QUAY-1 are the codes of the sample"};
    enter(files, "[office]\nunit_code=VANTRUONG\ndevice_id=QUAY-1\n"
                 "[screen]\nwidth_mm=217\n");
    expect_faults(files, true, lines, 1);
    expect_faults(files, false, NULL, 0);
    enter(files, "[office]\nunit_code=VANTRUONG\ndevice_id=QUAY-2\n"
                 "[screen]\nwidth_mm=217\n");
    expect_faults(files, true, NULL, 0);
}

static void others_may_not_read_it(void **state)
{
    struct config_files *files = *state;
    const struct setup_value begun = {"set-up", "begun", "yes"};
    char path[FILES_PATH_SIZE];
    struct stat st;
    assert_true(setup_file_put(files->folder, &begun, 1));
    assert_true(setup_file_find(files->folder, path));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void a_file_with_faults_is_left_alone(void **state)
{
    struct config_files *files = *state;
    const struct setup_value begun = {"set-up", "begun", "yes"};
    static const char broken[] = "\n[office]\nthis is no key\n";
    enter(files, broken);
    errno = 0;
    assert_false(setup_file_put(files->folder, &begun, 1));
    assert_int_equal(errno, EILSEQ);
    expect_text(files, broken);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, make_files, remove_files)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_empty_comes_from_the_glass),
        TEST(what_bonluon_ini_sets_wins),
        TEST(a_name_comes_language_by_language),
        TEST(what_is_wrong_in_it_is_told_at_its_line),
        TEST(what_is_missing_is_a_fault_unless_the_glass_asks),
        TEST(a_value_that_cannot_be_read_is_not_asked_for),
        TEST(what_is_put_is_read_and_the_rest_is_kept),
        TEST(a_name_that_was_there_stays_to_the_letter),
        TEST(without_a_name_a_general_one_stands),
        TEST(the_sample_s_codes_are_nobody_s),
        TEST(others_may_not_read_it),
        TEST(a_file_with_faults_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
