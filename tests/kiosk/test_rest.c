/*
 * The terminal while nobody is there: it goes dim, sleeps outside opening
 * hours, moves its picture, and wakes for as little as can be. And what comes
 * to life: a touch, the hours, a screen that arrives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "with_terminal.h"
#include "tried.h"

enum { DIM_MS = 120000, MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS };

/* The terminal begins at another time of that week. */
static void begin(struct terminal *terminal, int day, int hour, int minute)
{
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + day, hour, minute));
}

static int minute_of(const struct terminal *terminal)
{
    return clock_local(terminal->now.wall_ms, 420).minute;
}

static bool asleep(struct terminal *terminal)
{
    bool says = terminal_says(terminal, "asleep");
    assert_int_equal(!terminal_shows(terminal, ANSWER(3)), says);
    return says;
}

static enum tone tone(struct terminal *terminal)
{
    return kiosk_scene(terminal->kiosk)->tone;
}

static void
it_sleeps_when_the_office_is_closed_and_nobody_is_there(void **state)
{
    struct terminal *terminal = *state;
    begin(terminal, 0, 16, 59);
    terminal_tap(terminal, ANSWER(3));
    terminal_hear(terminal);
    terminal_wait(terminal, 2 * MINUTE_MS);
    assert_true(terminal_says(terminal, "still-there"));
    terminal_wait(terminal, 20000);
    terminal_hear(terminal);
    assert_false(asleep(terminal));
    terminal_wait(terminal, DIM_MS - 1);
    assert_false(asleep(terminal));
    terminal_wait(terminal, 1);
    assert_true(asleep(terminal));
}

static void it_starts_awake_outside_hours(void **state)
{
    struct terminal *terminal = *state;
    begin(terminal, 0, 20, 0);
    assert_false(asleep(terminal));
    terminal_wait(terminal, DIM_MS);
    assert_true(asleep(terminal));
}

/* A tap in a place where there is an answer once the screen is awake. */
static void touch_the_sleeper(struct terminal *terminal, int64_t settle_ms)
{
    terminal->config.timing.settle_ms = settle_ms;
    begin(terminal, 0, 20, 0);
    struct input finger = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    terminal_wait(terminal, DIM_MS);
    assert_true(asleep(terminal));
    terminal_input(terminal, finger);
    assert_false(asleep(terminal));
    terminal_wait(terminal, 700);
    finger.kind = INPUT_MOVE;
    terminal_input(terminal, finger);
    assert_false(scene_find(kiosk_scene(terminal->kiosk), ANSWER(5))->pressed);
    finger.kind = INPUT_UP;
    terminal_input(terminal, finger);
    terminal_wait(terminal, 1000);
    assert_false(terminal_shows(terminal, PRESS(BACK)));
    terminal_tap(terminal, ANSWER(2));
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n");
}

static void the_touch_that_wakes_answers_nothing(void **state)
{
    touch_the_sleeper(*state, 500);
}

static void it_answers_nothing_where_no_screen_needs_to_settle(void **state)
{
    touch_the_sleeper(*state, 0);
}

static void a_dim_screen_is_touched_as_usual(void **state)
{
    struct terminal *terminal = *state;
    assert_int_equal(tone(terminal), TONE_DAY);
    terminal_wait(terminal, DIM_MS);
    assert_false(asleep(terminal));
    assert_int_equal(tone(terminal), TONE_DIM);
    terminal_tap(terminal, ANSWER(4));
    terminal_hear(terminal);
    assert_int_equal(tone(terminal), TONE_DAY);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 4\n");
}

static void closing_time_sends_a_dim_screen_to_sleep(void **state)
{
    struct terminal *terminal = *state;
    begin(terminal, 0, 16, 55);
    terminal_sleep(terminal, 5 * MINUTE_MS - 501);
    assert_false(asleep(terminal));
    terminal_sleep(terminal, 1 + 1);
    assert_true(asleep(terminal));
    assert_int_equal(minute_of(terminal), 17 * 60);
}

/* Sleeps until the screen is awake, and not a moment longer. */
static void expect_awake_at(struct terminal *terminal, int hour, int minute)
{
    int woken = 0;
    while (asleep(terminal)) {
        terminal_wait(terminal, kiosk_deadline(terminal->kiosk, terminal->now));
        assert_in_range(woken++, 0, 1000);
    }
    assert_int_equal(minute_of(terminal), hour * 60 + minute);
    assert_int_equal(terminal->now.wall_ms % MINUTE_MS, 0);
}

