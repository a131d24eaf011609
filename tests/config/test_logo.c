/* The office's logo: which files are taken for one, and how large it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "with_files.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

#define SIGNATURE "\x89PNG\r\n\x1A\n"
#define IHDR      "\0\0\0\x0DIHDR"
#define BYTES(s)  s, sizeof(s) - 1
#define SIZE_WRONG(px)                                                         \
    "logo.png is of " px " pixels; make it 16 to 4096 each way"
#define NO_PNG "logo.png is no PNG; save the picture as one"

static const struct {
    const char *bytes;
    size_t length;
    int width, height; /* 0: a fault */
    const char *fault;
} table[] = {
    {BYTES(SIGNATURE IHDR "\0\0\1\x40\0\0\0\x64\x08"), 320, 100, ""},
    {BYTES(SIGNATURE IHDR "\0\0\0\x10\0\0\x10\0"), 16, 4096, ""},
    {BYTES(SIGNATURE IHDR "\0\0\0\x0F\0\0\0\x64"), 0, 0, SIZE_WRONG("15x100")},
    {BYTES(SIGNATURE IHDR "\0\0\0\x64\0\0\x10\x01"), 0, 0,
     SIZE_WRONG("100x4097")},
    {BYTES(SIGNATURE IHDR "\xFF\xFF\xFF\xFF\0\0\0\x64"), 0, 0,
     SIZE_WRONG("-1x100")},
    {BYTES(SIGNATURE IHDR "\0\0\0\0\0\0\0\0"), 0, 0, SIZE_WRONG("0x0")},
    {BYTES(SIGNATURE IHDR "\0\0\1\x40\0\0\0"), 0, 0, NO_PNG},
    {BYTES(SIGNATURE "\0\0\0\x0DIDAT\0\0\0\x20\0\0\0\x20"), 0, 0, NO_PNG},
    {BYTES("\xFF\xD8\xFF\xE0 this is a picture of another kind"), 0, 0, NO_PNG},
    {BYTES("\x89PNG\n\x1A\n" IHDR "\0\0\0\x20\0\0\0\x20"), 0, 0, NO_PNG},
    {BYTES(""), 0, 0, NO_PNG},
};

static void each_logo(void **state)
{
    const struct config_files *files = *state;
    config_files_change(files->ini, "\nlogo=\n", "\nlogo=logo.png\n");
    for (size_t i = 0; i < COUNT(table); i++) {
        struct config config;
        struct faults faults = {0};
        config_files_write(files, "logo.png", table[i].bytes, table[i].length);
        bool good = config_load(&config, files->ini, files->folder, &faults);
        assert_int_equal(good, table[i].width > 0);
        assert_int_equal(config.logo_width, table[i].width);
        assert_int_equal(config.logo_height, table[i].height);
        char want[2 * FILES_PATH_SIZE] = "";
        if (table[i].width == 0) {
            snprintf(want, sizeof want, "%s:31: logo: %s/%s\n", files->ini,
                     files->folder, table[i].fault);
            assert_string_equal(config.logo_path, "");
        }
        assert_string_equal(good ? "" : faults.lines.data, want);
        faults_free(&faults);
        config_free(&config);
    }
}

/* Found from the folder of bonluon.ini, or by an absolute path. */
static void where_it_lies(void **state)
{
    const struct config_files *files = *state;
    char path[FILES_PATH_SIZE];
    char key[FILES_PATH_SIZE + 8];
    struct config config;
    config_files_path(files, "forms/l.png", path);
    config_files_write(files, "forms/l.png", table[0].bytes, table[0].length);
    config_files_change(files->ini, "\nlogo=\n", "\nlogo=forms/l.png\n");
    config_files_load_good(files, &config);
    assert_string_equal(config.logo_path, path);
    config_free(&config);
    snprintf(key, sizeof key, "\nlogo=%s\n", path);
    config_files_change(files->ini, "\nlogo=forms/l.png\n", key);
    config_files_load_good(files, &config);
    assert_string_equal(config.logo_path, path);
    assert_int_equal(config.logo_width, 320);
    config_free(&config);
}

static void paths_too_long(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    char name[FILES_PATH_SIZE + 1];
    char key[FILES_PATH_SIZE + 16];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    snprintf(key, sizeof key, "\nlogo=%s\n", name);
    config_files_change(files->ini, "\nlogo=\n", key);
    snprintf(key, sizeof key, "\nfolder=%s\n", name);
    config_files_change(files->ini, "\nfolder=voice\n", key);
    assert_false(config_files_load(files, &faults));
    assert_string_equal(
        faults.lines.data,
        "bonluon.ini:31: logo is too long a path; use a shorter one\n"
        "bonluon.ini:152: folder is too long a path; use a shorter one\n");
    faults_free(&faults);
}

#define WITH_FILES(f)                                                          \
    cmocka_unit_test_setup_teardown(f, config_files_set_up,                    \
                                    config_files_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(each_logo),
        WITH_FILES(where_it_lies),
        WITH_FILES(paths_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
