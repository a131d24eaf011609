/* Every screen in every language, form, number of levels, size and reach, by
   the tree's own config and typeface: nothing outside, overlapping, too small
   or cut off, all pressable within low reach when asked for, and each text at
   10:1 or better in the pixels that are painted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "cmd/example.h"
#include "display/paint.h"
#include "display/theme.h"
#include "kiosk/kiosk.h"
#include "view/inspect.h"
#include "with_eye.h"
#include "with_glasses.h"
#include "with_sample.h"
#include "variant.h"

static const char *const forms[] = {"4-luon", "5-biet", "5-khong",
                                    "5-tieu-chi"};

/* gcc's program looks at every glass with faces of each number; the others,
   slower or with nothing to add, at three glasses with the most faces. */
enum {
    GLASS_STEP = VARIANT_FEW ? 5 : 1,
    LEVELS_LEAST = VARIANT_FEW ? FORM_LEVELS_MAX : FORM_LEVELS_MIN
};

enum { FORMS = 4, NAME_SIZE = 200 };

/* A screen that is looked at, and what with. */
struct look_at {
    struct config config;
    struct sheet sheet;
    struct fonts *fonts;
    SDL_Surface *surface; /* of the glass */
    struct view_params params;
    int ought_mm; /* of the glass */
    struct flow flow;
    struct panel panel;         /* an example */
    struct installer installer; /* likewise */
    struct witness witness;
    bool witnessed; /* it is shown */
    struct now now;
    bool touchless; /* and in its place, that there is no touch screen */
    struct scene scene;
    bool first;       /* what is the same for each form is looked at, too */
    bool most_levels; /* and what is the same for each number of levels */
    bool painted;     /* its pixels are looked at, too */
    struct eye eye;
    int count, texts; /* scenes so far, and texts that were painted */
};

static void name_screen(const struct look_at *at, char out[NAME_SIZE])
{
    const struct form *form = at->sheet.asked[0].form;
    bool fits = text_format(
        out, NAME_SIZE,
        "screen %d, question %d of %s, %s, %d levels, %dx%d %d mm%s%s",
        (int)at->flow.screen, at->flow.question + 1, form->id,
        at->config.words[at->flow.language].code, form->levels, at->scene.width,
        at->scene.height, at->params.width_mm,
        at->flow.low_reach ? ", low reach" : "", at->flow.dim ? ", dim" : "");
    assert_true(fits);
}

static void check_item(struct look_at *at, const struct item *item)
{
    char name[NAME_SIZE];
    struct stock stock = {.fonts = at->fonts};
    const char *text = scene_text(&at->scene, item);
    if (*text == '\0') {
        return;
    }
    paint_part(at->surface, &at->scene, &stock, item->box);
    double got = eye_contrast(&at->eye, at->surface, item->words);
    if (got < 10) {
        name_screen(at, name);
        fail_msg("%s: \"%s\" has a contrast of %.1f", name, text, got);
    }
    if (item->look == LOOK_FACE && at->scene.tone == TONE_DAY) {
        struct box art = item->art;
        /* Between the eyes. */
        uint32_t skin = *eye_pixel(at->surface, art.x + art.w / 2,
                                   art.y + art.h * 45 / 100);
        assert_int_equal(skin & 0xFFFFFFu,
                         theme_face(item->face).skin & 0xFFFFFFu);
    }
    at->texts++;
}

static bool says(const struct look_at *at, const char *part)
{
    bool found = false;
    for (int i = 0; i < at->scene.count && !found; i++) {
        const struct item *item = &at->scene.items[i];
        found = strstr(scene_text(&at->scene, item), part) != NULL;
    }
    return found;
}

/* The witness is there, on the first question alone: none of these glasses is
   so small that it had to be given up. */
static void check_witness(const struct look_at *at)
{
    char name[NAME_SIZE];
    bool found = says(at, "K7QM-2XRD-9F4TB");
    bool ought = at->witnessed && !at->touchless &&
                 at->flow.screen == SCREEN_QUESTION && at->flow.question == 0;
    /* A glass of 10 inches may give it up. */
    if (found != ought && (found || at->params.strict)) {
        name_screen(at, name);
        fail_msg("%s: the witness %s", name, ought ? "is missing" : "shows");
    }
}

/* So is the date, where no witness has its place; and the asking of staff. */
static void check_date(const struct look_at *at)
{
    char name[NAME_SIZE];
    bool idle = at->flow.screen == SCREEN_QUESTION && at->flow.question == 0;
    /* There low reach, or a fifth question, takes the room. */
    bool small = at->params.width_mm < 220 &&
                 (at->flow.low_reach || at->sheet.count > 4);
    bool ought = idle && !at->witnessed && at->params.strict && !small;
    if (at->flow.screen <= SCREEN_OUT_OF_ORDER &&
        (says(at, "23/11") ? !idle : ought)) {
        name_screen(at, name);
        fail_msg("%s: the date %s", name, ought ? "is missing" : "shows");
    }
}

