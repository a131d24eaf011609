/* [survey]: forms planned by date, the question that rotates, fewer levels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "with_files.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static int32_t day_of(const char *date)
{
    int32_t day;
    assert_true(clock_parse_date(date, &day));
    return day;
}

/* Copies the form 4-luon under other names: form-1, form-2 ... */
static void make_forms(const struct config_files *files, int count)
{
    for (int i = 1; i <= count; i++) {
        char name[64];
        char id[32];
        char path[FILES_PATH_SIZE];
        struct text bytes = {0};
        snprintf(name, sizeof name, "forms/form-%d.ini", i);
        snprintf(id, sizeof id, "id=form-%d", i);
        assert_true(files_read(files->form, 1 << 20, &bytes));
        config_files_write(files, name, bytes.data, bytes.length);
        text_free(&bytes);
        config_files_path(files, name, path);
        config_files_change(path, "id=4-luon", id);
    }
}

/* In whatever order they stand. */
static void planned(void **state)
{
    static const struct {
        const char *day, *form;
    } table[] = {
        {"0000-01-01", "4-luon"},     {"2026-12-31", "4-luon"},
        {"2027-01-01", "5-tieu-chi"}, {"2027-06-30", "5-tieu-chi"},
        {"2027-07-01", "5-biet"},     {"2027-12-31", "5-biet"},
        {"2028-01-01", "4-luon"},     {"9999-12-31", "4-luon"},
    };
    const struct config_files *files = *state;
    struct config config;
    config_files_change(files->ini, "#from:2027-01-01=5-tieu-chi",
                        "from:2028-01-01=4-luon\n"
                        "from:2027-01-01=5-tieu-chi\n"
                        "from:2027-07-01=5-biet\n");
    config_files_load_good(files, &config);
    assert_int_equal(config.form_count, 3);
    assert_int_equal(config.plan_count, 4);
    assert_int_equal(config.plan[0].from_day, INT32_MIN);
    for (int i = 1; i < config.plan_count; i++) {
        assert_true(config.plan[i - 1].from_day < config.plan[i].from_day);
    }
    for (size_t i = 0; i < COUNT(table); i++) {
        const struct form *form = config_form(&config, day_of(table[i].day));
        assert_string_equal(form->id, table[i].form);
    }
    assert_string_equal(config_form(&config, INT32_MIN)->id, "4-luon");
    assert_string_equal(config_form(&config, INT32_MAX)->id, "4-luon");
    assert_null(config_rotating(&config));
    config_free(&config);
}

static void lines_of_every_form(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    config_files_change(files->ini, "#from:", "from:");
    config_files_change(files->ini, "\nrotating=", "\nrotating=5-khong");
    config_files_load_good(files, &config);
    assert_int_equal(config.form_count, 3);
    for (int i = 0; i < config.form_count; i++) {
        const struct form *form = &config.forms[i];
        char group[64];
        char name[64];
        char path[FILES_PATH_SIZE];
        snprintf(name, sizeof name, "forms/%s.ini", form->id);
        config_files_path(files, name, path);
        assert_string_equal(config.form_paths[i], path);
        snprintf(group, sizeof group, "question:%s", form->questions[1].id);
        int header = config_line(&config, path, group, NULL);
        assert_true(header > 0);
        assert_int_equal(config_line(&config, path, group, "theme[vi]"),
                         header + 1);
    }
    config_free(&config);
}

/* Fifteen dates, of eight forms in all; then one more of each. */
static void as_many_as_fit(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    struct faults faults = {0};
    struct text dates = {0};
    make_forms(files, 8);
    for (int i = 1; i < CONFIG_PLAN_MAX; i++) {
        text_append_format(&dates, "from:20%d-01-01=form-%d\n", 26 + i,
                           1 + i % 7);
    }
    config_files_change(files->ini, "#from:2027-01-01=5-tieu-chi\n",
                        dates.data);
    config_files_load_good(files, &config);
    assert_int_equal(config.form_count, CONFIG_FORMS_MAX);
    assert_int_equal(config.plan_count, CONFIG_PLAN_MAX);
    config_free(&config);
    config_files_change(files->ini, "rotating=\n",
                        "from:2099-01-01=form-1\nrotating=form-8\n");
    assert_false(config_files_load(files, &faults));
    assert_non_null(faults.lines.data);
    assert_non_null(strstr(faults.lines.data,
                           ": from:2099-01-01 is one date too many, 15 fit; "
                           "remove those that are over\n"));
    assert_non_null(strstr(faults.lines.data,
                           ": rotating: form-8 is one form too many, 8 "
                           "different ones fit; remove one that is over\n"));
    assert_int_equal(faults.count, 2);
    faults_free(&faults);
    text_free(&dates);
}

