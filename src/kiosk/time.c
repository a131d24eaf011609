/* What time brings: the disk's word, opening hours, closing time, the days. */
#include <assert.h>
#include <string.h>

#include "kiosk/closing.h"
#include "kiosk/inside.h"

static_assert((int)STATUS_MESSAGE_SIZE == (int)UPLOAD_MESSAGE_SIZE,
              "what the upload says is told whole");

enum { MINUTE_MS = 60000, TOUCHLESS_LOOK_MS = 2000 };

static void take_results(struct kiosk *kiosk, struct moment now)
{
    while (kiosk->writer != NULL && kiosk->broken_ms == 0) {
        switch (writer_fetch(kiosk->writer)) {
        case WRITER_NOTHING: return;
        case WRITER_READY: break;
        case WRITER_KEPT:
            kiosk->owed_ms = now.boot_ms;
            kiosk_step(kiosk, (struct flow_event){.kind = FLOW_KEPT}, now);
            break;
        case WRITER_FAILED: kiosk_break_down(kiosk, now); break;
        case WRITER_REPLIED: kiosk_hear_desk(kiosk, now); break;
        case WRITER_WITNESS:
            writer_witness(kiosk->writer, &kiosk->news_of_record);
            kiosk_show_witness(kiosk);
            break;
        }
    }
}

/* Tells the flow when the office has opened or closed. */
static void turn_hours(struct kiosk *kiosk, struct moment now)
{
    const struct config *config = kiosk->config;
    struct local_time local = clock_local(now.wall_ms, config->utc_offset_min);
    bool open = hours_open(&config->hours, local.day, local.minute);
    if (open == kiosk->flow.closed) {
        kiosk_step(
            kiosk,
            (struct flow_event){.kind = open ? FLOW_OPENED : FLOW_CLOSED}, now);
    }
    kiosk->turn_wall_ms =
        closing_turn(&config->hours, config->utc_offset_min, now.wall_ms);
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

/* What was recorded, or taken away, since; and quiet hours may have begun. */
static void look_for_voices(struct kiosk *kiosk, struct moment now)
{
    const struct flow *flow = &kiosk->flow;
    kiosk_mark_voices(kiosk, now);
    if (!kiosk->sheet.asked[flow->question].voiced[flow->language]) {
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_HUSHED}, now);
    }
}

/* How many midnights ago a visitor last touched the glass. */
static int untouched_days(const struct kiosk *kiosk, struct moment now)
{
    int offset_min = kiosk->config->utc_offset_min;
    int64_t ago_ms = now.boot_ms - kiosk->visitor_ms;
    return clock_local(now.wall_ms, offset_min).day -
           clock_local(now.wall_ms - ago_ms, offset_min).day;
}

/* For status.json. True when an upload has come to something, or the touch
   screen has gone or come. */
static bool gather_news(struct kiosk *kiosk, struct moment now)
{
    struct status_news *news = &kiosk->news;
    struct upload_status upload;
    enum touch touch = touch_watch_tells(
        &kiosk->touch, press_stuck(&kiosk->press, now.boot_ms));
    bool other = touch != news->touch;
    news->touch = touch;
    news->untouched_days = untouched_days(kiosk, now);
    if (kiosk->upload == NULL) {
        return other;
    }
    upload_status(kiosk->upload, &upload);
    other = other || !news->uploads || upload.waiting != news->waiting ||
            upload.tries != news->tries ||
            strcmp(upload.message, news->message) != 0;
    news->uploads = true;
    news->waiting = upload.waiting;
    news->tries = upload.tries;
    memcpy(news->message, upload.message, sizeof news->message);
    return other;
}

/* A cable was plugged or pulled since; not while a finger is down: nothing that
   it came down on may move. */
static void look_for_touch(struct kiosk *kiosk, int64_t now_ms, bool idle,
                           bool beat)
{
    if (beat || (kiosk->touchless && now_ms >= kiosk->touch_look_ms)) {
        touch_watch_look(&kiosk->touch);
        kiosk->touch_look_ms = now_ms + TOUCHLESS_LOOK_MS;
    }
    if (!kiosk->press.down) {
        kiosk->touchless =
            idle && touch_watch_says(&kiosk->touch) == TOUCH_MISSING;
    }
}

