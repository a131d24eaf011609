/*
 * Staff at a terminal without a glass: the corner, the pad, the panel, the
 * export to a folder that stands in for a stick. Real disk, pretend time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "daily/file.h"
#include "kiosk/inside.h"
#include "record/record.h"
#include "with_staff.h"
#include "tried.h"

static const char *const monday = "4luon_van-truong_quay-1_2026-11-23.csv";
static const char *const tuesday_so_far =
    "4luon_van-truong_quay-1_2026-11-24_tam.csv";

static bool says_part(struct terminal *terminal, const char *part)
{
    const struct scene *scene = kiosk_scene(terminal->kiosk);
    for (int i = 0; i < scene->count; i++) {
        if (strstr(scene_text(scene, &scene->items[i]), part) != NULL) {
            return true;
        }
    }
    return false;
}

static enum pad_notice notice(const struct terminal *terminal)
{
    return terminal->kiosk->panel.pad.notice;
}

static void a_short_hold_or_a_finger_that_leaves_opens_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct input corner = terminal_at(terminal, INPUT_DOWN, PRESS(STAFF));
    struct input away = terminal_at(terminal, INPUT_MOVE, ANSWER(3));
    terminal_input(terminal, corner);
    terminal_wait(terminal, 2999);
    corner.kind = INPUT_UP;
    terminal_input(terminal, corner);
    terminal_wait(terminal, 5000);
    assert_true(staff_gone(terminal));
    corner.kind = INPUT_DOWN;
    terminal_input(terminal, corner);
    terminal_wait(terminal, 1000);
    terminal_input(terminal, away);
    terminal_wait(terminal, 3000);
    assert_true(staff_gone(terminal));
    away.kind = INPUT_UP;
    terminal_input(terminal, away);
    assert_true(staff_gone(terminal));
}

static void the_hold_is_told_by_a_deadline(void **state)
{
    struct terminal *terminal = *state;
    terminal_input(terminal, terminal_at(terminal, INPUT_DOWN, PRESS(STAFF)));
    assert_int_equal(kiosk_deadline(terminal->kiosk, terminal->now), 3000);
    terminal_wait(terminal, 3000);
    assert_true(staff_at_pad(terminal));
}

static void within_a_visit_the_corner_is_no_door(void **state)
{
    struct terminal *terminal = *state;
    struct input corner = terminal_at(terminal, INPUT_DOWN, PRESS(STAFF));
    terminal_answer(terminal, 5);
    terminal_input(terminal, corner);
    terminal_wait(terminal, 4000);
    corner.kind = INPUT_UP;
    terminal_input(terminal, corner);
    assert_true(staff_gone(terminal));
    assert_false(terminal->kiosk->staff.open);
}

static void without_a_pin_the_pad_opens_nothing(void **state)
{
    struct terminal *terminal = *state;
    staff_hold(terminal);
    assert_int_equal(notice(terminal), PAD_UNSET);
    assert_false(terminal_shows(terminal, PRESS(ENTER)));
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_gone(terminal));
    tried("There is no PIN yet");
}

static void wrong_pins_must_wait_and_visitors_need_not(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_hold(terminal);
    for (int left = 4; left > 0; left--) {
        staff_enter(terminal, "111111");
        assert_int_equal(notice(terminal), PAD_WRONG);
        assert_int_equal(terminal->kiosk->panel.pad.left, left);
    }
    staff_enter(terminal, "111111");
    assert_int_equal(notice(terminal), PAD_WAITING);
    terminal_wait(terminal, 500);
    assert_int_equal(terminal->kiosk->panel.pad.seconds, 14);
    terminal_wait(terminal, kiosk_deadline(terminal->kiosk, terminal->now));
    assert_int_equal(terminal->kiosk->panel.pad.seconds, 13);
    staff_press(terminal, PRESS(CLOSE));
    staff_visit(terminal, 4);
    staff_hold(terminal);
    assert_int_equal(notice(terminal), PAD_ASK);
    staff_enter(terminal, STAFF_PIN);
    assert_true(staff_at_panel(terminal));
}

static void fifteen_wrong_ones_lock_the_pad_and_not_the_terminal(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    for (int wrong = 1; wrong <= PIN_LOCKED_TRIES; wrong++) {
        staff_hold(terminal);
        assert_int_equal(notice(terminal), PAD_ASK);
        staff_enter(terminal, "111111");
        staff_press(terminal, PRESS(CLOSE));
        if (wrong < PIN_LOCKED_TRIES) {
            terminal_wait(terminal, pin_wait_ms(wrong));
        }
    }
    terminal_restart(terminal);
    staff_hold(terminal);
    assert_int_equal(notice(terminal), PAD_LOCKED);
    staff_press(terminal, PRESS(CLOSE));
    staff_visit(terminal, 4);
}

static void tries_are_kept_as_rows(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_hold(terminal);
    staff_enter(terminal, "111111");
    staff_enter(terminal, "222222");
    staff_enter(terminal, STAFF_PIN);
    terminal_stop(terminal);
    char *rows = staff_rows(terminal);
    assert_string_equal(rows, "pin 1\npin 2\npin 0\n");
    free(rows);
    terminal_start(terminal, terminal->now);
}

static void every_screen_closes_itself(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_hold(terminal);
    terminal_sleep(terminal, 60000);
    kiosk_tick(terminal->kiosk, terminal->now);
    assert_true(staff_gone(terminal));
    terminal_wait(terminal, 500);
    staff_come_in(terminal);
    terminal_wait(terminal, 60000);
    assert_true(staff_gone(terminal));
    terminal_wait(terminal, 500);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    terminal_wait(terminal, 58000);
    assert_true(staff_at_export(terminal));
    terminal_wait(terminal, 2000);
    assert_true(staff_gone(terminal));
    assert_int_equal(kiosk_scene(terminal->kiosk)->tone, TONE_DAY);
    terminal_wait(terminal, 1000);
    staff_visit(terminal, 3);
}

static void the_figures_are_those_of_the_visits(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    const struct panel *panel = &terminal->kiosk->panel;
    for (int level = 1; level <= 5; level++) {
        staff_visit(terminal, level);
    }
    staff_visit(terminal, 5);
    /* While the day is open, nobody reads a visit off two looks. */
    staff_come_in(terminal);
    assert_int_equal(panel->visits_today, 6);
    assert_int_equal(panel->question_count, 0);
    staff_press(terminal, PRESS(CLOSE));
    staff_next_day(terminal);
    panel = &terminal->kiosk->panel; /* of another run */
    staff_come_in(terminal);
    assert_int_equal(panel->visits_today, 0);
    assert_int_equal(panel->question_count, 4);
    for (int i = 0; i < 4; i++) {
        const int64_t counts[] = {1, 1, 1, 1, 2};
        assert_memory_equal(panel->questions[i].raw.counts, counts,
                            sizeof counts);
        /* 0 + 25 + 50 + 75 + 100 + 100 of 600 */
        assert_int_equal(panel->questions[i].this_week, 583);
        assert_int_equal(panel->questions[i].this_n, 6);
    }
    assert_int_equal(panel->days[PANEL_DAYS - 2].visits, 6);
    assert_int_equal(panel->days[PANEL_DAYS - 2].index, 583);
    assert_int_equal(panel->cells[0][9].visits, 6);
    assert_int_equal(panel->exporting.pending, 1);
    tried("the figures, each with its n");
}

