/* A key file: what comes out of a good one, and every fault of a bad one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib.h>

#include "base/files.h"
#include "base/with_ended.h"
#include "config/keyfile.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static struct keyfile *parse(const char *bytes, size_t length,
                             struct faults *faults)
{
    struct text text = {0};
    text_append(&text, bytes, length);
    struct keyfile *file = keyfile_parse("f", &text, faults);
    text_free(&text);
    return file;
}

static void check_value(struct keyfile *file, const char *key,
                        const char *value)
{
    const char *got = keyfile_get(file, "s", key);
    assert_non_null(got);
    assert_string_equal(got, value);
}

static void good_values(void **state)
{
    (void)state;
    static const char bytes[] = "# note\n"
                                "\n"
                                "[s]\n"
                                "plain=a b\n"
                                " spaced  =  a\t\n"
                                "text[vi]=Quay l\u1ea1i\n"
                                "escaped=\\sa\\tb\\nc\\\\d\\r\n"
                                "equals=a=b;c#d\n"
                                "empty=\n"
                                "reason:x-1[vi]=r";
    struct faults faults = {0};
    struct keyfile *file = parse(bytes, sizeof bytes - 1, &faults);
    assert_int_equal(faults.count, 0);
    check_value(file, "plain", "a b");
    check_value(file, "spaced", "a");
    check_value(file, "text[vi]", "Quay l\u1ea1i");
    check_value(file, "escaped", " a\tb\nc\\d\r");
    check_value(file, "equals", "a=b;c#d");
    check_value(file, "empty", "");
    check_value(file, "reason:x-1[vi]", "r");
    assert_null(keyfile_get(file, "s", "absent"));
    assert_null(keyfile_get(file, "t", "absent"));
    assert_int_equal(keyfile_line(file, "s", NULL), 3);
    assert_int_equal(keyfile_line(file, "s", "empty"), 9);
    assert_int_equal(keyfile_line(file, "s", "absent"), 0);
    assert_int_equal(keyfile_line(file, "t", NULL), 0);
    assert_string_equal(keyfile_section_at(file, 0), "s");
    assert_null(keyfile_section_at(file, 1));
    assert_string_equal(keyfile_key_at(file, "s", 1), "spaced");
    assert_null(keyfile_key_at(file, "s", 7));
    assert_null(keyfile_key_at(file, "u", 0));
    keyfile_refuse_unknown(file, &faults);
    assert_int_equal(faults.count, 0);
    keyfile_close(file);
    faults_free(&faults);
}

static void bom_and_crlf(void **state)
{
    (void)state;
    static const char bytes[] = "\xEF\xBB\xBF[s]\r\na=1\r\n\r\nb=2";
    struct faults faults = {0};
    struct keyfile *file = parse(bytes, sizeof bytes - 1, &faults);
    assert_int_equal(faults.count, 0);
    check_value(file, "a", "1");
    check_value(file, "b", "2");
    assert_int_equal(keyfile_line(file, "s", "b"), 4);
    keyfile_close(file);
    faults_free(&faults);
}

static void nfd_becomes_nfc(void **state)
{
    (void)state;
    static const char bytes[] = "[s]\na=Vie\u0323\u0302t\n";
    struct faults faults = {0};
    struct keyfile *file = parse(bytes, sizeof bytes - 1, &faults);
    check_value(file, "a", "Vi\u1ec7t");
    keyfile_close(file);
    faults_free(&faults);
}

/* printf '' | sha256sum; printf '[s]\n' | sha256sum */
static void digest(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct keyfile *file = parse("", 0, &faults);
    assert_string_equal(
        keyfile_digest(file),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    keyfile_close(file);
    assert_int_equal(faults.count, 0);
}

static const struct {
    const char *bytes;
    const char *faults;
} bad[] = {
    {"[s]\nhello\n", "f:2: neither key=value, nor [section], nor # comment; "
                     "put # before it if it is a comment\n"},
    {"[s]\n; hello\n", "f:2: not a comment; comments begin with #\n"},
    {"[s]\n=1\n", "f:2: not a valid key; write key=value or key[vi]=value\n"},
    {"[s]\na [vi]=1\n",
     "f:2: not a valid key; write key=value or key[vi]=value\n"},
    {"a=1\nb=2\n[s]\n",
     "f:1: a key before any section; put it below a [section] line\n"
     "f:2: a key before any section; put it below a [section] line\n"},
    {"[s]\na=1\n[t]\n[s]\na=1\n",
     "f:4: section [s] stands at line 1 already; give this one another name, "
     "or put its keys there\n"},
    {"[s]\na=1\n\na=2\n",
     "f:4: key a stands at line 2 already; remove one of the two\n"},
    {"[s]\na=\\q\n",
     "f:2: a backslash goes before s, n, t, r or another backslash; write "
     "\\\\ for a backslash itself\n"},
    {"[s]\na=1\\\n",
     "f:2: a backslash goes before s, n, t, r or another backslash; write "
     "\\\\ for a backslash itself\n"},
    {"[s]\na=\xE9\n# \xE9\n", "f:2: not UTF-8; save the file as UTF-8\n"
                              "f:3: not UTF-8; save the file as UTF-8\n"},
    {"[s]\na=1\rb=2\n", "f:2: a control character; remove it\n"},
    {"[s] \t\na=1 \r\nhello \n",
     "f:3: neither key=value, nor [section], nor # comment; put # before it "
     "if it is a comment\n"},
    {"[s]\na=\x1b[2J\n", "f:2: a control character; remove it\n"},
    {"[\xE9]\na=1\n", "f:1: not UTF-8; save the file as UTF-8\n"},
    {"[s\na=1\n",
     "f:1: not a section line; write [name] and nothing behind it\n"},
    {"[s] # note\na=1\n",
     "f:1: not a section line; write [name] and nothing behind it\n"},
    {"[[]\na=1\n",
     "f:1: not a section line; write [name] and nothing behind it\n"},
    {"\xFF\xFE[\0s", "f:1: the file is UTF-16 (Notepad: \"Unicode\"); save it "
                     "as UTF-8\n"},
};

static void bad_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct faults faults = {0};
        struct keyfile *file =
            parse(bad[i].bytes, strlen(bad[i].bytes), &faults);
        assert_string_equal(faults.lines.data, bad[i].faults);
        keyfile_close(file);
        faults_free(&faults);
    }
}

