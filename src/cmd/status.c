/*
 * bonluon status: is the terminal well? Reads what the running terminal
 * leaves in status.json, and asks its lock whether it still runs. Of one that
 * does not run it asks the record, if that can be opened. What counts as well
 * is what the panel's lights say. The exit status is 0 only when all is well.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/places.h"
#include "base/speak.h"
#include "carry/upload_list.h"
#include "cmd/commands.h"
#include "cmd/setup.h"
#include "cmd/status_say.h"
#include "kiosk/fill.h"
#include "writer/status_keeper.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };

static void ask_record(struct status *status, const struct config *config,
                       const char *data_dir)
{
    struct moment now = clock_now();
    const struct record_params params = {.config = config,
                                         .data_dir = data_dir,
                                         .now = now,
                                         .use = RECORD_COMMAND};
    struct record *record;
    if (record_open(&record, &params) == STORE_OK) {
        struct desk desk;
        struct desk_health health;
        desk_open(&desk, &(struct desk_params){.record = record,
                                               .config = config,
                                               .data_dir = data_dir});
        if (desk_health(&desk, now, &health)) {
            status_keeper_health(status, &health);
        }
        desk_close(&desk);
    }
    record_close(record);
}

static void ask_uploads(struct status *status, const struct config *config,
                        const char *data_dir)
{
    struct uploads_next next;
    status->uploads = config->upload_command[0] != '\0';
    if (status->uploads) {
        status->uploads_waiting =
            uploads_find(data_dir, "", &next) ? next.waiting : -1;
    }
}

/* As far as can be: what cannot be asked is as the terminal left it. */
static void look_closer(struct status *status, const struct config *config,
                        const char *data_dir, const char *lock)
{
    int fd = files_lock(lock);
    if (fd >= 0) {
        ask_record(status, config, data_dir);
        close(fd);
    }
    ask_uploads(status, config, data_dir);
}

static int32_t day_of(const char *date)
{
    int32_t day;
    return clock_parse_date(date, &day) ? day : INT32_MIN;
}

/* As the panel would show it. True when all is well. */
static bool light_up(struct health *health, const struct status *status)
{
    struct panel panel = {0};
    const struct desk_health desk = {
        .today = day_of(status->day),
        .first_day = day_of(status->first_day),
        .backup_day = day_of(status->backup_day),
        .trust = {.enrolled = status->enrolled != 0,
                  .broken = status->log_failing != 0},
        .exported_day = day_of(status->exported_day),
        .pending = (int)status->pending_days,
        .recovered_day = day_of(status->database_set_aside_day),
        .rows_lost = status->rows_lost,
        .doubtful = status->clock_doubtful != 0,
        .free_bytes = status->free_bytes};
    bool well = true;
    fill_lights(
        &panel,
        &(struct fill_lights){
            .health = &desk,
            .untouched_ms =
                health->running ? status->untouched_days * (int64_t)DAY_MS : 0,
            .touch =
                health->running ? (enum touch)status->touch : TOUCH_UNKNOWN,
            .uploads = status->uploads != 0,
            .waiting = (int)status->uploads_waiting,
            .tries = (int)status->upload_tries});
    memcpy(health->lights, panel.lights, sizeof health->lights);
    health->light_count = panel.light_count;
    for (int i = 0; i < panel.light_count; i++) {
        well = well && panel.lights[i].state < LIGHT_CARE;
    }
    return well;
}

static struct verdict of_running(bool well)
{
    return well ? (struct verdict){"ok", N_("running, all is well"), EX_OK}
                : (struct verdict){
                      "attention",
                      N_("running; what is marked below needs attention"),
                      EX_TEMPFAIL};
}

