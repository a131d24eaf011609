/* What a press does on the pages of the installer. */
#include <stddef.h>
#include <string.h>

#include "survey/codes.h"
#include "survey/dial.h"
#include "survey/installer_inside.h"

static char *code_of(struct installer *installer)
{
    return installer->page == INSTALLER_UNIT ? installer->unit
                                             : installer->device;
}

static bool is_of_code(int letter)
{
    return (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-';
}

static void type_letter(struct installer_move *move, int letter)
{
    char *code = code_of(move->installer);
    size_t length = strlen(code);
    if (!is_of_code(letter)) {
        return;
    }
    if (length == INSTALLER_CODE_MOST) {
        installer_say(move, INSTALLER_LONG);
        return;
    }
    code[length] = (char)letter;
    code[length + 1] = '\0';
    installer_say(move, INSTALLER_ASKS);
}

static void confirm_code(struct installer_move *move)
{
    const char *code = code_of(move->installer);
    if (code[0] == '\0') {
        installer_say(move, INSTALLER_EMPTY);
    } else if (code[0] == '-') {
        installer_say(move, INSTALLER_DASH);
    } else if (codes_of_nobody(move->installer->unit,
                               move->installer->device)) {
        installer_say(move, INSTALLER_SAMPLE);
    } else {
        installer_want(move, move->installer->page == INSTALLER_UNIT
                                 ? INSTALLER_KEEP_UNIT
                                 : INSTALLER_KEEP_DEVICE);
    }
}

static void act_on_code(struct installer_move *move, struct action action)
{
    char *code = code_of(move->installer);
    if (action.kind == ACTION_LETTER) {
        type_letter(move, action.value);
    } else if (action.kind == ACTION_ERASE && code[0] != '\0') {
        code[strlen(code) - 1] = '\0';
        installer_say(move, INSTALLER_ASKS);
    } else if (action.kind == ACTION_ENTER) {
        confirm_code(move);
    }
}

static void act_on_width(struct installer_move *move, struct action action)
{
    struct installer *installer = move->installer;
    int width = installer->width_mm;
    if (action.kind == ACTION_ENTER) {
        installer_want(move, INSTALLER_KEEP_WIDTH);
        return;
    }
    width -= action.kind == ACTION_MORE ? action.value : 0;
    width += action.kind == ACTION_LESS ? action.value : 0;
    width = width > INSTALLER_LEAST_MM ? width : INSTALLER_LEAST_MM;
    installer->width_mm = width < INSTALLER_MOST_MM ? width : INSTALLER_MOST_MM;
}

static void type_digit(struct installer_move *move, int digit)
{
    struct installer *installer = move->installer;
    bool again = installer->first_digits[0] != '\0';
    if (digit >= 0 && digit <= 9 && installer->digit_count < PIN_DIGITS) {
        installer->digits[installer->digit_count++] = (char)('0' + digit);
        /* What was said of the one before is read by now. */
        installer_say(move, again ? INSTALLER_AGAIN : INSTALLER_ASKS);
    }
}

static void erase_digit(struct installer *installer)
{
    if (installer->digit_count > 0) {
        installer->digits[--installer->digit_count] = '\0';
    }
}

static void take_first(struct installer_move *move)
{
    struct installer *installer = move->installer;
    installer->weak = pin_judge(installer->digits);
    if (installer->weak != PIN_SOUND) {
        installer_forget_digits(installer);
        installer_say(move, INSTALLER_WEAK);
        return;
    }
    memcpy(installer->first_digits, installer->digits,
           sizeof installer->digits);
    explicit_bzero(installer->digits, sizeof installer->digits);
    installer->digit_count = 0;
    installer->changed_ms = move->now_ms;
    installer_say(move, INSTALLER_AGAIN);
}

static void take_second(struct installer_move *move)
{
    struct installer *installer = move->installer;
    if (strcmp(installer->digits, installer->first_digits) == 0) {
        installer_want(move, INSTALLER_KEEP_PIN);
        memcpy(move->wants->pin, installer->digits, sizeof installer->digits);
    } else {
        installer_say(move, INSTALLER_DIFFERS);
    }
    installer_forget_digits(installer);
}

static void confirm_pin(struct installer_move *move)
{
    struct installer *installer = move->installer;
    if (installer->digit_count == 0 && installer->first_digits[0] == '\0' &&
        installer->pin_set) {
        installer_go_on(move);
    } else if (installer->first_digits[0] == '\0') {
        take_first(move);
    } else if (installer->digit_count == PIN_DIGITS) {
        take_second(move);
    }
}

static void act_on_pin(struct installer_move *move, struct action action)
{
    if (action.kind == ACTION_DIGIT) {
        type_digit(move, action.value);
    } else if (action.kind == ACTION_ERASE) {
        erase_digit(move->installer);
    } else if (action.kind == ACTION_ENTER) {
        confirm_pin(move);
    }
}

static void turn_part(struct installer *installer, int part, int step)
{
    int64_t shown = installer->minute + installer->ahead;
    installer->ahead = dial_turn(shown, part, step) - installer->minute;
}

/* What cannot be set here is told once, and keeps nobody from going on. */
static void confirm_date(struct installer_move *move)
{
    struct installer *installer = move->installer;
    if (installer->ahead == 0 || installer->notice == INSTALLER_NO_CLOCK) {
        installer->clock_right = installer->ahead == 0;
        installer_go_on(move);
    } else {
        installer_want(move, INSTALLER_KEEP_CLOCK);
        move->wants->minute = installer->minute + installer->ahead;
    }
}

static void act_on_date(struct installer_move *move, struct action action)
{
    if (action.kind == ACTION_ENTER) {
        confirm_date(move);
    } else if (action.kind == ACTION_MORE || action.kind == ACTION_LESS) {
        turn_part(move->installer, action.value,
                  action.kind == ACTION_MORE ? 1 : -1);
        installer_say(move, INSTALLER_ASKS);
    }
}

/* It cannot be shown again: so it is asked twice, and a hand that trembles is
   not heard in between. */
static void act_on_enrolment(struct installer_move *move, struct action action)
{
    struct installer *installer = move->installer;
    if (action.kind != ACTION_ENTER) {
        return;
    }
    if (!installer->key_shown) {
        installer_want(move, INSTALLER_DRAW_KEY);
    } else if (installer->notice == INSTALLER_SURE) {
        installer_go_on(move);
    } else {
        installer_say(move, INSTALLER_SURE);
        installer->changed_ms = move->now_ms;
    }
}

static void act_on_page(struct installer_move *move, struct action action)
{
    switch (move->installer->page) {
    case INSTALLER_WELCOME:
        if (action.kind == ACTION_ENTER) {
            installer_go_on(move);
        }
        break;
    case INSTALLER_UNIT:
    case INSTALLER_DEVICE: act_on_code(move, action); break;
    case INSTALLER_WIDTH: act_on_width(move, action); break;
    case INSTALLER_PIN: act_on_pin(move, action); break;
    case INSTALLER_DATE: act_on_date(move, action); break;
    case INSTALLER_ENROL: act_on_enrolment(move, action); break;
    case INSTALLER_DONE:
        if (action.kind == ACTION_ENTER) {
            installer_want(move, INSTALLER_END);
        }
        break;
    case INSTALLER_FAULT:
    case INSTALLER_PAGES: break;
    }
}

void installer_act(struct installer_move *move, struct action action)
{
    struct installer *installer = move->installer;
    if (action.kind == ACTION_LANGUAGE) {
        installer->language =
            (installer->language + 1) % installer->language_count;
        installer->changed_ms = move->now_ms;
    } else if (action.kind == ACTION_BACK) {
        installer_go_back(move);
    } else if (action.kind == ACTION_CLOSE && installer->may_leave) {
        installer_forget_digits(installer);
        installer_want(move, INSTALLER_LEAVE);
    } else {
        act_on_page(move, action);
    }
}
