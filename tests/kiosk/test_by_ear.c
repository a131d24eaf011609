/* Who listens: what is read to them, one part after the other, and the five
   keys by which they answer; and the tap that others hear. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kiosk/inside.h"
#include "kiosk/voice.h"
#include "with_terminal.h"

static void record(struct terminal *terminal, const char *const *names)
{
    for (; *names != NULL; names++) {
        terminal_add_voice(terminal, "vi", *names);
    }
    terminal->config.reasons = true;
    terminal_restart(terminal);
}

/* Two questions, three of the five answers, and what stands around them. */
static void record_some(struct terminal *terminal)
{
    static const char *const names[] = {
        "mim-cuoi",       "nhe-nhang",  "level-1",   "level-2", "level-5",
        "reason-cho-lau", "../reasons", "../thanks", NULL};
    record(terminal, names);
}

/* What is read, to its end, as "mim-cuoi level-1 ... ". */
static void hear(struct terminal *terminal, const char *expected)
{
    char heard[256] = "";
    const char *path;
    while ((path = kiosk_voice(terminal->kiosk)) != NULL) {
        const char *name = strrchr(path, '/') + 1;
        strncat(heard, name, strcspn(name, "."));
        strcat(heard, " ");
        terminal_wait(terminal, 2000);
        kiosk_voice_ended(terminal->kiosk, terminal->now);
    }
    assert_string_equal(heard, expected);
}

static void press_key(struct terminal *terminal, int key)
{
    terminal_input(terminal, (struct input){.kind = INPUT_KEY, .finger = key});
}

static const char *const first = "mim-cuoi level-1 level-2 level-5 ";

static void the_answers_are_read_behind_the_question(void **state)
{
    struct terminal *terminal = *state;
    record_some(terminal);
    hear(terminal, "");
    terminal_tap(terminal, PRESS(SPEAK));
    hear(terminal, first);
    terminal_wait(terminal, 500);
    terminal_tap(terminal, PRESS(SPEAK)); /* once more */
    hear(terminal, first);
}

static void each_screen_of_the_visit_is_read(void **state)
{
    struct terminal *terminal = *state;
    record_some(terminal);
    terminal_tap(terminal, PRESS(SPEAK));
    terminal_answer(terminal, 1); /* and interrupts */
    hear(terminal, "reasons reason-cho-lau ");
    terminal_tap(terminal, PRESS(DONE));
    hear(terminal, "nhe-nhang level-1 level-2 level-5 ");
    terminal_answer(terminal, 5);
    for (int i = 0; i < 2; i++) {
        hear(terminal, "level-1 level-2 level-5 ");
        terminal_tap(terminal, PRESS(SKIP));
        terminal_hear(terminal);
        terminal_wait(terminal, 500);
    }
    assert_true(terminal_says(terminal, "thanks"));
    hear(terminal, "thanks ");
    terminal_wait(terminal, 4000);
    terminal_wait(terminal, 500);
    assert_true(terminal_shows(terminal, PRESS(SPEAK)));
    hear(terminal, ""); /* the next visitor has not asked for it */
    terminal_answer(terminal, 5);
    hear(terminal, "");
}

static void the_key_silences_all_that_follows(void **state)
{
    struct terminal *terminal = *state;
    record_some(terminal);
    terminal_tap(terminal, PRESS(SPEAK));
    terminal_wait(terminal, 600);
    terminal_tap(terminal, PRESS(SPEAK));
    terminal_answer(terminal, 5);
    hear(terminal, "");
}

/* Who listens touches nothing; but a device that never ends keeps nobody. */
static void nobody_is_asked_for_while_something_is_read(void **state)
{
    struct terminal *terminal = *state;
    record_some(terminal);
    terminal_tap(terminal, PRESS(SPEAK));
    terminal_answer(terminal, 5);
    terminal_wait(terminal, 45000);
    assert_false(terminal_says(terminal, "still-there"));
    kiosk_voice_ended(terminal->kiosk, terminal->now);
    terminal_wait(terminal, 89999);
    assert_false(terminal_says(terminal, "still-there"));
    terminal_wait(terminal, 1);
    assert_true(terminal_says(terminal, "still-there"));
}

/* Who asked for it and went away leaves silence, and no beat for ever. */
static void an_idle_screen_forgets_who_listened(void **state)
{
    struct terminal *terminal = *state;
    record_some(terminal);
    terminal_tap(terminal, PRESS(SPEAK));
    hear(terminal, first);
    assert_true(terminal->kiosk->flow.heard);
    terminal_sleep(terminal, 30001);
    assert_false(terminal->kiosk->flow.heard);
    terminal_answer(terminal, 5);
    hear(terminal, "");
}

