/* The loop between the glass and the kiosk. */
#include <string.h>
#include <sysexits.h>

#include "cmd/terminal.h"

/* The sooner of two waits, where -1 is for ever. */
static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

/* Lets sound what the kiosk wants to be heard. True when it told the kiosk that
   a voice has ended, which shows. */
static bool follow_voice(struct terminal *terminal, struct moment now)
{
    bool ended = sound_over(terminal->sound);
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

/* Waits for what happens next and lets the kiosk know. False: the end. */
static bool turn(struct terminal *terminal)
{
    struct input input;
    struct moment now = clock_now();
    int64_t wait_ms = kiosk_deadline(terminal->kiosk, now);
    if (terminal->play != NULL) {
        wait_ms = sooner(wait_ms, play_deadline(terminal->play, now.boot_ms));
    }
    enum window_event event = window_wait(terminal->window, wait_ms, &input);
    now = clock_now();
    switch (event) {
    case WINDOW_INPUT: kiosk_input(terminal->kiosk, &input, now); break;
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
    } while (follow_voice(terminal, clock_now()));
    return true;
}

int terminal_loop(struct terminal *terminal)
{
    bool on = true;
    while (on) {
        if (!present(terminal)) {
            return EX_UNAVAILABLE;
        }
        if (terminal->play != NULL) {
            enum play_result result =
                play_step(terminal->play, terminal->window,
                          kiosk_scene(terminal->kiosk), clock_now().boot_ms);
            if (result == PLAY_FAILED) {
                return EX_DATAERR;
            }
            if (result == PLAY_END) {
                break;
            }
        }
        on = turn(terminal);
    }
    return kiosk_broken(terminal->kiosk) ? EX_IOERR : EX_OK;
}
