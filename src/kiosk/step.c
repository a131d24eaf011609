/* What an event leads to: the next state, what is kept, the next sheet. */
#include <assert.h>
#include <string.h>

#include "kiosk/inside.h"
#include "kiosk/voice.h"

static_assert((int)WITNESS_LETTERS + 1 == (int)TAG_CODE_SIZE,
              "the code of the record is shown whole");

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
                              config_rotating(config), sheet_turn(local.day));
    kiosk_mark_voices(kiosk, now);
    kiosk->sheet_day = local.day;
    kiosk->sheet_ms = now.boot_ms;
    /* A finger that came down on another question does not answer this one. */
    press_disarm(&kiosk->press);
}

/* Hands over what the flow wants kept. */
static bool keep(struct kiosk *kiosk, const struct flow_keeps *keeps,
                 struct moment now)
{
    struct record_job job;
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

/* The next part of what is read for which there is a recording. */
static void choose_voice(struct kiosk *kiosk, struct moment now)
{
    const struct flow_event spoken = {.kind = FLOW_SPOKEN};
    struct flow_keeps none;
    struct flow *flow = &kiosk->flow;
    while (flow->speaking &&
           (!voice_path(kiosk->config, &kiosk->sheet, flow, kiosk->voice) ||
            !files_exists(kiosk->voice))) {
        *flow = flow_step(*flow, &kiosk->rules, spoken, now.boot_ms, &none);
    }
    if (!flow->speaking) {
        kiosk->voice[0] = '\0';
    }
}

static bool another_screen(const struct flow *a, const struct flow *b)
{
    return a->changed_ms != b->changed_ms || a->screen != b->screen ||
           a->question != b->question;
}

void kiosk_show_witness(struct kiosk *kiosk)
{
    const struct writer_witness *news = &kiosk->news_of_record;
    if (flow_idle(&kiosk->flow)) {
        kiosk->witness.day = news->day;
        kiosk->witness.visits = news->visits;
        memcpy(kiosk->witness.code, news->code, sizeof news->code);
    }
}

/* Not under a finger, either. */
void kiosk_show_today(struct kiosk *kiosk, struct moment now)
{
    const struct config *config = kiosk->config;
    struct local_time local = clock_local(now.wall_ms, config->utc_offset_min);
    if (flow_idle(&kiosk->flow) && !kiosk->press.down) {
        kiosk->begun = false;
        kiosk->today = (struct now){.day = local.day,
                                    .minute = local.minute,
                                    .shown = config->clock,
                                    .ask = kiosk->news_of_record.asks_clock};
    }
}

/* Both go with the first question, not before, and leave their place: a tap
   must not move what was tapped. Whoever comes back to that question does not
   find them. */
static void hide_lines(struct kiosk *kiosk)
{
    kiosk->begun = kiosk->begun || !flow_idle(&kiosk->flow);
}

void kiosk_step(struct kiosk *kiosk, struct flow_event event, struct moment now)
{
    struct flow_keeps keeps;
    struct flow before = kiosk->flow;
    kiosk->flow = flow_step(before, &kiosk->rules, event, now.boot_ms, &keeps);
    if (another_screen(&kiosk->flow, &before)) {
        arrive(kiosk, before.screen);
        hide_lines(kiosk);
    }
    /* What is kept belongs to the sheet that was answered. */
    if (keeps.count > 0 && !keep(kiosk, &keeps, now)) {
        kiosk->refused = true;
    }
    if (flow_idle(&kiosk->flow) && !flow_idle(&before)) {
        kiosk_renew_sheet(kiosk, now);
        kiosk_show_witness(kiosk);
    }
    kiosk_show_today(kiosk, now);
    choose_voice(kiosk, now);
}

bool kiosk_tapped(struct kiosk *kiosk)
{
    bool tapped = kiosk->tapped;
    kiosk->tapped = false;
    return tapped;
}

const char *kiosk_voice(const struct kiosk *kiosk)
{
    return kiosk->voice[0] != '\0' ? kiosk->voice : NULL;
}

void kiosk_voice_ended(struct kiosk *kiosk, struct moment now)
{
    kiosk_step(kiosk, (struct flow_event){.kind = FLOW_SPOKEN}, now);
}

/* A question that nobody has asked for has just taken another's place. */
static bool unsettled(const struct kiosk *kiosk, struct moment now)
{
    return now.boot_ms - kiosk->sheet_ms < kiosk->rules.timing.settle_ms;
}

bool kiosk_listens(const struct kiosk *kiosk, struct moment now)
{
    return staff_listens(&kiosk->staff, &kiosk->staff_rules, now.boot_ms) &&
           (kiosk->staff.open ||
            (!unsettled(kiosk, now) &&
             flow_listens(&kiosk->flow, &kiosk->rules, now.boot_ms)));
}
