#include "verify/ready.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"

enum { DAY_MINUTES = 1440, MINUTE_MS = 60000 };

/* A stranger's numbers: such as some can be added up of. */
static int64_t clip(int64_t ms)
{
    static const int64_t most = INT64_C(1) << 60;
    return ms < -most ? -most : ms > most ? most : ms;
}

static void begin_day(struct ready *ready, int64_t seq, int32_t of)
{
    const struct ready_day *last =
        ready->day_count == 0 ? NULL : &ready->days[ready->day_count - 1];
    if (last != NULL && last->day >= of) {
        return;
    }
    struct ready_day *day = array_add(&ready->days, &ready->day_count,
                                      &ready->day_capacity, sizeof *day);
    if (day == NULL) {
        ready->failed = true;
    } else {
        *day = (struct ready_day){of, seq};
    }
}

void ready_meant(struct ready *ready, const struct meant *meant)
{
    ready->failed = !meant_add(&ready->meant, meant) || ready->failed;
}

void ready_take(struct ready *ready, const struct row *row, int32_t day)
{
    begin_day(ready, row->seq, day);
    if (row->kind == ROW_START || row->kind == ROW_STOP ||
        row->kind == ROW_SEEN || row->kind == ROW_CLOCK) {
        struct ready_row *added =
            array_add(&ready->rows, &ready->row_count, &ready->row_capacity,
                      sizeof *added);
        if (added == NULL) {
            ready->failed = true;
            return;
        }
        *added =
            (struct ready_row){.kind = row->kind,
                               .seq = row->seq,
                               .wall_ms = clip(row->wall_ms),
                               .boottime_ms = clip(row->boottime_ms),
                               .value = row->value,
                               .before_seq = ready->last_seq,
                               .before_wall_ms = ready->last_wall_ms,
                               .before_boottime_ms = ready->last_boottime_ms};
    }
    if (row->kind != ROW_EXPORT) {
        ready->last_seq = row->seq;
        ready->last_wall_ms = clip(row->wall_ms);
        ready->last_boottime_ms = clip(row->boottime_ms);
    }
}

/* The last start before the first row of the day: what was before it is of
   another day, whatever the clock showed. */
static int first_of(const struct ready *ready, const struct row *close)
{
    int64_t seq = close->seq;
    for (int i = ready->day_count - 1;
         i >= 0 && ready->days[i].day >= close->value; i--) {
        seq = ready->days[i].seq;
    }
    int first = 0;
    for (int i = ready->row_count - 1; i >= 0 && first == 0; i--) {
        bool is = ready->rows[i].kind == ROW_START && ready->rows[i].seq < seq;
        first = is ? i : 0;
    }
    return first;
}

/* The first minute of the day that begins at this time or later. */
static int minute_from(int64_t ms)
{
    int64_t minute = ms <= 0 ? 0 : (ms - 1) / MINUTE_MS + 1;
    return minute > DAY_MINUTES ? DAY_MINUTES : (int)minute;
}

/* The runs, as they are marked minute by minute. */
struct marking {
    const struct ready *ready_rows;
    int64_t day_ms; /* when the day begins */
    bool ready[DAY_MINUTES];
    bool open; /* a run is under way, since: */
    int64_t from_ms, from_boot_ms;
};

static void mark(struct marking *marking, int64_t to_ms)
{
    int to = minute_from(to_ms - marking->day_ms);
    for (int m = minute_from(marking->from_ms - marking->day_ms); m < to; m++) {
        marking->ready[m] = true;
    }
}

/* What is to be added to the wall clock of a row. */
static int64_t correction(const struct ready *ready, int64_t seq,
                          int64_t wall_ms, int64_t boottime_ms)
{
    const struct meant *meant = meant_of(&ready->meant, seq);
    return meant != NULL && meant->timed
               ? clip(boottime_ms + clip(meant->offset_ms)) - wall_ms
               : 0;
}

/* Where the run that is open ended, by this row. */
static int64_t ended_ms(const struct marking *marking,
                        const struct ready_row *row, int64_t wall_ms)
{
    const struct ready *ready = marking->ready_rows;
    int64_t before_ms = correction(ready, row->before_seq, row->before_wall_ms,
                                   row->before_boottime_ms);
    switch (row->kind) {
    case ROW_START: return row->before_wall_ms + before_ms;
    case ROW_CLOCK:
        return marking->from_ms + row->boottime_ms - marking->from_boot_ms;
    case ROW_SEEN: return row->wall_ms - (int64_t)row->value * 1000 + before_ms;
    default: return wall_ms;
    }
}

static void mark_row(struct marking *marking, const struct ready_row *row)
{
    int64_t wall_ms = row->wall_ms + correction(marking->ready_rows, row->seq,
                                                row->wall_ms, row->boottime_ms);
    if (marking->open) {
        mark(marking, ended_ms(marking, row, wall_ms));
    }
    marking->open =
        row->kind == ROW_START || (row->kind == ROW_CLOCK && marking->open);
    marking->from_ms = wall_ms;
    marking->from_boot_ms = row->boottime_ms;
}

static bool is_open(const struct hours_weekday *open, int minute)
{
    bool is = false;
    for (int i = 0; i < open->count; i++) {
        is = is || (minute >= open->spans[i].from_minute &&
                    minute < open->spans[i].to_minute);
    }
    return is;
}

void ready_count(const struct ready *ready, const struct row *close,
                 int utc_offset_min, const struct hours_weekday *open,
                 struct sum_hour hours[SUM_HOURS])
{
    struct marking marking = {
        .ready_rows = ready,
        .day_ms = clock_day_start(close->value, utc_offset_min)};
    for (int i = first_of(ready, close); i < ready->row_count; i++) {
        mark_row(&marking, &ready->rows[i]);
    }
    if (marking.open) {
        mark(&marking, clip(close->wall_ms));
    }
    for (int m = 0; m < DAY_MINUTES; m++) {
        if (is_open(open, m)) {
            hours[m / 60].open_min++;
            hours[m / 60].ready_min += marking.ready[m];
        }
    }
}

void ready_free(struct ready *ready)
{
    free(ready->rows);
    free(ready->days);
    meant_free(&ready->meant);
    *ready = (struct ready){0};
}
