#include "with_logo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/png.h"

/* Of an oval that fills the picture: 0 in the middle, 1 on the edge. */
static double way_out(int x, int y, int width, int height)
{
    double dx = (2 * x + 1.0 - width) / width;
    double dy = (2 * y + 1.0 - height) / height;
    return dx * dx + dy * dy;
}

void with_logo_file(char path[FILES_PATH_SIZE], int width, int height)
{
    char folder[] = "/tmp/bonluon-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_true(files_join(path, folder, "logo.png"));
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    assert_non_null(surface);
    for (int i = 0; i < width * height; i++) {
        double out = way_out(i % width, i / width, width, height);
        uint32_t pixel = out > 1      ? 0x0000FF00u
                         : out > 0.25 ? 0xFFDA251Du
                                      : 0xFF0000FFu;
        memcpy((char *)surface->pixels + i / width * surface->pitch +
                   i % width * 4,
               &pixel, sizeof pixel);
    }
    assert_true(png_save(surface, path));
    SDL_FreeSurface(surface);
}

void without_logo_file(char path[FILES_PATH_SIZE])
{
    assert_int_equal(unlink(path), 0);
    *strrchr(path, '/') = '\0';
    assert_int_equal(rmdir(path), 0);
}
