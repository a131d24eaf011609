#include "kiosk/kiosk.h"

#include <stdlib.h>

#include "kiosk/closing.h"
#include "kiosk/press.h"
#include "kiosk/rows.h"

struct kiosk {
    const struct config *config;
    struct writer *writer;
    struct view_params view;
    struct flow_rules rules;
    struct flow flow;
    struct press press;
    struct rows rows;
    int64_t owed_ms;       /* since when the disk owes an answer */
    int64_t broken_ms;     /* when it was found out of order; 0: it is not */
    int64_t close_wall_ms; /* days are to be closed then */
    struct scene scene;
    struct flow laid_out; /* the flow that the scene was built for */
    bool stale;           /* the scene must be built anew */
};

static void break_down(struct kiosk *kiosk, struct moment now);

/* Hands over what the flow wants kept. */
static bool keep(struct kiosk *kiosk, const struct flow_keeps *keeps,
                 struct moment now)
{
    struct writer_job job;
    rows_fill(&kiosk->rows, kiosk->config, keeps, now, &job);
    if (kiosk->flow.pending == 1) {
        kiosk->owed_ms = now.boot_ms;
    }
    return writer_keep(kiosk->writer, &job);
}

static void step(struct kiosk *kiosk, struct flow_event event,
                 struct moment now)
{
    struct flow_keeps keeps;
    struct flow before = kiosk->flow;
    kiosk->flow = flow_step(before, &kiosk->rules, event, now.boot_ms, &keeps);
    if (kiosk->flow.changed_ms != before.changed_ms ||
        kiosk->flow.screen != before.screen) {
        press_disarm(&kiosk->press);
    }
    if (keeps.count > 0 && !keep(kiosk, &keeps, now)) {
        break_down(kiosk, now);
    }
}

static void break_down(struct kiosk *kiosk, struct moment now)
{
    if (kiosk->broken_ms == 0) {
        kiosk->broken_ms = now.boot_ms;
        step(kiosk, (struct flow_event){.kind = FLOW_FAILED}, now);
    }
}

struct view_params kiosk_stage(const struct config *config,
                               struct view_measure measure, int width_px,
                               int height_px)
{
    return (struct view_params){.width_px = width_px,
                                .height_px = height_px,
                                .width_mm = config->width_mm,
                                .form = &config->form,
                                .words = config->words,
                                .language_count = config->language_count,
                                .office_name = config->office_name,
                                .measure = measure};
}

struct kiosk *kiosk_open(const struct kiosk_params *params)
{
    struct kiosk *kiosk = calloc(1, sizeof *kiosk);
    if (kiosk == NULL) {
        return NULL;
    }
    const struct config *config = params->config;
    kiosk->config = config;
    kiosk->writer = params->writer;
    kiosk->rules =
        (struct flow_rules){.form = &config->form, .timing = config->timing};
    kiosk->view = kiosk_stage(config, params->measure, params->width_px,
                              params->height_px);
    kiosk->flow = flow_start(&kiosk->rules, params->now.boot_ms);
    kiosk->stale = true;
    kiosk->close_wall_ms = closing_next(&config->hours, config->utc_offset_min,
                                        params->now.wall_ms);
    if (kiosk->writer == NULL) {
        break_down(kiosk, params->now);
    }
    return kiosk;
}

void kiosk_close(struct kiosk *kiosk)
{
    free(kiosk);
}

/* ---- inputs ------------------------------------------------------------- */

static struct action action_at(const struct kiosk *kiosk,
                               const struct input *input)
{
    const struct item *item = scene_hit(&kiosk->scene, input->x, input->y);
    return item != NULL ? item->action : (struct action){ACTION_NONE, 0};
}

static void finger_down(struct kiosk *kiosk, const struct input *input,
                        struct moment now)
{
    step(kiosk, (struct flow_event){.kind = FLOW_TOUCH}, now);
    if (flow_listens(&kiosk->flow, &kiosk->rules, now.boot_ms)) {
        kiosk->press.armed = action_at(kiosk, input);
        kiosk->press.inside = kiosk->press.armed;
    }
}

static void finger_up(struct kiosk *kiosk, struct moment now)
{
    struct action action = kiosk->press.inside;
    press_disarm(&kiosk->press);
    if (action.kind != ACTION_NONE) {
        step(kiosk, (struct flow_event){.kind = FLOW_ACTION, .action = action},
             now);
    }
}

