#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "config/with_config.h"
#include "format/columns.h"
#include "format/imprint.h"
#include "format/wording.h"
#include "tried.h"

static struct text canonical(void)
{
    struct config config = with_config();
    struct text text = {0};
    wording_write(&text, &config.forms[0], config.words);
    assert_false(text.failed);
    return text;
}

static void a_wording_comes_back_as_it_was_written(void **state)
{
    (void)state;
    struct config config = with_config();
    struct text text = canonical();
    struct text again = {0};
    struct wording wording;
    struct words words[FORM_LANGUAGES_MAX] = {0};
    assert_true(wording_read(text.data, &wording));
    const struct form *form = &wording.form;
    assert_string_equal(form->id, "4-luon");
    assert_int_equal(form->levels, 5);
    assert_int_equal(form->question_count, 4);
    assert_string_equal(form->questions[0].text[0],
                        config.forms[0].questions[0].text[0]);
    assert_string_equal(form->questions[0].reasons[0].text[1], "In a hurry");
    assert_string_equal(form->level_text[4][1], "Very satisfied");
    for (int i = 0; i < form->language_count; i++) {
        strcpy(words[i].code, wording.codes[i]);
    }
    wording_write(&again, form, words);
    assert_string_equal(again.data, text.data);
    wording_free(&wording);
    text_free(&again);
    text_free(&text);
}

/* As it was kept under a hash; to be given to wording_free. */
static void read_canonical(struct wording *out)
{
    struct text text = canonical();
    assert_true(wording_read(text.data, out));
    text_free(&text);
}

static void only_another_meaning_under_the_same_version_clashes(void **state)
{
    (void)state;
    struct config config = with_config();
    struct form form = config.forms[0];
    struct wording before;
    read_canonical(&before);
    assert_null(wording_clash(&before, &form, config.words));
    form.title[0] = form.questions[0].theme[0] = "Khác";
    form.questions[1].reasons[0].text[0] = "Lý do khác";
    assert_null(wording_clash(&before, &form, config.words));
    form.questions[2].text[1] = "Did they scowl?";
    assert_string_equal(wording_clash(&before, &form, config.words),
                        form.questions[2].id);
    form.version++;
    assert_null(wording_clash(&before, &form, config.words));
    form = config.forms[0];
    form.question_count--;
    assert_null(wording_clash(&before, &form, config.words));
    form.level_text[4][0] = "Tốt";
    assert_string_equal(wording_clash(&before, &form, config.words), "levels");
    form = config.forms[0];
    assert_true(form_reduce(&form, 3));
    assert_string_equal(wording_clash(&before, &form, config.words), "levels");
    wording_free(&before);
}

/* A question by itself: others of its form do not matter, version and levels
   do. */
static void a_question_is_asked_as_before_or_not(void **state)
{
    (void)state;
    struct config config = with_config();
    struct form form = config.forms[0];
    const char *first = form.questions[0].id;
    const char *third = form.questions[2].id;
    struct wording before;
    read_canonical(&before);
    form.questions[2].text[1] = "Did they scowl?";
    assert_true(wording_asks(&before, &form, config.words, first));
    assert_false(wording_asks(&before, &form, config.words, third));
    form.version++;
    assert_false(wording_asks(&before, &form, config.words, first));
    form = config.forms[0];
    strcpy(form.id, "5-biet");
    assert_false(wording_asks(&before, &form, config.words, first));
    form = config.forms[0];
    form.level_text[4][0] = "Tốt";
    assert_false(wording_asks(&before, &form, config.words, first));
    wording_free(&before);
    tried("the figures of a question, and");
}

/* Asked in English only before, another Vietnamese text is a first one. */
static void a_language_that_only_one_has_does_not_clash(void **state)
{
    (void)state;
    struct config config = with_config();
    struct form form = config.forms[0];
    struct wording before;
    read_canonical(&before);
    memcpy(before.codes[0], "fr", sizeof "fr");
    form.questions[0].text[0] = "Khác?";
    assert_null(wording_clash(&before, &form, config.words));
    form.questions[0].text[1] = "Else?";
    assert_string_equal(wording_clash(&before, &form, config.words),
                        form.questions[0].id);
    wording_free(&before);
}

/* A key of its own comes back too; and is another way to ask. */
static void a_question_keeps_its_own_key(void **state)
{
    (void)state;
    struct config config = with_config();
    struct form *form = &config.forms[0];
    struct text text = {0};
    struct wording before;
    struct wording with;
    read_canonical(&before);
    form->questions[1].na[0] = "Kh\u00f4ng c\u00f3";
    form->questions[1].na[1] = "None";
    wording_write(&text, form, config.words);
    assert_true(wording_read(text.data, &with));
    assert_null(with.form.questions[0].na[0]);
    assert_string_equal(with.form.questions[1].na[1], "None");
    assert_string_equal(wording_clash(&before, form, config.words),
                        form->questions[1].id);
    assert_null(wording_clash(&with, form, config.words));
    form->questions[1].na[1] = "Nothing";
    assert_string_equal(wording_clash(&with, form, config.words),
                        form->questions[1].id);
    wording_free(&with);
    wording_free(&before);
    text_free(&text);
}

