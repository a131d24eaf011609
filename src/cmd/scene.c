/*
 * bonluon scene: what is on a screen, as text (one item a line) or as a
 * picture. The same view and the same painter as the terminal's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/setup.h"
#include "display/picture.h"
#include "kiosk/kiosk.h"

/* "question:3" and the like into the state that shows it. False: no such
   screen. */
static bool read_screen(const char *name, const struct form *form,
                        struct flow *flow)
{
    static const struct {
        const char *name;
        enum screen screen;
    } screens[] = {{"question", SCREEN_QUESTION},
                   {"thanks", SCREEN_THANKS},
                   {"still-there", SCREEN_STILL_THERE},
                   {"out-of-order", SCREEN_OUT_OF_ORDER}};
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        if (strcmp(screens[i].name, name) == 0) {
            flow->screen = screens[i].screen;
            return true;
        }
    }
    if (strncmp(name, "question:", 9) == 0) {
        char *end;
        long place = strtol(name + 9, &end, 10);
        flow->question = (int)place - 1;
        return end != name + 9 && *end == '\0' && place >= 1 &&
               place <= form->question_count;
    }
    return false;
}

static int print_items(const struct scene *scene)
{
    printf("action\tx\ty\tw\th\ttext\n");
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        char action[ACTION_NAME_SIZE];
        action_name(item->action, action);
        printf("%s\t%d\t%d\t%d\t%d\t", action, item->box.x, item->box.y,
               item->box.w, item->box.h);
        for (const char *p = scene_text(scene, item); *p != '\0'; p++) {
            putchar(*p == '\n' ? ' ' : *p);
        }
        putchar('\n');
    }
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static int show(const struct options *options, const struct config *config,
                struct fonts *fonts, const struct flow *flow)
{
    int width = options->width > 0 ? options->width : config->width_px;
    int height = options->height > 0 ? options->height : config->height_px;
    struct view_params params =
        kiosk_stage(config, fonts_measure(fonts), width, height);
    struct view_state state = {.flow = flow};
    struct scene scene;
    view_build(&scene, &params, &state);
    if (options->png == NULL) {
        return print_items(&scene);
    }
    return picture_save(&scene, fonts, options->png) ? EX_OK : EX_CANTCREAT;
}

static int find_state(const struct options *options,
                      const struct config *config, struct flow *flow)
{
    *flow = (struct flow){0};
    if (options->screen == NULL ||
        !read_screen(options->screen, &config->form, flow)) {
        log_error("--screen %s: give question (or question:1 to question:%d), "
                  "thanks, still-there or out-of-order",
                  options->screen != NULL ? options->screen : "is missing",
                  config->form.question_count);
        return EX_USAGE;
    }
    if (options->language != NULL) {
        flow->language = setup_language(config, options->language);
    }
    if (flow->language < 0) {
        log_error("--lang %s: not among the languages offered in %s",
                  options->language, config->path);
        return EX_USAGE;
    }
    return 0;
}

int cmd_scene(const struct options *options)
{
    struct config config;
    struct flow flow;
    struct fonts *fonts = NULL;
    int status = setup_config(&config, options);
    if (status == 0) {
        status = find_state(options, &config, &flow);
    }
    if (status == 0 && (fonts = setup_fonts()) == NULL) {
        status = EX_SOFTWARE;
    }
    if (status == 0) {
        status = show(options, &config, fonts, &flow);
    }
    fonts_close(fonts);
    config_free(&config);
    return status;
}
