/* What the terminal shows of its own record: the witness, to everybody; the
   clock in doubt, to staff, who say that it is right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kiosk/inside.h"
#include "record/record.h"
#include "store/store.h"
#include "trust/tag.h"
#include "with_staff.h"
#include "tried.h"

enum { HOUR_MS = 60 * 60 * 1000, DAY_MS = 24 * HOUR_MS };

/* The words of these terminals are their keys: the scene says "witness". */
static const struct witness *shown(struct terminal *terminal)
{
    return terminal_says(terminal, "witness") ? &terminal->kiosk->witness
                                              : NULL;
}

static bool is_shown(struct terminal *terminal)
{
    return shown(terminal) != NULL;
}

/* A scene with a text that fits nowhere has no room for the witness: here no
   question has a theme. */
static void ask_for_witness(struct terminal *terminal)
{
    struct form *form = &terminal->config.forms[0];
    for (int i = 0; i < form->question_count; i++) {
        form->questions[i].theme[0] = "Luôn";
        form->questions[i].theme[1] = "Always";
    }
    terminal->config.witness = true;
    terminal_restart(terminal);
    terminal_await(terminal, is_shown);
}

static void without_the_key_there_is_none(void **state)
{
    struct terminal *terminal = *state;
    staff_visit(terminal, 4);
    assert_null(shown(terminal));
    assert_string_equal(terminal->kiosk->news_of_record.code, "");
}

static bool all_kept(struct terminal *terminal)
{
    return terminal->kiosk->flow.pending == 0;
}

/* A witness may be told in between, so that the next word of the writer need
   not be that it is kept. */
static void answer(struct terminal *terminal, int level)
{
    terminal_tap(terminal, ANSWER(level));
    terminal_await(terminal, all_kept);
    terminal_wait(terminal, terminal->config.timing.advance_ms);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}

static bool one_visit(struct terminal *terminal)
{
    return is_shown(terminal) && shown(terminal)->visits == 1;
}

static void answer_all(struct terminal *terminal, int level)
{
    for (int i = 0; i < 4; i++) {
        answer(terminal, level);
        assert_null(shown(terminal));
    }
}

static void visit(struct terminal *terminal, int level)
{
    answer_all(terminal, level);
    terminal_wait(terminal, terminal->config.timing.thanks_ms);
    terminal_await(terminal, one_visit);
}

static void it_changes_when_a_visit_has_ended(void **state)
{
    struct terminal *terminal = *state;
    char before[TAG_CODE_SIZE];
    ask_for_witness(terminal);
    memcpy(before, shown(terminal)->code, sizeof before);
    assert_int_equal(strlen(before), TAG_CODE_SIZE - 1);
    assert_int_equal(shown(terminal)->visits, 0);
    assert_int_equal(shown(terminal)->day, WITH_MONDAY);
    visit(terminal, 4);
    assert_string_not_equal(shown(terminal)->code, before);
    tried("the line of the witness: visits");
}

/* The rows of its answers are in the record, each with a tag: nobody sees one
   before the visit is over. */
static void within_a_visit_it_tells_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct witness before;
    ask_for_witness(terminal);
    before = *shown(terminal);
    const struct scene *scene = kiosk_scene(terminal->kiosk);
    struct box face = scene_find(scene, ANSWER(2))->box;
    terminal_tap(terminal, ANSWER(2));
    terminal_await(terminal, all_kept);
    /* The face that was tapped stays where it is, and so does all else. */
    assert_non_null(shown(terminal));
    assert_string_equal(shown(terminal)->code, before.code);
    assert_memory_equal(
        &scene_find(kiosk_scene(terminal->kiosk), ANSWER(2))->box, &face,
        sizeof face);
    terminal_wait(terminal, terminal->config.timing.advance_ms);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    assert_null(shown(terminal));
    terminal_tap(terminal, PRESS(BACK));
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    assert_true(terminal_shows(terminal, ANSWER(2)));
    assert_int_equal(terminal->kiosk->flow.question, 0);
    assert_null(shown(terminal));
    struct writer_witness news;
    writer_witness(terminal->writer, &news);
    assert_string_equal(news.code, before.code);
    assert_int_equal(news.visits, 0);
}

