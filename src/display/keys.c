/*
 * What is pressed besides faces, and what shows the way: keys, keys that
 * stay chosen, the dots of progress; and plates that are looked at.
 */
#include "display/looks.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/theme.h"
#include "view/cut.h"

#define CARD 0xFFEEF6F4u
#define CHIP 0xFFE3B420u

/* Of a card, by ISO/IEC 7810 and 7816, in hundredths of a millimetre: its
   length, its corners, and the chip, whose place is given from the left and
   the upper edge. */
enum {
    CARD_LENGTH = 8560,
    CARD_CORNER = 318,
    CHIP_LEFT = 1000,
    CHIP_TOP = 1900,
    CHIP_WIDTH = 1300,
    CHIP_HEIGHT = 1100,
};

static void fill(SDL_Surface *target, struct box box, float corner,
                 uint32_t colour)
{
    if (box.w > 0 && box.h > 0) {
        raster_fill(target, shape_box(box, corner), colour);
    }
}

static struct box within(struct box box, int rim)
{
    return (struct box){box.x + rim, box.y + rim, box.w - 2 * rim,
                        box.h - 2 * rim};
}

/* A plate with a rim that is a little deeper below, as a key lit from above;
   pressed, the light turns round. */
void keys_paint(SDL_Surface *target, const struct item *item)
{
    struct theme_key colours = theme_key(item);
    struct box box = item->box;
    int side = cut_side(box);
    int rim = px_most(side / (item->pressed || item->chosen ? 28 : 48), 1);
    int depth = px_most(side / 28, 1);
    float corner = (float)side * 0.26f;
    struct box plate = within(box, rim);
    plate.y += item->pressed ? depth : 0;
    plate.h -= depth;
    fill(target, box, corner, colours.rim);
    fill(target, plate, corner - (float)rim, colours.fill);
}

void keys_mark(SDL_Surface *target, const struct item *item, enum tone tone)
{
    if (tone != TONE_NIGHT) {
        fill(target, item->box, (float)cut_side(item->box) * 0.26f, THEME_GOLD);
    }
}

/* Empty, or filled and ticked: told by its shape as by its colour. */
static void tick_box(SDL_Surface *target, const struct item *item)
{
    int side = cut_side(item->art);
    struct point middle = shape_middle(item->art);
    struct box box = {(int)middle.x - side / 2, (int)middle.y - side / 2, side,
                      side};
    int rim = px_most(side / 11, 2);
    float corner = (float)side * 0.24f;
    struct box inner = within(box, rim);
    fill(target, box, corner, item->chosen ? THEME_HOUSE : theme_key(item).rim);
    if (!item->chosen) {
        fill(target, inner, corner - (float)rim, 0xFFFFFFFFu);
    } else if (inner.w > 0) {
        signs_tick(target, inner, 0xFFFFFFFFu);
    }
}

void keys_choice(SDL_Surface *target, const struct item *item)
{
    keys_paint(target, item);
    tick_box(target, item);
}

void keys_radio(SDL_Surface *target, const struct item *item)
{
    struct point middle = shape_middle(item->art);
    float radius = (float)cut_side(item->art) / 2;
    uint32_t rim = item->chosen ? THEME_HOUSE : theme_key(item).rim;
    keys_paint(target, item);
    raster_fill(target, shape_disc(middle, radius * 0.95f), rim);
    raster_fill(target, shape_disc(middle, radius * 0.76f), 0xFFFFFFFFu);
    if (item->chosen) {
        raster_fill(target, shape_disc(middle, radius * 0.48f), THEME_HOUSE);
    }
}

void keys_tab(SDL_Surface *target, const struct item *item)
{
    int thick = px_most(item->box.h / 20, 2);
    struct box line = cut_centre(item->box, item->box.w * 6 / 10);
    line.y += item->box.h - 4 * thick;
    line.h = thick;
    keys_paint(target, item);
    if (item->chosen) {
        fill(target, line, (float)thick / 2, THEME_HOUSE);
    }
}

/* In the corners below, where no number stands; or large in the middle, to say
   what they mean. */
