#include "view/scene.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

const char *scene_text(const struct scene *scene, const struct item *item)
{
    return scene->texts + item->text;
}

static bool inside(struct box box, int x, int y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

const struct item *scene_hit(const struct scene *scene, int x, int y)
{
    for (int i = scene->count - 1; i >= 0; i--) {
        const struct item *item = &scene->items[i];
        if (item->action.kind != ACTION_NONE && inside(item->box, x, y)) {
            return item;
        }
    }
    return NULL;
}

struct action scene_action(const struct scene *scene, int x, int y)
{
    const struct item *item = scene_hit(scene, x, y);
    return item != NULL ? item->action : (struct action){ACTION_NONE, 0};
}

void scene_action_name(const struct scene *scene, const struct item *item,
                       char out[ACTION_NAME_SIZE])
{
    action_name(item->action, out);
    const char *id = scene->texts + item->id;
    if (*id != '\0') {
        size_t length = strlen(out);
        int n = snprintf(out + length, ACTION_NAME_SIZE - length, ":%s", id);
        assert(n > 0 && (size_t)n < ACTION_NAME_SIZE - length);
    }
}

const struct item *scene_named(const struct scene *scene, const char *name)
{
    for (int i = 0; i < scene->count; i++) {
        char own[ACTION_NAME_SIZE];
        scene_action_name(scene, &scene->items[i], own);
        if (strcmp(own, name) == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}

static bool box_same(struct box a, struct box b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool type_same(struct type a, struct type b)
{
    return a.em_px == b.em_px && a.weight == b.weight && a.align == b.align;
}

static bool values_same(const struct scene *a, const struct item *item_a,
                        const struct scene *b, const struct item *item_b)
{
    return item_a->value_count == item_b->value_count &&
           memcmp(a->values + item_a->values, b->values + item_b->values,
                  (size_t)item_a->value_count * sizeof a->values[0]) == 0;
}

bool scene_item_same(const struct scene *a, const struct item *item_a,
                     const struct scene *b, const struct item *item_b)
{
    return box_same(item_a->box, item_b->box) &&
           box_same(item_a->words, item_b->words) &&
           box_same(item_a->art, item_b->art) &&
           type_same(item_a->type, item_b->type) &&
           action_same(item_a->action, item_b->action) &&
           item_a->look == item_b->look && item_a->sign == item_b->sign &&
           item_a->face == item_b->face && item_a->count == item_b->count &&
           item_a->current == item_b->current &&
           item_a->columns == item_b->columns &&
           values_same(a, item_a, b, item_b) &&
           item_a->pressed == item_b->pressed &&
           item_a->chosen == item_b->chosen && item_a->faded == item_b->faded &&
           item_a->rise == item_b->rise && item_a->ease == item_b->ease &&
           strcmp(a->texts + item_a->id, b->texts + item_b->id) == 0 &&
           strcmp(scene_text(a, item_a), scene_text(b, item_b)) == 0;
}
