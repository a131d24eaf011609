#include "display/fonts.h"

#include <SDL_ttf.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"
#include "display/letters.h"
#include "display/typeface.h"

enum {
    OWN_FILES = WEIGHT_BOLD + 1,
    FILES_MAX = OWN_FILES + FONTS_MORE_MAX,
    FILE_MOST = 64 * 1024 * 1024, /* all of Chinese takes 27 MB */
    SIZED_MAX = 48,
    SUBPIXEL_BELOW_PX = 24,
    LETTERS_KNOWN = 0x2000, /* all that our own typeface has letters below */
};

struct sized {
    TTF_Font *font; /* NULL: this place is free */
    int file;
    int em_px;
    uint64_t used; /* counts up, so the smallest was not used for longest */
};

/* A font file in memory. FreeType reads it in thousands of small steps, which
   as reads of a file take longer than all the painting of a first picture. */
struct face_file {
    char path[FILES_PATH_SIZE];
    int face;          /* of a file that has several, from 0 */
    struct text bytes; /* not read yet: none */
};

struct fonts {
    struct face_file files[FILES_MAX]; /* by weight, then the further ones */
    int file_count;
    struct sized sized[SIZED_MAX];
    uint64_t uses;
    bool known[LETTERS_KNOWN]; /* that our own typeface has: asked before */
};

static const char *const file_names[OWN_FILES] = {
    [WEIGHT_REGULAR] = "BeVietnamPro-Regular.ttf",
    [WEIGHT_SEMIBOLD] = "BeVietnamPro-SemiBold.ttf",
    [WEIGHT_BOLD] = "BeVietnamPro-Bold.ttf",
};

static bool all_there(struct fonts *fonts, const char *folder)
{
    for (int w = 0; w < OWN_FILES; w++) {
        char *path = fonts->files[w].path;
        if (!files_join(path, folder, file_names[w]) || !files_exists(path)) {
            log_error("%s: %s is missing", folder, file_names[w]);
            return false;
        }
    }
    fonts->file_count = OWN_FILES;
    return true;
}

struct fonts *fonts_open(const char *folder)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL) {
        log_error("%s: no memory for the fonts", folder);
        return NULL;
    }
    if (!all_there(fonts, folder)) {
        free(fonts);
        return NULL;
    }
    if (TTF_Init() != 0) {
        log_error("cannot set text: %s", TTF_GetError());
        free(fonts);
        return NULL;
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (int i = 0; i < SIZED_MAX; i++) {
        if (fonts->sized[i].font != NULL) {
            TTF_CloseFont(fonts->sized[i].font);
        }
    }
    for (int i = 0; i < fonts->file_count; i++) {
        text_free(&fonts->files[i].bytes);
    }
    free(fonts);
    TTF_Quit();
}

/* At SDL_ttf's own resolution a point is a pixel, so its size is the em. */
static TTF_Font *open_font(const struct face_file *file, int em_px)
{
    const struct text *bytes = &file->bytes;
    SDL_RWops *reader = SDL_RWFromConstMem(bytes->data, (int)bytes->length);
    TTF_Font *font = TTF_OpenFontIndexRW(reader, 1, em_px, file->face);
    if (font == NULL) {
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

static bool read_file(struct face_file *file)
{
    return file->bytes.length > 0 ||
           files_read(file->path, FILE_MOST, &file->bytes);
}

/* A file at a size, opened when it is first asked for; valid until the next
   call. NULL, after a message, when it cannot be opened. */
static TTF_Font *sized_font(struct fonts *fonts, int file, int em_px)
{
    struct sized *place = &fonts->sized[0];
    fonts->uses++;
    for (int i = 0; i < SIZED_MAX; i++) {
        struct sized *sized = &fonts->sized[i];
        if (sized->font != NULL && sized->file == file &&
            sized->em_px == em_px) {
            sized->used = fonts->uses;
            return sized->font;
        }
        if (sized->used < place->used) {
            place = sized; /* a free one was used at 0 */
        }
    }
    if (!read_file(&fonts->files[file])) {
        log_error("%s: %s", fonts->files[file].path, strerror(errno));
        return NULL;
    }
    TTF_Font *font = open_font(&fonts->files[file], em_px);
    if (font == NULL) {
        log_error("%s: %s", fonts->files[file].path, TTF_GetError());
        return NULL;
    }
    if (place->font != NULL) {
        TTF_CloseFont(place->font);
    }
    *place = (struct sized){font, file, em_px, fonts->uses};
    return font;
}

enum { ANY_SIZE = 16 };

enum fonts_added fonts_add(struct fonts *fonts, const char *path, int face)
{
    struct face_file file = {.face = face};
    if (fonts->file_count == FILES_MAX ||
        !text_copy(file.path, sizeof file.path, path)) {
        errno = ENAMETOOLONG;
        return FONTS_UNREAD;
    }
    if (!files_read(path, FILE_MOST, &file.bytes)) {
        return FONTS_UNREAD;
    }
    TTF_Font *font = open_font(&file, ANY_SIZE);
    if (font == NULL) {
        text_free(&file.bytes);
        return FONTS_STRANGE;
    }
    TTF_CloseFont(font);
    fonts->files[fonts->file_count++] = file;
    return FONTS_ADDED;
}

/* The file in which a typeface has a weight. */
static int file_of(int face, enum weight weight)
{
    return face == 0 ? (int)weight : OWN_FILES - 1 + face;
}

int typeface_count(const struct fonts *fonts)
{
    return fonts->file_count - OWN_FILES + 1;
}

/* Of Ê Đê, Gia Rai and Ba Na: HarfBuzz sets a letter that a typeface lacks by
   its parts where it has both, and ours has them. The letter below the breve;
   0: it is another one. */
static uint32_t below_breve(uint32_t letter)
{
    static const struct {
        uint32_t whole, letter;
    } parts[] = {{0x114, 'E'}, {0x115, 'e'}, {0x12C, 'I'}, {0x12D, 'i'},
                 {0x14E, 'O'}, {0x14F, 'o'}, {0x16C, 'U'}, {0x16D, 'u'}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].whole == letter) {
            return parts[i].letter;
        }
    }
    return 0;
}

