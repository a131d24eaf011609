/*
 * One visit, one layout: on every real glass, of every form in every language,
 * whatever stands on several questions of a sheet, or on their reasons, has the
 * same place and size on each of them. The faces are as large as they can be,
 * and low reach makes none smaller.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "display/fonts.h"
#include "kiosk/kiosk.h"
#include "view/inspect.h"
#include "with_sample.h"
#include "variant.h"

/* Glasses as they are sold, 10 to 32 inches. Of 7 inches, which is refused, it
   still holds that nothing jumps from question to question. */
static const struct glass {
    int width, height, width_mm;
    int share; /* hundredths of the glass, at least, that answer to a touch */
} glasses[] = {
    {1024, 600, 223, 34},  {1280, 800, 217, 34},  {1366, 768, 344, 32},
    {1920, 1080, 344, 32}, {1920, 1080, 476, 32}, {1920, 1080, 708, 32},
    {3840, 2160, 700, 32}, {1080, 1920, 195, 45}, {1080, 1920, 268, 45},
    {800, 1280, 217, 45},  {1080, 1920, 398, 45}, {800, 1280, 136, 28},
    {1200, 1920, 135, 28}, {800, 480, 154, 30},
};

static const char *const forms[] = {"4-luon", "5-biet", "5-khong",
                                    "5-tieu-chi"};

enum {
    GLASS_STEP = VARIANT_FEW ? 4 : 1,
    GLASSES = sizeof glasses / sizeof glasses[0],
    FORMS = sizeof forms / sizeof forms[0],
    THINGS_MAX = 40,
};

/* Where a thing stood when it was first seen. */
struct thing {
    char name[ACTION_NAME_SIZE];
    struct box box, art;
    int em_px;
};

struct visit {
    struct config config;
    struct sheet sheet;
    struct fonts *fonts;
    struct view_params params;
    struct flow flow;
    struct scene scene;
    struct thing things[THINGS_MAX];
    int count;
};

/* Keys and faces go by their action, what only stands there by its look; texts
   that are each question's own have no name. */
static void name_of(const struct scene *scene, const struct item *item,
                    char out[ACTION_NAME_SIZE])
{
    scene_action_name(scene, item, out);
    const char *look = item->look == LOOK_DOTS     ? "dots"
                       : item->look == LOOK_LOGO   ? "logo"
                       : item->look == LOOK_FLOWER ? "flower"
                                                   : "";
    if (item->action.kind == ACTION_NONE || item->look == LOOK_FLOWER) {
        strcpy(out, look);
    }
    /* Other questions have other reasons. */
    if (item->action.kind == ACTION_REASON) {
        out[0] = '\0';
    }
}

static bool box_same(struct box a, struct box b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static void check_thing(struct visit *visit, const struct item *item,
                        const char *name)
{
    struct thing *thing = visit->things;
    const struct thing *end = thing + visit->count;
    while (thing < end && strcmp(thing->name, name) != 0) {
        thing++;
    }
    if (thing == end) {
        assert_true(visit->count < THINGS_MAX);
        strcpy(thing->name, name);
        thing->box = item->box;
        thing->art = item->art;
        thing->em_px = item->type.em_px;
        visit->count++;
    } else if (!box_same(thing->box, item->box) ||
               (item->look == LOOK_FACE && !box_same(thing->art, item->art)) ||
               thing->em_px != item->type.em_px) {
        fail_msg("%s, %s, %dx%d %d mm%s, question %d: %s at %d %d, %d x %d, "
                 "em %d, not %d %d, %d x %d, em %d",
                 visit->sheet.asked[0].form->id,
                 visit->config.words[visit->flow.language].code,
                 visit->params.width_px, visit->params.height_px,
                 visit->params.width_mm, visit->flow.low_reach ? ", low" : "",
                 visit->flow.question + 1, name, item->box.x, item->box.y,
                 item->box.w, item->box.h, item->type.em_px, thing->box.x,
                 thing->box.y, thing->box.w, thing->box.h, thing->em_px);
    }
}

static void look(struct visit *visit, enum screen screen)
{
    static const struct now now = {.day = 20780, .minute = 455, .shown = true};
    visit->flow.screen = screen;
    view_build(&visit->scene, &visit->params,
               &(struct view_state){.flow = &visit->flow,
                                    .now = &now,
                                    .screen = screen,
                                    .ease = VIEW_THERE});
    for (int i = 0; i < visit->scene.count; i++) {
        char name[ACTION_NAME_SIZE];
        name_of(&visit->scene, &visit->scene.items[i], name);
        if (name[0] != '\0') {
            check_thing(visit, &visit->scene.items[i], name);
        }
    }
}

/* The words of a row have one size: of the labels, and of the keys. */
static void check_sizes(const struct visit *visit)
{
    int em[2] = {0, 0};
    for (int i = 0; i < visit->scene.count; i++) {
        const struct item *item = &visit->scene.items[i];
        bool face = item->look == LOOK_FACE;
        if ((face || item->look == LOOK_BUTTON || item->look == LOOK_PRIMARY) &&
            scene_text(&visit->scene, item)[0] != '\0') {
            em[face] = em[face] == 0 ? item->type.em_px : em[face];
            assert_int_equal(item->type.em_px, em[face]);
        }
    }
}

/* Goes through a visit; returns the diameter of a face. */
static int go_through(struct visit *visit, bool small)
{
    visit->count = 0;
    for (int i = 0; i < visit->sheet.count; i++) {
        visit->flow.question = i;
        look(visit, SCREEN_QUESTION);
        check_sizes(visit);
        if (!small) {
            look(visit, SCREEN_REASONS);
            check_sizes(visit);
        }
    }
    visit->flow.question = 0;
    look(visit, SCREEN_QUESTION);
    return scene_named(&visit->scene, "answer:1")->art.w;
}

static int share_of(const struct scene *scene)
{
    long touched = 0;
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        touched +=
            item->look == LOOK_FACE ? (long)item->box.w * item->box.h : 0;
    }
    return (int)(touched * 100 / ((long)scene->width * scene->height));
}

