#include "display/looks.h"

#include <SDL.h>

#include "display/qr.h"
#include "display/raster.h"
#include "view/cut.h"

/* Pure, whatever the theme: a camera has to read it. */
#define CODE_LIGHT 0xFFFFFFFFu
#define CODE_DARK  0xFF000000u

/* Dark modules beside each other as one: no seam runs through them. */
static void paint_row(SDL_Surface *target, const struct qr *qr, int row,
                      struct box module)
{
    for (int i = 0; i < qr->size; i++) {
        struct box run = {module.x + i * module.w, module.y, 0, module.h};
        for (; qr_dark(qr, i, row); i++) {
            run.w += module.w;
        }
        if (run.w > 0) {
            raster_fill(target, shape_box(run, 0), CODE_DARK);
        }
    }
}

void code_paint(SDL_Surface *target, const struct scene *scene,
                const struct item *item)
{
    struct qr qr;
    if (!qr_make(&qr, scene_text(scene, item))) {
        return;
    }
    int whole = qr.size + 2 * QR_QUIET;
    int px = cut_side(item->art) / whole;
    struct box plate = cut_square(item->art, px * whole);
    raster_fill(target, shape_box(plate, 0), CODE_LIGHT);
    for (int row = 0; row < qr.size; row++) {
        struct box module = {plate.x + QR_QUIET * px,
                             plate.y + (QR_QUIET + row) * px, px, px};
        paint_row(target, &qr, row, module);
    }
}
