/*
 * Text stands on its baseline. SDL_ttf makes a line's picture taller when a
 * capital with two marks (Ồ) rises above the font's ascent, so placing its
 * top edge would push such a line down; the part below the baseline is always
 * the same, and is what we measure from.
 *
 * Lines are 1.5 em apart. A capital is 0.74 em tall and centred in its line,
 * which is where the eye sees the middle of a key; the marks then reach 0.1 em
 * above the line, and the first line moves down where the item has no such
 * room.
 */
#include "display/looks.h"

#include <SDL.h>
#include <string.h>

#include "display/raster.h"
#include "display/theme.h"
#include "display/typeface.h"

/* Of an em, in thousandths; from the font's tables (fonts/README.md). */
enum {
    LINE_STEP = 1500,
    LINE_BASE = 1120, /* from the top of a line: (1500 + 740) / 2 */
    MARKS_RISE = 1245,
};

static int of_em(int em_px, int thousandths)
{
    return (em_px * thousandths + 500) / 1000;
}

static int count_lines(const char *text)
{
    int lines = 1;
    for (; *text != '\0'; text++) {
        lines += *text == '\n';
    }
    return lines;
}

/* The baseline of the first line. */
static int first_base(const struct item *item, int lines)
{
    int em = item->type.em_px;
    int top =
        item->words.y + (item->words.h - of_em(em * lines, LINE_STEP)) / 2;
    int base = top + of_em(em, LINE_BASE);
    int highest = item->box.y + of_em(em, MARKS_RISE);
    return px_most(base, highest);
}

static int left_edge(const struct item *item, int width)
{
    int room = item->words.w - width;
    switch (item->type.align) {
    case ALIGN_CENTER: return item->words.x + room / 2;
    case ALIGN_RIGHT: return item->words.x + room;
    default: return item->words.x;
    }
}

/* True when a line with this baseline can touch the part to be painted. */
static bool in_reach(const SDL_Surface *target, int base, int em_px)
{
    const SDL_Rect *clip = &target->clip_rect;
    return base + em_px > clip->y && base - 2 * em_px < clip->y + clip->h;
}

/* The case of an item's letters, and the ink. */
struct printer {
    SDL_Surface *target;
    struct fonts *fonts;
    const struct item *item;
    uint32_t ink;
};

/* The line is set and laid where its baseline says. */
static void set_line(const struct printer *printer, const char *line, int base)
{
    int below = 0;
    SDL_Surface *letters =
        fonts_set(printer->fonts, printer->item->type, line, &below);
    if (letters == NULL) {
        return;
    }
    struct box place = {left_edge(printer->item, letters->w),
                        base - (letters->h - below), letters->w, letters->h};
    raster_lay(printer->target, letters, place,
               (struct raster_veil){printer->ink, 100});
    SDL_FreeSurface(letters);
}

/* How far letters of another typeface, which may reach deeper than ours, would
   hang out of the item under the last line. */
static int overhang(const struct printer *printer, const char *line, int base)
{
    const struct item *item = printer->item;
    int below = 0;
    if (typeface_count(printer->fonts) < 2) {
        return 0;
    }
    SDL_FreeSurface(fonts_set(printer->fonts, item->type, line, &below));
    return px_most(0, base + below - (item->box.y + item->box.h));
}

void lines_paint(SDL_Surface *target, struct fonts *fonts,
                 const struct scene *scene, const struct item *item)
{
    char line[SCENE_TEXT_MAX];
    struct printer printer = {target, fonts, item,
                              theme_ink(item, scene->tone)};
    const char *text = scene_text(scene, item);
    if (*text == '\0') {
        return; /* and perhaps there are no fonts */
    }
    int em = item->type.em_px;
    int lines = count_lines(text);
    int base = first_base(item, lines);
    const char *last = strrchr(text, '\n');
    base -= overhang(&printer, last == NULL ? text : last + 1,
                     base + of_em(em * (lines - 1), LINE_STEP));
    for (int i = 1; *text != '\0'; i++) {
        size_t length = strcspn(text, "\n");
        memcpy(line, text, length);
        line[length] = '\0';
        if (length > 0 && in_reach(target, base, em)) {
            set_line(&printer, line, base);
        }
        base += of_em(em * i, LINE_STEP) - of_em(em * (i - 1), LINE_STEP);
        text += length + (text[length] == '\n');
    }
}
