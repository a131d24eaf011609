/* The loop between the glass and the kiosk. */
#include <string.h>
#include <sysexits.h>

#include "cmd/terminal.h"

/* Lets sound what the kiosk wants to be heard. True when it told the kiosk that
   a voice has ended, which shows. */
static bool follow_voice(struct terminal *terminal, struct moment now)
{
    /* The end of a tap concerns nobody. */
    bool ended = sound_over(terminal->sound) && terminal->sounding[0] != '\0';
    if (ended) {
        terminal->sounding[0] = '\0';
        kiosk_voice_ended(terminal->kiosk, now);
    }
    const char *wanted = kiosk_voice(terminal->kiosk);
    if (strcmp(wanted != NULL ? wanted : "", terminal->sounding) == 0) {
        return ended;
    }
    sound_stop(terminal->sound);
    terminal->sounding[0] = '\0';
    if (wanted == NULL) {
        return ended;
    }
    if (!sound_play(terminal->sound, wanted) ||
        !text_copy(terminal->sounding, FILES_PATH_SIZE, wanted)) {
        kiosk_voice_ended(terminal->kiosk, now);
        ended = true;
    }
    return ended;
}

/* A voice is heard in its place. */
static void follow_tap(struct terminal *terminal)
{
    if (kiosk_tapped(terminal->kiosk) && terminal->sounding[0] == '\0') {
        sound_tap(terminal->sound);
    }
}

/* Whether glass and disk get on; asks the disk anew. A disk that was given up
   is no watchdog's: the terminal says so, and ends by itself. */
static enum watchdog_fault look_around(struct terminal *terminal)
{
    if (!window_shows(terminal->window)) {
        return WATCHDOG_SCREEN;
    }
    if (terminal->writer == NULL) {
        return WATCHDOG_WELL;
    }
    bool answered = writer_answered(terminal->writer);
    if (answered) {
        writer_ping(terminal->writer);
    }
    return answered ? WATCHDOG_WELL : WATCHDOG_DISK;
}

int64_t terminal_feed(void *context)
{
    struct terminal *terminal = context;
    int64_t now_ms = clock_now().boot_ms;
    if (watchdog_deadline(&terminal->watchdog, now_ms) == 0) {
        watchdog_look(&terminal->watchdog, look_around(terminal), now_ms);
    }
    return watchdog_deadline(&terminal->watchdog, now_ms);
}

/* On a played visit time passes only while the terminal waits, and for no
   longer than it wanted to: where a picture takes a minute to be painted, the
   visitor has not gone away meanwhile. */
static struct moment now_of(const struct terminal *terminal)
{
    return terminal->play != NULL ? terminal->played : clock_now();
}

static void pass(struct terminal *terminal, int64_t waited_ms,
                 int64_t wanted_ms)
{
    int64_t passed_ms =
        wanted_ms >= 0 && waited_ms > wanted_ms ? wanted_ms : waited_ms;
    terminal->played.boot_ms += passed_ms;
    terminal->played.wall_ms += passed_ms;
}

/* Waits for what happens next and lets the kiosk know. False: the end. */
static bool turn(struct terminal *terminal, int64_t wait_ms)
{
    struct input input;
    struct moment now = now_of(terminal);
    wait_ms = clock_sooner(wait_ms, kiosk_deadline(terminal->kiosk, now));
    if (terminal->play != NULL) {
        wait_ms =
            clock_sooner(wait_ms, play_deadline(terminal->play, now.boot_ms));
    }
    int64_t begun_ms = clock_now().boot_ms;
    enum window_event event = window_wait(terminal->window, wait_ms, &input);
    pass(terminal, clock_now().boot_ms - begun_ms, wait_ms);
    now = now_of(terminal);
    switch (event) {
    case WINDOW_INPUT:
        kiosk_input(terminal->kiosk, &input, now);
        if (terminal->play != NULL) {
            play_taken(terminal->play);
        }
        break;
    case WINDOW_RESIZED: {
        int width;
        int height;
        window_size(terminal->window, &width, &height);
        kiosk_resize(terminal->kiosk, width, height);
        break;
    }
    case WINDOW_QUIT: return false;
    case WINDOW_WOKEN:
    case WINDOW_NOTHING: break;
    }
    kiosk_tick(terminal->kiosk, now);
    return !kiosk_over(terminal->kiosk, now) &&
           !kiosk_asks_set_up(terminal->kiosk) &&
           !atomic_load(&terminal->signals.asked);
}

/* Shows what is, then lets it be heard: a sound device takes its time to open,
   and nobody shall wait for that to see a press. False: the display is gone. */
static bool present(struct terminal *terminal)
{
    do {
        if (!window_show(terminal->window, kiosk_scene(terminal->kiosk))) {
            return false;
        }
    } while (follow_voice(terminal, now_of(terminal)));
    follow_tap(terminal);
    return true;
}

/* The next of the recorded visit, where one is played. */
static enum play_result play_on(struct terminal *terminal)
{
    if (terminal->play == NULL) {
        return PLAY_ON;
    }
    struct moment now = now_of(terminal);
    struct kiosk_sight sight = kiosk_sight(terminal->kiosk, now);
    return play_step(terminal->play, terminal->window, &sight, now.boot_ms);
}

int terminal_loop(struct terminal *terminal)
{
    enum play_result played = PLAY_ON;
    int64_t wait_ms;
    do {
        if (!present(terminal)) {
            return EX_UNAVAILABLE;
        }
        wait_ms = terminal_feed(terminal);
        played = play_on(terminal);
        if (played == PLAY_FAILED) {
            return EX_DATAERR;
        }
    } while (played == PLAY_ON && turn(terminal, wait_ms));
    return kiosk_broken(terminal->kiosk) ? EX_IOERR : EX_OK;
}