/* As a program saves it that writes no mark: the one message that helps, and
   not one of a control character in every line. */
static void utf16_without_a_mark(void **state)
{
    (void)state;
    static const char bytes[] = "# Cài đặt\n[office]\nname[vi]=UBND xã\n";
    for (int low = 0; low < 2; low++) {
        char wide[2 * sizeof bytes] = {0};
        struct faults faults = {0};
        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            wide[2 * i + (size_t)low] = bytes[i];
        }
        assert_null(parse(wide, 2 * (sizeof bytes - 1), &faults));
        assert_string_equal(faults.lines.data,
                            "f:1: the file is UTF-16 (Notepad: \"Unicode\"); "
                            "save it as UTF-8\n");
        faults_free(&faults);
    }
}

/* A key in a fault is bad, not missing: its line stays known. */
static void bad_is_not_missing(void **state)
{
    (void)state;
    static const char bytes[] = "[s\na=\\q\nb=\xE9\nc=\0x\nd=1\n";
    struct faults faults = {0};
    struct keyfile *file = parse(bytes, sizeof bytes - 1, &faults);
    assert_int_equal(faults.count, 4);
    assert_null(keyfile_get(file, "s", "a"));
    assert_int_equal(keyfile_line(file, "s", "a"), 2);
    assert_int_equal(keyfile_line(file, "s", "b"), 3);
    assert_int_equal(keyfile_line(file, "s", "c"), 4);
    check_value(file, "d", "1");
    keyfile_close(file);
    faults_free(&faults);
}

static void too_many_names(void **state)
{
    (void)state;
    struct text bytes = {0};
    text_append_string(&bytes, "[s]\n");
    for (int i = 0; i < 3 * KEYFILE_NAMES_MAX; i++) {
        text_append_format(&bytes, "a%d=\n", i);
    }
    struct faults faults = {0};
    struct keyfile *file = keyfile_parse("f", &bytes, &faults);
    assert_string_equal(faults.lines.data,
                        "f:2001: more than 2000 keys; is this the right "
                        "file?\n");
    keyfile_close(file);
    faults_free(&faults);
    text_free(&bytes);
}

static void unknown(void **state)
{
    (void)state;
    static const char bytes[] = "[screen]\n"
                                "widht_mm=1\n"
                                "nonsense=1\n"
                                "unit_code=1\n"
                                "[ofice]\n"
                                "name=1\n"
                                "[strange]\n"
                                "[words]\n"
                                "name=1\n";
    struct faults faults = {0};
    struct keyfile *file = parse(bytes, sizeof bytes - 1, &faults);
    keyfile_get(file, "screen", "width_mm");
    keyfile_get(file, "screen", "size");
    keyfile_get(file, "office", "unit_code");
    keyfile_get(file, "words", "name[vi]");
    keyfile_refuse_unknown(file, &faults);
    assert_string_equal(
        faults.lines.data,
        "f:2: unknown key widht_mm in [screen]; did you mean width_mm?\n"
        "f:3: unknown key nonsense in [screen]; the keys there are width_mm, "
        "size\n"
        "f:4: unknown key unit_code in [screen]; it belongs to [office]\n"
        "f:5: unknown section [ofice]; did you mean [office]?\n"
        "f:7: unknown section [strange]; the sections are [screen], [words], "
        "[office]\n"
        "f:9: unknown key name in [words]; did you mean name[vi]?\n");
    keyfile_close(file);
    faults_free(&faults);
}

