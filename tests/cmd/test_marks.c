/*
 * Vietnamese marks at every size, weight and place that the layouts give to
 * words, collected from the screens themselves: none is cut by the reach of
 * its item, and no line touches the one above.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/paint.h"
#include "kiosk/kiosk.h"
#include "with_sample.h"

#define MARKS "Ồ Ễ Ẳ Ữ ặ ẩ"

static const struct {
    int width, height, width_mm;
} glasses[] = {
    {800, 480, 344},   {1024, 600, 344},  {1280, 800, 344}, {1366, 768, 344},
    {1920, 1080, 344}, {1080, 1920, 195}, {800, 1280, 217}, {3840, 2160, 344},
};

/* All that places lines in height. */
struct place {
    int em_px, weight;
    int lines;
    int above, words, below; /* of the words, within the item's box */
};

enum { PLACES_MAX = 4096, LINES_MAX = 8 };

struct collection {
    struct config config;
    struct fonts *fonts;
    struct place places[PLACES_MAX];
    int count;
};

static int count_lines(const char *text)
{
    int lines = 1;
    for (; *text != '\0'; text++) {
        lines += *text == '\n';
    }
    return lines;
}

static void collect(struct collection *collection, const struct scene *scene)
{
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        const char *text = scene_text(scene, item);
        struct place place = {.em_px = item->type.em_px,
                              .weight = (int)item->type.weight,
                              .lines = count_lines(text),
                              .above = item->words.y - item->box.y,
                              .words = item->words.h};
        place.below = item->box.h - place.above - place.words;
        bool known = *text == '\0';
        for (int k = 0; k < collection->count && !known; k++) {
            known = memcmp(&collection->places[k], &place, sizeof place) == 0;
        }
        if (!known) {
            assert_true(collection->count < PLACES_MAX);
            collection->places[collection->count++] = place;
        }
    }
}

static void collect_screens(struct collection *collection,
                            const struct view_params *params, struct flow *flow)
{
    static const enum screen screens[] = {
        SCREEN_QUESTION, SCREEN_REASONS, SCREEN_STILL_THERE,
        SCREEN_THANKS,   SCREEN_ASLEEP,  SCREEN_OUT_OF_ORDER};
    struct view_state state = {.flow = flow, .ease = VIEW_THERE};
    struct scene scene;
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        flow->screen = screens[i];
        for (int k = 0; k < params->sheet->count; k++) {
            flow->question = k;
            view_build(&scene, params, &state);
            collect(collection, &scene);
        }
    }
}

static void collect_form(struct collection *collection)
{
    const struct config *config = &collection->config;
    for (size_t i = 0; i < sizeof glasses / sizeof glasses[0]; i++) {
        struct sheet sheet = sheet_make(&config->forms[0], NULL, 0);
        struct view_params params =
            kiosk_stage(config, &sheet, fonts_measure(collection->fonts),
                        glasses[i].width, glasses[i].height);
        params.width_mm = glasses[i].width_mm;
        for (int k = 0; k < 2 * config->language_count; k++) {
            struct flow flow = {.language = k / 2, .low_reach = k % 2 == 1};
            collect_screens(collection, &params, &flow);
        }
    }
}

/* The words of a place with a mark-bearing text in the lines of `which`, a bit
   each; in the item's own box, or with two em more above and below. */
static SDL_Surface *paint(const struct collection *collection,
                          const struct place *place, unsigned which, bool roomy)
{
    static struct scene scene;
    int em = place->em_px;
    int margin = 3 * em;
    int more = roomy ? 2 * em : 0;
    int height = place->above + place->words + place->below;
    scene = (struct scene){.width = 10 * em, .height = height + 2 * margin};
    struct item *item = &scene.items[scene.count++];
    *item = (struct item){
        .look = LOOK_TEXT,
        .box = {0, margin - more, scene.width, height + 2 * more},
        .words = {0, margin + place->above, scene.width, place->words},
        .type = {em, (enum weight)place->weight, ALIGN_LEFT}};
    for (int i = 0; i < place->lines; i++) {
        strcat(scene.texts, i > 0 ? "\n" : "");
        strcat(scene.texts, (which >> i & 1u) != 0 ? MARKS : "");
    }
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, scene.width, scene.height, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    paint_part(surface, &scene, &(struct stock){.fonts = collection->fonts},
               (struct box){0, 0, scene.width, scene.height});
    return surface;
}

