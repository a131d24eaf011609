#include "with_panel.h"

#include <string.h>

static const struct score many = {.levels = 5,
                                  .counts = {1234, 1100, 2345, 4321, 8765}};

static void fill_questions(struct panel *panel, int questions)
{
    panel->question_count = questions;
    for (int i = 0; i < questions; i++) {
        panel->questions[i] = (struct panel_question){
            .theme = {"Cán bộ thân thiện, trách nhiệm, tận tụy",
                      "Friendly, responsible, devoted staff"},
            .raw = many,
            .clean = many,
            .this_week = 1000,
            .last_week = 875,
            .this_n = 1234,
            .last_n = 1100,
            .otherwise = 12345};
    }
    panel->questions[questions / 2].na_text[0] = "Không có sơ suất";
    panel->questions[questions / 2].na_text[1] = "There was no mistake";
    panel->questions[questions / 2].na = 1234;
}

static void fill_lights(struct panel *panel)
{
    static const int64_t values[LIGHT_KINDS] = {
        123456, 1, 365, 1, 12345, 1, 365, 0, WITH_TODAY + 5, 365};
    panel->light_count = LIGHT_KINDS;
    for (int i = 0; i < LIGHT_KINDS; i++) {
        panel->lights[i] = (struct light){
            (enum light_kind)i, i == 1 ? LIGHT_BAD : LIGHT_CARE, values[i]};
    }
}

static void fill_figures(struct panel *panel)
{
    panel->visits_today = 1234;
    panel->day_count = PANEL_DAYS;
    for (int i = 0; i < PANEL_DAYS; i++) {
        panel->days[i] = (struct panel_day){WITH_TODAY - PANEL_DAYS + 1 + i,
                                            i * 41, i > 0 ? 800 : SCORE_NONE};
    }
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        for (int hour = 0; hour < PANEL_HOURS; hour++) {
            panel->cells[day][hour] =
                (struct panel_cell){day * 24 + hour + 5, 60, 45};
        }
    }
}

static void fill_ahead(struct panel *panel)
{
    panel->ahead_day = WITH_TODAY + 300;
    panel->ahead_known = true;
    for (int i = 0; i < PANEL_AHEAD; i++) {
        panel->ahead[i] = (struct panel_ahead){
            {{{0, 450}, {480, 690}, {810, 1020}, {1200, 1440}}, 4}, true};
    }
}

static void fill_trust(struct panel *panel)
{
    panel->trust = (struct panel_trust){
        .fingerprint = "SHA256:WwwwMMMMmmmmWWWWQQQQggggWwwwMMMMmmmmWWWWQQQ",
        .sealed_day = WITH_TODAY - 1,
        .seal = "bonluon seal VAN-TRUONG-0123456789-012345678/"
                "QUAY-0123456789-0123456789-0123 2026-11-22 sha256:"
                "0123456789abcdef0123456789abcdef"
                "0123456789abcdef0123456789abcdef",
        .rows_lost = 12345,
        .damaged = "quarantine/12345"};
}

static void fill_export(struct panel_export *exporting)
{
    *exporting =
        (struct panel_export){.pending = 365,
                              .first_day = WITH_TODAY - 400,
                              .today = WITH_TODAY,
                              .from = WITH_TODAY - 9,
                              .to = WITH_TODAY,
                              .today_open = true,
                              .shown_until = WITH_TODAY,
                              .targets = {{"", 1234567, false},
                                          {"KINGSTON", 7340, true},
                                          {"TOSHIBA EXT", 512, true},
                                          {"KET-QUA-UBND", 123456, false}},
                              .target_count = PANEL_TARGETS,
                              .target = 1,
                              .done = 123,
                              .total = 456,
                              .days = 365,
                              .visits = 12345,
                              .answers = 56789,
                              .removable = true};
}

void with_panel(struct panel *panel, int questions)
{
    *panel = (struct panel){.known = true};
    strcpy(panel->who, "VAN-TRUONG-0123456789-012345678/"
                       "QUAY-0123456789-0123456789-0123");
    strcpy(panel->version, "0.12.345");
    panel->pad = (struct pad){.digits = 3, .left = 4, .seconds = 3600};
    fill_questions(panel, questions);
    fill_lights(panel);
    fill_figures(panel);
    fill_ahead(panel);
    fill_trust(panel);
    fill_export(&panel->exporting);
}

void panel_prepare(struct shown *shown)
{
    with_view(&shown->with);
    with_panel(&shown->panel, 4);
    for (int i = 0; i < 4; i++) {
        shown->panel.questions[i].otherwise = 0;
    }
}

void panel_build(struct shown *shown, enum screen screen)
{
    view_build(&shown->scene, &shown->with.params,
               &(struct view_state){.flow = &shown->with.flow,
                                    .panel = &shown->panel,
                                    .screen = screen,
                                    .ease = VIEW_THERE});
}

bool scene_says(const struct scene *scene, const char *text)
{
    bool found = false;
    for (int i = 0; i < scene->count; i++) {
        found = found || strcmp(scene_text(scene, &scene->items[i]), text) == 0;
    }
    return found;
}

const struct item *scene_find_look(const struct scene *scene, enum look look,
                                   int which)
{
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == look && which-- == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}
