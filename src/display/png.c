#include "display/png.h"

#include <SDL.h>
#include <SDL_image.h>
#include <string.h>

#include "base/log.h"

/* The name of its interface, which SDL keeps for all of SDL_image 2. */
static const char library[] = "libSDL2_image-2.0.so.0";

typedef int (*save_function)(SDL_Surface *, const char *);

_Static_assert(_Generic(&IMG_SavePNG, save_function : 1, default : 0),
               "SDL_image's own IMG_SavePNG is called");

static bool save(void *image, SDL_Surface *surface, const char *path)
{
    void *found = SDL_LoadFunction(image, "IMG_SavePNG");
    save_function function = NULL;
    if (found == NULL) {
        return false;
    }
    memcpy(&function, &found, sizeof function);
    return function(surface, path) == 0;
}

bool png_save(SDL_Surface *surface, const char *path)
{
    void *image = SDL_LoadObject(library);
    bool saved = image != NULL && save(image, surface, path);
    if (!saved) {
        log_error("%s: %s", path, SDL_GetError());
    }
    if (image != NULL) {
        SDL_UnloadObject(image);
    }
    return saved;
}
