#include "survey/dial.h"

#include "survey/date.h"

enum { MINUTES_OF_HOUR = 60, HOURS = 24, MONTHS = 12 };

/* From `first` on, `count` values, and round again. */
static int turn(int value, int step, int first, int count)
{
    int from_first = (value - first + step) % count;
    return first + (from_first < 0 ? from_first + count : from_first);
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* Each part by itself: who turns the minute beyond 59 does not mean the hour,
   too. */
int64_t dial_turn(int64_t shown, int part, int step)
{
    int of_day = (int)(shown % DIAL_MINUTES_OF_DAY);
    int hour = of_day / MINUTES_OF_HOUR;
    int minute = of_day % MINUTES_OF_HOUR;
    struct date date = date_of((int32_t)(shown / DIAL_MINUTES_OF_DAY));
    int length = date_month_length(date.year, date.month);
    switch (part) {
    case DIAL_DAY: date.day = turn(date.day, step, 1, length); break;
    case DIAL_MONTH: date.month = turn(date.month, step, 1, MONTHS); break;
    case DIAL_YEAR:
        date.year = within(date.year + step, DIAL_FIRST_YEAR, DIAL_LAST_YEAR);
        break;
    case DIAL_HOUR: hour = turn(hour, step, 0, HOURS); break;
    case DIAL_MINUTE: minute = turn(minute, step, 0, MINUTES_OF_HOUR); break;
    default: break;
    }
    date.day = within(date.day, 1, date_month_length(date.year, date.month));
    return (int64_t)date_days(date) * DIAL_MINUTES_OF_DAY +
           hour * MINUTES_OF_HOUR + minute;
}

bool dial_holds(int64_t minute)
{
    int year = date_of((int32_t)(minute / DIAL_MINUTES_OF_DAY)).year;
    return year >= DIAL_FIRST_YEAR && year <= DIAL_LAST_YEAR;
}