static void it_wakes_for_each_span_of_the_day(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.hours.weekdays[0] = (struct hours_weekday){
        .spans = {{450, 690}, {810, 900}, {960, 1020}}, .count = 3};
    begin(terminal, 0, 3, 2); /* so that no beat comes when hours turn */
    terminal_wait(terminal, DIM_MS);
    expect_awake_at(terminal, 7, 30);
    terminal_sleep(terminal, 4 * HOUR_MS + 1);
    expect_awake_at(terminal, 13, 30);
    terminal_sleep(terminal, 90 * MINUTE_MS + 1);
    expect_awake_at(terminal, 16, 0);
    terminal_sleep(terminal, HOUR_MS + 1);
    expect_awake_at(terminal, 7, 30); /* of the next day */
}

static void it_sleeps_through_a_closed_date(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.hours.dates[0] =
        (struct hours_dates){WITH_MONDAY, WITH_MONDAY, {.count = 0}};
    terminal->config.hours.date_count = 1;
    begin(terminal, 0, 6, 0);
    terminal_wait(terminal, DIM_MS);
    expect_awake_at(terminal, 7, 30);
    assert_int_equal(clock_local(terminal->now.wall_ms, 420).day,
                     WITH_MONDAY + 1);
    tried("The office is closed now");
}

static void it_wakes_on_a_saturday_that_is_open(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.hours.dates[0] = (struct hours_dates){
        WITH_MONDAY + 5, WITH_MONDAY + 5, {.spans = {{480, 660}}, .count = 1}};
    terminal->config.hours.date_count = 1;
    begin(terminal, 5, 3, 2);
    terminal_wait(terminal, DIM_MS);
    expect_awake_at(terminal, 8, 0);
    terminal_sleep(terminal, 3 * HOUR_MS + 1);
    assert_true(asleep(terminal));
}

static void a_clock_that_is_set_is_noticed_at_the_beat(void **state)
{
    struct terminal *terminal = *state;
    begin(terminal, 0, 20, 0);
    terminal_wait(terminal, DIM_MS);
    terminal->now.wall_ms += 12 * HOUR_MS; /* 08:02 */
    assert_true(asleep(terminal));
    assert_true(kiosk_deadline(terminal->kiosk, terminal->now) <=
                KIOSK_WALL_LOOK_MS);
    terminal_wait(terminal, kiosk_deadline(terminal->kiosk, terminal->now));
    assert_false(asleep(terminal));
}

static void at_rest_it_wakes_for_the_beat_alone(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.shift_ms = 7 * MINUTE_MS;
    begin(terminal, 0, 9, 0);
    terminal_wait(terminal, DIM_MS);
    assert_int_equal(terminal_sleep(terminal, 70 * MINUTE_MS), 10);
    assert_int_equal(kiosk_deadline(terminal->kiosk, terminal->now),
                     77 * MINUTE_MS - 72 * MINUTE_MS - 500);
}

static void asleep_it_wakes_for_beats_midnight_and_opening(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.shift_ms = 7 * MINUTE_MS;
    begin(terminal, 0, 20, 0);
    terminal_wait(terminal, DIM_MS);
    assert_true(asleep(terminal));
    /* Till 07:02: eleven hours of beats, and midnight. */
    assert_int_equal(terminal_sleep(terminal, 11 * HOUR_MS), 94 + 1);
    assert_true(asleep(terminal));
}

static void without_shifts_the_clock_is_still_looked_at(void **state)
{
    struct terminal *terminal = *state;
    int before = terminal_at(terminal, INPUT_DOWN, ANSWER(1)).x;
    terminal_wait(terminal, DIM_MS);
    assert_int_equal(terminal_sleep(terminal, HOUR_MS),
                     HOUR_MS / KIOSK_WALL_LOOK_MS);
    struct input after = terminal_at(terminal, INPUT_DOWN, ANSWER(1));
    assert_int_equal(after.x, before);
}

/* For the start after a power cut. */
static void a_beat_is_a_sign_of_life(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.shift_ms = 7 * MINUTE_MS;
    begin(terminal, 0, 9, 0);
    assert_false(files_exists(data_folder_path(&terminal->folder, "alive")));
    terminal_sleep(terminal, 20 * MINUTE_MS);
    terminal_stop(terminal);
    char *alive = data_folder_read(&terminal->folder, "alive");
    assert_int_equal(strtoll(alive, NULL, 10),
                     with_moment(WITH_MONDAY, 9, 14).wall_ms);
    free(alive);
    terminal_start(terminal, terminal->now);
}

/* Where the picture stands. */
static struct box stand(struct terminal *terminal)
{
    return scene_find(kiosk_scene(terminal->kiosk), ANSWER(1))->box;
}

static bool moved(struct box a, struct box b)
{
    return a.x != b.x || a.y != b.y;
}