static bool file_has(struct fonts *fonts, int file, uint32_t letter)
{
    enum { BREVE = 0x306 };
    TTF_Font *font = sized_font(fonts, file, ANY_SIZE);
    uint32_t below = below_breve(letter);
    return font == NULL || TTF_GlyphIsProvided32(font, letter) != 0 ||
           (below != 0 && TTF_GlyphIsProvided32(font, below) != 0 &&
            TTF_GlyphIsProvided32(font, BREVE) != 0);
}

/* The weights are of one family, yet were drawn one by one. */
static bool own_has(struct fonts *fonts, uint32_t letter)
{
    bool kept = letter < LETTERS_KNOWN;
    if (kept && fonts->known[letter]) {
        return true;
    }
    bool has = true;
    for (int w = 0; w < OWN_FILES; w++) {
        has = has && file_has(fonts, w, letter);
    }
    if (kept) {
        fonts->known[letter] = has;
    }
    return has;
}

bool typeface_has(struct fonts *fonts, int face, uint32_t letter)
{
    return face == 0 ? own_has(fonts, letter)
                     : file_has(fonts, file_of(face, WEIGHT_REGULAR), letter);
}

/* Ready for the run. SDL_ttf does not look for its script, and the program's
   own typeface is for one. */
static TTF_Font *font_for(struct fonts *fonts, int face, struct type type,
                          const char *run)
{
    TTF_Font *font = sized_font(fonts, file_of(face, type.weight), type.em_px);
    if (font != NULL && face > 0) {
        TTF_SetFontScriptName(font, letters_script(run));
    }
    return font;
}

static bool ends_in_ink(const SDL_Surface *letters)
{
    const uint8_t *row = (const uint8_t *)letters->pixels +
                         (ptrdiff_t)(letters->h - 1) * letters->pitch;
    const uint32_t *pixels = (const void *)row;
    bool ink = false;
    for (int x = 0; x < letters->w && !ink; x++) {
        ink = (pixels[x] & letters->format->Amask) != 0;
    }
    return ink;
}

/* Its rows under the baseline. SDL_ttf makes the picture taller for letters
   that rise above the font's ascent, as ours do, or hang below its descent, as
   consonants do that are written under each other, and does not say which. */
static int rows_below(TTF_Font *font, int face, const SDL_Surface *letters)
{
    int more = letters->h - TTF_FontHeight(font);
    bool hangs = face > 0 && more > 0 && ends_in_ink(letters);
    return TTF_FontHeight(font) - TTF_FontAscent(font) + (hangs ? more : 0);
}

SDL_Surface *typeface_set(struct fonts *fonts, int face, struct type type,
                          const char *run, int *below_px)
{
    TTF_Font *font = font_for(fonts, face, type, run);
    if (font == NULL) {
        return NULL;
    }
    SDL_Color white = {255, 255, 255, 255};
    SDL_Surface *letters = TTF_RenderUTF8_Blended(font, run, white);
    if (letters == NULL) {
        log_warning("cannot set \"%s\": %s", run, TTF_GetError());
        return NULL;
    }
    *below_px = rows_below(font, face, letters);
    return letters;
}

int typeface_width_px(struct fonts *fonts, int face, struct type type,
                      const char *run)
{
    TTF_Font *font = font_for(fonts, face, type, run);
    int width = 0;
    return font != NULL && TTF_SizeUTF8(font, run, &width, NULL) == 0 ? width
                                                                      : -1;
}