/* Nothing that staff see tells one visit: no time of day, and of too few
   nothing but how many. */
static void no_screen_of_staff_tells_a_single_visit(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    for (int i = 0; i < 4; i++) {
        staff_visit(terminal, 5);
    }
    staff_come_in(terminal);
    for (int page = 0; page < PANEL_PAGES; page++) {
        if (page > 0) {
            staff_press(terminal, (struct action){ACTION_PAGE, page});
        }
        assert_false(says_part(terminal, "09:0"));
        assert_false(says_part(terminal, "9:0"));
    }
    const struct panel *panel = &terminal->kiosk->panel;
    assert_int_equal(panel->cells[0][9].visits, SCORE_NONE);
    assert_int_equal(panel->question_count, 0);
    tried("looks up who answered what, on");
    tried("Ý kiến được giữ kín, không ghi tên");
}

static bool append(void *context, const void *bytes, size_t length)
{
    text_append(context, bytes, length);
    return true;
}

/* What day_file gives for a day; the program must have stopped. */
static struct text day_bytes(struct terminal *terminal, int32_t day)
{
    struct record *record;
    struct text out = {0};
    const struct record_params params = {.config = &terminal->config,
                                         .data_dir = terminal->folder.path,
                                         .now = terminal->now,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    struct day_file *file = day_file_new(record);
    struct day_file_sink sink = {.write = append, .context = &out};
    assert_true(day_file_send(file, day, &sink));
    assert_string_equal(sink.error, "");
    day_file_free(file);
    record_close(record);
    return out;
}

static void assert_on_stick(struct terminal *terminal, const char *name,
                            int32_t day)
{
    char path[FILES_PATH_SIZE];
    struct text found = {0};
    assert_true(files_join(path, terminal->stick, name));
    assert_true(files_read(path, 1 << 20, &found));
    struct text expected = day_bytes(terminal, day);
    assert_string_equal(found.data, expected.data);
    assert_int_equal(found.length, expected.length);
    text_free(&found);
    text_free(&expected);
}

static void a_day_is_taken_to_a_stick(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_visit(terminal, 2);
    staff_next_day(terminal);
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 1);
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY);
    const struct panel_export *result = &terminal->kiosk->panel.exporting;
    assert_int_equal(result->state, EXPORT_DONE);
    assert_int_equal(result->days, 1);
    assert_int_equal(result->visits, 2);
    assert_int_equal(result->answers, 8);
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_at_panel(terminal));
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_gone(terminal));
    staff_come_in(terminal);
    assert_int_equal(terminal->kiosk->panel.exporting.pending, 0);
    assert_int_equal(terminal->kiosk->panel.exporting.all_taken, WITH_MONDAY);
    terminal_stop(terminal);
    assert_on_stick(terminal, monday, WITH_MONDAY);
    terminal_start(terminal, terminal->now);
}

