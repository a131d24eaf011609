/* The config as the tree ships it, and everything that can be wrong in one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "data/broken_configs.h"
#include "data/with_config_files.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static int set_up(void **state)
{
    static struct config_files files;
    config_files_make(&files);
    *state = &files;
    return 0;
}

static int tear_down(void **state)
{
    config_files_remove(*state);
    return 0;
}

/* ---- the sample -----------------------------------------------------------
 */

static void load_sample(struct config *config)
{
    struct faults faults = {0};
    bool good = config_load(config, "config/bonluon.ini", ".", &faults);
    assert_string_equal(faults.count == 0 ? "" : faults.lines.data, "");
    assert_true(good);
    faults_free(&faults);
}

static void sample_office(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    assert_string_equal(config.office_name[0], "UBND xã Vân Trường");
    assert_string_equal(config.office_name[1],
                        "Vân Trường Commune People's Committee");
    assert_string_equal(config.unit_code, "VANTRUONG");
    assert_string_equal(config.device_id, "QUAY-1");
    assert_int_equal(config.width_mm, 344);
    assert_int_equal(config.width_px, 1920);
    assert_int_equal(config.height_px, 1080);
    assert_int_equal(config.separator, ',');
    assert_int_equal(strlen(config.digest), 64);
    assert_int_equal(config.timing.settle_ms, 500);
    assert_int_equal(config.timing.saving_ms, 1000);
    assert_int_equal(config.staff_idle_ms, 60000);
    assert_int_equal(config.utc_offset_min, 420);
    int32_t monday;
    assert_true(clock_parse_date("2026-10-19", &monday));
    assert_true(hours_open(&config.hours, monday, 450));
    assert_false(hours_open(&config.hours, monday, 690));
    assert_int_equal(hours_closing(&config.hours, monday), 1020);
    assert_int_equal(hours_closing(&config.hours, monday + 6), HOURS_NEVER);
    config_free(&config);
}

static void sample_form(void **state)
{
    (void)state;
    static const char *const ids[] = {"mim-cuoi", "nhe-nhang", "lang-nghe",
                                      "giup-do"};
    struct config config;
    load_sample(&config);
    const struct form *form = &config.form;
    assert_string_equal(config.form_path, "config/forms/4-luon.ini");
    assert_string_equal(form->id, "4-luon");
    assert_int_equal(form->version, 1);
    assert_int_equal(form->levels, 5);
    assert_int_equal(form->language_count, 2);
    assert_int_equal(form->question_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(form->questions[i].id, ids[i]);
        assert_in_range(form->questions[i].reason_count, 4, 6);
    }
    assert_string_equal(form->title[0], "Bốn luôn");
    assert_string_equal(form->level_text[0][0], "Rất không hài lòng");
    assert_string_equal(form->level_text[4][0], "Rất hài lòng");
    assert_string_equal(form->questions[0].text[0],
                        "Cán bộ có luôn mỉm cười với ông/bà không?");
    assert_string_equal(form->questions[3].theme[1], "Always help");
    assert_string_equal(form->questions[1].reasons[0].id, "noi-to");
    assert_string_equal(form->questions[1].reasons[0].text[0], "Nói hơi to");
    config_free(&config);
}

static void sample_words(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    assert_int_equal(config.language_count, 2);
    assert_string_equal(config.words[0].code, "vi");
    assert_string_equal(config.words[0].name, "Tiếng Việt");
    assert_string_equal(config.words[1].name, "English");
    assert_string_equal(config.words[0].text[WORD_PROGRESS], "Câu %1/%2");
    for (int i = 0; i < WORD_COUNT; i++) {
        assert_non_null(config.words[0].text[i]);
        assert_non_null(config.words[1].text[i]);
    }
    config_free(&config);
}

