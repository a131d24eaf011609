#include "display/fonts.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"

enum { FONTS_MAX = 32, SUBPIXEL_BELOW_PX = 24 };

struct sized {
    TTF_Font *font; /* NULL: this place is free */
    enum weight weight;
    int em_px;
    uint64_t used; /* counts up, so the smallest was not used for longest */
};

/* A font file in memory. FreeType reads it in thousands of small steps, which
   as reads of a file take longer than all the painting of a first picture. */
struct face_file {
    void *bytes; /* NULL: not read yet */
    size_t size;
};

struct fonts {
    char folder[FILES_PATH_SIZE];
    struct face_file files[WEIGHT_BOLD + 1];
    struct sized sized[FONTS_MAX];
    uint64_t uses;
};

static const char *const file_names[] = {
    [WEIGHT_REGULAR] = "BeVietnamPro-Regular.ttf",
    [WEIGHT_SEMIBOLD] = "BeVietnamPro-SemiBold.ttf",
    [WEIGHT_BOLD] = "BeVietnamPro-Bold.ttf",
};

static bool all_there(const char *folder)
{
    for (enum weight w = WEIGHT_REGULAR; w <= WEIGHT_BOLD; w++) {
        char path[FILES_PATH_SIZE];
        if (!files_join(path, folder, file_names[w]) || !files_exists(path)) {
            log_error("%s: %s is missing", folder, file_names[w]);
            return false;
        }
    }
    return true;
}

struct fonts *fonts_open(const char *folder)
{
    if (!all_there(folder)) {
        return NULL;
    }
    if (TTF_Init() != 0) {
        log_error("cannot set text: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL || !text_copy(fonts->folder, FILES_PATH_SIZE, folder)) {
        log_error("%s: no memory for the fonts", folder);
        free(fonts);
        TTF_Quit();
        return NULL;
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (int i = 0; i < FONTS_MAX; i++) {
        if (fonts->sized[i].font != NULL) {
            TTF_CloseFont(fonts->sized[i].font);
        }
    }
    for (enum weight w = WEIGHT_REGULAR; w <= WEIGHT_BOLD; w++) {
        SDL_free(fonts->files[w].bytes);
    }
    free(fonts);
    TTF_Quit();
}

static bool read_file(struct fonts *fonts, enum weight weight)
{
    struct face_file *file = &fonts->files[weight];
    char path[FILES_PATH_SIZE];
    if (file->bytes == NULL &&
        files_join(path, fonts->folder, file_names[weight])) {
        file->bytes = SDL_LoadFile(path, &file->size);
    }
    return file->bytes != NULL && file->size <= INT_MAX;
}

static TTF_Font *open_font(struct fonts *fonts, enum weight weight, int em_px)
{
    TTF_Font *font = NULL;
    /* At SDL_ttf's own resolution a point is a pixel, so its size is the em. */
    if (read_file(fonts, weight)) {
        const struct face_file *file = &fonts->files[weight];
        SDL_RWops *reader = SDL_RWFromConstMem(file->bytes, (int)file->size);
        font = TTF_OpenFontRW(reader, 1, em_px);
    }
    if (font == NULL) {
        log_error("%s/%s: %s", fonts->folder, file_names[weight],
                  TTF_GetError());
        return NULL;
    }
    /* Edges sit on whole rows. Small letters stand where they belong to a part
       of a pixel, else there would be holes between them; large ones need not,
       and are painted a third faster. */
    TTF_SetFontHinting(font, em_px < SUBPIXEL_BELOW_PX
                                 ? TTF_HINTING_LIGHT_SUBPIXEL
                                 : TTF_HINTING_LIGHT);
    return font;
}

/* A weight at a size, opened when it is first asked for; valid until the next
   call. NULL, after a message, when it cannot be opened. */
static TTF_Font *sized_font(struct fonts *fonts, enum weight weight, int em_px)
{
    struct sized *place = &fonts->sized[0];
    fonts->uses++;
    for (int i = 0; i < FONTS_MAX; i++) {
        struct sized *sized = &fonts->sized[i];
        if (sized->font != NULL && sized->weight == weight &&
            sized->em_px == em_px) {
            sized->used = fonts->uses;
            return sized->font;
        }
        if (sized->used < place->used) {
            place = sized; /* a free one was used at 0 */
        }
    }
    TTF_Font *font = open_font(fonts, weight, em_px);
    if (font == NULL) {
        return NULL;
    }
    if (place->font != NULL) {
        TTF_CloseFont(place->font);
    }
    *place = (struct sized){font, weight, em_px, fonts->uses};
    return font;
}

SDL_Surface *fonts_set(struct fonts *fonts, struct type type, const char *line,
                       int *below_px)
{
    TTF_Font *font = sized_font(fonts, type.weight, type.em_px);
    if (font == NULL) {
        return NULL;
    }
    SDL_Color white = {255, 255, 255, 255};
    SDL_Surface *letters = TTF_RenderUTF8_Blended(font, line, white);
    if (letters == NULL) {
        log_warning("cannot set \"%s\": %s", line, TTF_GetError());
    }
    *below_px = TTF_FontHeight(font) - TTF_FontAscent(font);
    return letters;
}

/* What cannot be measured is wider than any place, so that the layout says
   that it does not fit. */
enum { WIDTH_UNKNOWN = 1 << 20 };

static int width_px(void *context, enum weight weight, int em_px,
                    const char *text, int length)
{
    char run[SCENE_TEXT_MAX];
    if (length <= 0) {
        return 0;
    }
    TTF_Font *font = sized_font(context, weight, em_px);
    if (font == NULL || length >= SCENE_TEXT_MAX) {
        return WIDTH_UNKNOWN;
    }
    memcpy(run, text, (size_t)length);
    run[length] = '\0';
    int width = 0;
    return TTF_SizeUTF8(font, run, &width, NULL) == 0 ? width : WIDTH_UNKNOWN;
}

struct view_measure fonts_measure(struct fonts *fonts)
{
    return (struct view_measure){.width_px = width_px, .context = fonts};
}

/* Length in bytes, from the first one. */
static size_t letter_length(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static uint32_t letter_code(const char *letter, size_t length)
{
    const unsigned char *bytes = (const void *)letter;
    uint32_t code = length == 1 ? bytes[0] : bytes[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    return code;
}

/* The weights are of one family, yet were drawn one by one. */
static bool is_provided(struct fonts *fonts, uint32_t code)
{
    enum { ANY_SIZE = 16 };
    for (enum weight w = WEIGHT_REGULAR; w <= WEIGHT_BOLD; w++) {
        TTF_Font *font = sized_font(fonts, w, ANY_SIZE);
        if (font != NULL && TTF_GlyphIsProvided32(font, code) == 0) {
            return false;
        }
    }
    return true;
}

bool fonts_lack(struct fonts *fonts, const char *text,
                char letter[FONTS_LETTER_SIZE])
{
    while (*text != '\0') {
        size_t length = letter_length((unsigned char)*text);
        assert(strnlen(text, length) == length);
        if (*text != ' ' && *text != '\n' &&
            !is_provided(fonts, letter_code(text, length))) {
            memcpy(letter, text, length);
            letter[length] = '\0';
            return true;
        }
        text += length;
    }
    return false;
}
