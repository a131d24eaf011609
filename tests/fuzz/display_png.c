/* A logo, unpacked: of a size that a glass can have. */
#include <SDL.h>
#include <assert.h>

#include "display/png.h"
#include "fuzz/with_input.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    input_file("logo.png", data, size);
    SDL_Surface *surface = png_load(input_path("logo.png"));
    if (surface != NULL) {
        assert(surface->w > 0 && surface->w <= PNG_SIDE_MAX);
        assert(surface->h > 0 && surface->h <= PNG_SIDE_MAX);
    }
    SDL_FreeSurface(surface);
    return 0;
}
