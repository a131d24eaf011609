/*
 * A question: under its theme what is asked, on the idle screen a line that
 * invites, then the faces, between the two bars. All is laid out for the whole
 * sheet, and for both reaches: the faces get what height the shortest room
 * leaves them, then the words, and what is left over goes to air. With low
 * reach the faces stand low, and what is asked has the upper part to itself.
 */
#include "view/asking.h"
#include "view/bars.h"
#include "view/cut.h"
#include "view/screens.h"

/* Faces below which a small glass gives up more, to have them larger. */
#define COMFORT_MM 36.0

struct plan {
    struct bars bars;
    struct box upper, lower; /* of the words and of the faces; the one over the
                                other, or both the same where they share it */
    struct fit invite;
    int invite_h;
    struct faces faces;
    bool fits; /* each question's words do, and the faces */
};

/* The invitation stands nearest the faces. Every question keeps its line. */
static int invite_height(const struct layout *layout, struct fit *fit)
{
    *fit = layout_far(layout, layout_upright(layout) ? 2 : 1, ALIGN_CENTER);
    fit->weight = WEIGHT_SEMIBOLD;
    if (layout->thrift >= THRIFT_INVITE) {
        return 0;
    }
    struct box room = layout_room(layout);
    return layout_height(layout, room, layout_word(layout, WORD_INVITE), fit);
}

static void part(const struct layout *layout, struct plan *plan)
{
    int reach = layout_reach_top(layout);
    plan->upper = plan->lower = plan->bars.middle;
    if (reach > 0) {
        cut_top(&plan->lower, reach - plan->lower.y, 0);
        plan->upper.h = reach - layout->gap - plan->upper.y;
    }
}

static int title_room(const struct plan *plan)
{
    return px_most(plan->upper.h - plan->invite_h, 0);
}

/* The faces first, beside the words as small as they may be. */
static struct plan make_plan(const struct layout *layout)
{
    struct plan plan = {.bars = bars_plan(layout)};
    part(layout, &plan);
    plan.invite_h = invite_height(layout, &plan.invite);
    struct box room = plan.upper;
    room.h = title_room(&plan);
    struct title least = title_least(layout, room);
    struct box lower = plan.lower;
    if (!layout->low) {
        lower.h -= title_height(&least) + plan.invite_h + layout->gap;
    }
    plan.faces = faces_plan(layout, lower);
    plan.fits = least.fits && plan.faces.fits &&
                title_height(&least) <= room.h &&
                faces_height(layout, &plan.faces) <= lower.h;
    return plan;
}

/* Whether the faces might be larger with less beside them. */
static bool cramped(const struct layout *layout, const struct faces *faces)
{
    bool full = faces->face >= faces->most;
    bool comfort = faces->face >= layout_px(layout, COMFORT_MM);
    bool airy = layout->thrift == THRIFT_NONE && !layout->spare;
    return !full && (airy || (layout->thrift < THRIFT_CORNER && !comfort));
}

/* Low reach never makes a face smaller: they have the one size in which they
   go into both. */
static struct plan plan_both(struct layout *layout)
{
    struct plan plan = make_plan(layout);
    bool fits = plan.fits;
    bool large = !cramped(layout, &plan.faces);
    if (layout->offers_low) {
        struct layout other = *layout;
        other.low = !layout->low;
        struct plan there = make_plan(&other);
        fits = fits && there.fits;
        large = large && !cramped(&other, &there.faces);
        if (plan.faces.listed == there.faces.listed || !layout->low) {
            faces_limit(layout, &plan.faces, there.faces.face);
        }
    }
    layout->lacking = !fits || !large;
    return plan;
}

static void add_invite(struct layout *layout, const struct plan *plan,
                       struct box box)
{
    bool idle = layout->flow->question == 0 && !layout->touchless;
    if (idle && plan->invite_h > 0) {
        layout_words(layout, LOOK_TITLE, cut_middle(box, plan->invite_h),
                     layout_word(layout, WORD_INVITE), plan->invite);
    }
}

static void place_low(struct layout *layout, const struct plan *plan)
{
    struct box upper = plan->upper;
    struct box lower = plan->lower;
    struct box room = upper;
    room.h = title_room(plan);
    struct title title = title_plan(layout, room);
    int air = px_most(room.h - title_height(&title), 0);
    cut_top(&upper, air / 2, 0);
    int end = title_add(layout, &title, upper);
    add_invite(layout, plan,
               (struct box){upper.x, end, upper.w,
                            plan->upper.y + plan->upper.h - end});
    int spare = lower.h - faces_height(layout, &plan->faces);
    cut_top(&lower, spare / 2, 0);
    faces_add(layout, &plan->faces, lower);
}

static void place(struct layout *layout, const struct plan *plan)
{
    struct box middle = plan->upper;
    int faces_h = faces_height(layout, &plan->faces);
    struct box room = middle;
    room.h = title_room(plan) - faces_h - layout->gap;
    struct title title = title_plan(layout, room);
    int air = px_most(room.h - title_height(&title), 0);
    /* The question stays near its faces, however high the glass is. */
    int between =
        px_least(air * 3 / 10, plan->faces.face * 6 / 10) + plan->invite_h;
    int top = (air + plan->invite_h - between) * 45 / 100;
    cut_top(&middle, top, 0);
    int end = title_add(layout, &title, middle);
    cut_top(&middle, end - middle.y, 0);
    add_invite(layout, plan, cut_top(&middle, between + layout->gap, 0));
    faces_add(layout, &plan->faces, middle);
}

void screen_question(struct layout *layout)
{
    struct plan plan = plan_both(layout);
    if (layout->low) {
        place_low(layout, &plan);
    } else {
        place(layout, &plan);
    }
    bars_add(layout, &plan.bars);
}
