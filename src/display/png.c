#include "display/png.h"

#include <SDL.h>
#include <errno.h>
#include <png.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"
#include "base/speak.h"

bool png_save(SDL_Surface *surface, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)surface->w,
                       .height = (png_uint_32)surface->h,
                       .format = PNG_FORMAT_RGBA};
    SDL_Surface *rgba =
        SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGBA32, 0);
    bool saved =
        rgba != NULL && png_image_write_to_file(&image, path, 0, rgba->pixels,
                                                rgba->pitch, NULL);
    if (!saved) {
        log_error("%s: %s", path,
                  rgba != NULL ? image.message : SDL_GetError());
    }
    SDL_FreeSurface(rgba);
    return saved;
}

/* No picture is unpacked to gigabytes. */
static bool is_fit(const png_image *image)
{
    if (image->width > PNG_SIDE_MAX || image->height > PNG_SIDE_MAX) {
        SDL_SetError(speak("%u x %u pixels; at most %d x %d can be shown"),
                     image->width, image->height, PNG_SIDE_MAX, PNG_SIDE_MAX);
        return false;
    }
    return true;
}

static SDL_Surface *unpack(png_image *image)
{
    SDL_Surface *surface =
        is_fit(image) ? SDL_CreateRGBSurfaceWithFormat(0, (int)image->width,
                                                       (int)image->height, 32,
                                                       SDL_PIXELFORMAT_ARGB8888)
                      : NULL;
    /* Who draws a logo sees sRGB, with 16 bits as with 8; libpng takes 16 for
       linear where the file does not say. */
    image->flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    image->format =
        SDL_BYTEORDER == SDL_LIL_ENDIAN ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;
    if (surface != NULL && !png_image_finish_read(image, NULL, surface->pixels,
                                                  surface->pitch, NULL)) {
        SDL_SetError("%s", image->message);
        SDL_FreeSurface(surface);
        surface = NULL;
    }
    return surface;
}

SDL_Surface *png_load(const char *path)
{
    struct text file = {0};
    png_image image = {.version = PNG_IMAGE_VERSION};
    SDL_Surface *surface = NULL;
    if (!files_read(path, PNG_BYTES_MAX, &file)) {
        SDL_SetError("%s", strerror(errno));
    } else if (!png_image_begin_read_from_memory(&image, file.data,
                                                 file.length)) {
        SDL_SetError("%s", image.message);
    } else {
        surface = unpack(&image);
    }
    if (surface == NULL) {
        log_error("%s: %s", path, SDL_GetError());
    }
    png_image_free(&image);
    text_free(&file);
    return surface;
}
