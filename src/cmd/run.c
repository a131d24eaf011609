/*
 * bonluon run: the terminal. Introduces the kiosk to the glass and to the
 * writer, and is the loop between them.
 *
 * The order of the start is that of the wait: the writer's thread opens the
 * record while this one opens the window. A disk that cannot be used is no
 * reason for a black screen: the terminal shows that it is out of order, then
 * ends with a failure, and the service manager starts it again.
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/last_end.h"
#include "cmd/play.h"
#include "cmd/setup.h"
#include "cmd/signals.h"
#include "cmd/watchdog.h"
#include "display/logo.h"
#include "display/sound.h"
#include "display/window.h"
#include "kiosk/kiosk.h"

/* Wakes the loop from another thread, once there is a window to wake. */
struct bell {
    pthread_mutex_t mutex;
    struct window *window;
};

/* All that stands while the terminal runs; closed in the opposite order. */
struct terminal {
    struct config config;
    char data_dir[FILES_PATH_SIZE];
    int lock;
    struct bell bell;
    struct signals signals;
    struct watchdog watchdog;
    char ended[LAST_END_SIZE]; /* how the run before did */
    struct fonts *fonts;
    struct writer *writer;
    struct courier *courier;
    struct upload *upload;
    struct window *window;
    struct kiosk *kiosk;
    struct logo *logo;
    struct sound *sound;
    char sounding[FILES_PATH_SIZE]; /* what was begun; empty: silence */
    struct play *play;
};

static void ring(void *context)
{
    struct bell *bell = context;
    pthread_mutex_lock(&bell->mutex);
    if (bell->window != NULL) {
        window_wake(bell->window);
    }
    pthread_mutex_unlock(&bell->mutex);
}

static void hang(struct bell *bell, struct window *window)
{
    pthread_mutex_lock(&bell->mutex);
    bell->window = window;
    if (window != NULL) {
        window_wake(window); /* for whoever rang before there was one */
    }
    pthread_mutex_unlock(&bell->mutex);
}

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

static void feed(struct terminal *terminal)
{
    int64_t now_ms = clock_now().boot_ms;
    if (watchdog_deadline(&terminal->watchdog, now_ms) == 0) {
        watchdog_look(&terminal->watchdog, look_around(terminal), now_ms);
    }
}

