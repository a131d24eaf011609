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

/* Each digit is the one before plus `step`; after 9 comes 0. */
static bool steps_by(const char *pin, int step)
{
    for (int i = 1; i < PIN_DIGITS; i++) {
        if ((pin[i] - pin[i - 1] - step) % 10 != 0) {
            return false;
        }
    }
    return true;
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
    if (count_kinds(pin) <= 2) {
        return PIN_SAME;
    }
    if (steps_by(pin, 1) || steps_by(pin, -1)) {
        return PIN_RUN;
    }
    /* Parts of one or two digits were found by their few kinds. */
    if (memcmp(pin, pin + PIN_DIGITS / 2, PIN_DIGITS / 2) == 0) {
        return PIN_REPEATED;
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
