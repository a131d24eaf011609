/* Staff: what an event leads to, and what others tell them. */
#include <string.h>

#include "kiosk/fill.h"
#include "kiosk/inside.h"

enum { MINUTE_MS = 60000, MINUTES_OF_DAY = 1440 };

static void ask(struct kiosk *kiosk, enum desk_request request, unsigned number,
                struct moment now)
{
    writer_ask(
        kiosk->writer,
        &(struct desk_ask){.request = request, .at = now, .number = number});
}

static void compare(struct kiosk *kiosk, struct staff_wants *wants,
                    struct moment now)
{
    struct desk_ask try = {
        .request = DESK_TRY, .at = now, .number = wants->asked};
    memcpy(try.pin, wants->pin, sizeof try.pin);
    writer_ask(kiosk->writer, &try);
    explicit_bzero(try.pin, sizeof try.pin);
    explicit_bzero(wants->pin, sizeof wants->pin);
}

static void hear_news(struct kiosk *kiosk, enum handout_news news,
                      struct moment now)
{
    if (news != HANDOUT_STILL) {
        kiosk_staff(kiosk,
                    &(struct staff_event){.kind = news == HANDOUT_ENDED
                                                      ? STAFF_ENDED
                                                      : STAFF_PROGRESS},
                    now);
    }
}

static void begin_export(struct kiosk *kiosk, const struct staff_choice *choice,
                         struct moment now)
{
    struct panel_export *exporting = &kiosk->panel.exporting;
    exporting->done = 0;
    exporting->total = 0;
    if (!handout_begin(&kiosk->handout, choice, now)) {
        exporting->state = EXPORT_FAILED;
        kiosk_staff(kiosk, &(struct staff_event){.kind = STAFF_ENDED}, now);
    }
}

/* What staff see the end of is cancelled; what they have left is given up. */
static void stop_export(struct kiosk *kiosk, struct moment now)
{
    const struct staff *staff = &kiosk->staff;
    if (staff->open && staff->work == STAFF_WORKING) {
        hear_news(kiosk,
                  handout_cancel(&kiosk->handout, &kiosk->panel.exporting, now),
                  now);
    } else {
        handout_give_up(&kiosk->handout, now);
    }
}

/* The seconds begin with the press. */
static void set_clock(struct kiosk *kiosk, int64_t minute, struct moment now)
{
    writer_ask(
        kiosk->writer,
        &(struct desk_ask){.request = DESK_SET,
                           .at = now,
                           .wall_ms = (minute - kiosk->config->utc_offset_min) *
                                      MINUTE_MS});
}

static void follow(struct kiosk *kiosk, struct staff_wants *wants,
                   struct moment now)
{
    if (wants->look) {
        ask(kiosk, DESK_LOOK, wants->asked, now);
    }
    if (wants->compare) {
        compare(kiosk, wants, now);
    }
    if (wants->confirm) {
        ask(kiosk, DESK_CONFIRM, 0, now);
    }
    if (wants->set_clock) {
        set_clock(kiosk, wants->minute, now);
    }
    if (wants->figures) {
        ask(kiosk, DESK_FIGURES, 0, now);
    }
    if (wants->figures || wants->days) {
        ask(kiosk, DESK_HEALTH, 0, now);
    }
    if (wants->days) {
        kiosk->health_known = false;
        kiosk->panel.exporting.target_count = 0;
        handout_look(&kiosk->handout, now.boot_ms);
    }
    if (wants->cancel) {
        stop_export(kiosk, now);
    }
    if (wants->begin) {
        begin_export(kiosk, &wants->choice, now);
    }
}

/* Another screen, or none: what was pressed is not there any more. */
static void arrive(struct kiosk *kiosk, bool was_open, struct moment now)
{
    press_disarm(&kiosk->press);
    motion_settle(&kiosk->motion);
    kiosk->stale = true;
    if (was_open && !kiosk->staff.open) {
        kiosk->panel = (struct panel){0};
        /* Whoever comes next finds the screen awake. */
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_TOUCH}, now);
    }
}

void kiosk_staff(struct kiosk *kiosk, const struct staff_event *given,
                 struct moment now)
{
    struct staff_wants wants;
    struct staff_event event = *given;
    struct local_time local =
        clock_local(now.wall_ms, kiosk->config->utc_offset_min);
    event.minute = (int64_t)local.day * MINUTES_OF_DAY + local.minute;
    bool was_open = kiosk->staff.open;
    int64_t changed_ms = kiosk->staff.changed_ms;
    staff_step(&kiosk->staff, &kiosk->staff_rules, &event, now.boot_ms, &wants);
    if (kiosk->staff.open && !was_open) {
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_LEFT}, now);
    }
    if (kiosk->staff.changed_ms != changed_ms ||
        kiosk->staff.open != was_open) {
        arrive(kiosk, was_open, now);
    }
    follow(kiosk, &wants, now);
}

static enum staff_verdict verdict(const struct desk_reply *reply)
{
    switch (reply->pin) {
    case PIN_READY: return STAFF_FREE;
    case PIN_RIGHT: return STAFF_RIGHT;
    case PIN_WRONG:
        return reply->wait_ms == INT64_MAX ? STAFF_LOCKED
               : reply->wait_ms > 0        ? STAFF_WAITING
                                           : STAFF_WRONG;
    case PIN_WAITING: return STAFF_WAITING;
    case PIN_LOCKED: return STAFF_LOCKED;
    case PIN_UNSET: return STAFF_UNSET;
    case PIN_FAILED: break;
    }
    return STAFF_REFUSED;
}

