/*
 * Clocks and days: which day a row counts for, and whether the wall clock is
 * believed (survey/belief.h). Decides, and adds nothing.
 */
#include "record/inside.h"
#include "survey/guard.h"

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

int32_t record_local_day(const struct record *record, int64_t wall_ms)
{
    return clock_local(wall_ms, record->config->utc_offset_min).day;
}

struct belief_moment record_moment(struct moment at)
{
    return (struct belief_moment){.boot_ms = at.boot_ms,
                                  .wall_ms = at.wall_ms,
                                  .synchronised = at.synchronised};
}

/* The terminal knows how its last run's doubt ends; a command does not. */
enum belief_why record_doubt(const struct record *record, struct moment at)
{
    bool left = record->use == RECORD_COMMAND && record->doubt.seq != 0;
    return left ? BELIEF_STILL : belief_of(&record->belief, record_moment(at));
}

bool record_doubtful(const struct record *record, struct moment at)
{
    return record_doubt(record, at) != BELIEF_GOOD;
}

enum belief_voucher record_voucher(const struct record *record)
{
    return record->belief.voucher;
}

/* The latest day that has rows and is open; the one before it when none is. */
static int32_t last_open(const struct record *record)
{
    return record->open_count > 0 ? record->open[record->open_count - 1].day
                                  : record->closed_day;
}

int64_t record_own_from(const struct record *record, int64_t seq)
{
    int32_t day = record->closed_day + 1;
    for (int i = 0; i < record->open_count && record->open[i].first < seq;
         i++) {
        day = record->open[i].day;
    }
    int64_t from_ms = clock_day_start(day, record->config->utc_offset_min);
    return day == record->closed_day + 1 && record->closed_ms < from_ms
               ? record->closed_ms
               : from_ms;
}

static bool day_ahead(const struct record *record, struct moment at)
{
    return record->seq > 0 &&
           at.wall_ms < record_own_from(record, record->seq + 1);
}

unsigned record_flags(const struct record *record, struct moment at)
{
    return record_doubtful(record, at) || day_ahead(record, at) ? GUARD_CLOCK
                                                                : 0;
}

int32_t record_day(const struct record *record, struct moment at)
{
    const struct belief *belief = &record->belief;
    if (record->visit != 0) {
        return record->visit_day;
    }
    if (record->seq == 0) {
        return record_local_day(record, at.wall_ms);
    }
    int32_t day = later(last_open(record), record->closed_day + 1);
    if (!record_doubtful(record, at)) {
        return later(record_local_day(record, at.wall_ms), day);
    }
    return belief->anchored
               ? later(record_local_day(record, at.boot_ms + belief->anchor_ms),
                       day)
               : day;
}

int32_t record_today(const struct record *record, struct moment at)
{
    int32_t local = record_local_day(record, at.wall_ms);
    return record->closed_day == local ? local : record_day(record, at);
}

void record_look(struct record *record, struct moment at)
{
    struct belief *belief = &record->belief;
    belief_look(belief, record_moment(at));
    for (int i = 0; i <= BELIEF_KERNEL; i++) {
        if (belief->why == BELIEF_GOOD && (int)belief->voucher >= i) {
            record->unvouched[i] = record->seq + 1;
        }
    }
}