/* Waits for what happens next and lets the kiosk know. False: the end. */
static bool turn(struct terminal *terminal)
{
    struct input input;
    struct moment now = clock_now();
    int64_t wait_ms =
        sooner(kiosk_deadline(terminal->kiosk, now),
               watchdog_deadline(&terminal->watchdog, now.boot_ms));
    if (terminal->play != NULL) {
        wait_ms = sooner(wait_ms, play_deadline(terminal->play, now.boot_ms));
    }
    enum window_event event = window_wait(terminal->window, wait_ms, &input);
    now = clock_now();
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

/* The next of the recorded visit, where one is played. */
static enum play_result play_on(struct terminal *terminal)
{
    if (terminal->play == NULL) {
        return PLAY_ON;
    }
    struct moment now = clock_now();
    struct kiosk_sight sight = kiosk_sight(terminal->kiosk, now);
    return play_step(terminal->play, terminal->window, &sight, now.boot_ms);
}

/* Runs until the end. Returns the exit status. */
static int run_loop(struct terminal *terminal)
{
    enum play_result played = PLAY_ON;
    do {
        if (!present(terminal)) {
            return EX_UNAVAILABLE;
        }
        feed(terminal);
        played = play_on(terminal);
        if (played == PLAY_FAILED) {
            return EX_DATAERR;
        }
    } while (played == PLAY_ON && turn(terminal));
    return kiosk_broken(terminal->kiosk) ? EX_IOERR : EX_OK;
}

static int open_glass(struct terminal *terminal, const struct options *options)
{
    terminal->fonts = setup_fonts();
    if (terminal->fonts == NULL) {
        return EX_SOFTWARE;
    }
    if (!setup_logo(&terminal->config, &terminal->logo)) {
        terminal->config.logo_width = 0;
        log_warning("%s: the terminal goes without the logo",
                    terminal->config.logo_path);
    }
    terminal->window = window_open(&(struct window_params){
        .title = "Bốn Luôn",
        .width = options->width,
        .height = options->height,
        .monitor = terminal->config.monitor,
        .stock = {.fonts = terminal->fonts, .logo = terminal->logo}});
    if (terminal->window == NULL) {
        return EX_UNAVAILABLE;
    }
    hang(&terminal->bell, terminal->window);
    return 0;
}

static int open_kiosk(struct terminal *terminal, const struct options *options)
{
    struct kiosk_params params = {.config = &terminal->config,
                                  .writer = terminal->writer,
                                  .courier = terminal->courier,
                                  .upload = terminal->upload,
                                  .measure = fonts_measure(terminal->fonts),
                                  .now = clock_now()};
    window_size(terminal->window, &params.width_px, &params.height_px);
    terminal->kiosk = kiosk_open(&params);
    terminal->sound = sound_open(
        &(struct sound_params){.ended = ring, .context = &terminal->bell});
    if (terminal->kiosk == NULL || terminal->sound == NULL) {
        log_error("no memory for the terminal");
        return EX_OSERR;
    }
    if (options->play != NULL) {
        terminal->play = play_open(options->play, options->pictures);
        return terminal->play != NULL ? 0 : EX_NOINPUT;
    }
    return 0;
}

/* Takes the data directory and starts the writer. Returns 0 or the exit
   status; only a terminal that already runs there is a reason not to open
   the window. */
static int open_record(struct terminal *terminal, const struct options *options)
{
    int status = setup_data_dir(options, terminal->data_dir);
    if (status == 0) {
        terminal->lock = setup_lock(terminal->data_dir, &status);
    }
    if (status != 0) {
        return status;
    }
    terminal->writer =
        writer_start(&(struct writer_params){.config = &terminal->config,
                                             .data_dir = terminal->data_dir,
                                             .ended = terminal->ended,
                                             .now = clock_now(),
                                             .wake = ring,
                                             .context = &terminal->bell});
    return terminal->writer != NULL ? 0 : EX_OSERR;
}

/* Without a stick or an upload the terminal goes on; the log says so. */
static void open_ways_out(struct terminal *terminal)
{
    struct config *config = &terminal->config;
    terminal->courier = courier_start(&(struct courier_params){
        .targets = {(void *)config->targets, config->target_count},
        .wake = ring,
        .context = &terminal->bell});
    if (config->upload_command[0] != '\0') {
        terminal->upload = upload_start(
            &(struct upload_params){.data_dir = terminal->data_dir,
                                    .command = config->upload_command,
                                    .wake = ring,
                                    .context = &terminal->bell});
    }
}

static int run_terminal(struct terminal *terminal,
                        const struct options *options)
{
    int record = open_record(terminal, options);
    if (record == EX_TEMPFAIL || record == EX_USAGE) {
        return record;
    }
    int status = open_glass(terminal, options);
    if (status == 0) {
        open_ways_out(terminal);
        status = open_kiosk(terminal, options);
    }
    if (status == 0) {
        status = run_loop(terminal);
    }
    return record != 0 ? record : status;
}

/* Closes everything. Returns the exit status, which a disk that failed at the
   very end makes a failure. */
static int close_terminal(struct terminal *terminal, int status)
{
    watchdog_close(&terminal->watchdog);
    play_close(terminal->play);
    sound_close(terminal->sound);
    hang(&terminal->bell, NULL);
    bool hung = courier_stop(terminal->courier) == COURIER_HUNG;
    hung = upload_stop(terminal->upload) == UPLOAD_HUNG || hung;
    switch (writer_stop(terminal->writer, clock_now())) {
    case WRITER_ENDED: break;
    case WRITER_ENDED_FAILED:
        status = status == EX_OK ? EX_IOERR : status;
        break;
    case WRITER_HUNG: _exit(EX_IOERR);
    }
    if (hung) {
        _exit(status);
    }
    kiosk_close(terminal->kiosk);
    window_close(terminal->window);
    logo_close(terminal->logo);
    fonts_close(terminal->fonts);
    if (terminal->lock >= 0) {
        close(terminal->lock);
    }
    return status;
}

int cmd_run(const struct options *options)
{
    struct terminal terminal = {.lock = -1};
    window_prepare();
    watchdog_open(&terminal.watchdog);
    last_end_take(terminal.ended);
    int status = setup_config(&terminal.config, options);
    if (status == 0) {
        pthread_mutex_init(&terminal.bell.mutex, NULL);
        terminal.signals.wake = ring;
        terminal.signals.context = &terminal.bell;
        signals_block(&terminal.signals);
        if (signals_start(&terminal.signals)) {
            status = run_terminal(&terminal, options);
            status = close_terminal(&terminal, status);
            signals_stop(&terminal.signals);
        } else {
            log_error("no thread to be had for the signals");
            status = EX_OSERR;
        }
        pthread_mutex_destroy(&terminal.bell.mutex);
    }
    config_free(&terminal.config);
    return status;
}
