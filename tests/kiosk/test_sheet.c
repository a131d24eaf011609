/*
 * What a visitor is asked: the form of the day, a question that rotates, and
 * what of it can be heard.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kiosk/voice.h"
#include "with_terminal.h"

enum { VISITS = 10, LENT = 5, HOUR_MS = 3600000 };

static void one_visit(struct terminal *terminal)
{
    for (int i = 0; i < 4; i++) {
        terminal_answer(terminal, 4);
    }
    assert_true(terminal_shows(terminal, ANSWER(3)));
    assert_false(terminal_shows(terminal, ANSWER(4)));
    terminal_answer(terminal, 2);
    assert_true(terminal_says(terminal, "thanks"));
    terminal_wait(terminal, 4000);
    terminal_wait(terminal, 5000);
}

/* Reads one visit off the rows, and returns which question was lent. */
static int read_visit(const char **rows)
{
    static const char *const own = "visit 4-luon 0\nanswer mim-cuoi 4\n"
                                   "answer nhe-nhang 4\nanswer lang-nghe 4\n"
                                   "answer giup-do 4\n";
    assert_memory_equal(*rows, own, strlen(own));
    *rows += strlen(own);
    int lent = 0;
    int length = 0;
    (void)sscanf(*rows, "answer 5-biet-%d 2\nend  1%n", &lent, &length);
    assert_in_range(lent, 1, LENT);
    assert_true(length > 0);
    *rows += length + 1;
    return lent;
}

/* Within a day all visits are lent the same question, so that whoever saw it on
   the screen cannot find the visit in the daily file. */
static void all_visits_of_a_day_are_lent_one_question(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.rotating = terminal_add_form(terminal, "5-biet", LENT, 3);
    terminal_restart(terminal);
    for (int i = 0; i < VISITS; i++) {
        one_visit(terminal);
        if (i % 2 == 0) {
            terminal_wait(terminal, HOUR_MS);
        } else {
            terminal_stop(terminal);
            terminal_start(terminal,
                           with_moment(WITH_MONDAY + 1 + i / 2, 9, 0));
        }
    }
    terminal_stop(terminal);
    char *rows = terminal_rows(terminal);
    const char *rest = rows;
    int asked[LENT + 1] = {0};
    for (int i = 0; i < VISITS; i += 2) {
        int lent = read_visit(&rest);
        assert_int_equal(read_visit(&rest), lent);
        asked[lent]++;
    }
    assert_string_equal(rest, "");
    int questions = 0;
    for (int i = 1; i <= LENT; i++) {
        print_message("question %d: on %d days\n", i, asked[i]);
        questions += asked[i] > 0;
    }
    assert_true(questions > 1);
    free(rows);
    terminal_start(terminal, terminal->now);
}

/* From Tuesday on there is another form; the terminal starts shortly before. */
static void plan_another(struct terminal *terminal)
{
    struct config *config = &terminal->config;
    config->plan[1] =
        (struct config_plan){.from_day = WITH_MONDAY + 1,
                             .form = terminal_add_form(terminal, "moi", 2, 4)};
    config->plan_count = 2;
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY, 23, 59));
}

static void a_planned_form_comes_at_midnight(void **state)
{
    struct terminal *terminal = *state;
    plan_another(terminal);
    terminal_sleep(terminal, 59499);
    assert_false(terminal_says(terminal, "moi-1"));
    terminal_sleep(terminal, 2);
    assert_true(terminal_says(terminal, "moi-1"));
    terminal_wait(terminal, 500);
    terminal_answer(terminal, 3);
    terminal_answer(terminal, 4);
    terminal_expect_rows(terminal,
                         "visit moi 0\nanswer moi-1 3\nanswer moi-2 4\n"
                         "end  1\n");
}

static void a_visit_keeps_its_form_past_midnight(void **state)
{
    struct terminal *terminal = *state;
    plan_another(terminal);
    terminal_wait(terminal, 59000);
    terminal_answer(terminal, 5);
    assert_int_equal(clock_local(terminal->now.wall_ms, 420).day,
                     WITH_MONDAY + 1);
    for (int i = 0; i < 3; i++) {
        terminal_answer(terminal, 5);
    }
    assert_true(terminal_says(terminal, "thanks"));
    terminal_wait(terminal, 4000);
    assert_true(terminal_says(terminal, "moi-1"));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n"
                                   "answer nhe-nhang 5\nanswer lang-nghe 5\n"
                                   "answer giup-do 5\nend  1\n");
}

/* Came down on one question, and lifts from another. */
static void a_finger_does_not_answer_what_came_under_it(void **state)
{
    struct terminal *terminal = *state;
    plan_another(terminal);
    terminal_wait(terminal, 59000);
    struct input finger = terminal_at(terminal, INPUT_DOWN, ANSWER(3));
    terminal_input(terminal, finger);
    assert_true(scene_find(kiosk_scene(terminal->kiosk), ANSWER(3))->pressed);
    terminal_wait(terminal, 1000);
    finger = terminal_at(terminal, INPUT_UP, ANSWER(3));
    terminal_input(terminal, finger);
    /* Nor does one that comes down as it changes. */
    terminal_tap(terminal, ANSWER(3));
    terminal_expect_rows(terminal, "");
}

