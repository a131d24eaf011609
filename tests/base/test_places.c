/* Where things are looked for, by the rules of the XDG base directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/places.h"
#include "with_folder.h"

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) &&
           strcmp(text + length - strlen(end), end) == 0;
}

/* Found from where this program lies, whatever folder we are in. */
static void share_holds_the_fonts(void **state)
{
    (void)state;
    char share[FILES_PATH_SIZE];
    assert_true(places_share(share));
    char font[FILES_PATH_SIZE];
    assert_true(files_join(font, share, "fonts/BeVietnamPro-Regular.ttf"));
    assert_true(files_exists(font));
}

static void what_is_given_is_taken(void **state)
{
    (void)state;
    char out[FILES_PATH_SIZE];
    bool sample = true;
    assert_true(places_config("some.ini", out, &sample));
    assert_string_equal(out, "some.ini");
    assert_false(sample);
    assert_true(places_data("some/folder", out));
    assert_string_equal(out, "some/folder");
}

static void what_cannot_be_taken_is_refused(void **state)
{
    (void)state;
    char out[FILES_PATH_SIZE];
    bool sample;
    errno = 0;
    assert_false(places_config("", out, &sample));
    assert_int_equal(errno, EINVAL);
    errno = 0;
    assert_false(places_data("", out));
    assert_int_equal(errno, EINVAL);
    char name[FILES_PATH_SIZE + 1];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    errno = 0;
    assert_false(places_data(name, out));
    assert_int_equal(errno, ENAMETOOLONG);
}

static void a_twin_of_the_config_is_found(void **state)
{
    (void)state;
    char out[FILES_PATH_SIZE];
    char folder[] = "/tmp/bonluon-twin-XXXXXX";
    char path[FILES_PATH_SIZE];
    static const struct {
        const char *name;
        bool twin;
    } names[] = {{"bonluon.ini", false},
                 {"bonluon.ini.dpkg-old", false},
                 {"bonluon.ini.txt", true},
                 {"Bonluon.INI", true}};
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_true(files_join(path, folder, names[i].name));
        fclose(fopen(path, "w"));
        char config[FILES_PATH_SIZE];
        assert_true(files_join(config, folder, "bonluon.ini"));
        assert_int_equal(places_config_twin(config, out), names[i].twin);
        unlink(path);
    }
    rmdir(folder);
}

static void the_service_has_its_own_folder(void **state)
{
    (void)state;
    char out[FILES_PATH_SIZE];
    assert_true(places_service_data("/etc/bonluon/bonluon.ini", out));
    assert_string_equal(out, "/var/lib/bonluon");
    assert_false(places_service_data("/home/a/bonluon.ini", out));
}

static void data_by_environment(void **state)
{
    (void)state;
    static const struct {
        const char *xdg, *home, *expected; /* NULL: not set; no such place */
    } table[] = {
        {"/x/data", "/home/a", "/x/data/bonluon"},
        {"/x/data", NULL, "/x/data/bonluon"},
        {NULL, "/home/a", "/home/a/.local/share/bonluon"},
        {"", "/home/a", "/home/a/.local/share/bonluon"},
        /* The rules have a relative path ignored. */
        {"x/data", "/home/a", "/home/a/.local/share/bonluon"},
        {NULL, NULL, NULL},
        {NULL, "", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        unsetenv("XDG_DATA_HOME");
        unsetenv("HOME");
        if (table[i].xdg != NULL) {
            setenv("XDG_DATA_HOME", table[i].xdg, 1);
        }
        if (table[i].home != NULL) {
            setenv("HOME", table[i].home, 1);
        }
        char out[FILES_PATH_SIZE] = "";
        assert_int_equal(places_data(NULL, out), table[i].expected != NULL);
        if (table[i].expected != NULL) {
            assert_string_equal(out, table[i].expected);
        }
    }
}

static void config_is_the_first_that_exists(void **state)
{
    setenv("XDG_CONFIG_HOME", folder_path(*state, "xdg"), 1);
    setenv("HOME", folder_path(*state, "home"), 1);
    char out[FILES_PATH_SIZE];
    bool sample;
    assert_true(places_config(NULL, out, &sample));
    /* None of this user's: that of the machine, or the sample. */
    assert_true(ends_with(out, "/bonluon.ini"));
    assert_int_equal(sample, strcmp(out, "/etc/bonluon/bonluon.ini") != 0);
    assert_false(ends_with(out, "/xdg/bonluon/bonluon.ini"));

    const char *own = folder_path(*state, "xdg/bonluon/bonluon.ini");
    assert_true(files_make_folder(folder_path(*state, "xdg/bonluon")));
    assert_true(files_replace(own, "", 0, FILES_UNSYNCED));
    assert_true(places_config(NULL, out, &sample));
    assert_string_equal(out, own);
    assert_false(sample);

    unsetenv("XDG_CONFIG_HOME");
    own = folder_path(*state, "home/.config/bonluon/bonluon.ini");
    assert_true(files_make_folder(folder_path(*state, "home/.config/bonluon")));
    assert_true(files_replace(own, "", 0, FILES_UNSYNCED));
    assert_true(places_config(NULL, out, &sample));
    assert_string_equal(out, own);
}

static void places_are_told(void **state)
{
    setenv("XDG_CONFIG_HOME", folder_path(*state, "told"), 1);
    char out[FILES_PATH_SIZE];
    assert_true(places_config_at(0, out));
    assert_string_equal(out, folder_path(*state, "told/bonluon/bonluon.ini"));
    assert_true(places_config_at(1, out));
    assert_string_equal(out, "/etc/bonluon/bonluon.ini");
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    assert_false(places_config_at(0, out));
}

static void make_file(void *state, const char *name)
{
    assert_true(files_replace(folder_path(state, name), "", 0, FILES_UNSYNCED));
}

/* What Notepad makes of the name, and the like; not what lies there
   besides. */
static void a_near_name_is_found(void **state)
{
    char wanted[FILES_PATH_SIZE];
    char out[FILES_PATH_SIZE];
    assert_true(
        text_copy(wanted, sizeof wanted, folder_path(*state, "bonluon.ini")));
    make_file(*state, "logo.png");
    make_file(*state, "bonluon.ini");
    assert_false(places_config_near(wanted, out));
    make_file(*state, "bonluon.ini.txt");
    assert_true(places_config_near(wanted, out));
    assert_string_equal(out, folder_path(*state, "bonluon.ini.txt"));
    make_file(*state, "Bonluon.ini");
    assert_true(places_config_near(wanted, out));
    assert_string_equal(out, folder_path(*state, "Bonluon.ini"));
    assert_false(places_config_near("bonluon.ini", out));
    assert_false(places_config_near("/nowhere/bonluon.ini", out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(share_holds_the_fonts),
        folder_test(what_is_given_is_taken),
        folder_test(what_cannot_be_taken_is_refused),
        folder_test(a_twin_of_the_config_is_found),
        folder_test(the_service_has_its_own_folder),
        folder_test(data_by_environment),
        folder_test(config_is_the_first_that_exists),
        folder_test(places_are_told),
        folder_test(a_near_name_is_found),
    };
    return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
