#include "view/arrive.h"

#include "view/stage.h"

static bool below(const struct box *upper, const struct box *lower)
{
    return lower->y >= upper->y + upper->h && lower->x < upper->x + upper->w &&
           upper->x < lower->x + lower->w;
}

void arrive_limit(struct scene *scene, int bottom)
{
    for (int i = 0; i < scene->count; i++) {
        struct item *item = &scene->items[i];
        int end = item->box.y + item->box.h;
        int room = bottom - end;
        for (int k = 0; k < scene->count; k++) {
            const struct box *other = &scene->items[k].box;
            if (k != i && below(&item->box, other) && other->y - end < room) {
                room = other->y - end;
            }
        }
        if (item->travel > room) {
            item->travel = room > 0 ? room : 0;
        }
    }
}

/* Fast at first, then ever slower. */
static int left_of(int travel, int ease)
{
    int left = VIEW_THERE - ease;
    return (int)((long long)travel * left * left / (VIEW_THERE * VIEW_THERE));
}

void arrive_mark(struct scene *scene, int ease)
{
    for (int i = 0; i < scene->count; i++) {
        struct item *item = &scene->items[i];
        item->rise = left_of(item->travel, ease);
        if (item->look == LOOK_FLOWER || item->look == LOOK_HEART) {
            item->ease = ease;
        }
    }
}

static void move(struct box *box, int x, int y)
{
    box->x += x;
    box->y += y;
}

static void move_all(struct scene *scene, int x, int y)
{
    for (int i = 0; i < scene->count; i++) {
        struct item *item = &scene->items[i];
        move(&item->box, x, y);
        move(&item->words, x, y);
        move(&item->art, x, y);
    }
}

void arrive_lower(struct scene *scene, int px)
{
    move_all(scene, 0, px);
}

void arrive_shift(struct scene *scene, int shift)
{
    int side = shift & 3;
    move_all(scene, side == 1 || side == 2 ? VIEW_SHIFT_PX : 0,
             side == 2 || side == 3 ? VIEW_SHIFT_PX : 0);
}
