/*
 * A question: under its theme what is asked, then the faces, between the two
 * bars. What room is left over goes to air. With low reach the faces stand
 * low, and what is asked has the upper part to itself.
 */
#include "view/asking.h"
#include "view/bars.h"
#include "view/screens.h"

static struct box below(struct box box, int y)
{
    box.h -= y - box.y;
    box.y = y;
    return box;
}

static void place_low(struct layout *layout, struct box middle,
                      const char *text)
{
    struct box lower = below(middle, layout_reach_top(layout));
    struct box upper = middle;
    upper.h = lower.y - layout->gap - upper.y;
    struct faces faces = faces_plan(layout, middle.w);
    faces_grow(layout, &faces, lower);
    struct title title = title_plan(layout, upper, text);
    int air = upper.h - title_height(&title);
    int spare = lower.h - faces_height(layout, &faces);
    title_add(layout, &title, below(upper, upper.y + air / 2));
    faces_add(layout, &faces, below(lower, lower.y + spare / 2));
}

static void place(struct layout *layout, struct box middle, const char *text)
{
    struct faces faces = faces_plan(layout, middle.w);
    struct box upper = middle;
    upper.h -= faces_height(layout, &faces) + layout->gap;
    struct title title = title_plan(layout, upper, text);
    struct box lower =
        below(middle, middle.y + title_height(&title) + layout->gap);
    faces_grow(layout, &faces, lower);
    int air = px_most(lower.h - faces_height(layout, &faces), 0);
    /* The question stays near its faces, however high the glass is. */
    int between = px_least(air * 3 / 10, faces.face * 6 / 10);
    int top = middle.y + (air - between) * 45 / 100;
    int end = title_add(layout, &title, below(middle, top));
    faces_add(layout, &faces, below(middle, end + layout->gap + between));
}

void screen_question(struct layout *layout)
{
    struct bars bars = bars_plan(layout);
    const char *text =
        sheet_question(layout->params->sheet, layout->flow->question)
            ->text[layout->language];
    if (layout->flow->low_reach) {
        place_low(layout, bars.middle, text);
    } else {
        place(layout, bars.middle, text);
    }
    bars_add(layout, &bars);
}