static void the_picture_moves_at_rest_and_not_in_a_visit(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.shift_ms = 10000;
    terminal_restart(terminal);
    struct box before = stand(terminal);
    terminal_wait(terminal, 9499);
    assert_false(moved(stand(terminal), before));
    terminal_wait(terminal, 1);
    assert_true(moved(stand(terminal), before));
    terminal_answer(terminal, 4);
    before = stand(terminal);
    for (int second = 0; second < 25; second++) {
        terminal_wait(terminal, 1000);
        assert_false(moved(stand(terminal), before));
    }
}

/* How far the screen has arrived: of the item that tells. */
static int arrived(struct terminal *terminal)
{
    const struct scene *scene = kiosk_scene(terminal->kiosk);
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == LOOK_FLOWER) {
            return scene->items[i].ease;
        }
    }
    return -1;
}

static void with_transitions(struct terminal *terminal, int hour)
{
    terminal->config.transition_ms = 200;
    begin(terminal, 0, hour, 0);
}

static void a_screen_arrives_and_then_there_is_rest(void **state)
{
    struct terminal *terminal = *state;
    with_transitions(terminal, 9);
    terminal_tap(terminal, ANSWER(4));
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    assert_int_equal(arrived(terminal), 0);
    int measured = terminal->measured;
    assert_int_equal(kiosk_deadline(terminal->kiosk, terminal->now),
                     KIOSK_FRAME_MS);
    terminal_wait(terminal, 50);
    assert_int_equal(arrived(terminal), 250);
    assert_int_equal(terminal_sleep(terminal, 25000), 150 / 16 + 1);
    assert_int_equal(arrived(terminal), 1000);
    /* A frame is the same layout: nothing is measured for it. */
    assert_int_equal(terminal->measured, measured);
}

static void the_first_screen_is_there_at_once(void **state)
{
    struct terminal *terminal = *state;
    with_transitions(terminal, 9);
    struct kiosk *kiosk =
        kiosk_open(&(struct kiosk_params){.config = &terminal->config,
                                          .writer = terminal->writer,
                                          .width_px = 1280,
                                          .height_px = 800,
                                          .now = terminal->now});
    assert_int_equal(kiosk_deadline(kiosk, terminal->now), DIM_MS);
    kiosk_close(kiosk);
    assert_int_equal(arrived(terminal), 1000);
}

static void a_screen_that_wakes_is_there_at_once(void **state)
{
    struct terminal *terminal = *state;
    with_transitions(terminal, 20);
    terminal_sleep(terminal, HOUR_MS);
    assert_true(asleep(terminal));
    terminal_input(terminal, (struct input){.kind = INPUT_DOWN});
    assert_int_equal(arrived(terminal), 1000);
    assert_true(kiosk_deadline(terminal->kiosk, terminal->now) >
                KIOSK_FRAME_MS);
}

static void without_transitions_every_screen_is_there_at_once(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 4);
    assert_int_equal(arrived(terminal), 1000);
    assert_true(kiosk_deadline(terminal->kiosk, terminal->now) >
                KIOSK_FRAME_MS);
}

static void a_finger_that_comes_down_measures_nothing(void **state)
{
    struct terminal *terminal = *state;
    terminal_wait(terminal, DIM_MS);
    (void)kiosk_scene(terminal->kiosk);
    int measured = terminal->measured;
    assert_true(measured > 0);
    terminal_tap(terminal, ANSWER(4));
    assert_true(scene_find(kiosk_scene(terminal->kiosk), ANSWER(4))->chosen);
    assert_int_equal(terminal->measured, measured);
    terminal_hear(terminal);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, terminal_setup, terminal_teardown)
    const struct CMUnitTest tests[] = {
        TEST(it_sleeps_when_the_office_is_closed_and_nobody_is_there),
        TEST(it_starts_awake_outside_hours),
        TEST(the_touch_that_wakes_answers_nothing),
        TEST(it_answers_nothing_where_no_screen_needs_to_settle),
        TEST(a_dim_screen_is_touched_as_usual),
        TEST(closing_time_sends_a_dim_screen_to_sleep),
        TEST(it_wakes_for_each_span_of_the_day),
        TEST(it_sleeps_through_a_closed_date),
        TEST(it_wakes_on_a_saturday_that_is_open),
        TEST(a_clock_that_is_set_is_noticed_at_the_beat),
        TEST(at_rest_it_wakes_for_the_beat_alone),
        TEST(asleep_it_wakes_for_beats_midnight_and_opening),
        TEST(without_shifts_the_clock_is_still_looked_at),
        TEST(a_beat_is_a_sign_of_life),
        TEST(the_picture_moves_at_rest_and_not_in_a_visit),
        TEST(a_screen_arrives_and_then_there_is_rest),
        TEST(the_first_screen_is_there_at_once),
        TEST(a_screen_that_wakes_is_there_at_once),
        TEST(without_transitions_every_screen_is_there_at_once),
        TEST(a_finger_that_comes_down_measures_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
