#include "display/logo.h"

#include <SDL.h>
#include <stdlib.h>

#include "base/log.h"
#include "display/png.h"
#include "display/raster.h"
#include "display/resample.h"
#include "display/theme.h"
#include "view/cut.h"

enum {
    SIZES = 3,        /* as many as the screens want of one glass */
    KEPT_MOST = 1024, /* px of a side: a larger picture is kept no larger */
    NIGHT = 50,       /* hundredths of the dark laid over everything */
};

struct logo {
    int width, height;
    SDL_Surface *whole;
    SDL_Surface *scaled[SIZES]; /* NULL: this place is free */
    int next;                   /* the place that is given up next */
};

static struct box fit_into(const struct logo *logo, struct box room)
{
    int64_t width = room.w;
    int64_t height = width * logo->height / logo->width;
    if (height > room.h) {
        height = room.h;
        width = height * logo->width / logo->height;
    }
    return cut_middle(cut_centre(room, px_most((int)width, 1)),
                      px_most((int)height, 1));
}

/* So that one picture too large does not cost its memory for years. */
static bool shrink(struct logo *logo)
{
    if (logo->width <= KEPT_MOST && logo->height <= KEPT_MOST) {
        return true;
    }
    struct box box = fit_into(logo, (struct box){0, 0, KEPT_MOST, KEPT_MOST});
    SDL_Surface *smaller = resample(logo->whole, box.w, box.h);
    SDL_FreeSurface(logo->whole);
    logo->whole = smaller;
    return smaller != NULL;
}

struct logo *logo_open(const char *path)
{
    struct logo *logo = calloc(1, sizeof *logo);
    if (logo == NULL) {
        log_error("%s: no memory", path);
        return NULL;
    }
    logo->whole = png_load(path);
    if (logo->whole == NULL) {
        logo_close(logo);
        return NULL;
    }
    logo->width = logo->whole->w;
    logo->height = logo->whole->h;
    if (!shrink(logo)) {
        log_error("%s: %s", path, SDL_GetError());
        logo_close(logo);
        return NULL;
    }
    return logo;
}

void logo_close(struct logo *logo)
{
    if (logo == NULL) {
        return;
    }
    for (int i = 0; i < SIZES; i++) {
        SDL_FreeSurface(logo->scaled[i]);
    }
    SDL_FreeSurface(logo->whole);
    free(logo);
}

/* The picture at a size, made when it is first asked for. NULL, after a
   message, when there is no memory. */
static const SDL_Surface *at_size(struct logo *logo, int width, int height)
{
    for (int i = 0; i < SIZES; i++) {
        const SDL_Surface *scaled = logo->scaled[i];
        if (scaled != NULL && scaled->w == width && scaled->h == height) {
            return scaled;
        }
    }
    SDL_Surface *made = resample(logo->whole, width, height);
    if (made == NULL) {
        log_warning("cannot scale the logo: %s", SDL_GetError());
        return NULL;
    }
    SDL_FreeSurface(logo->scaled[logo->next]);
    logo->scaled[logo->next] = made;
    logo->next = (logo->next + 1) % SIZES;
    return made;
}

/* What the logo was made to stand on, darkened; returns the room on it. */
static struct box plate(SDL_Surface *target, const struct logo *logo,
                        struct box art)
{
    struct box box = fit_into(logo, art);
    int edge = cut_side(box) / 12;
    raster_fill(target, shape_box(box, (float)edge * 1.5f),
                theme_mix(THEME_GROUND, THEME_DARK, NIGHT));
    return (struct box){box.x + edge, box.y + edge, box.w - 2 * edge,
                        box.h - 2 * edge};
}

void logo_paint(SDL_Surface *target, struct logo *logo, const struct item *item,
                enum tone tone)
{
    if (logo == NULL || item->art.w < 1 || item->art.h < 1) {
        return;
    }
    bool night = tone == TONE_NIGHT;
    struct box box =
        fit_into(logo, night ? plate(target, logo, item->art) : item->art);
    const SDL_Surface *picture = at_size(logo, box.w, box.h);
    if (picture != NULL) {
        raster_lay(target, picture, box,
                   (struct raster_veil){THEME_DARK, night ? NIGHT : 0});
    }
}
