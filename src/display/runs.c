/*
 * A line as runs of letters, each of one typeface: the first that has the
 * letter with all marks on it. Measured and set by the same runs, so that the
 * layout knows what will be painted.
 */
#include <SDL.h>
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "display/fonts.h"
#include "display/letters.h"
#include "display/typeface.h"

static bool has_all(struct fonts *fonts, int face, const char *text,
                    size_t length)
{
    size_t one;
    bool all = true;
    for (size_t at = 0; at < length && all; at += one) {
        uint32_t code = letters_first(text + at, &one);
        all = letters_unseen(code) || typeface_has(fonts, face, code);
    }
    return all;
}

/* The first typeface that has it; -1: none. */
static int face_of(struct fonts *fonts, const char *letter, size_t length)
{
    int count = typeface_count(fonts);
    for (int face = 0; face < count; face++) {
        if (has_all(fonts, face, letter, length)) {
            return face;
        }
    }
    return -1;
}

struct run {
    int face;
    size_t length;
};

/* The first run of a text, which is not empty. A blank stays with what is
   before it, a letter that nobody sees with what is beside it, since SDL_ttf
   sets none alone, and a letter that no typeface has with the first. */
static struct run first_run(struct fonts *fonts, const char *text)
{
    if (typeface_count(fonts) == 1) {
        return (struct run){0, strlen(text)};
    }
    struct run run = {0};
    bool seen = false;
    size_t length;
    for (; text[run.length] != '\0'; run.length += length) {
        const char *letter = text + run.length;
        if (letters_unseen(letters_first(letter, &length))) {
            continue;
        }
        length = letters_marked(letter);
        bool stays = seen && letter[0] == ' ' &&
                     has_all(fonts, run.face, letter, length);
        int face = stays ? run.face : face_of(fonts, letter, length);
        face = face < 0 ? 0 : face;
        if (seen && face != run.face) {
            break;
        }
        run.face = face;
        seen = true;
    }
    return run;
}

/* The letters of a run alone. */
static void take(char out[SCENE_TEXT_MAX], const char *text, size_t length)
{
    assert(length < SCENE_TEXT_MAX);
    memcpy(out, text, length);
    out[length] = '\0';
}

/* What stands on one baseline. */
struct strip {
    SDL_Surface *pixels;
    int below_px;
};

static void copy(const struct strip *from, const struct strip *to, int x)
{
    int above = from->pixels->h - from->below_px;
    SDL_Rect at = {x, to->pixels->h - to->below_px - above, 0, 0};
    SDL_SetSurfaceBlendMode(from->pixels, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(from->pixels, NULL, to->pixels, &at);
}

/* Both side by side, and freed; pixels NULL when there is no memory. */
static struct strip joined(struct strip left, struct strip right)
{
    int above = px_most(left.pixels->h - left.below_px,
                        right.pixels->h - right.below_px);
    struct strip all = {.below_px = px_most(left.below_px, right.below_px)};
    all.pixels = SDL_CreateRGBSurfaceWithFormat(
        0, left.pixels->w + right.pixels->w, above + all.below_px, 32,
        SDL_PIXELFORMAT_ARGB8888);
    if (all.pixels != NULL) {
        copy(&left, &all, 0);
        copy(&right, &all, left.pixels->w);
    }
    SDL_FreeSurface(left.pixels);
    SDL_FreeSurface(right.pixels);
    return all;
}

SDL_Surface *fonts_set(struct fonts *fonts, struct type type, const char *line,
                       int *below_px)
{
    struct strip all = {0};
    while (*line != '\0') {
        char letters[SCENE_TEXT_MAX];
        struct run run = first_run(fonts, line);
        struct strip strip;
        take(letters, line, run.length);
        strip.pixels =
            typeface_set(fonts, run.face, type, letters, &strip.below_px);
        if (strip.pixels == NULL) {
            SDL_FreeSurface(all.pixels);
            return NULL;
        }
        all = all.pixels == NULL ? strip : joined(all, strip);
        if (all.pixels == NULL) {
            return NULL;
        }
        line += run.length;
    }
    *below_px = all.below_px;
    return all.pixels;
}

/* What cannot be measured is wider than any place, so that the layout says
   that it does not fit. */
enum { WIDTH_UNKNOWN = 1 << 20 };

static int width_px(void *context, enum weight weight, int em_px,
                    const char *text, int length)
{
    char line[SCENE_TEXT_MAX];
    struct type type = {.em_px = em_px, .weight = weight};
    int sum = 0;
    if (length <= 0) {
        return 0;
    }
    if (length >= SCENE_TEXT_MAX) {
        return WIDTH_UNKNOWN;
    }
    take(line, text, (size_t)length);
    for (const char *rest = line; *rest != '\0';) {
        char letters[SCENE_TEXT_MAX];
        struct run run = first_run(context, rest);
        take(letters, rest, run.length);
        int width = typeface_width_px(context, run.face, type, letters);
        if (width < 0) {
            return WIDTH_UNKNOWN;
        }
        sum += width;
        rest += run.length;
    }
    return sum;
}

struct view_measure fonts_measure(struct fonts *fonts)
{
    return (struct view_measure){.width_px = width_px, .context = fonts};
}

bool fonts_lack(struct fonts *fonts, const char *text,
                char letter[FONTS_LETTER_SIZE])
{
    while (*text != '\0') {
        size_t length = letters_marked(text);
        if (*text != ' ' && face_of(fonts, text, length) < 0) {
            text_cut(letter, FONTS_LETTER_SIZE, "%.*s", (int)length, text);
            return true;
        }
        text += length;
    }
    return false;
}
