#include "survey/hours.h"

int hours_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    int weekday = (int)((day + 3) % 7);
    return weekday < 0 ? weekday + 7 : weekday;
}

static const struct hours_weekday *plan(const struct hours *hours, int32_t day)
{
    static const struct hours_weekday closed = {.count = 0};
    for (int i = 0; i < hours->closed_count; i++) {
        if (hours->closed[i] == day) {
            return &closed;
        }
    }
    return &hours->weekdays[hours_weekday(day)];
}

bool hours_open(const struct hours *hours, int32_t day, int minute)
{
    const struct hours_weekday *today = plan(hours, day);
    for (int i = 0; i < today->count; i++) {
        if (minute >= today->spans[i].from_minute &&
            minute < today->spans[i].to_minute) {
            return true;
        }
    }
    return false;
}

int hours_closing(const struct hours *hours, int32_t day)
{
    const struct hours_weekday *today = plan(hours, day);
    return today->count > 0 ? today->spans[today->count - 1].to_minute
                            : HOURS_NEVER;
}
