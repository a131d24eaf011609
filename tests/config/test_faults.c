/* Everything that can be wrong in a config: each fault, at its line, with what
   to write instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "broken_configs.h"
#include "broken_times.h"
#include "with_files.h"
#include "tried.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static const char *path_of(const struct config_files *files, enum which which)
{
    switch (which) {
    case INI: return files->ini;
    case FORM: return files->form;
    case BIET: return files->biet;
    case VI: return files->vi;
    case EN: return files->en;
    }
    return NULL;
}

static void expect_each(const struct broken *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct config_files files;
        struct faults faults = {0};
        config_files_make(&files);
        config_files_change(path_of(&files, list[i].which), list[i].from,
                            list[i].to);
        bool good = config_files_load(&files, &faults);
        assert_string_equal(good ? "" : faults.lines.data, list[i].faults);
        faults_free(&faults);
        config_files_remove(&files);
    }
}

static void each_fault(void **state)
{
    (void)state;
    expect_each(broken, COUNT(broken));
    expect_each(broken_times, COUNT(broken_times));
}

static void each_fault_of_two(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(broken_together); i++) {
        struct config_files files;
        struct faults faults = {0};
        config_files_make(&files);
        config_files_change(files.ini, broken_together[i].ini_from,
                            broken_together[i].ini_to);
        config_files_change(path_of(&files, broken_together[i].which),
                            broken_together[i].from, broken_together[i].to);
        bool good = config_files_load(&files, &faults);
        assert_string_equal(good ? "" : faults.lines.data,
                            broken_together[i].faults);
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
    config_files_change(files->form, "version=3", "version=0");
    config_files_change(files->en, "back=Back\n", "");
    assert_false(config_files_load(files, &faults));
    assert_int_equal(faults.count, 5);
    assert_string_equal(
        faults.lines.data,
        "bonluon.ini:9: neither key=value, nor [section], nor # comment; put "
        "# before it if it is a comment\n"
        "bonluon.ini:18: [office] unit_code is not set: write it behind the "
        "=, 1 to 31 of A-Z, a-z, 0-9 and -\n"
        "bonluon.ini:37: width_mm=abc is not a whole number from 80 to 1250 "
        "millimetres; write one, and nothing behind it\n"
        "forms/4-luon.ini:16: version=0 is not a whole number from 1 to "
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
                           "bonluon.ini:103: offered: en has no file "
                           "assets/lang/en.ini; write lang/en.ini beside this "
                           "file, or remove en\n"
                           "bonluon.ini:113: form: there is no "
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

#define WITH_FILES(f)                                                          \
    cmocka_unit_test_setup_teardown(f, config_files_set_up,                    \
                                    config_files_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault),   cmocka_unit_test(each_fault_of_two),
        WITH_FILES(all_faults_at_once), WITH_FILES(missing_files),
        cmocka_unit_test(long_path),
    };
    return tried_all(tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                               "check: no fault found"),
                     "a message's remedy");
}
