#include "display/png.h"

#include <SDL.h>
#include <SDL_image.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"
#include "base/png_head.h"

/* The name of its interface, which SDL keeps for all of SDL_image 2. */
static const char library[] = "libSDL2_image-2.0.so.0";

typedef int (*save_function)(SDL_Surface *, const char *);
typedef SDL_Surface *(*load_function)(SDL_RWops *);

_Static_assert(_Generic(&IMG_SavePNG, save_function : 1, default : 0),
               "SDL_image's own IMG_SavePNG is called");
_Static_assert(_Generic(&IMG_LoadPNG_RW, load_function : 1, default : 0),
               "SDL_image's own IMG_LoadPNG_RW is called");

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

/* Looks at the first chunk, so that no picture is unpacked to gigabytes. */
static bool is_fit(const struct text *file)
{
    int width;
    int height;
    if (!png_head_read(file->data, file->length, &width, &height)) {
        SDL_SetError("not a PNG");
        return false;
    }
    if (width < 1 || height < 1 || width > PNG_SIDE_MAX ||
        height > PNG_SIDE_MAX) {
        SDL_SetError("%d x %d pixels; at most %d x %d can be shown", width,
                     height, PNG_SIDE_MAX, PNG_SIDE_MAX);
        return false;
    }
    return true;
}

static SDL_Surface *unpack(void *image, const struct text *file)
{
    void *found = SDL_LoadFunction(image, "IMG_LoadPNG_RW");
    load_function function = NULL;
    if (found == NULL) {
        return NULL;
    }
    memcpy(&function, &found, sizeof function);
    SDL_RWops *reader = SDL_RWFromConstMem(file->data, (int)file->length);
    SDL_Surface *loaded = reader != NULL ? function(reader) : NULL;
    SDL_Surface *surface =
        loaded != NULL
            ? SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0)
            : NULL;
    SDL_FreeSurface(loaded);
    if (reader != NULL) {
        SDL_RWclose(reader);
    }
    return surface;
}

SDL_Surface *png_load(const char *path)
{
    struct text file = {0};
    bool read = files_read(path, PNG_BYTES_MAX, &file);
    if (!read) {
        SDL_SetError("%s", strerror(errno));
    }
    void *image = read && is_fit(&file) ? SDL_LoadObject(library) : NULL;
    SDL_Surface *surface = image != NULL ? unpack(image, &file) : NULL;
    if (surface == NULL) {
        log_error("%s: %s", path, SDL_GetError());
    }
    if (image != NULL) {
        SDL_UnloadObject(image);
    }
    text_free(&file);
    return surface;
}
