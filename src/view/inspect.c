#include "view/inspect.h"

static bool outside(const struct scene *scene, struct box box)
{
    return box.x < 0 || box.y < 0 || box.w <= 0 || box.h <= 0 ||
           box.x + box.w > scene->width || box.y + box.h > scene->height;
}

/* True when two boxes are less than `gap` apart in both directions. */
static bool within(struct box a, struct box b, int gap)
{
    return a.x < b.x + b.w + gap && b.x < a.x + a.w + gap &&
           a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;
}

static bool small(const struct scene *scene, const struct item *item,
                  int width_mm)
{
    bool face = item->look == LOOK_FACE;
    double least_mm = face                                 ? VIEW_FACE_MM
                      : item->action.kind == ACTION_LETTER ? VIEW_LETTER_MM
                                                           : VIEW_KEY_MM;
    double mm_per_px = (double)width_mm / scene->width;
    if (item->action.kind == ACTION_NONE) {
        return false;
    }
    return item->box.w * mm_per_px < least_mm ||
           item->box.h * mm_per_px < least_mm ||
           (face && item->art.w * mm_per_px < least_mm);
}

static bool high(const struct scene *scene, const struct item *item)
{
    int hundredths = scene->height > scene->width ? 55 : 50;
    return item->action.kind != ACTION_NONE &&
           item->action.kind != ACTION_STAFF &&
           item->box.y * 100 < scene->height * hundredths;
}

/* The corner of staff may lie over what is only looked at, and where a touch
   landed is nobody's choice. */
static bool over(const struct item *a, const struct item *b)
{
    return a->look == LOOK_CROSS || b->look == LOOK_CROSS ||
           (a->action.kind == ACTION_STAFF && b->action.kind == ACTION_NONE) ||
           (b->action.kind == ACTION_STAFF && a->action.kind == ACTION_NONE);
}

/* Where an item is painted from its arrival on. */
static struct box reach(const struct item *item)
{
    struct box box = item->box;
    box.h += item->travel;
    return box;
}

static struct inspection inspect_item(const struct scene *scene, int index,
                                      const struct inspect_params *params)
{
    const struct item *item = &scene->items[index];
    if (outside(scene, reach(item))) {
        return (struct inspection){INSPECT_OUTSIDE, index, -1};
    }
    if (small(scene, item, params->width_mm)) {
        return (struct inspection){INSPECT_SMALL, index, -1};
    }
    if (params->low_reach && high(scene, item)) {
        return (struct inspection){INSPECT_HIGH, index, -1};
    }
    return (struct inspection){INSPECT_NONE, -1, -1};
}

static struct inspection inspect_pair(const struct scene *scene, int first,
                                      int second, int width_mm)
{
    const struct item *a = &scene->items[first];
    const struct item *b = &scene->items[second];
    bool faces =
        a->action.kind == ACTION_ANSWER && b->action.kind == ACTION_ANSWER;
    /* Rounded down: a gap laid out in whole pixels may not be called short. */
    int gap = (int)(VIEW_GAP_MM * scene->width / width_mm);
    if (within(reach(a), reach(b), 0) && !over(a, b)) {
        return (struct inspection){INSPECT_OVERLAP, first, second};
    }
    if (faces && within(a->box, b->box, gap)) {
        return (struct inspection){INSPECT_CLOSE, first, second};
    }
    return (struct inspection){INSPECT_NONE, -1, -1};
}

struct inspection inspect_scene(const struct scene *scene,
                                const struct inspect_params *params)
{
    struct inspection found = {INSPECT_NONE, -1, -1};
    if (scene->overfull) {
        return (struct inspection){INSPECT_OVERFULL, -1, -1};
    }
    for (int i = 0; i < scene->count && found.fault == INSPECT_NONE; i++) {
        found = inspect_item(scene, i, params);
        for (int k = 0; k < i && found.fault == INSPECT_NONE; k++) {
            found = inspect_pair(scene, k, i, params->width_mm);
        }
    }
    /* Last: where there is no room for the items, no text is to blame. */
    if (found.fault == INSPECT_NONE && scene->misfit >= 0) {
        found = (struct inspection){INSPECT_MISFIT, scene->misfit, -1};
    }
    return found;
}
