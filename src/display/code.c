#include "display/code.h"

#include <SDL.h>

#include "display/qr.h"

/* Pure, whatever the theme: a camera has to read it. */
#define CODE_LIGHT 0xFFFFFFFFu
#define CODE_DARK  0xFF000000u

static void fill(SDL_Surface *target, SDL_Rect rect, uint32_t colour)
{
    SDL_Rect part;
    if (SDL_IntersectRect(&rect, &target->clip_rect, &part)) {
        SDL_FillRect(target, &part, colour);
    }
}

/* Dark modules beside each other as one: no seam runs through them. */
static void paint_row(SDL_Surface *target, const struct qr *qr, int row,
                      SDL_Rect module)
{
    int left = module.x;
    for (int i = 0; i < qr->size;) {
        int run = 0;
        while (qr_dark(qr, i + run, row)) {
            run++;
        }
        fill(
            target,
            (SDL_Rect){left + i * module.w, module.y, run * module.w, module.h},
            CODE_DARK);
        i += run > 0 ? run : 1;
    }
}

void code_paint(SDL_Surface *target, const struct scene *scene,
                const struct item *item)
{
    struct qr qr;
    struct box art = item->art;
    if (!qr_make(&qr, scene_text(scene, item))) {
        return;
    }
    int whole = qr.size + 2 * QR_QUIET;
    int px = (art.w < art.h ? art.w : art.h) / whole;
    int side = px * whole;
    SDL_Rect plate = {art.x + (art.w - side) / 2, art.y + (art.h - side) / 2,
                      side, side};
    fill(target, plate, CODE_LIGHT);
    for (int row = 0; row < qr.size; row++) {
        SDL_Rect module = {plate.x + QR_QUIET * px,
                           plate.y + (QR_QUIET + row) * px, px, px};
        paint_row(target, &qr, row, module);
    }
}
