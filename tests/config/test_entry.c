/* Lines of a key file are read as GLib reads them: drawn ones, by both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "config/entry.h"

enum { LINES = 40000, LINE_SIZE = 128 };

/* One of these after the other; those behind PLAIN stand in values alone: GLib
   knows more letters of a language than are used. */
static const char *const pieces[] = {
    "a",         "b",      "=", "=", "[", "]",      "vi",           "\\s",
    "\\",        "\\",     " ", "-", "#", "_",      "\t",           "e\xCC\x82",
    "\u1ec7",    "\u20ab", "đ", "O", "'", "\u2019", "\u1112\u1161", "\u0340",
    "\U00010000"};
enum { PLAIN = 15, ALL = sizeof pieces / sizeof pieces[0] };

static void draw_line(uint32_t *seed, char line[LINE_SIZE])
{
    line[0] = '\0';
    size_t kinds = PLAIN;
    for (uint32_t left = 1 + *seed % 17; left > 0; left--) {
        *seed = *seed * 1664525 + 1013904223;
        const char *piece = pieces[(*seed >> 8) % kinds];
        strcat(line, piece);
        kinds = *piece == '=' ? ALL : kinds;
    }
    g_strstrip(line);
}

static char *of_glib(const char *line, char **value)
{
    GKeyFile *file = g_key_file_new();
    GString *text = g_string_new(line[0] == '[' ? "" : "[.]\n");
    g_string_append(text, line);
    char *name = NULL;
    *value = NULL;
    if (g_key_file_load_from_data(file, text->str, text->len,
                                  G_KEY_FILE_KEEP_TRANSLATIONS, NULL)) {
        char **keys = g_key_file_get_keys(file, ".", NULL, NULL);
        bool found = keys != NULL && keys[0] != NULL;
        GError *wrong = NULL;
        char *raw =
            found ? g_key_file_get_string(file, ".", keys[0], &wrong) : NULL;
        *value = raw != NULL && wrong == NULL
                     ? g_utf8_normalize(raw, -1, G_NORMALIZE_NFC)
                     : NULL;
        name = line[0] == '[' ? g_key_file_get_start_group(file)
                              : g_strdup(found ? keys[0] : NULL);
        g_clear_error(&wrong);
        g_free(raw);
        g_strfreev(keys);
    }
    g_string_free(text, TRUE);
    g_key_file_free(file);
    return name;
}

static void check(const char *line, const char *what, const char *got,
                  const char *expected)
{
    if (g_strcmp0(got, expected) != 0) {
        fail_msg("'%s': the %s is '%s', and '%s' to GLib", line, what, got,
                 expected);
    }
    assert_true(got != NULL || errno == EINVAL);
}

static void as_glib(void **state)
{
    (void)state;
    uint32_t seed = 20261201;
    int read = 0;
    for (int i = 0; i < LINES; i++) {
        char line[LINE_SIZE];
        char *glib_value;
        draw_line(&seed, line);
        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        char *glib_name = of_glib(line, &glib_value);
        char *name = line[0] == '[' ? entry_header(line) : entry_key(line);
        check(line, "name", name, glib_name);
        if (name != NULL && line[0] != '[') {
            char *value = entry_value(line);
            check(line, "value", value, glib_value);
            read += value != NULL;
            free(value);
        }
        free(name);
        g_free(glib_name);
        g_free(glib_value);
    }
    assert_true(read > LINES / 100);
}

static void guesses(void **state)
{
    (void)state;
    static const struct {
        const char *line, *name;
    } cases[] = {{"[office", "office"},
                 {"[ office ] # x", "office"},
                 {"[]", NULL},
                 {"[a[b", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *name = entry_header_guess(cases[i].line);
        if (cases[i].name == NULL) {
            assert_null(name);
        } else {
            assert_string_equal(name, cases[i].name);
        }
        free(name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_glib),
                                       cmocka_unit_test(guesses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
