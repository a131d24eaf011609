#include "view/cut.h"

struct box cut_top(struct box *rest, int px, int gap)
{
    struct box box = {rest->x, rest->y, rest->w, px};
    rest->y += px + gap;
    rest->h -= px + gap;
    return box;
}

struct box cut_bottom(struct box *rest, int px, int gap)
{
    struct box box = {rest->x, rest->y + rest->h - px, rest->w, px};
    rest->h -= px + gap;
    return box;
}

struct box cut_left(struct box *rest, int px, int gap)
{
    struct box box = {rest->x, rest->y, px, rest->h};
    rest->x += px + gap;
    rest->w -= px + gap;
    return box;
}

struct box cut_right(struct box *rest, int px, int gap)
{
    struct box box = {rest->x + rest->w - px, rest->y, px, rest->h};
    rest->w -= px + gap;
    return box;
}

struct box cut_column(struct box box, int index, int count, int gap)
{
    int all = box.w - (count - 1) * gap;
    int from = all * index / count;
    int to = all * (index + 1) / count;
    return (struct box){box.x + from + index * gap, box.y, to - from, box.h};
}

struct box cut_middle(struct box box, int height)
{
    box.y += (box.h - height) / 2;
    box.h = height;
    return box;
}

struct box cut_centre(struct box box, int width)
{
    int w = px_least(width, box.w);
    return (struct box){box.x + (box.w - w) / 2, box.y, w, box.h};
}

struct box cut_square(struct box box, int side)
{
    return (struct box){box.x + (box.w - side) / 2, box.y + (box.h - side) / 2,
                        side, side};
}

int cut_side(struct box box)
{
    return px_least(box.w, box.h);
}
