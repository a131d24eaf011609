/*
 * bonluon check: every fault of the config, with file, line and remedy: those
 * of the files by themselves; when there are none, those that show only on the
 * screens, at the configured size, and beside what the terminal asked before.
 */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/places.h"
#include "base/speak.h"
#include "cmd/check_hours.h"
#include "cmd/check_notes.h"
#include "cmd/check_record.h"
#include "cmd/commands.h"
#include "cmd/example.h"
#include "cmd/letters.h"
#include "cmd/setup.h"
#include "display/logo.h"
#include "kiosk/kiosk.h"
#include "survey/date.h"
#include "view/inspect.h"

/* One screen in one language, looked at. */
struct look_at {
    const struct config *config;
    struct fonts *fonts;
    struct view_params params;
    struct sheet sheet;
    struct flow flow;
    struct panel panel; /* an example, for the screens of staff */
    struct scene scene;
    struct faults *faults;
    bool undated; /* the idle screen has no room for the date */
};

/* Adds a fault about a text, at the line where it was written. */
static void report_text(struct look_at *at, const char *text, const char *what)
{
    const struct config *config = at->config;
    const struct config_text of = {text, &at->sheet.asked[at->flow.question],
                                   at->flow.language};
    const char *file;
    int line = config_origin(config, &of, &file);
    if (line == 0) {
        file = config->path;
        line = config_line(config, file, "screen", NULL);
    }
    faults_add(at->faults, file, line, "\"%s\" %s", text, what);
}

/* `fault` on the configured screen. */
static void report_room(struct look_at *at, const char *text, const char *fault,
                        const char *cure)
{
    const struct config *config = at->config;
    char what[400];
    text_cut(what, sizeof what,
             speak("%s on a screen of %dx%d pixels and %d mm: %s, or set "
                   "[screen] to the real one"),
             speak(fault), config->width_px, config->height_px,
             config->width_mm, speak(cure));
    report_text(at, text, what);
}

static void report_geometry(struct look_at *at, enum inspect_fault fault)
{
    const struct config *config = at->config;
    const char *file = config_file_of(config, "screen", "width_mm");
    faults_add(at->faults, file,
               config_line(config, file, "screen", "width_mm"),
               "a screen %d mm wide, of %dx%d pixels, %s: use a larger screen, "
               "fewer or shorter levels, or set [screen] to the real one",
               config->width_mm, config->width_px, config->height_px,
               fault == INSPECT_SMALL || fault == INSPECT_CLOSE
                   ? speak("has no room for faces of 30 mm and keys of 20 mm")
                   : speak("has no room for all that stands on it"));
}

/* Whether an item's text has this in it, wherever its lines end. */
static bool shows(const struct scene *scene, const char *text)
{
    bool found = false;
    for (int i = 0; i < scene->count && !found; i++) {
        char plain[SCENE_TEXT_MAX];
        text_cut(plain, sizeof plain, "%s",
                 scene_text(scene, &scene->items[i]));
        for (char *at = plain; *at != '\0'; at++) {
            *at = *at == '\n' ? ' ' : *at;
        }
        found = strstr(plain, text) != NULL;
    }
    return found;
}

/* What a small glass gives up without a word. */
static void look_for_idle_lines(struct look_at *at)
{
    const struct config *config = at->config;
    const char *const *pledge = at->params.pledge;
    if (pledge != NULL && !shows(&at->scene, pledge[at->flow.language])) {
        report_room(at, pledge[at->flow.language],
                    N_("finds no room and would be left out"),
                    N_("write less, leave the pledge out"));
    }
    const struct now now = example_now(true);
    char year[8];
    text_must(year, sizeof year, "%d", date_of(now.day).year);
    at->undated = at->undated || (config->clock && !shows(&at->scene, year));
    const struct witness witness = example_witness();
    const char *last_letters = witness.code + WITNESS_LETTERS - 4;
    if (config->witness && !shows(&at->scene, last_letters)) {
        const char *file = config_file_of(config, "trust", "witness");
        faults_add(at->faults, file,
                   config_line(config, file, "trust", "witness"),
                   "the line of the witness finds no room on a screen of %dx%d "
                   "pixels and %d mm: write witness=no, or set [screen] to the "
                   "real one",
                   config->width_px, config->height_px, config->width_mm);
    }
}

