/*
 * Nothing is kept from one painting to the next, neither faces nor words:
 * shapes leap over what is even (shapes.c) and SDL_ttf keeps its glyphs, so a
 * face with its label takes about as long as copying a kept one would, and
 * the memory stays free.
 */
#include "display/paint.h"

#include <SDL.h>

#include "display/damage.h"
#include "display/faces.h"
#include "display/flower.h"
#include "display/keys.h"
#include "display/lines.h"
#include "display/raster.h"
#include "display/theme.h"

bool paint_fits(const SDL_Surface *target)
{
    const SDL_PixelFormat *format = target->format;
    return format->BytesPerPixel == 4 && format->Rmask == 0xFF0000u &&
           format->Gmask == 0xFF00u && format->Bmask == 0xFFu;
}

static void paint_item(SDL_Surface *target, const struct scene *scene,
                       struct fonts *fonts, const struct item *item)
{
    switch (item->look) {
    case LOOK_TEXT:
    case LOOK_QUIET:
    case LOOK_TITLE: break;
    case LOOK_FACE: faces_paint(target, item); break;
    case LOOK_BUTTON:
    case LOOK_PRIMARY: keys_paint(target, item); break;
    case LOOK_DOTS: keys_dots(target, item); break;
    case LOOK_FLOWER: flower_paint(target, item); break;
    case LOOK_HEART: faces_thanks(target, item); break;
    case LOOK_NOTICE: faces_notice(target, item); break;
    }
    keys_sign(target, item);
    lines_paint(target, fonts, scene, item);
}

static void paint_ground(SDL_Surface *target)
{
    SDL_Rect part = target->clip_rect;
    char *row = (char *)target->pixels + (size_t)part.y * (size_t)target->pitch;
    for (int y = 0; y < part.h; y++) {
        raster_run((uint32_t *)(void *)row + part.x, part.w, THEME_GROUND);
        row += target->pitch;
    }
}

void paint_part(SDL_Surface *target, const struct scene *scene,
                struct fonts *fonts, struct box part)
{
    SDL_Rect clip = {part.x, part.y, part.w, part.h};
    SDL_SetClipRect(target, &clip);
    paint_ground(target);
    for (int i = 0; i < scene->count; i++) {
        /* An item never paints beyond its reach: damage counts on it. */
        const struct item *item = &scene->items[i];
        struct box reach = damage_reach(item);
        SDL_Rect box = {reach.x, reach.y, reach.w, reach.h};
        SDL_Rect both;
        if (SDL_IntersectRect(&clip, &box, &both) &&
            SDL_SetClipRect(target, &both)) {
            paint_item(target, scene, fonts, item);
        }
    }
    SDL_SetClipRect(target, NULL);
}