static void look(struct look_at *at, enum screen screen)
{
    static const char *const faults[] = {
        [INSPECT_NONE] = "none",       [INSPECT_OVERFULL] = "overfull",
        [INSPECT_OUTSIDE] = "outside", [INSPECT_OVERLAP] = "overlap",
        [INSPECT_SMALL] = "too small", [INSPECT_CLOSE] = "too close",
        [INSPECT_MISFIT] = "cut off",  [INSPECT_HIGH] = "out of reach"};
    char name[NAME_SIZE];
    at->flow.screen = screen;
    struct view_state state = {.flow = &at->flow,
                               .panel = &at->panel,
                               .installer = &at->installer,
                               .witness = at->witnessed ? &at->witness : NULL,
                               .now = &at->now,
                               .touchless = at->touchless,
                               .screen = screen,
                               .ease = VIEW_THERE};
    view_build(&at->scene, &at->params, &state);
    struct inspect_params inspect = {
        at->ought_mm, at->flow.low_reach && view_offers_low_reach(&at->params)};
    struct inspection found = inspect_scene(&at->scene, &inspect);
    name_screen(at, name);
    if (found.fault != INSPECT_NONE) {
        const struct item *item =
            found.item >= 0 ? &at->scene.items[found.item] : NULL;
        fail_msg("%s: item %d (%s) %s, with %d", name, found.item,
                 item != NULL ? scene_text(&at->scene, item) : "",
                 faults[found.fault], found.other);
    }
    for (int i = 0; at->painted && i < at->scene.count; i++) {
        check_item(at, &at->scene.items[i]);
    }
    check_witness(at);
    check_date(at);
    at->count++;
}

static void look_at_questions(struct look_at *at)
{
    for (int i = 0; i < at->sheet.count; i++) {
        at->flow.question = i;
        look(at, SCREEN_QUESTION);
        if (at->most_levels) {
            look(at, SCREEN_REASONS);
        }
    }
    at->flow.question = 0;
    look(at, SCREEN_STILL_THERE);
}

static void look_at_page(struct look_at *at, enum installer_page page,
                         enum installer_notice notice)
{
    at->installer = example_installer(page, false);
    with_longest(&at->installer);
    at->installer.notice = notice;
    at->installer.weak = PIN_REPEATED;
    at->installer.width_mm = at->params.width_mm;
    at->installer.may_leave = true;
    at->installer.touch = notice == INSTALLER_ASKS ? INSTALLER_TOUCH_MISSING
                                                   : INSTALLER_TOUCH_FOUND;
    at->painted = notice == INSTALLER_ASKS;
    look(at, SCREEN_SET_UP);
    at->installer.doing = INSTALLER_KEEP_UNIT;
    at->painted = false;
    look(at, SCREEN_SET_UP);
    at->painted = true;
}

static void look_at_key(struct look_at *at, enum installer_notice notice)
{
    at->installer = example_installer(INSTALLER_ENROL, true);
    at->installer.notice = notice;
    look(at, SCREEN_SET_UP);
    with_longest(&at->installer);
    look(at, SCREEN_SET_UP);
}

/* As with the screens of staff. */
static void look_at_installer(struct look_at *at)
{
    int ought_mm = at->ought_mm;
    if (!at->painted) {
        return;
    }
    at->ought_mm = at->params.strict ? ought_mm : 275;
    for (int page = 0; page < INSTALLER_PAGES; page++) {
        for (int notice = 0; notice <= INSTALLER_UNKEPT; notice++) {
            look_at_page(at, (enum installer_page)page,
                         (enum installer_notice)notice);
        }
    }
    for (int mm = INSTALLER_LEAST_MM; mm <= INSTALLER_MOST_MM; mm += 50) {
        at->installer = example_installer(INSTALLER_WIDTH, false);
        at->installer.width_mm = mm;
        look(at, SCREEN_SET_UP);
    }
    look_at_key(at, INSTALLER_ASKS);
    look_at_key(at, INSTALLER_SURE);
    at->ought_mm = ought_mm;
}

/* The screens of staff are denser, and on the 10 inch glass a fifth smaller. */
static void look_at_panel(struct look_at *at)
{
    int ought_mm = at->ought_mm;
    if (!at->painted) {
        return;
    }
    at->ought_mm = at->params.strict ? ought_mm : 280;
    at->panel = example_panel(&at->sheet);
    for (int i = 0; i < PANEL_PAGES; i++) {
        at->panel.page = (enum panel_page)i;
        look(at, SCREEN_PANEL);
    }
    at->panel.page = PAGE_TODAY;
    for (int sure = 0; sure <= 1; sure++) {
        example_doubt(&at->panel, sure == 1);
        look(at, SCREEN_PANEL);
    }
    for (int i = STAFF_TURNING; i <= STAFF_STUCK; i++) {
        example_setting(&at->panel, (enum staff_setting)i);
        look(at, SCREEN_SET_CLOCK);
    }
    at->ought_mm = ought_mm;
}

