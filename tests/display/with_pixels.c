#include "with_pixels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/paint.h"
#include "display/theme.h"
#include "with_scene.h"

SDL_Surface *pixels_paint(const struct scene *scene)
{
    struct fonts *fonts = with_fonts();
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, scene->width, scene->height, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    paint_part(surface, scene, &(struct stock){.fonts = fonts},
               (struct box){0, 0, scene->width, scene->height});
    fonts_close(fonts);
    return surface;
}

uint32_t pixels_at(const SDL_Surface *surface, int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    uint32_t value;
    memcpy(&value, row + 4 * x, sizeof value);
    return value & 0xFFFFFFu;
}

bool pixels_ground(const SDL_Surface *surface, int x, int y)
{
    return pixels_at(surface, x, y) == (THEME_GROUND & 0xFFFFFFu);
}
