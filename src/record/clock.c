/*
 * Clocks and days: which day a row counts for, and when the wall clock is in
 * doubt (record.h). Decides, and adds nothing.
 */
#include "record/inside.h"
#include "survey/guard.h"

/* A clock that ran away is told from a machine that was long off. */
static const int64_t leap_ms = (int64_t)RECORD_LEAP_DAYS * 86400000;

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t local_day(const struct record *record, struct moment at)
{
    return clock_local(at.wall_ms, record->config->utc_offset_min).day;
}

bool record_leapt(const struct record *record, struct moment at)
{
    return record->seq > 0 && at.wall_ms > record->known_wall_ms + leap_ms;
}

/* Behind what it showed before, in this run or as far as the rows since the
   last day was closed tell of earlier ones, by more than a clock that is being
   set right; or behind a day that was closed since staff last looked. */
static bool behind(const struct record *record, struct moment at)
{
    return at.wall_ms < record->known_wall_ms - RECORD_JUMP_MS ||
           (local_day(record, at) < record->closed_day &&
            record->close_seq > record->confirm_seq);
}

bool record_doubtful(const struct record *record, struct moment at)
{
    return record->seq > 0 && (behind(record, at) || record_leapt(record, at));
}

/* Rows count for a day that has not come: the clock is believed, the day does
   not go backwards. After closing time rows count for tomorrow, rightly. */
static bool day_ahead(const struct record *record, struct moment at)
{
    int32_t local = local_day(record, at);
    return record->seq > 0 && (record->closed_day > local ||
                               (record->last_day > local &&
                                record->last_day > record->closed_day + 1));
}

unsigned record_flags(const struct record *record, struct moment at)
{
    return record_doubtful(record, at) || day_ahead(record, at) ? GUARD_CLOCK
                                                                : 0;
}

int32_t record_day(const struct record *record, struct moment at)
{
    if (record->visit != 0) {
        return record->visit_day;
    }
    int32_t local = local_day(record, at);
    if (record->seq == 0) {
        return local;
    }
    int32_t day = later(record->last_day, record->closed_day + 1);
    return record_leapt(record, at) ? day : later(local, day);
}

int32_t record_today(const struct record *record, struct moment at)
{
    int32_t local = local_day(record, at);
    return record->closed_day == local ? local : record_day(record, at);
}

void record_know(struct record *record, int64_t wall_ms)
{
    if (wall_ms > record->known_wall_ms &&
        !record_leapt(record, (struct moment){.wall_ms = wall_ms})) {
        record->known_wall_ms = wall_ms;
    }
}