static void who_walks_away_is_counted_like_all_others(void **state)
{
    struct terminal *terminal = *state;
    const struct flow_timing *timing = &terminal->config.timing;
    ask_for_witness(terminal);
    answer(terminal, 3);
    terminal_wait(terminal, timing->idle_ms);
    assert_null(shown(terminal)); /* "still there?" */
    terminal_wait(terminal, timing->still_there_ms);
    terminal_await(terminal, one_visit);
}

/* Nobody is there any more: it comes back with the office's own language, and
   asleep there is nothing but the way to wake it. */
static void it_is_for_when_nobody_is_there(void **state)
{
    struct terminal *terminal = *state;
    ask_for_witness(terminal);
    terminal_tap(terminal, PRESS(LANGUAGE));
    assert_null(shown(terminal));
    terminal_wait(terminal, terminal->config.timing.idle_ms);
    assert_non_null(shown(terminal));
    terminal_wait(terminal, terminal->config.timing.dim_ms);
    assert_true(terminal->kiosk->flow.dim);
    assert_non_null(shown(terminal));
    terminal_wait(terminal, 12 * HOUR_MS); /* the office is closed */
    terminal_wait(terminal, terminal->config.timing.dim_ms);
    assert_int_equal(terminal->kiosk->flow.screen, SCREEN_ASLEEP);
    assert_null(shown(terminal));
}

static bool take_last(void *context, const struct row *row, const char *fault)
{
    assert_null(fault);
    if (row->kind != ROW_STOP) {
        tag_code(row->tag, context);
    }
    return true;
}

/* It is that of the last row before the terminal was stopped. */
static void the_code_is_in_the_record(void **state)
{
    struct terminal *terminal = *state;
    struct store *store;
    char code[TAG_CODE_SIZE] = "";
    ask_for_witness(terminal);
    visit(terminal, 5);
    struct witness last = *shown(terminal);
    terminal_stop(terminal);
    assert_int_equal(
        store_open(&store, data_folder_path(&terminal->folder, "bonluon.db"),
                   false),
        STORE_OK);
    const struct store_walk walk = {1, INT64_MAX, take_last, code};
    assert_int_equal(store_walk(store, &walk), STORE_OK);
    store_close(store);
    assert_string_equal(last.code, code);
    terminal_start(terminal, terminal->now);
    tried("the line of the witness: visits");
}

/* The machine comes up two days back: its clock had no battery. */
static void set_back(struct terminal *terminal)
{
    struct moment at = terminal->now;
    staff_prepare(terminal);
    terminal->unvouched = true;
    terminal_stop(terminal);
    at.wall_ms -= 2 * (int64_t)DAY_MS;
    terminal_start(terminal, at);
    staff_come_in(terminal);
}

static bool shows_key(struct terminal *terminal)
{
    return terminal_shows(terminal,
                          (struct action){ACTION_CONFIRM, WITH_MONDAY - 2});
}

static bool has_no_key(struct terminal *terminal)
{
    return !shows_key(terminal);
}

static void press_key(struct terminal *terminal)
{
    terminal_tap(terminal, (struct action){ACTION_CONFIRM, WITH_MONDAY - 2});
}

static bool take_confirm(void *context, const struct row *row)
{
    if (row->kind == ROW_CONFIRM) {
        text_append_format(context, "confirm %d\n", row->value);
    }
    return true;
}

