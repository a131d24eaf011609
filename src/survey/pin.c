#include "survey/pin.h"

#include <string.h>

static bool is_six_digits(const char *pin)
{
    return strlen(pin) == PIN_DIGITS && strspn(pin, "0123456789") == PIN_DIGITS;
}

static int count_kinds(const char *pin)
{
    int kinds = 0;
    for (int i = 0; i < PIN_DIGITS; i++) {
        kinds += memchr(pin, pin[i], (size_t)i) == NULL;
    }
    return kinds;
}

static bool is_pairs(const char *pin)
{
    return pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
}

/* From `first` on every `stride`th digit is the one before that plus `step`;
   after 9 comes 0. */
static bool steps_by(const char *pin, int first, int stride, int step)
{
    for (int i = first + stride; i < PIN_DIGITS; i += stride) {
        if ((pin[i] - pin[i - stride] - step) % 10 != 0) {
            return false;
        }
    }
    return true;
}

/* By one up or down, or not at all. */
static bool every_other_steps(const char *pin, int first)
{
    return steps_by(pin, first, 2, 1) || steps_by(pin, first, 2, -1) ||
           steps_by(pin, first, 2, 0);
}

static bool is_run(const char *pin)
{
    return steps_by(pin, 0, 1, pin[1] - pin[0]) ||
           (every_other_steps(pin, 0) && every_other_steps(pin, 1));
}

static bool is_repeated(const char *pin)
{
    bool backwards = true;
    for (int i = 0; i < PIN_DIGITS / 2; i++) {
        backwards = backwards && pin[i] == pin[PIN_DIGITS - 1 - i];
    }
    return backwards || memcmp(pin, pin + PIN_DIGITS / 2, PIN_DIGITS / 2) == 0;
}

/* Three keys in a row of the pad, across, down or aslant, either way. */
static bool is_line(const char *part)
{
    static const char lines[][4] = {"123", "456", "789", "147",
                                    "258", "369", "159", "357"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *line = lines[i];
        const char back[] = {line[2], line[1], line[0]};
        if (memcmp(part, line, sizeof back) == 0 ||
            memcmp(part, back, sizeof back) == 0) {
            return true;
        }
    }
    return false;
}

static int two_digits(const char *at)
{
    return (at[0] - '0') * 10 + at[1] - '0';
}

/* Of some year: 29 February is one. */
static bool is_day(int day, int month)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

static bool is_date(const char *pin)
{
    int first = two_digits(pin);
    int second = two_digits(pin + 2);
    int third = two_digits(pin + 4);
    return is_day(first, second) || is_day(third, second) || first == 19 ||
           first == 20;
}

enum pin_fault pin_judge(const char *pin)
{
    if (!is_six_digits(pin)) {
        return PIN_NOT_SIX;
    }
    if (count_kinds(pin) <= 2 || is_pairs(pin)) {
        return PIN_SAME;
    }
    if (is_run(pin)) {
        return PIN_RUN;
    }
    /* Parts of one or two digits were found by their few kinds. */
    if (is_repeated(pin)) {
        return PIN_REPEATED;
    }
    if (is_line(pin) && is_line(pin + PIN_DIGITS / 2)) {
        return PIN_DRAWN;
    }
    return is_date(pin) ? PIN_DATE : PIN_SOUND;
}

int64_t pin_wait_ms(int wrong)
{
    if (wrong >= PIN_LOCKED_TRIES) {
        return INT64_MAX;
    }
    return wrong <= PIN_FREE_TRIES
               ? 0
               : (int64_t)PIN_WAIT_MS << (wrong - PIN_FREE_TRIES - 1);
}
