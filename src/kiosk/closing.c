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