static void expect_unreadable(const char *path, const char *words)
{
    struct faults faults = {0};
    struct text expected = {0};
    text_append_format(&expected, "%s:1: %s\n", path, words);
    assert_null(keyfile_open(path, &faults));
    assert_string_equal(faults.lines.data, expected.data);
    assert_int_equal(faults.count, 1);
    text_free(&expected);
    faults_free(&faults);
}

static void unreadable(void **state)
{
    (void)state;
    char folder[] = "/tmp/bonluon-keyfile-XXXXXX";
    char path[FILES_PATH_SIZE];
    assert_non_null(mkdtemp(folder));
    assert_true(files_join(path, folder, "f.ini"));
    expect_unreadable(path, "cannot be read: No such file or directory; put "
                            "the file there");
    expect_unreadable(folder, "cannot be read: Is a directory; name a plain "
                              "file");
    char *big = calloc(1, KEYFILE_SIZE_MAX + 1);
    assert_non_null(big);
    assert_true(files_replace(path, big, KEYFILE_SIZE_MAX + 1, FILES_UNSYNCED));
    expect_unreadable(path, "cannot be read: File too large; a file of at "
                            "most 1 MiB is read");
    if (geteuid() != 0) {
        assert_int_equal(chmod(path, 0), 0);
        expect_unreadable(path, "cannot be read: Permission denied; let the "
                                "terminal's user read it");
    }
    free(big);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* As GLib itself ends, when it finds none for what only it can do. */
static void run_out_of_memory(void)
{
    struct faults faults = {0};
    static const char bytes[] = "[s]\na=e\xCC\x82\n";
    keyfile_close(parse(bytes, sizeof bytes - 1, &faults));
    g_log("GLib", G_LOG_LEVEL_ERROR, "failed to allocate 19 bytes");
}

static void no_memory(void **state)
{
    (void)state;
    char said[1024];
    assert_int_equal(with_ended(run_out_of_memory, said, sizeof said),
                     EX_OSERR);
    assert_non_null(strstr(said, "no memory to read the config (failed to "
                                 "allocate 19 bytes); free some"));
}

static void faults_in_order(void **state)
{
    (void)state;
    struct faults faults = {0};
    faults_add(&faults, "b", 3, "three");
    faults_add(&faults, "a", 2, "two\nof\ta");
    faults_add(&faults, "b", 10, "ten");
    faults_add(&faults, "b", 3, "three again");
    faults_add(&faults, "b", 0, "5 of all");
    faults_add(&faults, "b", 1, "%s", "one");
    assert_int_equal(faults.count, 6);
    assert_string_equal(faults.lines.data, "b:1: 5 of all\n"
                                           "b:1: one\n"
                                           "b:3: three\n"
                                           "b:3: three again\n"
                                           "b:10: ten\n"
                                           "a:2: two of a\n");
    faults_free(&faults);
    faults_free(NULL);
}

static void too_many_faults(void **state)
{
    (void)state;
    struct faults faults = {0};
    for (int i = 1; i <= 2 * FAULTS_LISTED; i++) {
        faults_add(&faults, "f", i, "x");
    }
    assert_int_equal(faults.count, 2 * FAULTS_LISTED);
    assert_non_null(strstr(faults.lines.data, "\nf:500: x\nf: there are more "
                                              "faults than these 500; "));
    assert_null(strstr(faults.lines.data, "f:501:"));
    faults_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_values),
        cmocka_unit_test(bom_and_crlf),
        cmocka_unit_test(nfd_becomes_nfc),
        cmocka_unit_test(digest),
        cmocka_unit_test(utf16_without_a_mark),
        cmocka_unit_test(bad_lines),
        cmocka_unit_test(bad_is_not_missing),
        cmocka_unit_test(too_many_names),
        cmocka_unit_test(unknown),
        cmocka_unit_test(unreadable),
        cmocka_unit_test(no_memory),
        cmocka_unit_test(faults_in_order),
        cmocka_unit_test(too_many_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
