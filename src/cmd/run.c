/*
 * bonluon run: the terminal, from its start to its end. Introduces the kiosk to
 * the glass and to the writer; terminal_loop.c is what runs between them.
 *
 * The order of the start is that of the wait: the writer's thread opens the
 * record while this one opens the window. A disk that cannot be used is no
 * reason for a black screen: the terminal shows that it is out of order, then
 * ends with a failure, and the service manager starts it again.
 */
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/places.h"
#include "base/touch.h"
#include "cmd/commands.h"
#include "cmd/letters.h"
#include "cmd/machine.h"
#include "cmd/set_up.h"
#include "cmd/setup.h"
#include "cmd/terminal.h"
#include "cmd/told_width.h"
#include "display/connectors.h"
#include "display/logo.h"
#include "kiosk/set_up.h"
#include "writer/status.h"

static int open_glass(struct terminal *terminal, const struct options *options)
{
    struct faults none = {0}; /* of a sample, which names no typefaces */
    if (terminal->fonts == NULL) {
        terminal->fonts = letters_fonts(&terminal->config, &none);
    }
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
    bell_hang(&terminal->bell, terminal->window);
    return 0;
}

static int open_kiosk(struct terminal *terminal, const struct options *options)
{
    struct kiosk_params params = {.config = &terminal->config,
                                  .writer = terminal->writer,
                                  .courier = terminal->courier,
                                  .upload = terminal->upload,
                                  .set_up = options->set_up,
                                  .touch_folder = touch_folder(),
                                  .measure = fonts_measure(terminal->fonts),
                                  .now = clock_now()};
    terminal->played = params.now;
    window_size(terminal->window, &params.width_px, &params.height_px);
    terminal->kiosk = kiosk_open(&params);
    terminal->sound = sound_open(
        &(struct sound_params){.ended = bell_ring, .context = &terminal->bell});
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

/* Takes the data directory. Returns 0 or the exit status; only a terminal that
   already runs there is a reason not to open the window. */
static int open_data(struct terminal *terminal, const struct options *options)
{
    int status = setup_data_dir(options, terminal->data_dir);
    if (status == 0) {
        terminal->lock = setup_lock(terminal->data_dir, &status);
    }
    if (status == 0) {
        machine_compare(terminal->data_dir);
    }
    return status;
}

static int open_record(struct terminal *terminal)
{
    terminal->writer =
        writer_start(&(struct writer_params){.config = &terminal->config,
                                             .data_dir = terminal->data_dir,
                                             .ended = terminal->ended,
                                             .now = clock_now(),
                                             .wake = bell_ring,
                                             .context = &terminal->bell});
    if (terminal->writer == NULL) {
        return EX_OSERR;
    }
    if (terminal->vouched) {
        writer_ask(terminal->writer, &(struct desk_ask){.request = DESK_CONFIRM,
                                                        .at = clock_now()});
    }
    return 0;
}

/* Without a stick or an upload the terminal goes on; the log says so. */
static void open_ways_out(struct terminal *terminal)
{
    struct config *config = &terminal->config;
    terminal->courier = courier_start(&(struct courier_params){
        .targets = {(void *)config->targets, config->target_count},
        .wake = bell_ring,
        .context = &terminal->bell});
    if (config->upload_command[0] != '\0') {
        terminal->upload = upload_start(
            &(struct upload_params){.data_dir = terminal->data_dir,
                                    .command = config->upload_command,
                                    .wake = bell_ring,
                                    .context = &terminal->bell});
    }
}

/* Returns 0 to go on, SET_UP_ENDED, or the exit status. */
static int put_up(struct terminal *terminal, const struct options *options,
                  bool optional)
{
    const struct set_up_job job = {
        .options = options, .optional = optional, .whole = options->width == 0};
    int status = set_up_run(terminal, &job);
    if (terminal->logo == NULL) {
        terminal->config.logo_width = 0; /* as before it was loaded anew */
    }
    return status;
}

/* A config with faults is told of by the words and the measures of the sample;
   then the service manager tries again, with what somebody may have mended. */
static int show_faults(struct terminal *terminal, const struct options *options,
                       const struct faults *faults)
{
    const struct set_up_job job = {.options = options, .faults = faults};
    config_free(&terminal->config);
    if (setup_sample(&terminal->config) && open_glass(terminal, options) == 0) {
        (void)set_up_run(terminal, &job); /* 78, whatever became of it */
    }
    return EX_CONFIG;
}

/* What runs while the record is open. Returns the exit status, a disk that
   failed at the very end being a failure. */
static int close_record(struct terminal *terminal, int status)
{
    play_close(terminal->play);
    sound_close(terminal->sound);
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
    terminal->play = NULL;
    terminal->sound = NULL;
    terminal->sounding[0] = '\0';
    terminal->courier = NULL;
    terminal->upload = NULL;
    terminal->writer = NULL;
    terminal->kiosk = NULL;
    return status;
}

/* A picture in a window is as wide as whoever made it wants. */
static void compare_width(const struct terminal *terminal,
                          const struct options *options)
{
    int width;
    int height;
    window_size(terminal->window, &width, &height);
    if (options->width == 0) {
        int told = told_width_mm(CONNECTORS_FOLDER, width, height);
        (void)told_width_warn(&terminal->config, told);
    }
}

/* From the first question to the end, or to the installer: *again. */
static int serve(struct terminal *terminal, const struct options *options,
                 bool *again)
{
    open_ways_out(terminal);
    int status = open_kiosk(terminal, options);
    if (status == 0) {
        compare_width(terminal, options);
        status = terminal_loop(terminal);
    }
    *again = status == 0 && kiosk_asks_set_up(terminal->kiosk);
    return status;
}

/* With a glass and the data directory. A width that nobody entered, for want
   of a disk to keep it on, is guessed: to say that is out of order. */
static int run_on_glass(struct terminal *terminal,
                        const struct options *options, bool due)
{
    bool optional = false;
    for (;;) {
        int status = due ? put_up(terminal, options, optional) : 0;
        if (status == 0 && due) {
            status = open_record(terminal);
        }
        if (status == 0) {
            status = serve(terminal, options, &due);
        }
        if (status != 0 || !due) {
            return status == SET_UP_ENDED ? EX_OK : status;
        }
        status = close_record(terminal, status);
        if (status != 0) {
            return status;
        }
        optional = true;
    }
}

static int run_terminal(struct terminal *terminal,
                        const struct options *options)
{
    int record = open_data(terminal, options);
    bool due =
        record == 0 && set_up_is_due(&terminal->config) && options->set_up;
    if (record == 0 && !due) {
        record = open_record(terminal);
    }
    if (record == EX_TEMPFAIL || record == EX_USAGE) {
        return record;
    }
    if (record != 0 && terminal->config.width_mm == 0) {
        terminal->config.width_mm = set_up_guess_mm(0, 0);
    }
    int status = open_glass(terminal, options);
    if (status == 0) {
        status = run_on_glass(terminal, options, due);
    }
    return record != 0 ? record : status;
}

/* Closes everything. Returns the exit status, which a disk that failed at the
   very end makes a failure. */
static int close_terminal(struct terminal *terminal, int status)
{
    watchdog_close(&terminal->watchdog);
    bell_hang(&terminal->bell, NULL);
    status = close_record(terminal, status);
    window_close(terminal->window);
    logo_close(terminal->logo);
    fonts_close(terminal->fonts);
    files_close(terminal->lock);
    return status;
}

static int run_with_signals(struct terminal *terminal,
                            const struct options *options,
                            const struct faults *faults)
{
    int status = EX_OSERR;
    bell_open(&terminal->bell);
    terminal->signals.wake = bell_ring;
    terminal->signals.context = &terminal->bell;
    signals_block(&terminal->signals);
    if (signals_start(&terminal->signals)) {
        status = faults != NULL ? show_faults(terminal, options, faults)
                                : run_terminal(terminal, options);
        status = close_terminal(terminal, status);
        signals_stop(&terminal->signals);
    } else {
        log_error("no thread to be had for the signals");
    }
    bell_close(&terminal->bell);
    return status;
}

/* Not of a terminal that goes on: one that already ran there. */
static void leave_status(const struct options *options, int status)
{
    char data_dir[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    if (status == EX_OK || status == EX_TEMPFAIL ||
        !places_data(options->data_dir, data_dir) ||
        !files_join(path, data_dir, SETUP_LOCK_NAME)) {
        return;
    }
    int lock = files_lock(path);
    if (lock >= 0) {
        status_end(data_dir, status);
        files_close(lock);
    }
}

/* A typeface that is gone since, with its package or its disk, keeps nobody
   from answering: it is said, and what no other has is a hollow box. Returns 0,
   or EX_SOFTWARE after a message. */
static int open_fonts(struct terminal *terminal)
{
    struct faults faults = {0};
    terminal->fonts = letters_fonts(&terminal->config, &faults);
    if (terminal->fonts != NULL) {
        letters_check(&terminal->config, terminal->fonts, &faults);
    }
    if (faults.count > 0) {
        setup_print_faults(&terminal->config, &faults);
    }
    faults_free(&faults);
    return terminal->fonts == NULL ? EX_SOFTWARE : 0;
}

int cmd_run(const struct options *options)
{
    struct terminal terminal = {.lock = -1};
    struct faults faults = {0};
    window_prepare();
    watchdog_open(&terminal.watchdog);
    last_end_take(terminal.ended);
    int status = setup_load(&terminal.config, options, &faults);
    setup_warn_twin(&terminal.config);
    if (status == 0 && terminal.config.width_mm > 0) {
        status = setup_refuse_small(&terminal.config, &faults);
    }
    if (status == 0) {
        status = open_fonts(&terminal);
    }
    if (faults.count > 0) {
        setup_print_faults(&terminal.config, &faults);
    }
    bool shown = status == EX_CONFIG && options->set_up;
    if (status == 0 || shown) {
        status = run_with_signals(&terminal, options, shown ? &faults : NULL);
    }
    leave_status(options, status);
    faults_free(&faults);
    config_free(&terminal.config);
    return status;
}