/* What changes only while nobody is there to see it. */
static void rest(struct kiosk *kiosk, struct moment now)
{
    bool idle = flow_idle(&kiosk->flow) && !kiosk->staff.open;
    bool beat = motion_tick(&kiosk->motion, now.boot_ms, idle);
    look_for_touch(kiosk, now.boot_ms, idle, beat);
    kiosk_show_today(kiosk, now);
    if (idle && kiosk->broken_ms == 0 && (gather_news(kiosk, now) || beat)) {
        writer_beat(kiosk->writer, &kiosk->news, now);
    }
    if (idle && beat && kiosk->broken_ms == 0) {
        upload_look(kiosk->upload);
    }
    struct local_time local =
        clock_local(now.wall_ms, kiosk->config->utc_offset_min);
    if (idle && local.day != kiosk->sheet_day) {
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_HUSHED}, now);
        kiosk_renew_sheet(kiosk, now);
    } else if (idle && beat) {
        look_for_voices(kiosk, now);
    }
}

void kiosk_tick(struct kiosk *kiosk, struct moment now)
{
    take_results(kiosk, now);
    turn_hours(kiosk, now);
    kiosk_tick_staff(kiosk, now);
    /* After a long sleep several deadlines may have passed, one by one: no
       more than the longest way from a question to the idle screen. Behind
       staff it stands still: the question neither dims nor falls asleep. */
    for (int i = 0; i < 4 && !kiosk->staff.open &&
                    flow_deadline(&kiosk->flow, &kiosk->rules) <= now.boot_ms;
         i++) {
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_TICK}, now);
    }
    bool slow = kiosk->flow.pending > 0 &&
                now.boot_ms - kiosk->owed_ms >= KIOSK_PATIENCE_MS;
    if (kiosk->refused || slow) {
        kiosk_break_down(kiosk, now);
    }
    close_days(kiosk, now);
    rest(kiosk, now);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The only thing that changes by itself while nobody is there. */
static bool shows_time(const struct kiosk *kiosk)
{
    const struct staff *staff = &kiosk->staff;
    bool to_staff =
        staff->screen == SCREEN_PANEL || staff->screen == SCREEN_SET_CLOCK;
    bool to_all = kiosk->today.shown && flow_idle(&kiosk->flow) &&
                  kiosk->flow.screen == SCREEN_QUESTION;
    return staff->open ? to_staff : to_all;
}

int64_t kiosk_deadline(const struct kiosk *kiosk, struct moment now)
{
    int64_t boot = motion_deadline(&kiosk->motion);
    int64_t wall = kiosk->turn_wall_ms;
    if (kiosk->broken_ms != 0) {
        boot = earlier(boot, kiosk->broken_ms + KIOSK_FAREWELL_MS);
    } else if (!kiosk->staff.open) {
        boot = earlier(boot, flow_deadline(&kiosk->flow, &kiosk->rules));
    }
    boot = earlier(boot, kiosk_staff_deadline(kiosk));
    if (kiosk->touchless) {
        boot = earlier(boot, kiosk->touch_look_ms);
    }
    boot = earlier(boot, press_stuck_next(&kiosk->press, now.boot_ms));
    if (kiosk->broken_ms == 0 && kiosk->flow.pending > 0) {
        boot = earlier(boot, kiosk->owed_ms + KIOSK_PATIENCE_MS);
    }
    if (kiosk->broken_ms == 0 && !kiosk->flow.visiting) {
        wall = earlier(wall, kiosk->close_wall_ms);
    }
    if (shows_time(kiosk)) {
        wall = earlier(wall, (now.wall_ms / MINUTE_MS + 1) * MINUTE_MS);
    }
    int64_t wait = earlier(boot - now.boot_ms, wall - now.wall_ms);
    return wait > 0 ? wait : 0;
}

void kiosk_break_down(struct kiosk *kiosk, struct moment now)
{
    if (kiosk->broken_ms == 0) {
        kiosk->broken_ms = now.boot_ms;
        kiosk_staff(kiosk, &(struct staff_event){.kind = STAFF_SHUT}, now);
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
