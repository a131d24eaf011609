#include "survey/guard.h"

#include <assert.h>

const char *guard_flag_name(enum guard_flag flag)
{
    /* In the order of the bits. */
    static const char *const names[GUARD_FLAG_COUNT] = {
        "cooldown", "fast", "burst", "hours", "clock"};
    int bit = 0;
    while (1 << bit != (int)flag) {
        bit++;
        assert(bit < GUARD_FLAG_COUNT);
    }
    return names[bit];
}

unsigned guard_told(unsigned flags)
{
    return flags & ~(unsigned)GUARD_FAST;
}

bool guard_cooldown(const struct guard *guard, int64_t now_ms,
                    int64_t cooldown_ms)
{
    return guard->ended && now_ms - guard->ended_ms < cooldown_ms;
}

/* The visit that begins now would be one more than the rule allows when the
   sixth before it began within the window. */
bool guard_burst(const struct guard *guard, int64_t now_ms)
{
    if (guard->start_count < GUARD_BURST_VISITS) {
        return false;
    }
    int oldest = guard->start_count % GUARD_BURST_VISITS;
    return now_ms - guard->starts_ms[oldest] < GUARD_BURST_MS;
}

bool guard_fast(const struct guard *guard)
{
    return guard->taps > 0 && guard->taps == guard->fast_taps;
}

void guard_begin(struct guard *guard, int64_t now_ms)
{
    guard->starts_ms[guard->start_count % GUARD_BURST_VISITS] = now_ms;
    guard->start_count++;
    /* Stays small in years of running, and keeps its place in the ring. */
    if (guard->start_count == 2 * GUARD_BURST_VISITS) {
        guard->start_count = GUARD_BURST_VISITS;
    }
    guard->taps = 0;
    guard->fast_taps = 0;
}

void guard_tap(struct guard *guard, int64_t elapsed_ms)
{
    if (elapsed_ms > 0) {
        guard->taps++;
        guard->fast_taps += elapsed_ms < GUARD_FAST_MS;
    }
}

void guard_end(struct guard *guard, int64_t now_ms)
{
    guard->ended = true;
    guard->ended_ms = now_ms;
}
