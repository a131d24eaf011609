#include "kiosk/motion.h"

#include <assert.h>

#include "view/view.h"

struct motion motion_start(const struct motion_rules *rules, int64_t now_ms)
{
    assert(rules->beat_ms > 0);
    return (struct motion){.rules = *rules,
                           .began_ms = now_ms,
                           .ease = VIEW_THERE,
                           .moment_ms = now_ms};
}

void motion_arrive(struct motion *motion, int64_t now_ms)
{
    motion->left_ms = now_ms;
    motion->moment_ms = now_ms;
    motion->ease = motion->rules.arrive_ms > 0 ? 0 : VIEW_THERE;
}

void motion_settle(struct motion *motion)
{
    motion->ease = VIEW_THERE;
}

static void ease(struct motion *motion, int64_t now_ms)
{
    int64_t since_ms = now_ms - motion->left_ms;
    if (motion->ease < VIEW_THERE) {
        motion->ease =
            since_ms < motion->rules.arrive_ms
                ? (int)(since_ms * VIEW_THERE / motion->rules.arrive_ms)
                : VIEW_THERE;
    }
}

bool motion_tick(struct motion *motion, int64_t now_ms, bool at_rest)
{
    int64_t beats = (now_ms - motion->began_ms) / motion->rules.beat_ms;
    bool beat = beats != motion->beats;
    motion->beats = beats;
    motion->moment_ms = now_ms;
    if (at_rest && motion->rules.shifts) {
        motion->shift = (int)beats;
    }
    ease(motion, now_ms);
    return beat;
}

int64_t motion_deadline(const struct motion *motion)
{
    const struct motion_rules *rules = &motion->rules;
    int64_t beat = motion->began_ms + (motion->beats + 1) * rules->beat_ms;
    int64_t frame = motion->moment_ms + rules->frame_ms;
    int64_t there = motion->left_ms + rules->arrive_ms;
    if (motion->ease == VIEW_THERE) {
        return beat;
    }
    frame = there < frame ? there : frame;
    return frame < beat ? frame : beat;
}
