/* The start and the end. */
#include <stdlib.h>

#include "base/steward.h"
#include "kiosk/closing.h"
#include "kiosk/inside.h"

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
        .hours = &config->hours,
        .sample = config->sample,
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
    kiosk->staff_rules = (struct staff_rules){
        .hold_ms = config->staff_hold_ms,
        .idle_ms = config->staff_idle_ms,
        .settle_ms = config->timing.settle_ms,
        .sets_clock = steward_is_there(),
        .glass = {params->width_px, params->height_px, config->width_mm}};
    kiosk->handout.writer = params->writer;
    kiosk->handout.courier = params->courier;
    kiosk->upload = params->upload;
    kiosk->may_set_up = params->set_up;
    kiosk->visitor_ms = params->now.boot_ms;
    kiosk->view = kiosk_stage(config, &kiosk->sheet, params->measure,
                              params->width_px, params->height_px);
    kiosk->touch.folder = params->touch_folder;
    touch_watch_look(&kiosk->touch);
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
    if (kiosk != NULL) {
        handout_close(&kiosk->handout);
        free(kiosk);
    }
}