/* Where a line may end on the glass is no other way to ask. */
static void what_joins_syllables_is_not_kept(void **state)
{
    (void)state;
    struct config config = with_config();
    struct form *form = &config.forms[0];
    struct text plain = canonical();
    struct text joined = {0};
    struct wording before;
    read_canonical(&before);
    assert_string_equal(form->level_text[4][1], "Very satisfied");
    form->level_text[4][1] = "Very\u00a0satisfied";
    wording_write(&joined, form, config.words);
    assert_string_equal(joined.data, plain.data);
    assert_int_equal(joined.length, plain.length);
    assert_null(wording_clash(&before, form, config.words));
    wording_free(&before);
    text_free(&joined);
    text_free(&plain);
}

/* Cut anywhere, it is no wording; and reading it does no harm. */
static void a_part_is_refused(void **state)
{
    (void)state;
    struct text text = canonical();
    struct wording wording;
    size_t whole = text.length;
    /* Whole questions may be missing at the end: the hash finds that. */
    size_t first_question = (size_t)(strstr(text.data, "\ntheme") - text.data);
    for (size_t i = 0; i < whole; i++) {
        char *part = strndup(text.data, i);
        bool read = wording_read(part, &wording);
        if (i < first_question || part[i == 0 ? 0 : i - 1] != '\n') {
            assert_false(read);
        }
        wording_free(&wording);
        free(part);
    }
    text_free(&text);
}

static void strange_lines_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "\n",
        "wording\t2\n",
        "wording\t1\nunknown\tx\n",
        "wording\t1\nform\tBad Id\t1\t5\n",
        "wording\t1\nform\ta\t1\t9\n",
        "wording\t1\nform\ta\tx\t5\n",
        "wording\t1\ntext\ta\n",
        "wording\t1\nlanguages\ttoo-long-a-code\n",
        "wording\t1\nlanguages\ta\tb\tc\td\te\tf\tg\th\ti\tj\tk\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct wording wording;
        assert_false(wording_read(texts[i], &wording));
        wording_free(&wording);
    }
}

static void an_imprint_comes_back(void **state)
{
    (void)state;
    static const char separators[] = {',', ';', '\t'};
    for (int i = 0; i < 3; i++) {
        const struct imprint of = {.unit_code = "van-truong",
                                   .device_id = "quay-1",
                                   .separator = separators[i],
                                   .utc_offset_min = -90,
                                   .schema = COLUMNS_SCHEMA};
        char note[ROW_NOTE_SIZE];
        struct imprint imprint;
        imprint_write(&of, note);
        assert_true(imprint_read(note, &imprint));
        assert_string_equal(imprint.unit_code, "van-truong");
        assert_string_equal(imprint.device_id, "quay-1");
        assert_int_equal(imprint.separator, separators[i]);
        assert_int_equal(imprint.utc_offset_min, -90);
        assert_int_equal(imprint.schema, COLUMNS_SCHEMA);
    }
}

/* 0.4.0 wrote none. */
static void an_imprint_without_a_schema_is_of_the_first(void **state)
{
    (void)state;
    struct imprint imprint;
    assert_true(imprint_read("van-truong quay-1 comma 420", &imprint));
    assert_int_equal(imprint.schema, COLUMNS_FIRST_SCHEMA);
    assert_int_equal(imprint.utc_offset_min, 420);
    char note[ROW_NOTE_SIZE];
    imprint_write(&imprint, note);
    assert_string_equal(note, "van-truong quay-1 comma 420");
}

static void a_strange_imprint_is_refused(void **state)
{
    (void)state;
    static const char *const notes[] = {"",
                                        "a",
                                        "a b comma",
                                        "a b pipe 420",
                                        "a b comma 420 x",
                                        "a b comma 420 2 x",
                                        "a b comma 420 0",
                                        "a b comma 420 3",
                                        "../a b comma 420 2",
                                        "a ./b comma 420 2",
                                        "a b comma 1440 2",
                                        "a b comma -2147483648 2"};
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        struct imprint imprint;
        assert_false(imprint_read(notes[i], &imprint));
    }
}

/* The example of FIPS 180-2. */
static void the_digest_is_sha256(void **state)
{
    (void)state;
    char hex[DIGEST_HEX_SIZE];
    struct digest digest;
    const char *expected =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    digest_of("abc", 3, hex);
    assert_string_equal(hex, expected);
    digest_begin(&digest);
    digest_add(&digest, "a", 1);
    digest_add(&digest, "bc", 2);
    digest_end(&digest, hex);
    assert_string_equal(hex, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wording_comes_back_as_it_was_written),
        cmocka_unit_test(only_another_meaning_under_the_same_version_clashes),
        cmocka_unit_test(a_question_is_asked_as_before_or_not),
        cmocka_unit_test(a_language_that_only_one_has_does_not_clash),
        cmocka_unit_test(a_question_keeps_its_own_key),
        cmocka_unit_test(what_joins_syllables_is_not_kept),
        cmocka_unit_test(a_part_is_refused),
        cmocka_unit_test(strange_lines_are_refused),
        cmocka_unit_test(an_imprint_comes_back),
        cmocka_unit_test(an_imprint_without_a_schema_is_of_the_first),
        cmocka_unit_test(a_strange_imprint_is_refused),
        cmocka_unit_test(the_digest_is_sha256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