static void hear_verdict(struct kiosk *kiosk, const struct desk_reply *reply,
                         struct moment now)
{
    struct staff_event event = {.kind = STAFF_TOLD,
                                .told = {.asked = reply->number,
                                         .verdict = verdict(reply),
                                         .left = reply->left}};
    if (event.told.verdict == STAFF_WAITING) {
        event.told.wait_ms = reply->wait_ms;
    }
    kiosk->asks_set_up = kiosk->may_set_up && kiosk->staff.open &&
                         reply->pin == PIN_UNSET && reply->is_new;
    kiosk_staff(kiosk, &event, now);
}

bool kiosk_asks_set_up(const struct kiosk *kiosk)
{
    return kiosk->asks_set_up;
}

static void show_lights(struct kiosk *kiosk, struct moment now)
{
    struct upload_status upload = {.waiting = 0};
    if (kiosk->upload != NULL) {
        upload_status(kiosk->upload, &upload);
    }
    touch_watch_look(&kiosk->touch);
    fill_lights(&kiosk->panel,
                &(struct fill_lights){
                    .health = &kiosk->health,
                    .untouched_ms = now.boot_ms - kiosk->visitor_ms,
                    .touch = touch_watch_tells(
                        &kiosk->touch, press_stuck(&kiosk->press, now.boot_ms)),
                    .hours = &kiosk->config->hours,
                    .uploads = kiosk->upload != NULL,
                    .waiting = upload.waiting,
                    .tries = upload.tries});
}

/* The days once they are known, and each time the places have been looked
   at. */
static void tell_days(struct kiosk *kiosk, struct moment now)
{
    const struct staff *staff = &kiosk->staff;
    int chosen = staff->choice.target;
    if (!staff->open || staff->screen != SCREEN_EXPORT ||
        !kiosk->health_known ||
        !handout_targets(&kiosk->handout, &kiosk->panel.exporting, &chosen)) {
        return;
    }
    kiosk_staff(kiosk,
                &(struct staff_event){
                    .kind = STAFF_DAYS,
                    .days = {kiosk->health.first_day, kiosk->health.today,
                             kiosk->handout.target_count, chosen}},
                now);
}

static void hear_health(struct kiosk *kiosk, const struct desk_reply *reply,
                        struct moment now)
{
    kiosk->health = reply->health;
    kiosk->health_known = true;
    show_lights(kiosk, now);
}

static void hear(struct kiosk *kiosk, struct desk_reply *reply,
                 struct moment now)
{
    switch (reply->request) {
    case DESK_LOOK:
    case DESK_TRY: hear_verdict(kiosk, reply, now); break;
    case DESK_CONFIRM: /* the days may be others now */
        ask(kiosk, DESK_FIGURES, 0, now);
        hear_health(kiosk, reply, now);
        break;
    case DESK_HEALTH: hear_health(kiosk, reply, now); break;
    case DESK_SET:
        kiosk_staff(
            kiosk,
            &(struct staff_event){.kind = STAFF_SET, .done = reply->done}, now);
        hear_health(kiosk, reply, now);
        break;
    case DESK_FILES:
        hear_news(
            kiosk,
            handout_hear(&kiosk->handout, reply, &kiosk->panel.exporting, now),
            now);
        break;
    case DESK_FIGURES:
        if (reply->figures != NULL && kiosk->staff.open) {
            fill_figures(&kiosk->panel, reply->figures, kiosk->config);
        }
        break;
    case DESK_TAKEN:
    case DESK_DROP:
    case DESK_SWEEP:
    case DESK_REQUESTS: break;
    }
}

void kiosk_hear_desk(struct kiosk *kiosk, struct moment now)
{
    struct desk_reply reply;
    while (writer_reply(kiosk->writer, &reply)) {
        hear(kiosk, &reply, now);
        desk_reply_free(&reply);
    }
}

/* A stick may be put in while staff choose. */
static int64_t next_look(const struct kiosk *kiosk)
{
    const struct staff *staff = &kiosk->staff;
    bool choosing = staff->open && staff->screen == SCREEN_EXPORT &&
                    staff->work == STAFF_PICKING;
    return choosing && kiosk->handout.courier != NULL
               ? kiosk->handout.look_ms + HANDOUT_LOOK_MS
               : FLOW_NEVER;
}

int64_t kiosk_staff_deadline(const struct kiosk *kiosk)
{
    int64_t tick = staff_deadline(&kiosk->staff, &kiosk->staff_rules);
    int64_t look = next_look(kiosk);
    return tick < look ? tick : look;
}

void kiosk_tick_staff(struct kiosk *kiosk, struct moment now)
{
    struct staff *staff = &kiosk->staff;
    if (staff_deadline(staff, &kiosk->staff_rules) <= now.boot_ms) {
        kiosk_staff(kiosk, &(struct staff_event){.kind = STAFF_TICK}, now);
    }
    if (next_look(kiosk) <= now.boot_ms) {
        handout_look(&kiosk->handout, now.boot_ms);
    }
    hear_news(kiosk,
              handout_watch(&kiosk->handout, &kiosk->panel.exporting, now),
              now);
    tell_days(kiosk, now);
    if (staff->open) {
        fill_staff(&kiosk->panel, staff, now.boot_ms);
        fill_clock(&kiosk->panel, staff,
                   kiosk->health_known && kiosk->health.asks_clock,
                   clock_local(now.wall_ms, kiosk->config->utc_offset_min));
        kiosk->panel.exporting.stopping = kiosk->handout.waiting;
    }
}
