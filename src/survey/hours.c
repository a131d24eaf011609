#include "survey/hours.h"

int hours_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    int weekday = (int)((day + 3) % 7);
    return weekday < 0 ? weekday + 7 : weekday;
}

const struct hours_weekday *hours_of(const struct hours *hours, int32_t day)
{
    for (int i = 0; i < hours->date_count; i++) {
        if (day >= hours->dates[i].from && day <= hours->dates[i].to) {
            return &hours->dates[i].open;
        }
    }
    return &hours->weekdays[hours_weekday(day)];
}

bool hours_same(const struct hours_weekday *a, const struct hours_weekday *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++) {
        same = a->spans[i].from_minute == b->spans[i].from_minute &&
               a->spans[i].to_minute == b->spans[i].to_minute;
    }
    return same;
}

bool hours_unusual(const struct hours *hours, int32_t day)
{
    return !hours_same(hours_of(hours, day),
                       &hours->weekdays[hours_weekday(day)]);
}

bool hours_open(const struct hours *hours, int32_t day, int minute)
{
    const struct hours_weekday *today = hours_of(hours, day);
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
    const struct hours_weekday *today = hours_of(hours, day);
    return today->count > 0 ? today->spans[today->count - 1].to_minute
                            : HOURS_NEVER;
}
