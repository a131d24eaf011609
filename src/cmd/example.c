#include "cmd/example.h"

#include <string.h>

#include "kiosk/fill.h"
#include "survey/dial.h"

enum {
    TODAY = 20780, /* 2026-11-23, a Monday */
    MINUTE = 7 * 60 + 35,
    OPENS = 7,
    SHUTS = 17,
    PENDING = 5, /* days: enough to be seen to */
};

/* As even a spread as any, and always the same. */
static int spread(int at, int below)
{
    return (int)((unsigned)(at * 7919 + 104729) % 9973u % (unsigned)below);
}

static struct record_trust trust(void)
{
    return (struct record_trust){
        .enrolled = true,
        .who = "VANTRUONG/QUAY-1",
        .fingerprint = "SHA256:uYwVt0Tn5nR2yq8kXo1ZBz7mGfJ4cLhEaPsD9vKiWQA",
        .sealed_day = TODAY - 1,
        .seal_sha256 = "5f3c1e0ab7d94286c0e3b15a7d2f86940c1be75d38a2f6940b"
                       "7c5e1d93a86f42"};
}

/* A holiday on Thursday, for which Saturday is worked. */
static struct hours office_hours(void)
{
    static const struct hours_weekday day = {{{450, 690}, {810, 1020}}, 2};
    struct hours hours = {.dates = {{TODAY + 3, TODAY + 3, {.count = 0}},
                                    {TODAY + 5, TODAY + 5, day}},
                          .date_count = 2};
    for (int i = 0; i < 5; i++) {
        hours.weekdays[i] = day;
    }
    return hours;
}

static void add_lights(struct panel *panel, bool doubtful)
{
    const struct desk_health health = {.today = TODAY,
                                       .exported_day = TODAY - PENDING,
                                       .recovered_day = INT32_MIN,
                                       .pending = PENDING,
                                       .all_taken = TODAY - 1 - PENDING,
                                       .doubtful = doubtful,
                                       .free_bytes = 48640LL * 1024 * 1024,
                                       .backup_day = TODAY,
                                       .trust = trust()};
    const struct hours hours = office_hours();
    fill_lights(panel,
                &(struct fill_lights){.health = &health, .hours = &hours});
}

static struct score score_of(const struct form *form, int place, int most)
{
    struct score score = {.levels = form->levels};
    for (int i = 0; i < form->levels; i++) {
        score.counts[i] =
            2 + spread(place * 5 + i, most >> (form->levels - 1 - i));
    }
    return score;
}

/* One that too few answered yet: counts, and nothing else. */
static void hold_back(struct panel_question *question)
{
    for (int i = 0; i < question->raw.levels; i++) {
        question->raw.counts[i] = i == 2;
        question->clean.counts[i] = i == 2;
    }
    question->this_n = 1;
    question->last_n = 0;
    question->this_week = SCORE_NONE;
    question->last_week = SCORE_NONE;
}

static void add_questions(struct panel *panel, const struct sheet *sheet)
{
    panel->question_count = sheet->count;
    for (int i = 0; i < sheet->count; i++) {
        struct panel_question *question = &panel->questions[i];
        const struct form *form = sheet->asked[i].form;
        memcpy(question->theme, sheet_question(sheet, i)->theme,
               sizeof question->theme);
        memcpy(question->na_text, sheet_question(sheet, i)->na,
               sizeof question->na_text);
        question->na = question->na_text[0] != NULL ? 1 + spread(i, 90) : 0;
        question->clean = score_of(form, i, 1200);
        question->raw = question->clean;
        for (int k = 0; k < form->levels; k++) {
            question->raw.counts[k] += 1 + spread(i + k, 9);
        }
        question->this_n = 40 + spread(i, 90);
        question->last_n = 40 + spread(i + 20, 90);
        question->this_week = 700 + spread(i, 240);
        question->last_week = 700 + spread(i + 7, 240);
    }
    hold_back(&panel->questions[sheet->count - 1]);
}

/* Closed on Sundays, and on Saturday afternoons. */
static bool open_at(int weekday, int hour)
{
    return hour >= OPENS && hour < (weekday == 5 ? 12 : SHUTS) &&
           weekday != 6 && hour != 12;
}

static void add_days(struct panel *panel)
{
    panel->day_count = PANEL_DAYS;
    for (int i = 0; i < PANEL_DAYS; i++) {
        int32_t day = TODAY - (PANEL_DAYS - 1) + i;
        bool closed = (day + 3) % 7 == 6;
        int visits = closed ? 0 : 12 + spread(i, 55);
        panel->days[i] = (struct panel_day){
            day, visits, closed ? SCORE_NONE : 720 + spread(i, 200)};
    }
    panel->visits_today = panel->days[PANEL_DAYS - 1].visits;
}

static void add_hours(struct panel *panel)
{
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        for (int hour = 0; hour < PANEL_HOURS; hour++) {
            bool open = open_at(day, hour);
            int visits = open ? spread(day * 24 + hour, 40) : 0;
            panel->cells[day][hour] = (struct panel_cell){
                .visits = visits < SCORE_LEAST ? SCORE_NONE : visits,
                .open_min = open ? 240 : 0,
                .ready_min = open ? 240 - spread(hour, 3) * 20 : 0};
        }
    }
}