static const char *cause(int64_t exit_status)
{
    switch (exit_status) {
    case EX_CONFIG:
        return N_("not running: a fault in the config or of the data directory "
                  "ended it; 'bonluon check' and the messages name it");
    case EX_UNAVAILABLE:
        return N_(
            "not running: there was no screen for it; see the messages of "
            "'journalctl -u bonluon'");
    case EX_IOERR:
        return N_("not running: the disk failed; see the messages of "
                  "'journalctl -u bonluon'");
    default:
        return N_("not running: it ended with a failure, which the messages of "
                  "'journalctl -u bonluon' name");
    }
}

static struct verdict of_state(const struct status *status, bool running)
{
    switch (status->state) {
    case STATUS_OK:
        return (struct verdict){
            "interrupted",
            N_("not running: it ended without being asked (a power cut?); "
               "start it again, nothing that was thanked for is lost"),
            EX_UNAVAILABLE};
    case STATUS_FAILED:
        return (struct verdict){
            "failed",
            N_("out of order: the disk refused an answer; see the messages of "
               "'journalctl -u bonluon', and whether the disk is full"),
            EX_IOERR};
    case STATUS_ENDED:
        if (!running) {
            return (struct verdict){"ended", cause(status->exit_status),
                                    EX_UNAVAILABLE};
        }
        break;
    case STATUS_STOPPED: break;
    }
    return running ? (struct verdict){"starting", N_("starting"), EX_TEMPFAIL}
                   : (struct verdict){"stopped",
                                      N_("not running: it was ended as "
                                         "asked; start it again"),
                                      EX_UNAVAILABLE};
}

static struct health judge(const struct status *status, bool running)
{
    struct health health = {.running = running};
    bool well = light_up(&health, status);
    health.verdict = running && status->state == STATUS_OK
                         ? of_running(well)
                         : of_state(status, running);
    return health;
}

static int print_none(const char *data_dir, bool running, bool json)
{
    const char *state = running ? "starting" : "none";
    if (json) {
        printf("{\"running\": %s, \"state\": \"%s\"}\n",
               running ? "true" : "false", state);
    } else if (running) {
        printf(speak("State          starting\n"));
    } else {
        printf(
            speak("State          no terminal has run with the data directory "
                  "%s; start one with 'bonluon run'\n"),
            data_dir);
    }
    return running ? EX_TEMPFAIL : EX_UNAVAILABLE;
}

static int print_status(const struct options *options, const char *data_dir,
                        const char *lock)
{
    struct status status;
    bool running = files_locked(lock);
    enum status_read read = status_read(&status, data_dir);
    if (read == STATUS_MISSING) {
        return print_none(data_dir, running, options->json);
    }
    if (read == STATUS_UNREADABLE) {
        log_error(
            "%s/status.json: %s; the terminal writes it anew when it starts",
            data_dir,
            errno != 0 ? strerror(errno)
                       : speak("not written by this version"));
        return EX_DATAERR;
    }
    struct config config = {0};
    struct faults faults = {0};
    bool asked = (!running || !options->json) &&
                 setup_load(&config, options, &faults) == 0;
    int64_t free_bytes = files_free(data_dir);
    status.free_bytes = free_bytes >= 0 ? free_bytes : status.free_bytes;
    if (asked && !running) {
        look_closer(&status, &config, data_dir, lock);
    }
    struct health health = judge(&status, running);
    (options->json ? status_say_json : status_say)(&status, &health);
    if (asked && !options->json) {
        setup_say_entered(&config);
    }
    faults_free(&faults);
    config_free(&config);
    return health.verdict.exit_status;
}

int cmd_status(const struct options *options)
{
    char data_dir[FILES_PATH_SIZE];
    char lock[FILES_PATH_SIZE];
    if (!places_data(options->data_dir, data_dir) ||
        !files_join(lock, data_dir, SETUP_LOCK_NAME)) {
        log_error("no data directory to be found (%s): name one with "
                  "--data-dir DIR",
                  strerror(errno));
        return EX_USAGE;
    }
    int status = print_status(options, data_dir, lock);
    return fflush(stdout) == 0 ? status : EX_IOERR;
}
