#include "kiosk/closing.h"

#include "base/clock.h"

int64_t closing_next(const struct hours *hours, int utc_offset_min,
                     int64_t wall_ms)
{
    struct local_time now = clock_local(wall_ms, utc_offset_min);
    int minute = hours_closing(hours, now.day);
    if (minute != HOURS_NEVER && minute > now.minute) {
        return clock_day_start(now.day, utc_offset_min) +
               (int64_t)minute * 60000;
    }
    return clock_day_start(now.day + 1, utc_offset_min);
}

/* The sooner of two minutes, where the office is another at `minute` than just
   before it. */
static int sooner(const struct hours *hours, const struct local_time *now,
                  int minute, int soonest)
{
    bool turns = minute > now->minute && minute < soonest &&
                 hours_open(hours, now->day, minute) !=
                     hours_open(hours, now->day, minute - 1);
    return turns ? minute : soonest;
}

int64_t closing_turn(const struct hours *hours, int utc_offset_min,
                     int64_t wall_ms)
{
    struct local_time now = clock_local(wall_ms, utc_offset_min);
    const struct hours_weekday *today = hours_of(hours, now.day);
    int turn = 24 * 60;
    for (int i = 0; i < today->count; i++) {
        turn = sooner(hours, &now, today->spans[i].from_minute, turn);
        turn = sooner(hours, &now, today->spans[i].to_minute, turn);
    }
    return clock_day_start(now.day, utc_offset_min) + (int64_t)turn * 60000;
}
