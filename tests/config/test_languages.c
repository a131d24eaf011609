/* Languages beyond the two of the tree: a file in assets/lang, and its texts in
   bonluon.ini and in the forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "with_files.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* 16 codes in all, and one that is too much. */
static const char *const codes[] = {"vi",  "en",  "tay", "tha", "mng",    "nun",
                                    "hoa", "khm", "dao", "gia", "ede",    "bah",
                                    "xod", "cha", "san", "hre", "ra-glai"};

/* Behind a text in English, the same text in the others: "key[tay]=tay A". */
static void translate_line(struct text *out, const char *line, int length,
                           int count)
{
    const char *mark = strstr(line, "[en]=");
    if (mark == NULL || mark > line + length || line[0] == '#') {
        return;
    }
    const char *text = mark + strlen("[en]=");
    for (int i = 2; i < count; i++) {
        text_append_format(out, "%.*s[%s]=%s %.*s\n", (int)(mark - line), line,
                           codes[i], codes[i], (int)(line + length - text),
                           text);
    }
}

static void translate(const char *path, int count)
{
    struct text old = {0};
    struct text new = {0};
    assert_true(files_read(path, 1 << 20, &old));
    for (const char *line = old.data; *line != '\0';) {
        int length = (int)strcspn(line, "\n");
        text_append_format(&new, "%.*s\n", length, line);
        translate_line(&new, line, length, count);
        line += length + (line[length] == '\n');
    }
    assert_true(files_replace(path, new.data, new.length, FILES_UNSYNCED));
    text_free(&old);
    text_free(&new);
}

/* assets/lang/<code>.ini out of the English one. */
static void make_language(const struct config_files *files, const char *code)
{
    char name[64];
    char line[64];
    char path[FILES_PATH_SIZE];
    struct text bytes = {0};
    assert_true(files_read(files->en, 1 << 20, &bytes));
    snprintf(name, sizeof name, "assets/lang/%s.ini", code);
    config_files_write(files, name, bytes.data, bytes.length);
    text_free(&bytes);
    config_files_path(files, name, path);
    snprintf(line, sizeof line, "code=%s", code);
    config_files_change(path, "code=en", line);
    snprintf(line, sizeof line, "name=Tiếng %s", code);
    config_files_change(path, "name=English", line);
}

/* Offers the first `count` of the codes, with all their texts. */
static void offer(const struct config_files *files, int count)
{
    struct text offered = {0};
    text_append_string(&offered, "offered=vi;en");
    for (int i = 2; i < count; i++) {
        make_language(files, codes[i]);
        text_append_format(&offered, ";%s", codes[i]);
    }
    config_files_change(files->ini, "offered=vi;en", offered.data);
    text_free(&offered);
    translate(files->ini, count);
    translate(files->form, count);
}

static void check_language(const struct config *config, int i)
{
    char want[64];
    const struct form *form = config_form(config, 0);
    assert_string_equal(config->words[i].code, codes[i]);
    snprintf(want, sizeof want, "Tiếng %s", codes[i]);
    assert_string_equal(config->words[i].name, want);
    assert_string_equal(config->words[i].text[WORD_DONE], "Done");
    snprintf(want, sizeof want, "%s Always help", codes[i]);
    assert_string_equal(form->questions[3].theme[i], want);
    snprintf(want, sizeof want, "%s Happy", codes[i]);
    assert_string_equal(form->level_text[3][i], want);
    snprintf(want, sizeof want, "%s The wait was long", codes[i]);
    assert_string_equal(form->questions[3].reasons[1].text[i], want);
    snprintf(want, sizeof want, "%s Vân Trường Commune", codes[i]);
    assert_memory_equal(config->office_name[i], want, strlen(want));
    snprintf(want, sizeof want, "%s Our promise: ", codes[i]);
    assert_memory_equal(config->pledge[i], want, strlen(want));
}

static void check_count(const struct config_files *files, int count)
{
    struct config config;
    offer(files, count);
    config_files_load_good(files, &config);
    assert_int_equal(config.language_count, count);
    assert_int_equal(config.forms[0].language_count, count);
    for (int i = 2; i < count; i++) {
        check_language(&config, i);
    }
    config_free(&config);
}

static void a_third(void **state)
{
    check_count(*state, 3);
}

static void a_sixteenth(void **state)
{
    check_count(*state, FORM_LANGUAGES_MAX);
}

static void one_too_many(void **state)
{
    struct faults faults = {0};
    offer(*state, FORM_LANGUAGES_MAX + 1);
    assert_false(config_files_load(*state, &faults));
    assert_non_null(strstr(faults.lines.data,
                           ": offered: ra-glai is one language too many; at "
                           "most 16 can be offered, remove some\n"));
    assert_int_equal(faults.count, 1);
    faults_free(&faults);
}