/* The screens of staff may be a little smaller on a small glass. */
static struct inspection build(struct look_at *at, enum screen screen)
{
    bool staff = screen == SCREEN_PIN || screen == SCREEN_PANEL ||
                 screen == SCREEN_EXPORT || screen == SCREEN_TOUCH_TEST ||
                 screen == SCREEN_CLEAN;
    const struct witness witness = example_witness();
    const struct now now = example_now(at->config->clock);
    struct view_state state = {.flow = &at->flow,
                               .panel = &at->panel,
                               .witness = at->config->witness ? &witness : NULL,
                               .now = &now,
                               .screen = screen,
                               .ease = VIEW_THERE};
    at->flow.screen = screen;
    at->params.strict = !staff;
    view_build(&at->scene, &at->params, &state);
    struct inspection found = inspect_scene(
        &at->scene, &(struct inspect_params){
                        .width_mm = at->params.width_mm,
                        .low_reach = at->flow.low_reach && !staff &&
                                     view_offers_low_reach(&at->params)});
    if (staff && found.fault == INSPECT_SMALL) {
        found.fault = INSPECT_NONE;
    }
    return found;
}

/* Whether there would be no fault with the shortest of names: where that is
   long, others have to make room. */
static bool is_of_name(struct look_at *at, enum screen screen)
{
    const char *const *name = at->params.office_name;
    const char *shortest[FORM_LANGUAGES_MAX];
    for (int i = 0; i < FORM_LANGUAGES_MAX; i++) {
        shortest[i] = "A";
    }
    at->params.office_name = shortest;
    bool sound = build(at, screen).fault == INSPECT_NONE;
    at->params.office_name = name;
    return sound;
}

static void report(struct look_at *at, enum screen screen,
                   struct inspection found)
{
    const char *name = at->params.office_name[at->flow.language];
    char text[SCENE_TEXT_MAX];
    bool misfit = found.fault == INSPECT_MISFIT;
    text_cut(text, sizeof text, "%s",
             misfit ? scene_text(&at->scene, &at->scene.items[found.item])
                    : "");
    if (strcmp(text, name) != 0 && is_of_name(at, screen)) {
        report_room(at, name,
                    N_("leaves too little room for what stands below it"),
                    N_("write a shorter name"));
    } else if (misfit) {
        report_room(at, text, N_("does not fit its place"), N_("write less"));
    } else {
        report_geometry(at, found.fault);
    }
}

static void look(struct look_at *at, enum screen screen)
{
    struct inspection found = build(at, screen);
    if (found.fault != INSPECT_NONE) {
        report(at, screen, found);
    }
}

static void look_at_question(struct look_at *at, int place)
{
    at->flow.question = place;
    look(at, SCREEN_QUESTION);
    if (place == 0) {
        look_for_idle_lines(at);
    }
    if (at->config->reasons &&
        sheet_question(&at->sheet, place)->reason_count > 0) {
        look(at, SCREEN_REASONS);
    }
}

/* Every question of every form, the rotating one after the others. */
static void look_at_questions(struct look_at *at)
{
    const struct config *config = at->config;
    const struct form *rotating = config_rotating(config);
    for (int i = 0; i < config->plan_count; i++) {
        const struct form *form = &config->forms[config->plan[i].form];
        int turns = rotating != NULL ? rotating->question_count : 1;
        for (int turn = 0; turn < turns; turn++) {
            at->sheet = sheet_make(form, rotating, (unsigned)turn);
            for (int k = 0; k < at->sheet.count; k++) {
                memset(at->sheet.asked[k].voiced, config->voice,
                       sizeof at->sheet.asked[k].voiced);
            }
            int first = turn == 0 ? 0 : form->question_count;
            for (int k = first; k < at->sheet.count; k++) {
                look_at_question(at, k);
            }
        }
    }
}

static void look_at_staff(struct look_at *at)
{
    at->panel = example_panel(&at->sheet);
    look(at, SCREEN_PIN);
    for (int i = 0; i < PANEL_PAGES; i++) {
        at->panel.page = (enum panel_page)i;
        look(at, SCREEN_PANEL);
    }
    look(at, SCREEN_EXPORT);
    look(at, SCREEN_CLEAN);
    for (int i = 0; i < EXAMPLE_TESTS; i++) {
        example_test(&at->panel,
                     (struct touch_glass){at->params.width_px,
                                          at->params.height_px,
                                          at->params.width_mm},
                     (enum example_test)i);
        look(at, SCREEN_TOUCH_TEST);
    }
}

/* As a visit begins. The other reach is a visitor's choice, and on a small
   glass has everything a little smaller: no reason to refuse the glass. */
static void look_at_all(struct look_at *at)
{
    static const enum screen screens[] = {SCREEN_STILL_THERE, SCREEN_THANKS,
                                          SCREEN_ASLEEP, SCREEN_OUT_OF_ORDER};
    for (int language = 0; language < at->config->language_count; language++) {
        at->flow = (struct flow){.language = language,
                                 .low_reach = at->config->low_reach};
        look_at_questions(at);
        look_at_staff(at);
        for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
            look(at, screens[i]);
        }
        at->flow.outcome[0] = OUTCOME_SKIPPED; /* thanked in other words */
        look(at, SCREEN_THANKS);
    }
}

