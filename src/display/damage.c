#include "display/damage.h"

#include <stddef.h>

static struct box around(struct box a, struct box b)
{
    int x = px_least(a.x, b.x);
    int y = px_least(a.y, b.y);
    return (struct box){x, y, px_most(a.x + a.w, b.x + b.w) - x,
                        px_most(a.y + a.h, b.y + b.h) - y};
}

static struct box inside(struct box box, const struct scene *scene)
{
    int x = px_most(box.x, 0);
    int y = px_most(box.y, 0);
    return (struct box){x, y, px_least(box.x + box.w, scene->width) - x,
                        px_least(box.y + box.h, scene->height) - y};
}

static long area(struct box box)
{
    return (long)box.w * box.h;
}

/* Pixels that would be painted for nothing (or twice, when it is less than 0)
   if these two were one. */
static long waste(struct box a, struct box b)
{
    return area(around(a, b)) - area(a) - area(b);
}

/* A box costs as much as some pixels, so neighbours become one. */
enum { BOX_COST_PX = 4096 };

static void take_out(struct damage *damage, int at)
{
    damage->boxes[at] = damage->boxes[--damage->count];
}

/* The box that would waste least together with this one; -1 for none. */
static int best_partner(const struct damage *damage, struct box box)
{
    int best = -1;
    for (int i = 0; i < damage->count; i++) {
        if (best < 0 ||
            waste(damage->boxes[i], box) < waste(damage->boxes[best], box)) {
            best = i;
        }
    }
    return best;
}

/* A merged box may reach further ones, so it is added anew. */
static void add(struct damage *damage, struct box box)
{
    for (;;) {
        int i = best_partner(damage, box);
        bool join = i >= 0 && (damage->count == DAMAGE_MAX ||
                               waste(damage->boxes[i], box) <= BOX_COST_PX);
        if (!join) {
            damage->boxes[damage->count++] = box;
            return;
        }
        box = around(damage->boxes[i], box);
        take_out(damage, i);
    }
}

struct box damage_reach(const struct item *item)
{
    struct box box = item->box;
    int more = (item->type.em_px + 7) / 8;
    return (struct box){box.x, box.y - more, box.w,
                        box.h + 2 * more + item->rise};
}

static void add_item(struct damage *damage, const struct scene *scene, int i)
{
    struct box box = inside(damage_reach(&scene->items[i]), scene);
    if (box.w > 0 && box.h > 0) {
        add(damage, box);
    }
}

void damage_all(struct damage *damage, const struct scene *scene)
{
    damage->count = 1;
    damage->boxes[0] = (struct box){0, 0, scene->width, scene->height};
}

void damage_between(struct damage *damage, const struct scene *before,
                    const struct scene *after)
{
    if (before->width != after->width || before->height != after->height ||
        before->tone != after->tone) {
        damage_all(damage, after);
        return;
    }
    damage->count = 0;
    for (int i = 0; i < px_most(before->count, after->count); i++) {
        bool both = i < before->count && i < after->count;
        if (both && scene_item_same(before, &before->items[i], after,
                                    &after->items[i])) {
            continue;
        }
        if (i < before->count) {
            add_item(damage, before, i);
        }
        if (i < after->count) {
            add_item(damage, after, i);
        }
    }
}

static bool meet(struct box a, struct box b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h &&
           b.y < a.y + a.h;
}

static const struct item *pressed_item(const struct scene *scene)
{
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].pressed) {
            return &scene->items[i];
        }
    }
    return NULL;
}

static bool is_all(const struct damage *damage, const struct scene *scene)
{
    return damage->count == 1 && damage->boxes[0].w == scene->width &&
           damage->boxes[0].h == scene->height;
}

/* The touched item's place, and what lies above, below and beside it. */
static void cut_out(struct damage *damage, struct box item,
                    const struct scene *scene)
{
    int right = item.x + item.w;
    int below = item.y + item.h;
    const struct box parts[] = {
        item,
        {0, 0, scene->width, item.y},
        {0, item.y, item.x, item.h},
        {right, item.y, scene->width - right, item.h},
        {0, below, scene->width, scene->height - below},
    };
    damage->count = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].w > 0 && parts[i].h > 0) {
            damage->boxes[damage->count++] = parts[i];
        }
    }
}

bool damage_touched_first(struct damage *damage, const struct scene *before,
                          const struct scene *after)
{
    const struct item *touched = pressed_item(after);
    if (touched == NULL) {
        touched = pressed_item(before);
    }
    if (touched != NULL && is_all(damage, after)) {
        struct box place = inside(damage_reach(touched), after);
        if (place.w > 0 && place.h > 0) {
            cut_out(damage, place, after);
        }
        return damage->count > 1;
    }
    for (int i = 0; touched != NULL && i < damage->count; i++) {
        if (meet(damage->boxes[i], touched->box)) {
            struct box first = damage->boxes[i];
            damage->boxes[i] = damage->boxes[0];
            damage->boxes[0] = first;
            return damage->count > 1;
        }
    }
    return false;
}
