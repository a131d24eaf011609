#include "cmd/watchdog.h"

#include "base/log.h"
#include "base/speak.h"
#include "base/text.h"
#include "cmd/last_end.h"

void watchdog_open(struct watchdog *watchdog)
{
    *watchdog = (struct watchdog){.due_ms = -1};
    notify_open(&watchdog->notify);
    if (watchdog->notify.fd >= 0) {
        watchdog->due_ms = 0;
    }
}

int64_t watchdog_deadline(const struct watchdog *watchdog, int64_t now_ms)
{
    if (watchdog->due_ms < 0) {
        return -1;
    }
    return watchdog->due_ms > now_ms ? watchdog->due_ms - now_ms : 0;
}

/* To whoever asks the service manager how the terminal is. */
static void tell_status(const struct watchdog *watchdog, const char *words)
{
    char message[128];
    bool told = text_format(message, sizeof message, "STATUS=%s", words) &&
                notify_say(&watchdog->notify, message);
    (void)told; /* the log says it, too */
}

static void say(struct watchdog *watchdog)
{
    bool screen = watchdog->fault == WATCHDOG_SCREEN;
    const char *words = screen ? N_("the screen does not show what was painted")
                               : N_("the disk does not answer");
    watchdog->said = true;
    log_error("%s: the terminal will be ended and started again", speak(words));
    tell_status(watchdog, words);
    last_end_leave(screen ? LAST_WORD_SCREEN : LAST_WORD_DISK);
}

/* A fault that is there for a moment while something changes is none. */
static void stand_still(struct watchdog *watchdog, enum watchdog_fault fault,
                        int64_t now_ms)
{
    int64_t most_ms = watchdog->ready ? WATCHDOG_AGAIN_MS : WATCHDOG_FIRST_MS;
    if (watchdog->fault != fault) {
        watchdog->fault = fault;
        watchdog->since_ms = now_ms;
    } else if (!watchdog->said && now_ms - watchdog->since_ms >= most_ms) {
        say(watchdog);
    }
}

static void get_on(struct watchdog *watchdog)
{
    if (watchdog->said) {
        log_info("that passed: the terminal goes on");
        tell_status(watchdog, "running");
        last_end_leave("");
    }
    watchdog->fault = WATCHDOG_WELL;
    watchdog->said = false;
}

/* The same message twice, or one too many, is no harm; one that did not go is
   tried again. */
static bool tell(struct watchdog *watchdog)
{
    bool told =
        (watchdog->ready || notify_say(&watchdog->notify, NOTIFY_READY)) &&
        (watchdog->notify.watchdog_ms == 0 ||
         notify_say(&watchdog->notify, NOTIFY_WATCHDOG));
    watchdog->ready = watchdog->ready || told;
    return told;
}

void watchdog_look(struct watchdog *watchdog, enum watchdog_fault fault,
                   int64_t now_ms)
{
    int64_t period_ms = watchdog->notify.watchdog_ms;
    if (fault != WATCHDOG_WELL) {
        stand_still(watchdog, fault, now_ms);
    } else {
        get_on(watchdog);
    }
    if (fault != WATCHDOG_WELL || !tell(watchdog)) {
        watchdog->due_ms = now_ms + WATCHDOG_AGAIN_MS;
    } else {
        watchdog->due_ms = period_ms > 0 ? now_ms + period_ms / 2 : -1;
    }
}

void watchdog_close(struct watchdog *watchdog)
{
    bool told = notify_say(&watchdog->notify, NOTIFY_STOPPING);
    (void)told; /* who is gone need not know */
    notify_close(&watchdog->notify);
}