/* A third language is there, and one text of it is not: which, and where. */
static void a_text_is_missing(void **state)
{
    enum where { INI, FORM, WORDS };
    static const struct {
        enum where where;
        const char *text, *fault;
    } table[] = {
        {INI, "name[tay]=",
         "bonluon.ini:9: name[tay] is missing; add name[tay]=... below "
         "[office]\n"},
        {INI, "pledge[tay]=",
         "bonluon.ini:9: pledge[tay] is missing; add pledge[tay]=... below "
         "[office]\n"},
        {FORM, "title[tay]=",
         "forms/4-luon.ini:14: title[tay] is missing; add title[tay]=... below "
         "[form]\n"},
        {FORM, "5[tay]=",
         "forms/4-luon.ini:21: 5[tay] is missing; add 5[tay]=... below "
         "[levels]\n"},
        {FORM, "theme[tay]=",
         "forms/4-luon.ini:46: theme[tay] is missing; add theme[tay]=... below "
         "[question:mim-cuoi]\n"},
        {FORM, "reason:noi-to[tay]=",
         "forms/4-luon.ini:69: reason:noi-to[tay] is missing; add "
         "reason:noi-to[tay]=... below [question:nhe-nhang]\n"},
        {WORDS, "speak=",
         "assets/lang/tay.ini:8: speak is missing; add speak=... below "
         "[words]\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct config_files files;
        struct faults faults = {0};
        char words[FILES_PATH_SIZE];
        config_files_make(&files);
        offer(&files, 3);
        config_files_path(&files, "assets/lang/tay.ini", words);
        const char *const paths[] = {files.ini, files.form, words};
        config_files_change(paths[table[i].where], table[i].text, "#");
        assert_false(config_files_load(&files, &faults));
        assert_string_equal(faults.lines.data, table[i].fault);
        faults_free(&faults);
        config_files_remove(&files);
    }
}

/* lang/tay.ini beside bonluon.ini, with what visitors read and no more. */
static void write_visitors_part(const struct config_files *files)
{
    char path[FILES_PATH_SIZE];
    struct text bytes = {0};
    config_files_path(files, "assets/lang/tay.ini", path);
    assert_true(files_read(path, 1 << 20, &bytes));
    assert_int_equal(remove(path), 0);
    config_files_path(files, "lang", path);
    assert_true(files_make_folder(path));
    const char *end = strstr(bytes.data, "\nclose=");
    assert_non_null(end);
    config_files_write(files, "lang/tay.ini", bytes.data,
                       (size_t)(end + 1 - bytes.data));
    text_free(&bytes);
}

/* What staff and the report say falls back to Vietnamese, wherever that stands
   in the list. */
static void a_language_beside_the_config(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    offer(files, 3);
    write_visitors_part(files);
    config_files_change(files->ini, "offered=vi;en;tay", "offered=en;tay;vi");
    config_files_load_good(files, &config);
    const struct words *tay = &config.words[1];
    assert_string_equal(tay->code, "tay");
    assert_string_equal(tay->text[WORD_DONE], "Done");
    for (int i = WORD_CLOSE; i < WORD_COUNT; i++) {
        assert_string_equal(tay->text[i], config.words[2].text[i]);
    }
    for (int i = 0; i < REPORT_WORD_COUNT; i++) {
        assert_string_equal(tay->report[i], config.words[2].report[i]);
    }
    config_free(&config);
}

static void it_lacks_what_visitors_read(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    char path[FILES_PATH_SIZE];
    offer(files, 3);
    write_visitors_part(files);
    config_files_path(files, "lang/tay.ini", path);
    config_files_change(path, "\nthanks=", "\n#");
    assert_false(config_files_load(files, &faults));
    assert_string_equal(faults.lines.data,
                        "lang/tay.ini:8: thanks is missing; add thanks=... "
                        "below [words]\n");
    faults_free(&faults);
}

static void staff_would_have_no_words(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    offer(files, 3);
    write_visitors_part(files);
    config_files_change(files->ini, "offered=vi;en;tay", "offered=en;tay");
    assert_false(config_files_load(files, &faults));
    assert_int_equal(faults.count, 1);
    assert_non_null(strstr(faults.lines.data,
                           ": offered: tay leaves out the words of staff and "
                           "of the report; offer vi too, or write them all\n"));
    faults_free(&faults);
}

/* From the folder of bonluon.ini, or by an absolute path; of a file with many
   faces, one. */
static void typefaces_in_turn(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    char path[FILES_PATH_SIZE];
    config_files_load_good(files, &config);
    assert_int_equal(config.typeface_count, 0);
    config_free(&config);
    config_files_change(files->ini, "\ntypefaces=\n",
                        "\ntypefaces=a b.ttf ; /c/d.ttc#2;e#f.otf\n");
    config_files_load_good(files, &config);
    assert_int_equal(config.typeface_count, 3);
    config_files_path(files, "a b.ttf", path);
    assert_string_equal(config.typefaces[0].path, path);
    assert_int_equal(config.typefaces[0].face, 0);
    assert_string_equal(config.typefaces[1].path, "/c/d.ttc");
    assert_int_equal(config.typefaces[1].face, 2);
    config_files_path(files, "e#f.otf", path);
    assert_string_equal(config.typefaces[2].path, path);
    config_free(&config);
}

static void typefaces_that_are_too_much(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    char name[FILES_PATH_SIZE + 1];
    char keys[FILES_PATH_SIZE + 64];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    snprintf(keys, sizeof keys, "\ntypefaces=%s;1;2;3;4;5;6;7;8;b.ttf\n", name);
    config_files_change(files->ini, "\ntypefaces=\n", keys);
    assert_false(config_files_load(files, &faults));
    assert_string_equal(
        faults.lines.data,
        "bonluon.ini:108: typefaces: "
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa is too long a path; "
        "use a shorter one\n"
        "bonluon.ini:108: typefaces: b.ttf is one more than 8; leave some "
        "out\n");
    faults_free(&faults);
}

#define WITH_FILES(f)                                                          \
    cmocka_unit_test_setup_teardown(f, config_files_set_up,                    \
                                    config_files_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(a_third),
        WITH_FILES(a_sixteenth),
        WITH_FILES(one_too_many),
        cmocka_unit_test(a_text_is_missing),
        WITH_FILES(a_language_beside_the_config),
        WITH_FILES(it_lacks_what_visitors_read),
        WITH_FILES(staff_would_have_no_words),
        WITH_FILES(typefaces_in_turn),
        WITH_FILES(typefaces_that_are_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
