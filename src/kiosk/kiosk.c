#include "kiosk/kiosk.h"

#include <stdlib.h>

#include "kiosk/closing.h"
#include "kiosk/draw.h"
#include "kiosk/kiosk_inside.h"
#include "kiosk/voice.h"

/* ---- the sheet ----------------------------------------------------------- */

void kiosk_mark_voices(struct kiosk *kiosk, struct moment now)
{
    struct local_time local =
        clock_local(now.wall_ms, kiosk->config->utc_offset_min);
    voice_mark(kiosk->config, &kiosk->sheet, local.minute);
    kiosk->stale = true;
}

void kiosk_renew_sheet(struct kiosk *kiosk, struct moment now)
{
    const struct config *config = kiosk->config;
    struct local_time local = clock_local(now.wall_ms, config->utc_offset_min);
    kiosk->sheet = sheet_make(config_form(config, local.day),
                              config_rotating(config), draw());
    kiosk->sheet_day = local.day;
    kiosk->sheet_ms = now.boot_ms;
    kiosk_mark_voices(kiosk, now);
    /* A finger that came down on another question does not answer this one. */
    press_disarm(&kiosk->press);
}

/* ---- the flow ------------------------------------------------------------ */

/* Hands over what the flow wants kept. */
static bool keep(struct kiosk *kiosk, const struct flow_keeps *keeps,
                 struct moment now)
{
    struct writer_job job;
    rows_fill(&kiosk->rows, keeps, now, &job);
    if (kiosk->flow.pending == 1) {
        kiosk->owed_ms = now.boot_ms;
    }
    return writer_keep(kiosk->writer, &job);
}

/* Another screen has come: what was pressed is not there any more. */
static void arrive(struct kiosk *kiosk, enum screen before)
{
    press_disarm(&kiosk->press);
    motion_arrive(&kiosk->motion, kiosk->flow.changed_ms);
    if (before == SCREEN_ASLEEP) {
        motion_settle(&kiosk->motion);
    }
}

static void choose_voice(struct kiosk *kiosk)
{
    const struct flow *flow = &kiosk->flow;
    if (!flow->speaking ||
        !voice_path(kiosk->config, &kiosk->sheet, flow->question,
                    flow->language, kiosk->voice)) {
        kiosk->voice[0] = '\0';
    }
}

static bool another_screen(const struct flow *a, const struct flow *b)
{
    return a->changed_ms != b->changed_ms || a->screen != b->screen ||
           a->question != b->question;
}

void kiosk_step(struct kiosk *kiosk, struct flow_event event, struct moment now)
{
    struct flow_keeps keeps;
    struct flow before = kiosk->flow;
    kiosk->flow = flow_step(before, &kiosk->rules, event, now.boot_ms, &keeps);
    if (another_screen(&kiosk->flow, &before)) {
        arrive(kiosk, before.screen);
    }
    /* What is kept belongs to the sheet that was answered. */
    if (keeps.count > 0 && !keep(kiosk, &keeps, now)) {
        kiosk_break_down(kiosk, now);
    }
    if (flow_idle(&kiosk->flow) && !flow_idle(&before)) {
        kiosk_renew_sheet(kiosk, now);
    }
    choose_voice(kiosk);
}

void kiosk_break_down(struct kiosk *kiosk, struct moment now)
{
    if (kiosk->broken_ms == 0) {
        kiosk->broken_ms = now.boot_ms;
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_FAILED}, now);
    }
}

bool kiosk_over(const struct kiosk *kiosk, struct moment now)
{
    return kiosk->broken_ms != 0 &&
           now.boot_ms - kiosk->broken_ms >= KIOSK_FAREWELL_MS;
}

bool kiosk_broken(const struct kiosk *kiosk)
{
    return kiosk->broken_ms != 0;
}

const char *kiosk_voice(const struct kiosk *kiosk)
{
    return kiosk->voice[0] != '\0' ? kiosk->voice : NULL;
}