static void sample_lines(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    assert_int_equal(config_line(&config, "config/bonluon.ini", "office", NULL),
                     9);
    assert_int_equal(
        config_line(&config, "config/bonluon.ini", "office", "name[en]"), 13);
    assert_int_equal(
        config_line(&config, config.form_path, "question:mim-cuoi", "text[vi]"),
        38);
    assert_string_equal(config_words_path(&config, 1), "./assets/lang/en.ini");
    assert_int_equal(
        config_line(&config, "./assets/lang/en.ini", "words", "back"), 9);
    assert_int_equal(config_line(&config, "else.ini", "office", NULL), 0);
    assert_int_equal(
        config_line(&config, "config/bonluon.ini", "office", "else"), 0);
    config_free(&config);
    assert_int_equal(config_line(&config, "else.ini", "office", NULL), 0);
    assert_null(config_words_path(&config, 0));
    config_free(&config);
    config_free(NULL);
}

/* ---- files that are good though different ---------------------------------
 */

static void write_file(const char *path, const char *bytes)
{
    assert_true(files_replace(path, bytes, strlen(bytes), false));
}

static void load_good(const struct config_files *files, struct config *config)
{
    struct faults faults = {0};
    bool good = config_load(config, files->ini, files->folder, &faults);
    assert_string_equal(faults.count == 0 ? "" : faults.lines.data, "");
    assert_true(good);
    faults_free(&faults);
}

static void defaults(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    write_file(files->ini, "[office]\nname[vi]=A\nname[en]=B\nunit_code=C\n"
                           "device_id=D\n[screen]\nwidth_mm=344\n");
    load_good(files, &config);
    assert_int_equal(config.width_px, 1920);
    assert_int_equal(config.utc_offset_min, 420);
    assert_true(hours_open(&config.hours, 0, 0));
    assert_true(hours_open(&config.hours, 5, 1439));
    assert_int_equal(config.timing.advance_ms, 500);
    assert_int_equal(config.timing.thanks_ms, 4000);
    assert_int_equal(config.timing.idle_ms, 30000);
    assert_int_equal(config.timing.still_there_ms, 20000);
    assert_int_equal(config.cooldown_ms, 5000);
    assert_int_equal(config.staff_hold_ms, 3000);
    assert_int_equal(config.language_count, 2);
    assert_string_equal(config.form.id, "4-luon");
    config_free(&config);
}

static void every_value(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    write_file(files->ini,
               "[office]\nname[en]=B\nname[vi]=A\nunit_code=C\ndevice_id=D\n"
               "[screen]\nwidth_mm=190\nsize=800x1280\n"
               "[hours]\nutc_offset=-03:30\nmonday= 00:00-12:00  12:00-24:00\n"
               "closed=2027-01-01; 2027-04-30;\n"
               "[languages]\noffered=en\n"
               "[survey]\nform=4-luon\n"
               "[timing]\nsettle_ms=0\nadvance_ms=0\ncooldown_ms=0\n"
               "idle_ms=100\nthanks_ms=100\nstill_there_ms=100\n"
               "[export]\nseparator=tab\n");
    load_good(files, &config);
    assert_int_equal(config.width_px, 800);
    assert_int_equal(config.height_px, 1280);
    assert_int_equal(config.utc_offset_min, -210);
    assert_int_equal(config.hours.weekdays[0].count, 2);
    assert_int_equal(hours_closing(&config.hours, 4), 1440);
    assert_int_equal(config.hours.closed_count, 2);
    assert_int_equal(config.language_count, 1);
    assert_int_equal(config.form.language_count, 1);
    assert_string_equal(config.office_name[0], "B");
    assert_string_equal(config.words[0].code, "en");
    assert_int_equal(config.timing.settle_ms, 0);
    assert_int_equal(config.timing.idle_ms, 100);
    assert_int_equal(config.separator, '\t');
    config_free(&config);
}

/* The program's own forms are found when there are none beside the config. */
static void form_of_the_share(void **state)
{
    const struct config_files *files = *state;
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    assert_true(files_join(folder, files->folder, "config/forms"));
    assert_true(files_make_folder(folder));
    assert_true(files_join(path, folder, "4-luon.ini"));
    assert_int_equal(rename(files->form, path), 0);
    struct config config;
    load_good(files, &config);
    assert_string_equal(config.form_path, path);
    config_free(&config);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_true(files_join(folder, files->folder, "config"));
    assert_int_equal(rmdir(folder), 0);
}