static const uint32_t *row_of(const SDL_Surface *surface, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    return (const uint32_t *)(const void *)row;
}

/* The corner is ground, always. */
static bool is_ink(const SDL_Surface *surface, int x, int y)
{
    return x >= 0 && y >= 0 && x < surface->w && y < surface->h &&
           row_of(surface, y)[x] != row_of(surface, 0)[surface->w - 1];
}

static int count_ink(const SDL_Surface *surface)
{
    int count = 0;
    for (int i = 0; i < surface->w * surface->h; i++) {
        count += is_ink(surface, i % surface->w, i / surface->w);
    }
    return count;
}

static int count_touching(const SDL_Surface *upper, const SDL_Surface *lower)
{
    int count = 0;
    for (int i = 0; i < upper->w * upper->h; i++) {
        int x = i % upper->w;
        int y = i / upper->w;
        for (int k = 0; k < 9 && is_ink(upper, x, y); k++) {
            count += is_ink(lower, x + k % 3 - 1, y + k / 3 - 1);
        }
    }
    return count;
}

static void check_whole(const struct collection *collection,
                        const struct place *place)
{
    SDL_Surface *own = paint(collection, place, ~0u, false);
    SDL_Surface *roomy = paint(collection, place, ~0u, true);
    int got = count_ink(own);
    int want = count_ink(roomy);
    if (got != want) {
        fail_msg("%d px, weight %d, %d lines in %d+%d+%d px: %d of %d pixels "
                 "are there",
                 place->em_px, place->weight, place->lines, place->above,
                 place->words, place->below, got, want);
    }
    assert_in_range(want, place->em_px * place->em_px / 2, INT32_MAX);
    SDL_FreeSurface(own);
    SDL_FreeSurface(roomy);
}

static void check_apart(const struct collection *collection,
                        const struct place *place)
{
    SDL_Surface *lines[LINES_MAX];
    assert_in_range(place->lines, 1, LINES_MAX);
    for (int i = 0; i < place->lines; i++) {
        lines[i] = paint(collection, place, 1u << i, false);
        int touching = i > 0 ? count_touching(lines[i - 1], lines[i]) : 0;
        if (touching > 0) {
            fail_msg("%d px, weight %d: lines touch in %d pixels", place->em_px,
                     place->weight, touching);
        }
    }
    for (int i = 0; i < place->lines; i++) {
        SDL_FreeSurface(lines[i]);
    }
}

static void marks_are_whole_and_apart_wherever_words_stand(void **state)
{
    static const char *const forms[] = {"4-luon", "5-biet", "5-khong",
                                        "5-tieu-chi"};
    struct collection *collection = *state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        with_sample(&collection->config, forms[i], 5);
        collect_form(collection);
        config_free(&collection->config);
    }
    assert_in_range(collection->count, 50, PLACES_MAX);
    for (int i = 0; i < collection->count; i++) {
        check_whole(collection, &collection->places[i]);
        check_apart(collection, &collection->places[i]);
    }
    print_message("%d places of words\n", collection->count);
}

static int open_fonts(void **state)
{
    struct collection *collection = calloc(1, sizeof *collection);
    assert_non_null(collection);
    collection->fonts = fonts_open("fonts");
    assert_non_null(collection->fonts);
    *state = collection;
    return 0;
}

static int close_fonts(void **state)
{
    struct collection *collection = *state;
    fonts_close(collection->fonts);
    free(collection);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            marks_are_whole_and_apart_wherever_words_stand, open_fonts,
            close_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