void kiosk_voice_ended(struct kiosk *kiosk, struct moment now)
{
    kiosk_step(kiosk, (struct flow_event){.kind = FLOW_SPOKEN}, now);
}

/* ---- opening ------------------------------------------------------------- */

struct view_params kiosk_stage(const struct config *config,
                               const struct sheet *sheet,
                               struct view_measure measure, int width_px,
                               int height_px)
{
    return (struct view_params){
        .width_px = width_px,
        .height_px = height_px,
        .width_mm = config->width_mm,
        .sheet = sheet,
        .words = config->words,
        .language_count = config->language_count,
        .office_name = config->office_name,
        .pledge = config->pledge[0] != NULL ? config->pledge : NULL,
        .logo_width = config->logo_width,
        .logo_height = config->logo_height,
        .measure = measure};
}

static struct motion_rules motion_rules(const struct config *config)
{
    bool shifts = config->shift_ms > 0;
    return (struct motion_rules){.arrive_ms = config->transition_ms,
                                 .beat_ms = shifts ? config->shift_ms
                                                   : KIOSK_WALL_LOOK_MS,
                                 .frame_ms = KIOSK_FRAME_MS,
                                 .shifts = shifts};
}

static void begin(struct kiosk *kiosk, const struct kiosk_params *params)
{
    const struct config *config = params->config;
    struct motion_rules moves = motion_rules(config);
    kiosk->config = config;
    kiosk->writer = params->writer;
    kiosk->rows.config = config;
    kiosk->rows.sheet = &kiosk->sheet;
    kiosk->rules = (struct flow_rules){.sheet = &kiosk->sheet,
                                       .timing = config->timing,
                                       .reasons = config->reasons,
                                       .low_reach = config->low_reach};
    kiosk->view = kiosk_stage(config, &kiosk->sheet, params->measure,
                              params->width_px, params->height_px);
    kiosk_renew_sheet(kiosk, params->now);
    kiosk->flow = flow_start(&kiosk->rules, params->now.boot_ms);
    kiosk->motion = motion_start(&moves, params->now.boot_ms);
    kiosk->close_wall_ms = closing_next(&config->hours, config->utc_offset_min,
                                        params->now.wall_ms);
}

struct kiosk *kiosk_open(const struct kiosk_params *params)
{
    struct kiosk *kiosk = calloc(1, sizeof *kiosk);
    if (kiosk == NULL) {
        return NULL;
    }
    begin(kiosk, params);
    if (kiosk->writer == NULL) {
        kiosk_break_down(kiosk, params->now);
        motion_settle(&kiosk->motion);
    }
    kiosk_tick(kiosk, params->now);
    return kiosk;
}

void kiosk_close(struct kiosk *kiosk)
{
    free(kiosk);
}

/* ---- the scene ----------------------------------------------------------- */

void kiosk_resize(struct kiosk *kiosk, int width_px, int height_px)
{
    kiosk->view.width_px = width_px;
    kiosk->view.height_px = height_px;
    kiosk->stale = true;
    press_disarm(&kiosk->press);
}

/* True when the flow looks the same apart from its marks, of which the tone of
   a dim screen is one. */
static bool same_layout(const struct flow *a, const struct flow *b)
{
    return a->screen == b->screen && a->question == b->question &&
           a->language == b->language && a->saving == b->saving &&
           a->low_reach == b->low_reach;
}

const struct scene *kiosk_scene(struct kiosk *kiosk)
{
    struct view_state state = {.flow = &kiosk->flow,
                               .pressed = kiosk->press.inside,
                               .shift = kiosk->motion.shift,
                               .ease = kiosk->motion.ease};
    if (kiosk->stale || kiosk->laid_out_shift != state.shift ||
        !same_layout(&kiosk->flow, &kiosk->laid_out)) {
        view_build(&kiosk->scene, &kiosk->view, &state);
        kiosk->laid_out = kiosk->flow;
        kiosk->laid_out_shift = state.shift;
        kiosk->stale = false;
    } else {
        view_mark(&kiosk->scene, &state);
    }
    return &kiosk->scene;
}
