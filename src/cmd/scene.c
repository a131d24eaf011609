/*
 * bonluon scene: what is on a screen, as text (one item a line) or as a
 * picture. The same view and the same painter as the terminal's.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/speak.h"
#include "cmd/commands.h"
#include "cmd/example.h"
#include "cmd/letters.h"
#include "cmd/screens.h"
#include "cmd/setup.h"
#include "display/logo.h"
#include "kiosk/kiosk.h"
#include "kiosk/voice.h"

/* A screen that is shown, for whom. */
struct show {
    const struct config *config;
    struct sheet sheet;
    struct flow flow;
    enum screen screen;
    struct panel panel;         /* an example, for the screens of staff */
    enum example_test test;     /* of the touch test on it */
    struct installer installer; /* likewise, for the pages of the installer */
    struct witness witness;     /* likewise, for the idle screen */
    struct now now;             /* likewise */
};

static int places_of(const struct show *show, enum screen_places places)
{
    switch (places) {
    case PLACE_NONE:
    case PLACE_ASK: break;
    case PLACE_SET_UP:
    case PLACE_CLOCK:
    case PLACE_EXPORT: return INT_MAX; /* screens_find knows them all */
    case PLACE_QUESTION: return show->sheet.count;
    case PLACE_PAGE: return PANEL_PAGES;
    case PLACE_TEST: return EXAMPLE_TESTS;
    case PLACE_DOUBT: return 2;
    }
    return 0;
}

static void set_page(struct show *show, const struct screen_page *page)
{
    show->installer = example_installer(page->page, page->shown);
    show->installer.width_mm = show->config->width_mm;
    show->installer.told_mm = show->config->width_mm;
}

static void set_place(struct show *show, enum screen_places places, int place)
{
    if (places == PLACE_QUESTION) {
        show->flow.question = place - 1;
    } else if (places == PLACE_PAGE) {
        show->panel.page = (enum panel_page)(place - 1);
    } else if (places == PLACE_TEST) {
        show->test = (enum example_test)(place - 1);
    } else if (places == PLACE_DOUBT) {
        example_doubt(&show->panel, place == 2);
    } else if (places == PLACE_ASK) {
        show->now.ask = true;
    } else if (places == PLACE_CLOCK) {
        example_setting(&show->panel, (enum staff_setting)(place - 1));
    } else if (places == PLACE_SET_UP) {
        set_page(show, screens_page(place));
    } else if (places == PLACE_EXPORT) {
        struct panel_export *exporting = &show->panel.exporting;
        exporting->state = screens_export(place, &exporting->unread);
        exporting->removable = exporting->state == EXPORT_DONE;
        if (exporting->unread) {
            exporting->target_count = 1;
            exporting->target = -1;
        }
    }
}

/* "question:3" and the like into the state that shows it. False: no such
   screen. */
static bool read_screen(const char *text, struct show *show)
{
    int place;
    const struct screen_name *name = screens_find(text, &place);
    if (name == NULL || place > places_of(show, name->places)) {
        return false;
    }
    show->screen = name->screen;
    set_place(show, name->places, place > 0 ? place : 1);
    return true;
}

/* On one line, and with plain blanks. */
static void put_plain(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool join = strncmp(at, TEXT_JOIN, sizeof TEXT_JOIN - 1) == 0;
        putchar(join || *at == '\n' ? ' ' : *at);
        at += join ? sizeof TEXT_JOIN - 2 : 0;
    }
}

static int print_items(const struct scene *scene)
{
    printf("action\tx\ty\tw\th\ttext\n");
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        char action[ACTION_NAME_SIZE];
        scene_action_name(scene, item, action);
        printf("%s\t%d\t%d\t%d\t%d\t", action, item->box.x, item->box.y,
               item->box.w, item->box.h);
        put_plain(scene_text(scene, item));
        putchar('\n');
    }
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static int paint(const struct options *options, const struct scene *scene,
                 const struct config *config, struct fonts *fonts)
{
    struct stock stock = {.fonts = fonts};
    int status = EX_CANTCREAT;
    if (setup_logo(config, &stock.logo)) {
        status = paint_file(scene, &stock, options->png) ? EX_OK : EX_CANTCREAT;
    }
    logo_close(stock.logo);
    return status;
}

static int show_screen(const struct options *options, struct show *show)
{
    const struct config *config = show->config;
    int width = options->width > 0 ? options->width : config->width_px;
    int height = options->height > 0 ? options->height : config->height_px;
    struct faults faults = {0};
    struct fonts *fonts = letters_fonts(config, &faults);
    if (fonts == NULL) {
        return EX_SOFTWARE;
    }
    if (faults.count > 0) {
        setup_print_faults(config, &faults);
        faults_free(&faults);
        fonts_close(fonts);
        return EX_CONFIG;
    }
    struct view_params params =
        kiosk_stage(config, &show->sheet, fonts_measure(fonts), width, height);
    example_test(&show->panel,
                 (struct touch_glass){width, height, config->width_mm},
                 show->test);
    struct view_state state = {.flow = &show->flow,
                               .panel = &show->panel,
                               .installer = &show->installer,
                               .witness =
                                   config->witness ? &show->witness : NULL,
                               .now = &show->now,
                               .screen = show->screen,
                               .ease = VIEW_THERE};
    struct scene scene;
    view_build(&scene, &params, &state);
    int status = options->png == NULL ? print_items(&scene)
                                      : paint(options, &scene, config, fonts);
    fonts_close(fonts);
    return status;
}

static int find_screen(const struct options *options, struct show *show)
{
    const struct config *config = show->config;
    if (options->screen == NULL || !read_screen(options->screen, show)) {
        log_error(
            "--screen %s: give question or reasons (or question:1 to "
            "question:%d), question-doubt, thanks, still-there, asleep, "
            "out-of-order, pin, "
            "panel (or panel:1 to panel:%d), clock, set-clock (or "
            "set-clock:outside, :far, :setting, :stuck), export, touch-test "
            "(or touch-test:1 to touch-test:%d), clean or set-up (or "
            "set-up:welcome, :unit, :device, :width, :pin, :date, :enrol, "
            ":key, :done, :fault)",
            options->screen != NULL ? options->screen : speak("is missing"),
            show->sheet.count, PANEL_PAGES, EXAMPLE_TESTS);
        return EX_USAGE;
    }
    if (options->language != NULL) {
        show->flow.language = setup_language(config, options->language);
    }
    if (show->flow.language < 0) {
        log_error("--lang %s: not among the languages offered in %s",
                  options->language, config->path);
        return EX_USAGE;
    }
    return 0;
}

/* As the terminal would show it today. */
static struct show today(const struct config *config,
                         const struct options *options)
{
    struct local_time now =
        clock_local(clock_now().wall_ms, config->utc_offset_min);
    struct show show = {
        .config = config,
        .sheet = sheet_make(config_form(config, now.day),
                            config_rotating(config), sheet_turn(now.day)),
        .flow = {.low_reach = config->low_reach || options->low_reach}};
    voice_mark(config, &show.sheet, now.minute);
    int wait_s = countdown_left_s(config->timing.still_there_ms, 0);
    show.flow.wait = (struct countdown){wait_s, wait_s};
    show.panel = example_panel(&show.sheet);
    show.witness = example_witness();
    show.now = example_now(config->clock);
    return show;
}

int cmd_scene(const struct options *options)
{
    struct config config;
    int status = setup_config(&config, options);
    if (status == 0) {
        struct show show = today(&config, options);
        status = find_screen(options, &show);
        if (status == 0) {
            status = show_screen(options, &show);
        }
    }
    config_free(&config);
    return status;
}
