#include "display/picture.h"

#include <SDL.h>

#include "base/log.h"
#include "display/paint.h"
#include "display/png.h"

bool picture_save(const struct scene *scene, const struct stock *stock,
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