static void the_days_that_nobody_took_are_chosen_first(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_visit(terminal, 4);
    staff_next_day(terminal);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, staff_ended);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    assert_int_equal(terminal->kiosk->panel.exporting.days, 1);
    terminal_wait(terminal, 500);
    staff_press(terminal, PRESS(CLOSE));
    staff_go_to_export(terminal);
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, staff_ended);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_EMPTY);
    tried("There was nothing to copy");
}

static void a_day_that_is_not_over_is_taken_as_it_is(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_next_day(terminal);
    staff_visit(terminal, 5);
    staff_come_in(terminal);
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY + 1);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    terminal_stop(terminal);
    assert_on_stick(terminal, tuesday_so_far, WITH_MONDAY + 1);
    terminal_start(terminal, terminal->now);
}

static void an_outbox_that_was_tampered_with_is_not_handed_out(void **state)
{
    struct terminal *terminal = *state;
    char path[FILES_PATH_SIZE];
    staff_prepare(terminal);
    staff_visit(terminal, 2);
    staff_next_day(terminal);
    staff_come_in(terminal);
    assert_true(text_format(path, sizeof path, "%s/outbox/%s",
                            terminal->folder.path, monday));
    assert_true(files_replace(path, "5,5,5", 5, FILES_UNSYNCED));
    staff_go_to_export(terminal);
    staff_take_day(terminal, WITH_MONDAY);
    assert_int_equal(terminal->kiosk->panel.exporting.state, EXPORT_DONE);
    terminal_stop(terminal);
    assert_on_stick(terminal, monday, WITH_MONDAY);
    terminal_start(terminal, terminal->now);
}

#define TEST(test)                                                             \
    cmocka_unit_test_setup_teardown(test, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_short_hold_or_a_finger_that_leaves_opens_nothing),
        TEST(the_hold_is_told_by_a_deadline),
        TEST(within_a_visit_the_corner_is_no_door),
        TEST(without_a_pin_the_pad_opens_nothing),
        TEST(wrong_pins_must_wait_and_visitors_need_not),
        TEST(fifteen_wrong_ones_lock_the_pad_and_not_the_terminal),
        TEST(tries_are_kept_as_rows),
        TEST(every_screen_closes_itself),
        TEST(the_figures_are_those_of_the_visits),
        TEST(no_screen_of_staff_tells_a_single_visit),
        TEST(a_day_is_taken_to_a_stick),
        TEST(the_days_that_nobody_took_are_chosen_first),
        TEST(a_day_that_is_not_over_is_taken_as_it_is),
        TEST(an_outbox_that_was_tampered_with_is_not_handed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