static void three_levels(void **state)
{
    const struct config_files *files = *state;
    config_files_change(files->form, "count=5", "count=3");
    config_files_change(files->form,
                        "4[vi]=Hài lòng\n4[en]=Happy\n"
                        "5[vi]=Rất hài lòng\n5[en]=Very happy\n",
                        "");
    struct config config;
    load_good(files, &config);
    assert_int_equal(config.form.levels, 3);
    config_free(&config);
}

/* ---- faults ---------------------------------------------------------------
 */

static const char *path_of(const struct config_files *files, enum which which)
{
    switch (which) {
    case INI: return files->ini;
    case FORM: return files->form;
    case VI: return files->vi;
    case EN: return files->en;
    }
    return NULL;
}

static void each_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct config_files files;
        struct faults faults = {0};
        config_files_make(&files);
        config_files_change(path_of(&files, broken[i].which), broken[i].from,
                            broken[i].to);
        assert_false(config_files_load(&files, &faults));
        assert_string_equal(faults.lines.data, broken[i].faults);
        faults_free(&faults);
        config_files_remove(&files);
    }
}

/* One run names every fault, of every file, in order. */
static void all_faults_at_once(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    config_files_change(files->ini, "width_mm=344", "width_mm=abc");
    config_files_change(files->ini, "unit_code=VANTRUONG", "unit_code=");
    config_files_change(files->ini, "[office]", "rubbish\n[office]");
    config_files_change(files->form, "version=1", "version=0");
    config_files_change(files->en, "back=Back\n", "");
    assert_false(config_files_load(files, &faults));
    assert_int_equal(faults.count, 5);
    assert_string_equal(
        faults.lines.data,
        "bonluon.ini:9: neither key=value, nor [section], nor # comment; put "
        "# before it if it is a comment\n"
        "bonluon.ini:18: unit_code is no code for a file name; write 1 to 31 "
        "of A-Z, a-z, 0-9 and -, not - first\n"
        "bonluon.ini:24: width_mm=abc is not a whole number from 100 to "
        "2000; write one, and nothing behind it\n"
        "forms/4-luon.ini:11: version=0 is not a whole number from 1 to "
        "1000000; write one, and nothing behind it\n"
        "assets/lang/en.ini:8: back is missing; add back=... below [words]\n");
    faults_free(&faults);
}

static void missing_files(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    assert_int_equal(unlink(files->form), 0);
    assert_int_equal(unlink(files->en), 0);
    assert_false(config_files_load(files, &faults));
    assert_int_equal(faults.count, 2);
    assert_non_null(strstr(faults.lines.data,
                           "bonluon.ini:53: offered: en has no file "
                           "assets/lang/en.ini; write one, or remove en\n"
                           "bonluon.ini:58: form: there is no "
                           "forms/4-luon.ini, neither beside this file"));
    faults_free(&faults);
    assert_int_equal(unlink(files->ini), 0);
    assert_false(config_files_load(files, &faults));
    assert_string_equal(faults.lines.data,
                        "bonluon.ini:1: cannot be read: No such file or "
                        "directory; put the file there\n");
    faults_free(&faults);
}

static void long_path(void **state)
{
    (void)state;
    char path[2 * FILES_PATH_SIZE];
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    struct config config;
    struct faults faults = {0};
    assert_false(config_load(&config, path, ".", &faults));
    assert_int_equal(faults.count, 1);
    config_free(&config);
    assert_false(config_load(&config, "config/bonluon.ini", path, &faults));
    config_free(&config);
    faults_free(&faults);
}

#define WITH_FILES(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_office),
        cmocka_unit_test(sample_form),
        cmocka_unit_test(sample_words),
        cmocka_unit_test(sample_lines),
        WITH_FILES(defaults),
        WITH_FILES(every_value),
        WITH_FILES(form_of_the_share),
        WITH_FILES(three_levels),
        cmocka_unit_test(each_fault),
        WITH_FILES(all_faults_at_once),
        WITH_FILES(missing_files),
        cmocka_unit_test(long_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
