#include "config/spans.h"

#include <string.h>

#include "base/speak.h"

enum { DAY_MINUTES = 1440 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool spans_time(const char *text, int *minute)
{
    if (!is_digit(text[0]) || !is_digit(text[1]) || text[2] != ':' ||
        !is_digit(text[3]) || !is_digit(text[4])) {
        return false;
    }
    int hour = (text[0] - '0') * 10 + (text[1] - '0');
    int rest = (text[3] - '0') * 10 + (text[4] - '0');
    *minute = hour * 60 + rest;
    return rest < 60 && *minute <= DAY_MINUTES;
}

/* "HH:MM-HH:MM" at the beginning of a text. */
static bool parse_span(const char *text, struct hours_span *span)
{
    return spans_time(text, &span->from_minute) &&
           text[SPANS_TIME_LENGTH] == '-' &&
           spans_time(text + SPANS_TIME_LENGTH + 1, &span->to_minute);
}

const char *spans_parse(const char *text, struct hours_weekday *day)
{
    int end = 0;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        struct hours_span span;
        size_t length = strcspn(text, " ");
        if (length != 2 * SPANS_TIME_LENGTH + 1 || !parse_span(text, &span)) {
            return N_("is not made of hours; write 07:30-11:30 13:30-17:00, or "
                      "leave it empty");
        }
        if (day->count == HOURS_SPANS_MAX) {
            return N_("has more than 4 spans; join some");
        }
        if (span.from_minute >= span.to_minute) {
            return N_(
                "has a span that ends before it begins; write the earlier "
                "time first, and a night as 00:00-07:00 20:00-24:00");
        }
        if (span.from_minute < end) {
            return N_("has spans that overlap or go back; write them in order");
        }
        day->spans[day->count++] = span;
        end = span.to_minute;
        text += length;
    }
    return NULL;
}
