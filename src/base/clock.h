/*
 * The two clocks and the calendar.
 *
 * Waiting and measuring use CLOCK_BOOTTIME, which nobody can set and which
 * counts on through suspend. The wall clock only dates the record. Local time
 * is the wall clock plus a fixed offset from the config (Vietnam: +420
 * minutes, no daylight saving since 1975), so no tzdata is needed.
 *
 * A day is a count of days since 1970-01-01 in local time.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* One reading of both clocks, in milliseconds. */
struct moment {
    int64_t boot_ms;   /* CLOCK_BOOTTIME: since the machine started */
    int64_t wall_ms;   /* CLOCK_REALTIME: since 1970-01-01 00:00 UTC */
    bool synchronised; /* the kernel says that this one is right */
};

struct moment clock_now(void);

/* The sooner of two waits, where less than 0 is for ever. */
int64_t clock_sooner(int64_t a_ms, int64_t b_ms);

/* Local calendar of a wall time. */
struct local_time {
    int32_t day; /* days since 1970-01-01 */
    int minute;  /* of that day, 0 to 1439 */
};

struct local_time clock_local(int64_t wall_ms, int utc_offset_min);

/* The wall time at which a local day begins. */
int64_t clock_day_start(int32_t day, int utc_offset_min);

/* "YYYY-MM-DD" and its end. */
enum { CLOCK_DATE_SIZE = 11 };

/* Writes the ISO date of a day, which must lie in the years 0 to 9999. */
void clock_date(int32_t day, char out[CLOCK_DATE_SIZE]);

/* Whole seconds of a span, as many as an int holds. */
int clock_seconds(int64_t ms);

/* "2026-11-23T17:00:05+07:00" and its end: a wall time as ISO 8601 has it. Of
   a year before 0 or after 9999: "". */
enum { CLOCK_ISO_SIZE = 26 };
void clock_iso(int64_t wall_ms, int utc_offset_min, char out[CLOCK_ISO_SIZE]);

/* Reads an ISO date; false when it is not one, or no such day exists. */
bool clock_parse_date(const char *text, int32_t *day);

#endif