static void add_export(struct panel *panel)
{
    struct panel_export *exporting = &panel->exporting;
    exporting->pending = PENDING;
    exporting->first_day = TODAY - 200;
    exporting->today = TODAY;
    exporting->shown_until = TODAY;
    exporting->from = TODAY - 5;
    exporting->to = TODAY - 3;
    exporting->targets[0].free_mib = 48000;
    exporting->targets[1] = (struct panel_target){"KINGSTON", 7340, true};
    exporting->target_count = 2;
    exporting->target = 1;
    exporting->done = 12;
    exporting->total = 40;
    exporting->days = 3;
    exporting->visits = 162;
    exporting->answers = 641;
}

void example_doubt(struct panel *panel, bool sure)
{
    add_lights(panel, true);
    panel->now = (struct panel_clock){
        .asks = true, .sure = sure, .day = TODAY, .minute = MINUTE};
}

void example_setting(struct panel *panel, enum staff_setting setting)
{
    panel->now.setting = setting;
    panel->now.ahead = setting == STAFF_TURNING || setting == STAFF_OUTSIDE
                           ? 0
                           : 30 * DIAL_MINUTES_OF_DAY + 5;
}

struct now example_now(bool shown)
{
    return (struct now){.day = TODAY, .minute = MINUTE, .shown = shown};
}

/* Where the touch lands that is meant for a spot. */
static struct touch_place land(struct touch_glass glass, enum example_test test,
                               int spot)
{
    struct touch_place place = touch_test_spot(&glass, spot);
    int mm = glass.width_px / glass.width_mm + 1;
    int beside = test == EXAMPLE_OFF ? 20 * mm : mm;
    if (test == EXAMPLE_TURNED) {
        place.x = (int)((int64_t)place.y * glass.width_px / glass.height_px);
        place.y =
            glass.height_px - (int)((int64_t)touch_test_spot(&glass, spot).x *
                                    glass.height_px / glass.width_px);
    }
    place.x += spread(spot, 2 * beside) - beside;
    place.y += spread(spot + 9, 2 * beside) - beside;
    return place;
}

void example_test(struct panel *panel, struct touch_glass glass,
                  enum example_test test)
{
    enum { ASKED = 4, BLIND = 2 };
    int until = test == EXAMPLE_ASKING ? ASKED : TOUCH_TEST_SPOTS;
    int64_t now_ms = 0;
    touch_test_start(&panel->test, &glass, now_ms);
    while (panel->test.at < until) {
        int at = panel->test.at;
        bool partly = test == EXAMPLE_ASKING || test == EXAMPLE_PARTLY;
        if (test == EXAMPLE_NOTHING || (partly && at == BLIND)) {
            now_ms = touch_test_deadline(&panel->test);
            (void)touch_test_wait(&panel->test, now_ms);
        } else {
            now_ms += TOUCH_TEST_PAUSE_MS;
            touch_test_touch(&panel->test, land(glass, test, at), now_ms);
        }
    }
}

struct witness example_witness(void)
{
    return (struct witness){
        .day = TODAY, .visits = 12, .code = "K7QM2XRD9F4TB"};
}

struct installer example_installer(enum installer_page page, bool shown)
{
    struct installer installer = {
        .asked = (1u << INSTALLER_DONE) - (1u << INSTALLER_UNIT),
        .language_count = 2,
        .unit = "VANTRUONG",
        .device = "QUAY-1",
        .touch = INSTALLER_TOUCH_FOUND,
        .width_mm = 344,
        .told_mm = 344,
        .digit_count = 3,
        .minute = (int64_t)TODAY * DIAL_MINUTES_OF_DAY + MINUTE,
        .key_shown = shown,
        .key = {"bonluon-first-key 1 VANTRUONG/QUAY-1 4f2ac81b90d7e356 "
                "5f3c1e0ab7d94286c0e3b15a7d2f86940c1be75d38a2f6940b7c5e1d93a86f"
                "42",
                "VANTRUONG/QUAY-1 namespaces=\"bonluon\" ssh-ed25519 "
                "AAAAC3NzaC1lZDI1NTE5AAAAIGv1aQ0yq8kXo1ZBz7mGfJ4cLhEaPsD9vKiWQA"
                "hx3Tn5",
                "SHA256:uYwVt0Tn5nR2yq8kXo1ZBz7mGfJ4cLhEaPsD9vKiWQA"},
        .fault = "bonluon.ini:42: monday=07:30-11:3 is no span of hours; "
                 "write 07:30-11:30",
        .fault_count = 2};
    installer.page = page;
    return installer;
}

struct panel example_panel(const struct sheet *sheet)
{
    struct panel panel = {.known = true,
                          .pad = {.digits = 3},
                          .now = {.day = TODAY, .minute = MINUTE},
                          .clean = {30, 30}};
    add_lights(&panel, false);
    add_questions(&panel, sheet);
    add_days(&panel);
    add_hours(&panel);
    add_export(&panel);
    return panel;
}