static void missing_form(void **state)
{
    static const struct {
        const char *from, *to, *fault;
    } table[] = {
        {"#from:2027-01-01=5-tieu-chi", "from:2027-01-01=6-diem",
         "bonluon.ini:119: from:2027-01-01: there is no forms/6-diem.ini, "
         "neither beside this file nor in "},
        {"\nrotating=", "\nrotating=5-bit",
         "bonluon.ini:125: rotating: there is no forms/5-bit.ini, neither "
         "beside this file nor in "},
    };
    const struct config_files *files = *state;
    struct faults faults = {0};
    for (size_t i = 0; i < COUNT(table); i++) {
        config_files_change(files->ini, table[i].from, table[i].to);
    }
    assert_false(config_files_load(files, &faults));
    assert_int_equal(faults.count, COUNT(table));
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_non_null(strstr(faults.lines.data, table[i].fault));
    }
    faults_free(&faults);
}

/* A plan has a beginning whatever happened. */
static void without_a_form(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    struct faults faults = {0};
    config_files_change(files->ini, "form=4-luon\n", "form=6-diem\n");
    config_files_change(files->ini, "\nrotating=", "\nrotating=5-biet");
    config_files_change(files->ini, "\nlevels=", "\nlevels=3");
    assert_false(config_load(&config, files->ini, files->folder, &faults));
    assert_int_equal(faults.count, 1);
    assert_int_equal(config_form(&config, 0)->question_count, 0);
    assert_string_equal(config_rotating(&config)->id, "5-biet");
    config_free(&config);
    assert_int_equal(config_form(&config, 0)->question_count, 0);
    assert_null(config_rotating(&config));
    faults_free(&faults);
}

/* Any two of the tree's own forms can be asked together. */
static void every_pair(void **state)
{
    static const char *const ids[] = {"4-luon", "5-biet", "5-khong",
                                      "5-tieu-chi"};
    const struct config_files *files = *state;
    for (size_t i = 0; i < COUNT(ids); i++) {
        for (size_t k = 0; k < COUNT(ids); k++) {
            struct config config;
            char bytes[512];
            if (i == k) {
                continue;
            }
            snprintf(bytes, sizeof bytes,
                     "[office]\nname[vi]=A\nname[en]=B\nunit_code=C\n"
                     "device_id=D\n[screen]\nwidth_mm=344\n"
                     "[survey]\nform=%s\nrotating=%s\n",
                     ids[i], ids[k]);
            config_files_write(files, "bonluon.ini", bytes, strlen(bytes));
            config_files_load_good(files, &config);
            assert_string_equal(config_form(&config, 0)->id, ids[i]);
            assert_string_equal(config_rotating(&config)->id, ids[k]);
            config_free(&config);
        }
    }
}

/* A form as long as it may be leaves room for one question more. */
static void beside_a_full_form(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    struct text bytes = {0};
    assert_true(files_read(files->form, 1 << 20, &bytes));
    for (int i = 5; i <= FORM_QUESTIONS_MAX; i++) {
        text_append_format(&bytes,
                           "[question:q-%d]\ntext[vi]=A\ntext[en]=B\n"
                           "theme[vi]=C\ntheme[en]=D\n",
                           i);
    }
    config_files_write(files, "forms/4-luon.ini", bytes.data, bytes.length);
    text_free(&bytes);
    config_files_change(files->ini, "\nrotating=", "\nrotating=5-biet");
    config_files_load_good(files, &config);
    assert_int_equal(config_form(&config, 0)->question_count,
                     FORM_QUESTIONS_MAX);
    assert_non_null(config_rotating(&config));
    config_free(&config);
}

static void fewer_levels(void **state)
{
    static const struct {
        const char *key;
        int levels;
        const char *texts[FORM_LEVELS_MAX];
    } table[] = {
        {"levels=3\n",
         3,
         {"Không hài\u00a0lòng", "Bình thường", "Hài\u00a0lòng"}},
        {"levels=4\n",
         4,
         {"Rất không hài\u00a0lòng", "Không hài\u00a0lòng", "Hài\u00a0lòng",
          "Rất hài\u00a0lòng"}},
        {"levels=5\n",
         5,
         {"Rất không hài\u00a0lòng", "Không hài\u00a0lòng", "Bình thường",
          "Hài\u00a0lòng", "Rất hài\u00a0lòng"}},
    };
    const struct config_files *files = *state;
    const char *before = "levels=\n";
    config_files_change(files->ini, "#from:", "from:");
    config_files_change(files->ini, "\nrotating=", "\nrotating=5-biet");
    for (size_t i = 0; i < COUNT(table); i++) {
        struct config config;
        config_files_change(files->ini, before, table[i].key);
        before = table[i].key;
        config_files_load_good(files, &config);
        assert_int_equal(config.form_count, 3);
        for (int k = 0; k < config.form_count; k++) {
            assert_int_equal(config.forms[k].levels, table[i].levels);
            for (int level = 0; level < table[i].levels; level++) {
                assert_string_equal(config.forms[k].level_text[level][0],
                                    table[i].texts[level]);
            }
        }
        config_free(&config);
    }
}

#define WITH_FILES(f)                                                          \
    cmocka_unit_test_setup_teardown(f, config_files_set_up,                    \
                                    config_files_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(planned),
        WITH_FILES(lines_of_every_form),
        WITH_FILES(as_many_as_fit),
        WITH_FILES(missing_form),
        WITH_FILES(without_a_form),
        WITH_FILES(every_pair),
        WITH_FILES(beside_a_full_form),
        WITH_FILES(fewer_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