static void look_at_keys_of_staff(struct look_at *at)
{
    int ought_mm = at->ought_mm;
    if (!at->painted) {
        return;
    }
    at->ought_mm = at->params.strict ? ought_mm : 275;
    at->panel = example_panel(&at->sheet);
    for (int i = PAD_ASK; i <= PAD_FAILED; i++) {
        at->panel.pad.notice = (enum pad_notice)i;
        look(at, SCREEN_PIN);
    }
    for (int i = EXPORT_PICKING; i <= EXPORT_EMPTY; i++) {
        at->panel.exporting.state = (enum export_state)i;
        look(at, SCREEN_EXPORT);
    }
    look(at, SCREEN_CLEAN);
    at->panel.exporting.state = EXPORT_DONE;
    at->panel.exporting.held = true;
    look(at, SCREEN_EXPORT);
    at->panel.exporting.held = false;
    at->panel.exporting.target = 0; /* the terminal's own folder */
    look(at, SCREEN_EXPORT);
    at->panel.exporting.target = -1;
    at->panel.exporting.state = EXPORT_PICKING;
    look(at, SCREEN_EXPORT);
    for (int i = 0; i < EXAMPLE_TESTS; i++) {
        example_test(&at->panel,
                     (struct touch_glass){at->params.width_px,
                                          at->params.height_px,
                                          at->params.width_mm},
                     (enum example_test)i);
        look(at, SCREEN_TOUCH_TEST);
    }
    at->ought_mm = ought_mm;
}

static void look_at_form(struct look_at *at)
{
    for (int language = 0; language < at->config.language_count; language++) {
        at->flow = (struct flow){.language = language, .wait = {600, 600}};
        for (int low = 0; low <= 1; low++) {
            at->flow.low_reach = low == 1;
            look_at_questions(at);
        }
        at->flow.low_reach = false;
        look(at, SCREEN_THANKS);
        look(at, SCREEN_ASLEEP);
        look(at, SCREEN_OUT_OF_ORDER);
        look_at_panel(at);
        if (at->first) {
            look_at_keys_of_staff(at);
            look_at_installer(at);
        }
        at->flow.dim = true;
        look(at, SCREEN_QUESTION);
        at->touchless = true;
        look(at, SCREEN_QUESTION);
        at->touchless = false;
    }
}

/* With and without what is optional: a voice, a logo, the pledge,
   the witness. */
static void look_at_glass(struct look_at *at, const struct glass *glass)
{
    at->surface = SDL_CreateRGBSurfaceWithFormat(0, glass->width, glass->height,
                                                 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(at->surface);
    for (int rich = 0; rich <= 1; rich++) {
        at->sheet = sheet_make(&at->config.forms[0], NULL, 0);
        at->params =
            kiosk_stage(&at->config, &at->sheet, fonts_measure(at->fonts),
                        glass->width, glass->height);
        at->params.width_mm = glass->width_mm;
        at->params.strict = glass->ought_mm == 0;
        at->ought_mm = glass->ought_mm > 0 ? glass->ought_mm : glass->width_mm;
        at->params.logo_width = rich ? 300 : 0;
        at->params.logo_height = rich ? 200 : 0;
        at->painted = rich; /* on the poor ones stands nothing else */
        at->params.pledge = rich ? at->params.pledge : NULL;
        at->witness = example_witness();
        at->witnessed = rich;
        at->now = example_now(true);
        at->now.ask = !rich;
        for (int i = 0; i < at->sheet.count; i++) {
            memset(at->sheet.asked[i].voiced, rich, FORM_LANGUAGES_MAX);
        }
        look_at_form(at);
    }
    SDL_FreeSurface(at->surface);
}

static void every_screen_is_fit_to_be_shown(void **state)
{
    struct look_at *at = *state;
    for (int i = 0; i < FORMS; i++) {
        for (int levels = LEVELS_LEAST; levels <= FORM_LEVELS_MAX; levels++) {
            with_sample(&at->config, forms[i], levels);
            at->most_levels = levels == FORM_LEVELS_MAX;
            at->first = i == 0 && at->most_levels;
            for (int k = 0; k < GLASSES; k += GLASS_STEP) {
                look_at_glass(at, &glasses[k]);
            }
            config_free(&at->config);
        }
    }
    print_message("%d scenes, %d painted texts\n", at->count, at->texts);
}

static int open_fonts(void **state)
{
    struct look_at *at = calloc(1, sizeof *at);
    assert_true(at != NULL && (at->fonts = fonts_open("fonts")) != NULL);
    eye_open(&at->eye);
    *state = at;
    return 0;
}

static int close_fonts(void **state)
{
    struct look_at *at = *state;
    fonts_close(at->fonts);
    free(at);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_screen_is_fit_to_be_shown,
                                        open_fonts, close_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
