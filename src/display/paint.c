/*
 * Nothing is kept from one painting to the next, neither faces nor words:
 * shapes leap over what is even (shapes.c) and SDL_ttf keeps its glyphs, so a
 * face with its label takes about as long as copying a kept one would, and
 * the memory stays free.
 */
#include "display/paint.h"

#include <SDL.h>

#include "base/log.h"
#include "display/damage.h"
#include "display/logo.h"
#include "display/looks.h"
#include "display/png.h"
#include "display/raster.h"
#include "display/theme.h"

/* Of 255: what TONE_DIM takes from each channel, as far as there is so much.
   The ground keeps half its light and all ink turns black, so words stay 10:1;
   black laid over both would take the contrast along with the light. */
enum { DIM_LESS = 64 };

bool paint_fits(const SDL_Surface *target)
{
    const SDL_PixelFormat *format = target->format;
    return format->BytesPerPixel == 4 && format->Rmask == 0xFF0000u &&
           format->Gmask == 0xFF00u && format->Bmask == 0xFFu;
}

static void paint_drawing(SDL_Surface *target, const struct scene *scene,
                          const struct stock *stock, const struct item *item)
{
    switch (item->look) {
    case LOOK_TEXT:
    case LOOK_QUIET:
    case LOOK_TITLE:
    case LOOK_WHISPER: break;
    case LOOK_MARK: keys_mark(target, item, scene->tone); break;
    case LOOK_FACE: faces_paint(target, item); break;
    case LOOK_BUTTON:
    case LOOK_PRIMARY: keys_paint(target, item); break;
    case LOOK_CHOICE: keys_choice(target, item); break;
    case LOOK_RADIO: keys_radio(target, item); break;
    case LOOK_TAB: keys_tab(target, item); break;
    case LOOK_DAY: keys_day(target, item); break;
    case LOOK_DAY_KEY: keys_day_key(target, item); break;
    case LOOK_DOTS: keys_dots(target, item); break;
    case LOOK_FLOWER: flower_paint(target, item, scene->tone); break;
    case LOOK_LOGO: logo_paint(target, stock->logo, item, scene->tone); break;
    case LOOK_PAD: keys_pad(target, item); break;
    case LOOK_LIGHT: signs_light(target, item); break;
    case LOOK_BAR: charts_bar(target, scene, item); break;
    case LOOK_COLUMNS: charts_columns(target, scene, item); break;
    case LOOK_CELL: charts_cell(target, item); break;
    case LOOK_METER: charts_meter(target, scene, item); break;
    case LOOK_CODE: code_paint(target, scene, item); break;
    case LOOK_FIELD: keys_field(target, item); break;
    case LOOK_CARD: keys_card(target, item); break;
    case LOOK_EDGE: test_picture_edge(target, item); break;
    case LOOK_CIRCLE: test_picture_circle(target, item); break;
    case LOOK_STEPS: test_picture_steps(target, item); break;
    case LOOK_RULE: test_picture_rule(target, item); break;
    case LOOK_SPOT: test_picture_spot(target, item); break;
    case LOOK_CROSS: test_picture_cross(target, item); break;
    case LOOK_HEART: faces_thanks(target, item); break;
    case LOOK_NOTICE: faces_notice(target, item); break;
    }
}

/* What is arriving stands lower than its place. */
static struct item lowered(const struct item *item)
{
    struct item low = *item;
    low.box.y += item->rise;
    low.words.y += item->rise;
    low.art.y += item->rise;
    return low;
}

static void paint_item(SDL_Surface *target, const struct scene *scene,
                       const struct stock *stock, const struct item *at_rest)
{
    struct item item = lowered(at_rest);
    paint_drawing(target, scene, stock, &item);
    signs_paint(target, &item, theme_ink(&item, scene->tone));
    if (item.look != LOOK_CODE) {
        lines_paint(target, stock->fonts, scene, &item);
    }
}

static uint32_t *row_of_clip(SDL_Surface *target, int y)
{
    SDL_Rect part = target->clip_rect;
    return raster_row(target, part.y + y) + part.x;
}

static void paint_ground(SDL_Surface *target, uint32_t colour)
{
    for (int y = 0; y < target->clip_rect.h; y++) {
        raster_run(row_of_clip(target, y), target->clip_rect.w, colour);
    }
}

static uint32_t dimmed(uint32_t colour)
{
    uint32_t out = 0xFF000000u;
    for (int shift = 0; shift < 24; shift += 8) {
        uint32_t channel = colour >> shift & 0xFFu;
        out |= (channel > DIM_LESS ? channel - DIM_LESS : 0) << shift;
    }
    return out;
}

/* Last of all, when each pixel of the part is as it is by day. */
static void dim(SDL_Surface *target)
{
    for (int y = 0; y < target->clip_rect.h; y++) {
        uint32_t *row = row_of_clip(target, y);
        for (int x = 0; x < target->clip_rect.w; x++) {
            row[x] = dimmed(row[x]);
        }
    }
}

void paint_part(SDL_Surface *target, const struct scene *scene,
                const struct stock *stock, struct box part)
{
    SDL_Rect clip = {part.x, part.y, part.w, part.h};
    SDL_SetClipRect(target, &clip);
    paint_ground(target, theme_ground(scene->tone));
    for (int i = 0; i < scene->count; i++) {
        /* An item never paints beyond its reach: damage counts on it. */
        const struct item *item = &scene->items[i];
        struct box reach = damage_reach(item);
        SDL_Rect box = {reach.x, reach.y, reach.w, reach.h};
        SDL_Rect both;
        if (SDL_IntersectRect(&clip, &box, &both) &&
            SDL_SetClipRect(target, &both)) {
            paint_item(target, scene, stock, item);
        }
    }
    if (scene->tone == TONE_DIM) {
        SDL_SetClipRect(target, &clip);
        dim(target);
    }
    SDL_SetClipRect(target, NULL);
}

bool paint_file(const struct scene *scene, const struct stock *stock,
                const char *path)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, scene->width, scene->height, 32, SDL_PIXELFORMAT_RGB888);
    if (surface == NULL) {
        log_error("%s: %s", path, SDL_GetError());
        return false;
    }
    paint_part(surface, scene, stock,
               (struct box){0, 0, scene->width, scene->height});
    bool saved = png_save(surface, path);
    SDL_FreeSurface(surface);
    return saved;
}