static bool has_form(const struct form *form, int language)
{
    bool all = form->levels >= FORM_LEVELS_MIN && form->question_count > 0;
    for (int i = 0; i < form->levels; i++) {
        all = all && form->level_text[i][language] != NULL;
    }
    for (int i = 0; i < form->question_count; i++) {
        const struct form_question *question = &form->questions[i];
        all = all && question->text[language] != NULL &&
              question->theme[language] != NULL &&
              (question->na[0] == NULL || question->na[language] != NULL);
        for (int k = 0; k < question->reason_count; k++) {
            all = all && question->reasons[k].text[language] != NULL;
        }
    }
    return all;
}

static bool has_texts(const struct config *config, int language)
{
    bool pledges = config->pledge[0] != NULL;
    bool all = config->office_name[language] != NULL &&
               (config->pledge[language] != NULL) == pledges &&
               config->words[language].name != NULL;
    for (int i = 0; i < WORD_COUNT; i++) {
        all = all && config->words[language].text[i] != NULL;
    }
    for (int i = 0; i < config->form_count; i++) {
        all = all && has_form(&config->forms[i], language);
    }
    return all;
}

/* Whether enough of a config with faults is known to lay out its screens. */
static bool can_be_laid_out(const struct config *config)
{
    bool all = config->width_mm > 0 && config->width_px > 0 &&
               config->height_px > 0 && config->language_count > 0 &&
               config->plan_count > 0;
    for (int i = 0; all && i < config->language_count; i++) {
        all = has_texts(config, i);
    }
    return all;
}

/* The whole picture; config_load has looked at its first bytes only. */
static void check_logo(const struct config *config, struct faults *faults)
{
    struct logo *logo = NULL;
    if (config->logo_path[0] == '\0') {
        return;
    }
    logo = logo_open(config->logo_path);
    if (logo == NULL) {
        faults_add(faults, config->path,
                   config_line(config, config->path, "office", "logo"),
                   "%s is no PNG that can be read: save it anew as PNG",
                   config->logo_path);
    }
    logo_close(logo);
}

static int check_layout(const struct config *config, struct faults *faults,
                        bool *undated)
{
    struct fonts *fonts = letters_fonts(config, faults);
    if (fonts == NULL) {
        return EX_SOFTWARE;
    }
    struct look_at at = {.config = config, .fonts = fonts, .faults = faults};
    at.params = kiosk_stage(config, &at.sheet, fonts_measure(fonts),
                            config->width_px, config->height_px);
    letters_check(config, fonts, faults);
    look_at_all(&at);
    check_logo(config, faults);
    fonts_close(fonts);
    *undated = at.undated;
    return faults->count > 0 ? EX_CONFIG : EX_OK;
}

static int print_sound(const struct config *config, bool undated)
{
    const struct form *form = &config->forms[config->plan[0].form];
    printf(speak_count("%s: no fault found (form %s of version %d, %d "
                       "language, screen %dx%d, %d mm)\n",
                       "%s: no fault found (form %s of version %d, %d "
                       "languages, screen %dx%d, %d mm)\n",
                       config->language_count),
           config->path, form->id, form->version, config->language_count,
           config->width_px, config->height_px, config->width_mm);
    setup_say_entered(config);
    check_notes(config, undated);
    check_hours(config,
                clock_local(clock_now().wall_ms, config->utc_offset_min).day);
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

int cmd_check(const struct options *options)
{
    struct config config;
    struct faults faults = {0};
    bool undated = false;
    int status = setup_load(&config, options, &faults);
    setup_warn_twin(&config);
    if (status != EX_SOFTWARE && can_be_laid_out(&config)) {
        status = setup_refuse_small(&config, &faults);
        status =
            status == 0 ? check_layout(&config, &faults, &undated) : status;
    }
    char data_dir[FILES_PATH_SIZE];
    bool service =
        options->data_dir == NULL && places_service_data(config.path, data_dir);
    if (status == 0 && (service || places_data(options->data_dir, data_dir))) {
        check_record(&config, data_dir, &faults);
        status = faults.count > 0 ? EX_CONFIG : status;
    }
    check_codes(&config);
    if (faults.count > 0) {
        setup_print_faults(&config, &faults);
    } else if (status == 0) {
        status = print_sound(&config, undated);
    }
    faults_free(&faults);
    config_free(&config);
    return status;
}