/* "confirm day" for each; the program stops and starts for it. */
static void expect_confirms(struct terminal *terminal, const char *expected)
{
    struct record *record;
    struct text out = {0};
    terminal_stop(terminal);
    const struct record_params params = {.config = &terminal->config,
                                         .data_dir = terminal->folder.path,
                                         .now = terminal->now,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    text_append(&out, "", 0);
    for (int32_t day = WITH_MONDAY; day < WITH_MONDAY + 3; day++) {
        const struct record_scan scan = {day, take_confirm, &out};
        assert_int_equal(record_scan(record, &scan), STORE_OK);
    }
    record_close(record);
    assert_string_equal(out.data, expected);
    text_free(&out);
    terminal_start(terminal, terminal->now);
}

static void a_clock_that_is_right_is_not_asked_about(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_come_in(terminal);
    assert_false(terminal_says(terminal, "clock-ask"));
    assert_true(terminal_says(terminal, "visits-today"));
}

static void pressed_twice_it_is_believed(void **state)
{
    struct terminal *terminal = *state;
    set_back(terminal);
    assert_true(terminal_says(terminal, "clock-ask"));
    assert_true(terminal_says(terminal, "clock-yes"));
    assert_false(terminal_says(terminal, "visits-today"));
    press_key(terminal);
    assert_true(terminal_says(terminal, "clock-sure"));
    press_key(terminal); /* a hand that trembles */
    assert_true(terminal_says(terminal, "clock-sure"));
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    press_key(terminal);
    terminal_await(terminal, has_no_key);
    assert_true(terminal_says(terminal, "visits-today"));
    assert_true(terminal_says(terminal, "clock-well"));
    expect_confirms(terminal, "confirm 20778\n");
    staff_come_in(terminal);
    assert_false(shows_key(terminal));
}

static void another_page_forgets_the_first_press(void **state)
{
    struct terminal *terminal = *state;
    set_back(terminal);
    staff_press(terminal, (struct action){ACTION_CONFIRM, WITH_MONDAY - 2});
    staff_press(terminal, (struct action){ACTION_PAGE, PAGE_SEAL});
    assert_false(shows_key(terminal));
    staff_press(terminal, (struct action){ACTION_PAGE, PAGE_TODAY});
    assert_true(terminal_says(terminal, "clock-yes"));
    staff_press(terminal, (struct action){ACTION_CONFIRM, WITH_MONDAY - 2});
    assert_true(terminal_says(terminal, "clock-sure"));
    expect_confirms(terminal, "");
}

static void who_walks_away_confirms_nothing(void **state)
{
    struct terminal *terminal = *state;
    set_back(terminal);
    staff_press(terminal, (struct action){ACTION_CONFIRM, WITH_MONDAY - 2});
    terminal_wait(terminal, terminal->config.staff_idle_ms);
    assert_true(staff_gone(terminal));
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    staff_come_in(terminal);
    assert_true(terminal_says(terminal, "clock-yes"));
    expect_confirms(terminal, "");
}

static void the_minute_that_shows_is_that_of_now(void **state)
{
    struct terminal *terminal = *state;
    set_back(terminal);
    int minute = terminal->kiosk->panel.now.minute;
    int64_t until = kiosk_deadline(terminal->kiosk, terminal->now);
    assert_in_range(until, 1, 60000);
    terminal_wait(terminal, until);
    assert_int_equal(terminal->kiosk->panel.now.minute, minute + 1);
    assert_int_equal(terminal->kiosk->panel.now.day, WITH_MONDAY - 2);
}

#define TEST(f)                                                                \
    cmocka_unit_test_setup_teardown(f, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_the_key_there_is_none),
        TEST(it_changes_when_a_visit_has_ended),
        TEST(within_a_visit_it_tells_nothing),
        TEST(who_walks_away_is_counted_like_all_others),
        TEST(it_is_for_when_nobody_is_there),
        TEST(the_code_is_in_the_record),
        TEST(a_clock_that_is_right_is_not_asked_about),
        TEST(pressed_twice_it_is_believed),
        TEST(another_page_forgets_the_first_press),
        TEST(who_walks_away_confirms_nothing),
        TEST(the_minute_that_shows_is_that_of_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
