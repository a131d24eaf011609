#include "cmd/status_say.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/speak.h"

static const char *const light_names[LIGHT_KINDS] = {
    [LIGHT_DISK] = "disk",           [LIGHT_DATABASE] = "database",
    [LIGHT_EXPORT] = "export",       [LIGHT_CLOCK] = "clock",
    [LIGHT_TOUCH] = "touch",         [LIGHT_LOG] = "log",
    [LIGHT_BACKUP] = "backup",       [LIGHT_UPLOAD] = "upload",
    [LIGHT_ENROLMENT] = "enrolment", [LIGHT_HOURS] = "hours"};

/* Of the light, when it is not well. */
static const char *mark(const struct health *health, enum light_kind kind)
{
    for (int i = 0; i < health->light_count; i++) {
        const struct light *light = &health->lights[i];
        if (light->kind == kind) {
            return light->state < LIGHT_CARE ? ""
                   : light->state == LIGHT_CARE
                       ? speak("  (needs attention)")
                       : speak("  (needs attention now)");
        }
    }
    return "";
}

static void say_days(const struct status *status, const struct health *health)
{
    printf(speak_count("Day            %s: %" PRId64 " visit\n",
                       "Day            %s: %" PRId64 " visits\n",
                       status->visits),
           status->day, status->visits);
    if (status->closed_day[0] != '\0') {
        printf(speak("Closed days    up to %s"), status->closed_day);
    } else {
        printf(speak("Closed days    none yet"));
    }
    printf(speak_count("; %" PRId64 " file in the outbox\n",
                       "; %" PRId64 " files in the outbox\n",
                       status->outbox_files),
           status->outbox_files);
    printf(speak_count("Not yet taken  %" PRId64 " day",
                       "Not yet taken  %" PRId64 " days", status->pending_days),
           status->pending_days);
    if (status->exported_day[0] != '\0') {
        printf(speak("; the last were taken on %s"), status->exported_day);
    } else {
        printf(speak("; none ever was"));
    }
    printf("%s\n", mark(health, LIGHT_EXPORT));
}

static void say_database(const struct status *status,
                         const struct health *health)
{
    if (status->database_set_aside == 0) {
        printf(speak("Database       no damage found"));
    } else {
        printf(speak("Database       mended on %s: %s"),
               status->database_set_aside_day, status->recovery);
    }
    printf("%s\n", mark(health, LIGHT_DATABASE));
}

static void say_trust(const struct status *status, const struct health *health)
{
    printf(speak("Enrolled       %s\n"),
           status->enrolled ? speak("yes")
                            : speak("not yet: run 'bonluon enrol'"));
    if (status->fingerprint[0] != '\0') {
        printf(speak("Signing key    %s\n"), status->fingerprint);
    }
    printf(speak("Last seal      %s\n"), status->sealed_day[0] != '\0'
                                             ? status->sealed_day
                                             : speak("none yet"));
    printf(speak("Journal        %s%s\n"),
           status->log_failing ? speak("cannot be written: see the messages of "
                                       "'journalctl -u bonluon'")
                               : speak("written"),
           mark(health, LIGHT_LOG));
    printf(speak("Last backup    %s%s\n"),
           status->backup_day[0] != '\0' ? status->backup_day
                                         : speak("none yet"),
           mark(health, LIGHT_BACKUP));
}

static void say_clock(const struct status *status, const struct health *health)
{
    if (status->clock_doubtful) {
        printf(
            speak(
                "Clock          in doubt: set it, or say on the panel that it "
                "is right%s\n"),
            mark(health, LIGHT_CLOCK));
    } else if (status->clock_voucher[0] != '\0') {
        printf(speak("Clock          vouched for by %s since the start%s\n"),
               speak(status->clock_voucher), mark(health, LIGHT_CLOCK));
    } else {
        printf(
            speak(
                "Clock          not in doubt, but nobody vouched for it since "
                "the start: say on the panel that it is right%s\n"),
            mark(health, LIGHT_CLOCK));
    }
}

