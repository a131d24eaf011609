/*
 * bonluon check: every fault of the config, with file, line and remedy; first
 * those of the files by themselves, then, when there are none, those that only
 * show when the screens are laid out at the configured size.
 */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/places.h"
#include "cmd/commands.h"
#include "cmd/setup.h"
#include "kiosk/kiosk.h"
#include "view/inspect.h"

/* One screen in one language, looked at. */
struct look_at {
    const struct config *config;
    struct view_params params;
    struct flow flow;
    struct scene scene;
    struct faults *faults;
};

/* Where a text of the screens was written. */
struct origin {
    const char *file;
    char group[64];
    char key[64];
};

static bool is(const char *candidate, const char *text)
{
    return candidate != NULL && strcmp(candidate, text) == 0;
}

static bool name_origin(struct origin *origin, const char *file,
                        const char *group, const char *key)
{
    origin->file = file;
    return text_copy(origin->group, sizeof origin->group, group) &&
           text_copy(origin->key, sizeof origin->key, key);
}

static bool in_form(const struct look_at *at, const char *text,
                    struct origin *origin)
{
    const struct form *form = &at->config->form;
    const struct form_question *question = &form->questions[at->flow.question];
    int language = at->flow.language;
    const char *code = at->config->words[language].code;
    char group[64];
    char key[64];
    if (is(question->text[language], text) ||
        is(question->theme[language], text)) {
        const char *what =
            is(question->text[language], text) ? "text" : "theme";
        return text_format(group, sizeof group, "question:%s", question->id) &&
               text_format(key, sizeof key, "%s[%s]", what, code) &&
               name_origin(origin, at->config->form_path, group, key);
    }
    for (int level = 1; level <= form->levels; level++) {
        if (is(form->level_text[level - 1][language], text)) {
            return text_format(key, sizeof key, "%d[%s]", level, code) &&
                   name_origin(origin, at->config->form_path, "levels", key);
        }
    }
    return false;
}

static bool in_office(const struct look_at *at, const char *text,
                      struct origin *origin)
{
    const struct config *config = at->config;
    int language = at->flow.language;
    char key[64];
    return is(config->office_name[language], text) &&
           text_format(key, sizeof key, "name[%s]",
                       config->words[language].code) &&
           name_origin(origin, config->path, "office", key);
}

static void report_misfit(struct look_at *at, const char *text)
{
    struct origin origin;
    const struct config *config = at->config;
    if (in_form(at, text, &origin) || in_office(at, text, &origin)) {
        faults_add(at->faults, origin.file,
                   config_line(config, origin.file, origin.group, origin.key),
                   "\"%s\" does not fit its place on a screen of %dx%d pixels "
                   "and %d mm: write less, or set [screen] to the real one",
                   text, config->width_px, config->height_px, config->width_mm);
        return;
    }
    faults_add(at->faults, config->path,
               config_line(config, config->path, "screen", "width_mm"),
               "the terminal's own words (\"%s\") do not fit a screen of "
               "%dx%d pixels and %d mm: set [screen] to the real one",
               text, config->width_px, config->height_px, config->width_mm);
}

static void report_geometry(struct look_at *at, enum inspect_fault fault)
{
    const struct config *config = at->config;
    faults_add(at->faults, config->path,
               config_line(config, config->path, "screen", "width_mm"),
               "a screen %d mm wide, of %dx%d pixels, %s: use a larger screen, "
               "a form with fewer levels, or set [screen] to the real one",
               config->width_mm, config->width_px, config->height_px,
               fault == INSPECT_SMALL || fault == INSPECT_CLOSE
                   ? "has no room for faces of 30 mm and keys of 20 mm"
                   : "has no room for all that stands on it");
}

static void look(struct look_at *at)
{
    struct view_state state = {.flow = &at->flow};
    view_build(&at->scene, &at->params, &state);
    struct inspection found = inspect_scene(&at->scene, at->params.width_mm);
    if (found.fault == INSPECT_MISFIT) {
        report_misfit(at, scene_text(&at->scene, &at->scene.items[found.item]));
    } else if (found.fault != INSPECT_NONE) {
        report_geometry(at, found.fault);
    }
}

static void look_at_all(struct look_at *at)
{
    static const enum screen screens[] = {SCREEN_THANKS, SCREEN_STILL_THERE,
                                          SCREEN_OUT_OF_ORDER};
    for (int language = 0; language < at->config->language_count; language++) {
        at->flow = (struct flow){.language = language};
        for (int i = 0; i < at->config->form.question_count; i++) {
            at->flow.question = i;
            look(at);
        }
        for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
            at->flow.screen = screens[i];
            look(at);
        }
    }
}

static bool has_texts(const struct config *config, int language)
{
    const struct form *form = &config->form;
    bool all = config->office_name[language] != NULL &&
               config->words[language].name != NULL;
    for (int i = 0; i < WORD_COUNT; i++) {
        all = all && config->words[language].text[i] != NULL;
    }
    for (int i = 0; i < form->levels; i++) {
        all = all && form->level_text[i][language] != NULL;
    }
    for (int i = 0; i < form->question_count; i++) {
        all = all && form->questions[i].text[language] != NULL &&
              form->questions[i].theme[language] != NULL;
    }
    return all;
}

/* Whether enough of a config with faults is known to lay out its screens. */
static bool can_be_laid_out(const struct config *config)
{
    bool all = config->width_mm > 0 && config->width_px > 0 &&
               config->height_px > 0 && config->language_count > 0 &&
               config->form.levels >= FORM_LEVELS_MIN &&
               config->form.question_count > 0;
    for (int i = 0; all && i < config->language_count; i++) {
        all = has_texts(config, i);
    }
    return all;
}

static int check_layout(const struct config *config, struct faults *faults)
{
    struct fonts *fonts = setup_fonts();
    if (fonts == NULL) {
        return EX_SOFTWARE;
    }
    struct look_at at = {
        .config = config,
        .params = kiosk_stage(config, fonts_measure(fonts), config->width_px,
                              config->height_px),
        .faults = faults,
    };
    at.params.strict = true;
    look_at_all(&at);
    fonts_close(fonts);
    return faults->count > 0 ? EX_CONFIG : EX_OK;
}

static int print_sound(const struct config *config)
{
    printf("%s: no fault found (form %s, %d language%s, screen %dx%d, %d mm)\n",
           config->path, config->form.id, config->language_count,
           config->language_count == 1 ? "" : "s", config->width_px,
           config->height_px, config->width_mm);
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

int cmd_check(const struct options *options)
{
    struct config config;
    struct faults faults = {0};
    int status = setup_load(&config, options, &faults);
    if (status != EX_SOFTWARE && can_be_laid_out(&config)) {
        status = check_layout(&config, &faults);
    }
    if (faults.count > 0) {
        setup_print_faults(&config, &faults);
    } else if (status == 0) {
        status = print_sound(&config);
    }
    faults_free(&faults);
    config_free(&config);
    return status;
}
