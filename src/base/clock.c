#include "base/clock.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>

#include "base/text.h"

enum {
    MS_PER_MINUTE = 60000,
    MINUTES_PER_DAY = 1440,
    SAME_CLOCK_MS = 5000,
    YEAR_0 = -719528,     /* 0000-01-01 */
    YEAR_10000 = 2932897, /* the day after 9999-12-31 */
};

static int64_t read_ms(clockid_t clock)
{
    struct timespec t;
    int failed = clock_gettime(clock, &t);
    assert(failed == 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What the kernel says counts for the clock that it means: under a library that
   pretends another time it is not ours. Where it may not be asked, it says
   nothing. */
static bool is_synchronised(int64_t wall_ms)
{
    struct timex kernel = {.modes = 0};
    int state = adjtimex(&kernel);
    int64_t kernel_ms = (int64_t)kernel.time.tv_sec * 1000;
    return state >= 0 && state != TIME_ERROR &&
           (kernel.status & STA_UNSYNC) == 0 &&
           llabs(kernel_ms - wall_ms) <= SAME_CLOCK_MS;
}

struct moment clock_now(void)
{
    int64_t wall_ms = read_ms(CLOCK_REALTIME);
    return (struct moment){.boot_ms = read_ms(CLOCK_BOOTTIME),
                           .wall_ms = wall_ms,
                           .synchronised = is_synchronised(wall_ms)};
}

int64_t clock_sooner(int64_t a_ms, int64_t b_ms)
{
    if (a_ms < 0 || b_ms < 0) {
        return a_ms < 0 ? b_ms : a_ms;
    }
    return a_ms < b_ms ? a_ms : b_ms;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

struct local_time clock_local(int64_t wall_ms, int utc_offset_min)
{
    int64_t minutes = floor_div(wall_ms, MS_PER_MINUTE) + utc_offset_min;
    int64_t day = floor_div(minutes, MINUTES_PER_DAY);
    return (struct local_time){
        .day = (int32_t)day, .minute = (int)(minutes - day * MINUTES_PER_DAY)};
}

int64_t clock_day_start(int32_t day, int utc_offset_min)
{
    return ((int64_t)day * MINUTES_PER_DAY - utc_offset_min) * MS_PER_MINUTE;
}

/* Both conversions follow Howard Hinnant's "chrono-Compatible Low-Level Date
   Algorithms": years begin in March, so that the leap day comes last. */
static int32_t day_of(int year, int month, int dom)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

static void civil_of(int32_t day, int *year, int *month, int *dom)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *dom = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

void clock_date(int32_t day, char out[CLOCK_DATE_SIZE])
{
    int year;
    int month;
    int dom;
    civil_of(day, &year, &month, &dom);
    assert(year >= 0 && year <= 9999);
    char wide[40];
    int n = snprintf(wide, sizeof wide, "%04d-%02d-%02d", year, month, dom);
    assert(n == CLOCK_DATE_SIZE - 1);
    memcpy(out, wide, CLOCK_DATE_SIZE);
}

static bool digits(const char *text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

bool clock_parse_date(const char *text, int32_t *day)
{
    int year;
    int month;
    int dom;
    if (strlen(text) != CLOCK_DATE_SIZE - 1 || text[4] != '-' ||
        text[7] != '-' || !digits(text, 4, &year) ||
        !digits(text + 5, 2, &month) || !digits(text + 8, 2, &dom) ||
        month < 1 || month > 12 || dom < 1 || dom > 31) {
        return false;
    }
    /* 30 February comes back as another date. */
    int32_t found = day_of(year, month, dom);
    char back[CLOCK_DATE_SIZE];
    clock_date(found, back);
    if (strcmp(back, text) != 0) {
        return false;
    }
    *day = found;
    return true;
}

int clock_seconds(int64_t ms)
{
    int64_t seconds = ms / 1000;
    return (int)(seconds > INT_MAX   ? INT_MAX
                 : seconds < INT_MIN ? INT_MIN
                                     : seconds);
}

void clock_iso(int64_t wall_ms, int utc_offset_min, char out[CLOCK_ISO_SIZE])
{
    int64_t first = clock_day_start(YEAR_0, utc_offset_min);
    int64_t end = clock_day_start(YEAR_10000, utc_offset_min);
    out[0] = '\0';
    if (wall_ms < first || wall_ms >= end) {
        return;
    }
    struct local_time local = clock_local(wall_ms, utc_offset_min);
    int64_t ms = wall_ms - clock_day_start(local.day, utc_offset_min);
    int offset = abs(utc_offset_min);
    char date[CLOCK_DATE_SIZE];
    clock_date(local.day, date);
    text_must(out, CLOCK_ISO_SIZE, "%sT%02d:%02d:%02d%c%02d:%02d", date,
              local.minute / 60, local.minute % 60, (int)(ms / 1000 % 60),
              utc_offset_min < 0 ? '-' : '+', offset / 60, offset % 60);
}