/* Upright they are rows as wide as the glass, the face left of its words. */
static void check_rows(const struct scene *scene)
{
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        if (item->look == LOOK_FACE) {
            assert_true(item->box.w * 100 > scene->width * 95);
            assert_true(item->art.x + item->art.w < item->words.x);
        }
    }
}

static void look_at_glass(struct visit *visit, const struct glass *glass)
{
    bool upright = glass->height > glass->width;
    bool small = glass->width_mm < 170; /* the reasons want more room */
    visit->params =
        kiosk_stage(&visit->config, &visit->sheet, fonts_measure(visit->fonts),
                    glass->width, glass->height);
    visit->params.width_mm = glass->width_mm;
    visit->params.logo_width = 300;
    visit->params.logo_height = 200;
    for (int i = 0; i < visit->config.language_count; i++) {
        visit->flow = (struct flow){.language = i};
        int face = go_through(visit, small);
        int share = share_of(&visit->scene);
        int discs =
            (int)(393L * face * face / ((long)glass->width * glass->height));
        print_message("%dx%d, %d mm, %s: faces of %.1f mm cover %d %% of the "
                      "glass, and with their labels %d %%\n",
                      glass->width, glass->height, glass->width_mm,
                      visit->config.words[i].code,
                      (double)face * glass->width_mm / glass->width, discs,
                      share);
        assert_in_range(share, glass->share, 100);
        /* Five rows of 30 mm take more than 10 inches have. */
        if (upright && glass->width_mm > 170) {
            check_rows(&visit->scene);
        }
        visit->flow.low_reach = true;
        assert_in_range(go_through(visit, small), face, glass->width);
    }
}

static void nothing_jumps_within_a_visit(void **state)
{
    struct visit *visit = *state;
    for (int i = 0; i < FORMS; i++) {
        with_sample(&visit->config, forms[i], FORM_LEVELS_MAX);
        visit->sheet = sheet_make(&visit->config.forms[0], NULL, 0);
        for (int k = 0; k < GLASSES; k += GLASS_STEP) {
            look_at_glass(visit, &glasses[k]);
        }
        config_free(&visit->config);
    }
}

/* What is read aloud on one question alone has its place on all. */
static void a_key_of_one_question_moves_no_other(void **state)
{
    struct visit *visit = *state;
    with_sample(&visit->config, forms[0], FORM_LEVELS_MAX);
    visit->sheet = sheet_make(&visit->config.forms[0], NULL, 0);
    memset(visit->sheet.asked[2].voiced, true, FORM_LANGUAGES_MAX);
    for (int k = 0; k < GLASSES; k += 3) {
        look_at_glass(visit, &glasses[k]);
    }
    config_free(&visit->config);
}

/* The question that is lent changes from day to day; nothing else does. */
static void nothing_moves_from_day_to_day(void **state)
{
    struct visit *visit = *state;
    with_sample(&visit->config, forms[0], FORM_LEVELS_MAX);
    static struct config other;
    with_sample(&other, forms[1], FORM_LEVELS_MAX);
    for (int k = 0; k < GLASSES; k += GLASS_STEP) {
        const struct glass *glass = &glasses[k];
        visit->params = kiosk_stage(&visit->config, &visit->sheet,
                                    fonts_measure(visit->fonts), glass->width,
                                    glass->height);
        visit->params.width_mm = glass->width_mm;
        for (int language = 0; language < 2; language++) {
            visit->count = 0;
            for (int turn = 0; turn < other.forms[0].question_count; turn++) {
                visit->sheet = sheet_make(&visit->config.forms[0],
                                          &other.forms[0], (unsigned)turn);
                for (int i = 0; i < visit->sheet.count; i++) {
                    visit->flow =
                        (struct flow){.language = language, .question = i};
                    look(visit, SCREEN_QUESTION);
                }
            }
        }
    }
    config_free(&other);
    config_free(&visit->config);
}

static int open_visit(void **state)
{
    struct visit *visit = calloc(1, sizeof *visit);
    assert_true(visit != NULL && (visit->fonts = fonts_open("fonts")) != NULL);
    *state = visit;
    return 0;
}

static int close_visit(void **state)
{
    struct visit *visit = *state;
    fonts_close(visit->fonts);
    free(visit);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_jumps_within_a_visit),
        cmocka_unit_test(a_key_of_one_question_moves_no_other),
        cmocka_unit_test(nothing_moves_from_day_to_day),
    };
    return cmocka_run_group_tests(tests, open_visit, close_visit);
}
