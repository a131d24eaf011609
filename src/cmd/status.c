/*
 * bonluon status: is the terminal well? Reads what the running terminal
 * leaves in status.json, and asks its lock whether it still runs; opens no
 * database. The exit status is 0 only when all is well.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/places.h"
#include "cmd/commands.h"
#include "cmd/setup.h"
#include "data/status.h"

/* How it is, from what was written last and whether it still runs. */
struct health {
    const char *state; /* for a monitor */
    const char *words; /* for a person */
    int exit_status;
};

static struct health judge(const struct status *status, bool running)
{
    if (running && status->state == STATUS_OK) {
        return (struct health){"ok", "running, all is well", EX_OK};
    }
    switch (status->state) {
    case STATUS_OK:
        return (struct health){
            "interrupted",
            "not running: it ended without being asked (a power cut?); "
            "start it again, nothing that was thanked for is lost",
            EX_UNAVAILABLE};
    case STATUS_FAILED:
        return (struct health){
            "failed",
            "out of order: the disk refused an answer; see the messages of "
            "'journalctl -u bonluon', and whether the disk is full",
            EX_IOERR};
    case STATUS_STOPPED: break;
    }
    return running ? (struct health){"starting", "starting", EX_TEMPFAIL}
                   : (struct health){"stopped",
                                     "not running: it was ended as "
                                     "asked; start it again",
                                     EX_UNAVAILABLE};
}

static void print_text(const struct status *status, const struct health *health,
                       bool running)
{
    printf("Terminal       %s/%s, version %s\n", status->unit_code,
           status->device_id, status->version);
    printf("State          %s\n", health->words);
    if (running) {
        printf("Running since  %s, process %" PRId64 "\n", status->since,
               status->pid);
    }
    printf("Day            %s: %" PRId64 " visit%s, %" PRId64 " answer%s\n",
           status->day, status->visits, status->visits == 1 ? "" : "s",
           status->answers, status->answers == 1 ? "" : "s");
    printf("Closed days    %s%s; %" PRId64 " file%s in the outbox\n",
           status->closed_day[0] != '\0' ? "up to " : "none yet",
           status->closed_day, status->outbox_files,
           status->outbox_files == 1 ? "" : "s");
    if (status->free_bytes >= 0) {
        printf("Free disk      %" PRId64 " MiB\n",
               status->free_bytes / (1024 * 1024));
    }
}

/* Codes, dates and versions hold no character that JSON escapes. */
static void print_json(const struct status *status, const struct health *health,
                       bool running)
{
    printf(
        "{\"running\": %s, \"state\": \"%s\", \"pid\": %" PRId64
        ", \"version\": \"%s\", \"unit_code\": \"%s\", \"device_id\": \"%s\", "
        "\"since\": \"%s\", \"day\": \"%s\", \"visits\": %" PRId64
        ", \"answers\": %" PRId64 ", \"closed_day\": ",
        running ? "true" : "false", health->state, status->pid, status->version,
        status->unit_code, status->device_id, status->since, status->day,
        status->visits, status->answers);
    if (status->closed_day[0] != '\0') {
        printf("\"%s\"", status->closed_day);
    } else {
        printf("null");
    }
    printf(", \"outbox_files\": %" PRId64 ", \"free_bytes\": %" PRId64 "}\n",
           status->outbox_files, status->free_bytes);
}

static int print_none(const char *data_dir, bool running, bool json)
{
    const char *state = running ? "starting" : "none";
    if (json) {
        printf("{\"running\": %s, \"state\": \"%s\"}\n",
               running ? "true" : "false", state);
    } else if (running) {
        printf("State          starting\n");
    } else {
        printf("State          no terminal has run with the data directory "
               "%s; start one with 'bonluon run'\n",
               data_dir);
    }
    return running ? EX_TEMPFAIL : EX_UNAVAILABLE;
}

static int print_status(const char *data_dir, bool running, bool json)
{
    struct status status;
    switch (status_read(&status, data_dir)) {
    case STATUS_READ: {
        struct health health = judge(&status, running);
        (json ? print_json : print_text)(&status, &health, running);
        return health.exit_status;
    }
    case STATUS_MISSING: return print_none(data_dir, running, json);
    case STATUS_UNREADABLE: break;
    }
    log_error("%s/status.json: %s; the terminal writes it anew when it starts",
              data_dir,
              errno != 0 ? strerror(errno) : "not written by this version");
    return EX_DATAERR;
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
    int status = print_status(data_dir, files_locked(lock), options->json);
    return fflush(stdout) == 0 ? status : EX_IOERR;
}
