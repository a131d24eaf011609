#include "survey/belief.h"

enum { DAYS_TO_FIRST_YEAR = 20454 }; /* from 1970-01-01 to 2026-01-01 */

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

static int64_t offset(struct belief_moment at)
{
    return at.wall_ms - at.boot_ms;
}

/* A year begins somewhere on Earth half a day before it does in UTC. */
static bool is_unset(int64_t wall_ms)
{
    return wall_ms < ((int64_t)DAYS_TO_FIRST_YEAR * 24 - 12) * 3600000;
}

static enum belief_why of_start(const struct belief *belief, int64_t wall_ms)
{
    if (is_unset(wall_ms)) {
        return BELIEF_UNSET;
    }
    if (belief->known && wall_ms < belief->known_ms - BELIEF_JUMP_MS) {
        return BELIEF_BEHIND;
    }
    if (belief->known && wall_ms > belief->known_ms + belief->rest_ms) {
        return BELIEF_AHEAD;
    }
    bool still = belief->left && wall_ms >= belief->left_ms - BELIEF_JUMP_MS &&
                 wall_ms <= belief->left_ms + belief->rest_ms;
    return still ? BELIEF_STILL : BELIEF_GOOD;
}

bool belief_goes_on(struct belief_moment before, struct belief_moment now)
{
    return now.boot_ms >= before.boot_ms &&
           distance(offset(now), offset(before)) <= BELIEF_JUMP_MS;
}

int64_t belief_step(const struct belief *belief, struct belief_moment now)
{
    int64_t step = offset(now) - offset(belief->seen);
    return belief->runs && distance(step, 0) > BELIEF_JUMP_MS ? step : 0;
}

enum belief_why belief_of(const struct belief *belief, struct belief_moment now)
{
    if (now.synchronised) {
        return BELIEF_GOOD;
    }
    if (belief->anchored) {
        return distance(offset(now), belief->anchor_ms) <= BELIEF_JUMP_MS
                   ? BELIEF_GOOD
                   : BELIEF_STEPPED;
    }
    bool as_before = belief->runs && belief_step(belief, now) == 0;
    return as_before ? belief->why : of_start(belief, now.wall_ms);
}

static void believe(struct belief *belief, struct belief_moment now)
{
    belief->left = false;
    belief->anchored = true;
    belief->anchor_ms = offset(now);
}

void belief_look(struct belief *belief, struct belief_moment now)
{
    bool later = !belief->known || now.wall_ms > belief->known_ms;
    belief->why = belief_of(belief, now);
    if (belief->why == BELIEF_GOOD) {
        believe(belief, now);
    }
    if (now.synchronised || !belief->known ||
        (later && belief->why == BELIEF_GOOD)) {
        belief->known = true;
        belief->known_ms = now.wall_ms;
    }
    if (now.synchronised) {
        belief->voucher = BELIEF_KERNEL;
    } else if (belief->voucher == BELIEF_NOBODY && belief->why == BELIEF_GOOD &&
               belief->said && belief_goes_on(belief->word, now)) {
        belief->voucher = BELIEF_STAFF;
    }
    belief->runs = true;
    belief->seen = now;
}

void belief_confirm(struct belief *belief, struct belief_moment now)
{
    believe(belief, now);
    belief_look(belief, now);
    belief->known_ms = now.wall_ms;
    belief->said = true;
    belief->word = now;
    if (belief->voucher == BELIEF_NOBODY) {
        belief->voucher = BELIEF_STAFF;
    }
}

void belief_restart(struct belief *belief)
{
    if (belief->runs && belief->why != BELIEF_GOOD) {
        belief->left = true;
        belief->left_ms = belief->seen.wall_ms;
    }
    belief->runs = false;
    belief->why = BELIEF_GOOD;
    belief->anchored = false;
    belief->voucher = BELIEF_NOBODY;
}
