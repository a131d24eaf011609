#include "cmd/set_up.h"

#include <sysexits.h>

#include "base/log.h"
#include "base/touch.h"
#include "cmd/setup.h"
#include "cmd/told_width.h"
#include "display/connectors.h"
#include "kiosk/set_up.h"
#include "trust/pin_file.h"

/* Waits for what happens next. False: the terminal was asked to end. */
static bool turn(struct set_up *set_up, struct terminal *terminal,
                 int64_t wait_ms)
{
    struct input input;
    int width;
    int height;
    int64_t own_ms = set_up_deadline(set_up, clock_now());
    switch (
        window_wait(terminal->window, clock_sooner(own_ms, wait_ms), &input)) {
    case WINDOW_INPUT: set_up_input(set_up, &input, clock_now()); break;
    case WINDOW_RESIZED:
        window_size(terminal->window, &width, &height);
        set_up_resize(set_up, width, height);
        break;
    case WINDOW_QUIT: return false;
    case WINDOW_WOKEN:
    case WINDOW_NOTHING: set_up_tick(set_up, clock_now()); break;
    }
    return !atomic_load(&terminal->signals.asked);
}

/* Returns 0 when it came to its end, whichever. */
static int loop(struct set_up *set_up, struct terminal *terminal)
{
    while (set_up_ended(set_up) == SET_UP_GOES_ON) {
        if (!window_show(terminal->window, set_up_scene(set_up))) {
            return EX_UNAVAILABLE;
        }
        if (!turn(set_up, terminal, terminal_feed(terminal))) {
            return SET_UP_ENDED;
        }
    }
    return 0;
}

static struct set_up *open_up(const struct terminal *terminal,
                              const struct set_up_job *job)
{
    struct set_up_params params = {
        .config = &terminal->config,
        .data_dir = job->faults == NULL ? terminal->data_dir : NULL,
        .faults = job->faults,
        .optional = job->optional,
        .pin_cost = &pin_file_cost,
        .touch_folder = touch_folder(),
        .measure = fonts_measure(terminal->fonts),
        .now = clock_now()};
    window_size(terminal->window, &params.width_px, &params.height_px);
    if (job->whole) {
        params.told_mm =
            told_width_mm(CONNECTORS_FOLDER, params.width_px, params.height_px);
    }
    return set_up_open(&params);
}

int set_up_run(struct terminal *terminal, const struct set_up_job *job)
{
    struct set_up *set_up = open_up(terminal, job);
    if (set_up == NULL) {
        log_error("no memory for the set-up");
        return EX_OSERR;
    }
    int status = loop(set_up, terminal);
    bool done = status == 0 && set_up_ended(set_up) == SET_UP_DONE;
    terminal->vouched = set_up_vouches(set_up);
    set_up_close(set_up);
    if (done) {
        config_free(&terminal->config);
        status = setup_config(&terminal->config, job->options);
    }
    return status;
}