/* The first and the third question can be heard, in Vietnamese. */
static void with_voices(struct terminal *terminal)
{
    terminal_add_voice(terminal, "vi", "mim-cuoi");
    terminal_add_voice(terminal, "vi", "lang-nghe");
    terminal_restart(terminal);
}

static void expect_voice(struct terminal *terminal, const char *name)
{
    const char *voice = kiosk_voice(terminal->kiosk);
    assert_non_null(voice);
    assert_string_equal(voice, data_folder_path(&terminal->folder, name));
}

static void a_question_is_read_aloud(void **state)
{
    struct terminal *terminal = *state;
    with_voices(terminal);
    assert_null(kiosk_voice(terminal->kiosk));
    terminal_tap(terminal, PRESS(SPEAK));
    expect_voice(terminal, "voice/vi/4-luon/mim-cuoi.wav");
    terminal_wait(terminal, 3000);
    expect_voice(terminal, "voice/vi/4-luon/mim-cuoi.wav");
    kiosk_voice_ended(terminal->kiosk, terminal->now);
    assert_null(kiosk_voice(terminal->kiosk));
}

static void whoever_answers_or_presses_again_interrupts(void **state)
{
    struct terminal *terminal = *state;
    with_voices(terminal);
    terminal_tap(terminal, PRESS(SPEAK));
    terminal_wait(terminal, 1000);
    terminal_tap(terminal, PRESS(SPEAK));
    assert_null(kiosk_voice(terminal->kiosk));
    terminal_wait(terminal, 1000);
    terminal_tap(terminal, PRESS(SPEAK));
    expect_voice(terminal, "voice/vi/4-luon/mim-cuoi.wav");
    terminal_tap(terminal, ANSWER(4));
    assert_null(kiosk_voice(terminal->kiosk));
    terminal_hear(terminal);
}

static void a_question_without_a_recording_has_no_key(void **state)
{
    struct terminal *terminal = *state;
    with_voices(terminal);
    assert_true(terminal_shows(terminal, PRESS(SPEAK)));
    terminal_tap(terminal, PRESS(LANGUAGE));
    assert_false(terminal_shows(terminal, PRESS(SPEAK)));
    terminal_wait(terminal, 500);
    terminal_tap(terminal, PRESS(LANGUAGE));
    terminal_wait(terminal, 500);
    terminal_answer(terminal, 4);
    assert_false(terminal_shows(terminal, PRESS(SPEAK)));
    terminal_answer(terminal, 4);
    terminal_tap(terminal, PRESS(SPEAK));
    expect_voice(terminal, "voice/vi/4-luon/lang-nghe.wav");
}

static void there_are_quiet_hours(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.voice_quiet =
        (struct hours_weekday){.spans = {{545, 555}}, .count = 1};
    with_voices(terminal); /* at 09:00; quiet from 09:05 to 09:15 */
    terminal_tap(terminal, PRESS(SPEAK));
    terminal_sleep(terminal, 4 * 60000);
    assert_non_null(kiosk_voice(terminal->kiosk));
    terminal_sleep(terminal, 2 * 60000);
    assert_null(kiosk_voice(terminal->kiosk));
    assert_false(terminal_shows(terminal, PRESS(SPEAK)));
    terminal_sleep(terminal, 10 * 60000);
    assert_true(terminal_shows(terminal, PRESS(SPEAK)));
}

static void nothing_is_heard_where_the_config_says_no(void **state)
{
    struct terminal *terminal = *state;
    with_voices(terminal);
    terminal->config.voice = false;
    terminal_restart(terminal);
    assert_false(terminal_shows(terminal, PRESS(SPEAK)));
}

static void a_path_that_is_too_long_is_none(void **state)
{
    struct terminal *terminal = *state;
    struct config *config = &terminal->config;
    struct sheet sheet = sheet_make(&config->forms[0], NULL, 0);
    char path[FILES_PATH_SIZE];
    config->voice = true;
    assert_true(text_copy(config->voice_folder, FILES_PATH_SIZE, "/v"));
    const struct flow flow = {.question = 1, .language = 1, .visiting = true};
    assert_true(voice_path(config, &sheet, &flow, path));
    assert_string_equal(path, "/v/en/4-luon/nhe-nhang.wav");
    memset(config->voice_folder, 'v', FILES_PATH_SIZE - 10);
    assert_false(voice_path(config, &sheet, &flow, path));
    voice_mark(config, &sheet, 0);
    assert_false(sheet.asked[1].voiced[1]);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, terminal_setup, terminal_teardown)
    const struct CMUnitTest tests[] = {
        TEST(all_visits_of_a_day_are_lent_one_question),
        TEST(a_planned_form_comes_at_midnight),
        TEST(a_visit_keeps_its_form_past_midnight),
        TEST(a_finger_does_not_answer_what_came_under_it),
        TEST(a_question_is_read_aloud),
        TEST(whoever_answers_or_presses_again_interrupts),
        TEST(a_question_without_a_recording_has_no_key),
        TEST(there_are_quiet_hours),
        TEST(nothing_is_heard_where_the_config_says_no),
        TEST(a_path_that_is_too_long_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
