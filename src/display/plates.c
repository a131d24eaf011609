#include "display/plates.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/theme.h"

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
        struct shape shape = shape_box(box, corner);
        raster_fill(target, &shape, colour);
    }
}

static struct box within(struct box box, int rim)
{
    return (struct box){box.x + rim, box.y + rim, box.w - 2 * rim,
                        box.h - 2 * rim};
}

void plates_field(SDL_Surface *target, const struct item *item)
{
    struct box box = item->box;
    int rim = box.h / 40 > 1 ? box.h / 40 : 1;
    float corner = (float)box.h * 0.12f;
    fill(target, box, corner, THEME_COMING);
    fill(target, within(box, rim), corner - (float)rim, 0xFFFFFFFFu);
}

static int of_card(const struct item *item, int hundredths)
{
    return (int)((int64_t)item->box.w * hundredths / CARD_LENGTH);
}

void plates_card(SDL_Surface *target, const struct item *item)
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