void kiosk_input(struct kiosk *kiosk, const struct input *input,
                 struct moment now)
{
    /* What time has changed comes first: a tap is meant for what was seen. */
    kiosk_tick(kiosk, now);
    (void)kiosk_scene(kiosk);
    if (!press_accepts(&kiosk->press, input, now.boot_ms)) {
        return;
    }
    if (input->kind == INPUT_DOWN) {
        finger_down(kiosk, input, now);
        return;
    }
    if (input->kind == INPUT_CANCEL) {
        press_disarm(&kiosk->press);
        return;
    }
    bool over = action_same(action_at(kiosk, input), kiosk->press.armed);
    kiosk->press.inside =
        over ? kiosk->press.armed : (struct action){ACTION_NONE, 0};
    if (input->kind == INPUT_UP) {
        finger_up(kiosk, now);
    }
}

/* ---- time, and the disk's word ------------------------------------------- */

static void take_results(struct kiosk *kiosk, struct moment now)
{
    while (kiosk->writer != NULL && kiosk->broken_ms == 0) {
        switch (writer_fetch(kiosk->writer)) {
        case WRITER_NOTHING: return;
        case WRITER_READY: break;
        case WRITER_KEPT:
            kiosk->owed_ms = now.boot_ms;
            step(kiosk, (struct flow_event){.kind = FLOW_KEPT}, now);
            break;
        case WRITER_FAILED: break_down(kiosk, now); break;
        }
    }
}

/* Days are closed between visits, never within one. */
static void close_days(struct kiosk *kiosk, struct moment now)
{
    const struct config *config = kiosk->config;
    int64_t next =
        closing_next(&config->hours, config->utc_offset_min, now.wall_ms);
    bool due = now.wall_ms >= kiosk->close_wall_ms;
    if (kiosk->broken_ms != 0 || kiosk->flow.visiting) {
        return;
    }
    /* A clock that was set back brings the next closing nearer. */
    if (due || next < kiosk->close_wall_ms) {
        kiosk->close_wall_ms = next;
    }
    if (due) {
        writer_close_days(kiosk->writer, now);
    }
}

void kiosk_tick(struct kiosk *kiosk, struct moment now)
{
    take_results(kiosk, now);
    /* After a long sleep several deadlines may have passed, one by one: no
       more than the longest way from a question to the idle screen. */
    for (int i = 0;
         i < 4 && flow_deadline(&kiosk->flow, &kiosk->rules) <= now.boot_ms;
         i++) {
        step(kiosk, (struct flow_event){.kind = FLOW_TICK}, now);
    }
    if (kiosk->flow.pending > 0 &&
        now.boot_ms - kiosk->owed_ms >= KIOSK_PATIENCE_MS) {
        break_down(kiosk, now);
    }
    close_days(kiosk, now);
}

int64_t kiosk_deadline(const struct kiosk *kiosk, struct moment now)
{
    int64_t wait = KIOSK_WALL_LOOK_MS;
    int64_t until_close = kiosk->close_wall_ms - now.wall_ms;
    int64_t flow = flow_deadline(&kiosk->flow, &kiosk->rules);
    if (kiosk->broken_ms != 0) {
        return kiosk->broken_ms + KIOSK_FAREWELL_MS - now.boot_ms;
    }
    if (!kiosk->flow.visiting && until_close < wait) {
        wait = until_close;
    }
    if (flow != FLOW_NEVER && flow - now.boot_ms < wait) {
        wait = flow - now.boot_ms;
    }
    if (kiosk->flow.pending > 0 &&
        kiosk->owed_ms + KIOSK_PATIENCE_MS - now.boot_ms < wait) {
        wait = kiosk->owed_ms + KIOSK_PATIENCE_MS - now.boot_ms;
    }
    return wait > 0 ? wait : 0;
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

/* ---- the scene ----------------------------------------------------------- */

void kiosk_resize(struct kiosk *kiosk, int width_px, int height_px)
{
    kiosk->view.width_px = width_px;
    kiosk->view.height_px = height_px;
    kiosk->stale = true;
    press_disarm(&kiosk->press);
}

/* True when the flow looks the same apart from its marks. */
static bool same_layout(const struct flow *a, const struct flow *b)
{
    return a->screen == b->screen && a->question == b->question &&
           a->language == b->language && a->saving == b->saving;
}

const struct scene *kiosk_scene(struct kiosk *kiosk)
{
    struct view_state state = {&kiosk->flow, kiosk->press.inside};
    if (kiosk->stale || !same_layout(&kiosk->flow, &kiosk->laid_out)) {
        view_build(&kiosk->scene, &kiosk->view, &state);
        kiosk->laid_out = kiosk->flow;
        kiosk->stale = false;
    } else {
        view_mark(&kiosk->scene, &state);
    }
    return &kiosk->scene;
}