static void five_keys_answer(void **state)
{
    struct terminal *terminal = *state;
    record_some(terminal);
    press_key(terminal, 4); /* the first reads */
    hear(terminal, first);
    assert_false(terminal->kiosk->flow.visiting);
    press_key(terminal, 4);
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    press_key(terminal, 4); /* settling */
    terminal_wait(terminal, 500);
    press_key(terminal, 1);
    terminal_hear(terminal);
    terminal_wait(terminal, 1000);
    hear(terminal, "reasons reason-cho-lau ");
    press_key(terminal, 3); /* passes over them */
    terminal_wait(terminal, 500);
    terminal_wait(terminal, 30000);
    terminal_wait(terminal, 90000);
    terminal_wait(terminal, 500);
    assert_true(terminal_says(terminal, "still-there"));
    press_key(terminal, 5);
    assert_false(terminal_says(terminal, "still-there"));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 4\n"
                                   "answer nhe-nhang 1\n");
}

/* What it is for, before the first question; once somebody is there it is left
   out. Outside opening hours first that they are over. */
static void the_idle_screen_tells_what_it_is_for(void **state)
{
    struct terminal *terminal = *state;
    static const char *const names[] = {"mim-cuoi",       "nhe-nhang",
                                        "level-1",        "../invite",
                                        "../asleep-more", NULL};
    record(terminal, names);
    press_key(terminal, 1);
    hear(terminal, "invite mim-cuoi level-1 ");
    terminal_wait(terminal, 500);
    terminal_tap(terminal, PRESS(SPEAK));
    hear(terminal, "invite mim-cuoi level-1 ");
    terminal_answer(terminal, 5);
    hear(terminal, "nhe-nhang level-1 ");
    terminal_tap(terminal, PRESS(BACK));
    hear(terminal, "mim-cuoi level-1 ");
}

static void a_key_wakes_the_sleeper_and_reads(void **state)
{
    struct terminal *terminal = *state;
    static const char *const names[] = {"mim-cuoi", "level-1", "../invite",
                                        "../asleep-more", NULL};
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY, 20, 0));
    record(terminal, names);
    terminal_sleep(terminal, terminal->config.timing.dim_ms + 60000);
    assert_true(terminal_says(terminal, "asleep"));
    hear(terminal, "");
    press_key(terminal, 3);
    assert_false(terminal_says(terminal, "asleep"));
    hear(terminal, "asleep-more invite mim-cuoi level-1 ");
    assert_false(terminal->kiosk->flow.visiting);
}

/* Where nothing can be heard they answer at once; and wake a sleeper. */
static void five_keys_need_no_voice(void **state)
{
    struct terminal *terminal = *state;
    press_key(terminal, 2);
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n");
}

static void a_press_sounds_once_where_it_may(void **state)
{
    struct terminal *terminal = *state;
    terminal_tap(terminal, PRESS(LANGUAGE));
    assert_false(kiosk_tapped(terminal->kiosk));
    terminal->config.tap = true;
    terminal->config.voice_quiet =
        (struct hours_weekday){.spans = {{545, 555}}, .count = 1};
    terminal_restart(terminal); /* at 09:00; quiet from 09:05 */
    terminal_input(terminal, (struct input){.kind = INPUT_DOWN,
                                            .source = INPUT_FINGER,
                                            .x = INPUT_NOWHERE,
                                            .y = INPUT_NOWHERE});
    assert_false(kiosk_tapped(terminal->kiosk));
    terminal_wait(terminal, 3000);
    terminal_tap(terminal, PRESS(LANGUAGE));
    assert_true(kiosk_tapped(terminal->kiosk));
    assert_false(kiosk_tapped(terminal->kiosk));
    terminal_wait(terminal, 6 * 60000);
    terminal_wait(terminal, 500);
    terminal_tap(terminal, PRESS(LANGUAGE));
    assert_int_equal(terminal->kiosk->flow.language, 1);
    assert_false(kiosk_tapped(terminal->kiosk));
}

static void what_is_missing_is_named(void **state)
{
    struct terminal *terminal = *state;
    struct text names = {0};
    record_some(terminal);
    const struct config *config = &terminal->config;
    /* Two of five answers, two of four questions, two of three reasons for each
       question, and five screens. */
    assert_int_equal(voice_missing(config, 0, &names), 2 + 2 + 8 + 5);
    assert_non_null(strstr(names.data, " 4-luon/level-3.wav"));
    assert_non_null(strstr(names.data, " 4-luon/lang-nghe.wav"));
    assert_non_null(strstr(names.data, " 4-luon/reason-voi-va.wav"));
    assert_non_null(strstr(names.data, " thanks-none.wav"));
    assert_null(strstr(names.data, " thanks.wav"));
    assert_null(strstr(names.data, "mim-cuoi"));
    text_free(&names);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_answers_are_read_behind_the_question),
        TEST(each_screen_of_the_visit_is_read),
        TEST(the_key_silences_all_that_follows),
        TEST(nobody_is_asked_for_while_something_is_read),
        TEST(an_idle_screen_forgets_who_listened),
        TEST(five_keys_answer),
        TEST(the_idle_screen_tells_what_it_is_for),
        TEST(a_key_wakes_the_sleeper_and_reads),
        TEST(five_keys_need_no_voice),
        TEST(a_press_sounds_once_where_it_may),
        TEST(what_is_missing_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