static void day_marks(SDL_Surface *target, struct box plate,
                      const struct item *item, uint32_t ink)
{
    bool alone = item->look == LOOK_DAY_KEY;
    int side = cut_side(plate) * (alone ? 5 : 3) / 10;
    int rim = cut_side(plate) / 8;
    struct box middle = cut_square(plate, side);
    struct box tick = middle;
    struct box dash = cut_middle(middle, px_most(side / 5, 2));
    if (!alone) {
        tick.x = plate.x + plate.w - rim - side;
        tick.y = plate.y + plate.h - rim - side;
        dash.x = plate.x + rim;
        dash.y = tick.y + side / 2;
    }
    if (item->current & DAY_TAKEN) {
        signs_tick(target, tick, ink);
    }
    if (item->current & DAY_SHUT) {
        fill(target, dash, 0, ink);
    }
}

static void day_plate(SDL_Surface *target, struct box box,
                      const struct item *item)
{
    struct item plate = *item;
    int side = cut_side(box);
    int rim = px_most(side / 20, 2);
    struct box frame = within(box, side / 14);
    float corner = (float)side * 0.2f;
    struct theme_key colours = theme_key(item);
    plate.box = box;
    keys_paint(target, &plate);
    if (item->current & DAY_TODAY) {
        fill(target, frame, corner, colours.ink);
        fill(target, within(frame, rim), corner - (float)rim, colours.fill);
    }
    day_marks(target, box, item, colours.ink);
}

void keys_day(SDL_Surface *target, const struct item *item)
{
    day_plate(target, item->box, item);
}

void keys_day_key(SDL_Surface *target, const struct item *item)
{
    day_plate(target, item->art, item);
}

void keys_dots(SDL_Surface *target, const struct item *item)
{
    if (item->count < 1) {
        return;
    }
    struct point middle = shape_middle(item->art);
    float step = (float)item->art.w / (float)item->count;
    float radius =
        shape_least(step / 2, (float)cut_side(item->art) / 2) * 0.62f;
    step = shape_least(step, radius * 4.2f);
    for (int i = 0; i < item->count; i++) {
        float from_middle = (float)i - (float)(item->count - 1) / 2;
        struct point at = {middle.x + from_middle * step, middle.y};
        if (i > item->current) {
            raster_fill(target, shape_ring(at, radius * 0.78f, radius * 0.3f),
                        THEME_COMING);
            continue;
        }
        raster_fill(target, shape_disc(at, radius * 0.9f), THEME_HOUSE);
        if (i == item->current) {
            raster_fill(target, shape_ring(at, radius * 1.38f, radius * 0.3f),
                        THEME_HOUSE);
        }
    }
}

void keys_pad(SDL_Surface *target, const struct item *item)
{
    struct point middle = shape_middle(item->art);
    float step = (float)item->art.w / (float)px_most(item->count, 1);
    float radius = shape_least(step / 3, (float)item->art.h / 2) * 0.9f;
    step = shape_least(step, radius * 3.2f);
    for (int i = 0; i < item->count; i++) {
        float from_middle = (float)i - (float)(item->count - 1) / 2;
        struct point at = {middle.x + from_middle * step, middle.y};
        if (i < item->current) {
            raster_fill(target, shape_disc(at, radius), THEME_HOUSE);
        } else {
            raster_fill(target, shape_ring(at, radius * 0.86f, radius * 0.2f),
                        THEME_COMING);
        }
    }
}

void keys_field(SDL_Surface *target, const struct item *item)
{
    struct box box = item->box;
    int rim = px_most(box.h / 40, 1);
    float corner = (float)box.h * 0.12f;
    fill(target, box, corner, THEME_COMING);
    fill(target, within(box, rim), corner - (float)rim, 0xFFFFFFFFu);
}

static int of_card(const struct item *item, int hundredths)
{
    return (int)((int64_t)item->box.w * hundredths / CARD_LENGTH);
}

void keys_card(SDL_Surface *target, const struct item *item)
{
    struct box box = item->box;
    int rim = of_card(item, 60);
    int corner = of_card(item, CARD_CORNER);
    struct box chip = {box.x + of_card(item, CHIP_LEFT),
                       box.y + of_card(item, CHIP_TOP),
                       of_card(item, CHIP_WIDTH), of_card(item, CHIP_HEIGHT)};
    rim = rim > 1 ? rim : 2;
    fill(target, box, (float)corner, THEME_HOUSE);
    fill(target, within(box, rim), (float)(corner - rim), CARD);
    if (chip.y + chip.h + rim < box.y + box.h) {
        fill(target, chip, (float)corner / 2, CHIP);
    }
}
