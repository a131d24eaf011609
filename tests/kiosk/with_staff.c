#include "with_staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/inside.h"
#include "record/record.h"
#include "trust/pin_file.h"

void staff_set_pin(struct terminal *terminal, const char *pin)
{
    const struct pin_cost little = {.passes = 1, .bytes = 8192};
    assert_true(pin_file_set(terminal->folder.path, pin, &little));
}

static bool told(struct terminal *terminal)
{
    return terminal->kiosk->staff.told;
}

static bool figured(struct terminal *terminal)
{
    return terminal->kiosk->panel.known && terminal->kiosk->health_known;
}

static bool placed(struct terminal *terminal)
{
    return terminal->kiosk->staff.target_count > 0 &&
           !terminal->kiosk->handout.looking;
}

bool staff_at_pad(struct terminal *terminal)
{
    return terminal->kiosk->staff.open &&
           terminal->kiosk->staff.screen == SCREEN_PIN &&
           !terminal_shows(terminal, ANSWER(3));
}

bool staff_at_panel(struct terminal *terminal)
{
    return terminal_shows(terminal, (struct action){ACTION_PAGE, 1});
}

bool staff_at_export(struct terminal *terminal)
{
    return terminal->kiosk->staff.screen == SCREEN_EXPORT &&
           !staff_at_panel(terminal) && !staff_gone(terminal);
}

bool staff_gone(struct terminal *terminal)
{
    return terminal_shows(terminal, ANSWER(3));
}

static void settle(struct terminal *terminal)
{
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}

void staff_press(struct terminal *terminal, struct action action)
{
    terminal_tap(terminal, action);
    settle(terminal);
}

void staff_hold(struct terminal *terminal)
{
    struct input finger = terminal_at(terminal, INPUT_DOWN, PRESS(STAFF));
    terminal_input(terminal, finger);
    terminal_wait(terminal, terminal->config.staff_hold_ms);
    finger.kind = INPUT_UP;
    terminal_input(terminal, finger);
    terminal_await(terminal, told);
    settle(terminal);
}

void staff_enter(struct terminal *terminal, const char *pin)
{
    for (; *pin != '\0'; pin++) {
        terminal_tap(terminal, (struct action){ACTION_DIGIT, *pin - '0'});
    }
    terminal_tap(terminal, PRESS(ENTER));
    terminal_await(terminal, told);
    settle(terminal);
}

void staff_come_in(struct terminal *terminal)
{
    staff_hold(terminal);
    assert_true(staff_at_pad(terminal));
    staff_enter(terminal, STAFF_PIN);
    assert_true(staff_at_panel(terminal));
    terminal_await(terminal, figured);
}

void staff_go_to_export(struct terminal *terminal)
{
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, placed);
    settle(terminal);
    assert_true(staff_at_export(terminal));
    assert_false(terminal_shows(terminal, PRESS(EXPORT)));
    staff_press(terminal, (struct action){ACTION_TARGET, 0});
}

static bool take_try(void *context, const struct row *row)
{
    if (row->kind == ROW_PIN) {
        text_append_format(context, "pin %d\n", row->value);
    }
    return true;
}

char *staff_rows(struct terminal *terminal)
{
    struct record *record;
    struct text out = {0};
    const struct record_params params = {.config = &terminal->config,
                                         .data_dir = terminal->folder.path,
                                         .now = terminal->now,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    text_append(&out, "", 0);
    for (int32_t day = record_first_day(record);
         day <= record_day(record, terminal->now); day++) {
        const struct record_scan scan = {day, take_try, &out};
        assert_int_equal(record_scan(record, &scan), STORE_OK);
    }
    record_close(record);
    return out.data;
}

void staff_prepare(struct terminal *terminal)
{
    staff_set_pin(terminal, STAFF_PIN);
    assert_true(text_copy(terminal->stick, sizeof terminal->stick,
                          data_folder_path(&terminal->folder, "stick")));
    assert_true(files_make_folder(terminal->stick));
    terminal_restart(terminal);
}

void staff_visit(struct terminal *terminal, int level)
{
    for (int i = 0; i < 4; i++) {
        terminal_answer(terminal, level);
    }
    terminal_wait(terminal, terminal->config.timing.thanks_ms);
    terminal_wait(terminal, 6000);
    assert_true(staff_gone(terminal));
}

void staff_next_day(struct terminal *terminal)
{
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY + 1, 9, 0));
}

bool staff_ended(struct terminal *terminal)
{
    return terminal->kiosk->staff.work == STAFF_RESULT;
}

void staff_take_day(struct terminal *terminal, int32_t day)
{
    staff_press(terminal, (struct action){ACTION_DAY, (int)day});
    staff_press(terminal, PRESS(EXPORT));
    terminal_await(terminal, staff_ended);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}
