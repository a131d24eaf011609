#include "display/picture.h"

#include <SDL.h>
#include <SDL_image.h>

#include "base/log.h"
#include "display/paint.h"

bool picture_save(const struct scene *scene, struct fonts *fonts,
                  const char *path)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, scene->width, scene->height, 32, SDL_PIXELFORMAT_RGB888);
    bool saved = false;
    if (surface != NULL) {
        paint_part(surface, scene, fonts,
                   (struct box){0, 0, scene->width, scene->height});
        saved = IMG_SavePNG(surface, path) == 0;
    }
    if (!saved) {
        log_error("%s: %s", path, SDL_GetError());
    }
    SDL_FreeSurface(surface);
    return saved;
}