static void say_machine(const struct status *status,
                        const struct health *health)
{
    if (status->free_bytes >= 0) {
        printf(speak("Free disk      %" PRId64 " MiB%s\n"),
               status->free_bytes / (1024 * 1024), mark(health, LIGHT_DISK));
    } else {
        printf(speak("Free disk      not known%s\n"), mark(health, LIGHT_DISK));
    }
    say_database(status, health);
    say_clock(status, health);
    if (health->running && status->touch == TOUCH_MISSING) {
        printf(speak("Glass          no touch screen found: plug its USB cable "
                     "in%s\n"),
               mark(health, LIGHT_TOUCH));
    } else if (health->running && status->touch == TOUCH_STUCK) {
        printf(speak("Glass          something rests on it: wipe it, and see "
                     "whether "
                     "the frame presses on it%s\n"),
               mark(health, LIGHT_TOUCH));
    } else if (health->running && status->untouched_days > 0) {
        printf(speak_count(
                   "Glass          no visitor's touch for %" PRId64 " day%s\n",
                   "Glass          no visitor's touch for %" PRId64 " days%s\n",
                   status->untouched_days),
               status->untouched_days, mark(health, LIGHT_TOUCH));
    }
}

static void say_ends(const struct status *status)
{
    if (status->restarts > 0) {
        printf(speak("Restarts       %" PRId64
                     " that nobody asked for, the last on "
                     "%s: %s\n"),
               status->restarts, status->last_end_day, speak(status->last_end));
    }
}

static void say_uploads(const struct status *status,
                        const struct health *health)
{
    if (!status->uploads) {
        return;
    }
    if (status->uploads_waiting < 0) {
        printf(speak("Uploads        not known"));
    } else {
        printf(speak_count("Uploads        %" PRId64 " file waiting",
                           "Uploads        %" PRId64 " files waiting",
                           status->uploads_waiting),
               status->uploads_waiting);
    }
    printf("%s%s%s\n", status->upload_message[0] != '\0' ? "; " : "",
           status->upload_message, mark(health, LIGHT_UPLOAD));
}

void status_say(const struct status *status, const struct health *health)
{
    bool sample = strcmp(status->device_id, CONFIG_SAMPLE_CODE) == 0;
    printf(speak("Terminal       %s/%s, version %s%s\n"), status->unit_code,
           status->device_id, status->version,
           sample
               ? speak("; MẪU: it runs by the sample config, and none of this "
                       "counts")
               : "");
    printf(speak("State          %s\n"), speak(health->verdict.words));
    if (health->running) {
        printf(speak("Running since  %s, process %" PRId64 "\n"), status->since,
               status->pid);
    }
    say_days(status, health);
    say_machine(status, health);
    say_trust(status, health);
    say_ends(status);
    say_uploads(status, health);
}

static void tell_attention(struct text *json, const struct health *health)
{
    const char *comma = "";
    text_append_string(json, ", \"attention\": [");
    for (int i = 0; i < health->light_count; i++) {
        if (health->lights[i].state >= LIGHT_CARE) {
            text_append_format(json, "%s\"%s\"", comma,
                               light_names[health->lights[i].kind]);
            comma = ", ";
        }
    }
    text_append_string(json, "]");
}

void status_say_json(const struct status *status, const struct health *health)
{
    struct text json = {0};
    struct status told = *status;
    if (!health->running) {
        told.untouched_days = STATUS_UNKNOWN;
        told.touch = TOUCH_UNKNOWN;
    }
    if (!told.uploads) {
        told.upload_tries = STATUS_UNKNOWN;
    }
    if (!told.uploads || told.uploads_waiting < 0) {
        told.uploads_waiting = STATUS_UNKNOWN;
    }
    text_append_format(&json, "{\"running\": %s, \"state\": \"%s\"",
                       health->running ? "true" : "false",
                       health->verdict.state);
    status_tell(&told, &json);
    tell_attention(&json, health);
    printf("%s}\n", json.failed ? "{" : json.data);
    text_free(&json);
}
