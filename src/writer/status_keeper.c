#include "writer/status_keeper.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

void status_keeper_begin(struct status_keeper *keeper,
                         const struct config *config, const char *data_dir,
                         struct moment now)
{
    struct status *status = &keeper->status;
    keeper->data_dir = data_dir;
    status->pid = getpid();
    text_must(status->version, sizeof status->version, "%s", BONLUON_VERSION);
    text_must(status->unit_code, sizeof status->unit_code, "%s",
              config->unit_code);
    text_must(status->device_id, sizeof status->device_id, "%s",
              config->device_id);
    clock_iso(now.wall_ms, config->utc_offset_min, status->since);
}

static void fill(struct status *status, const struct record *record,
                 struct moment at)
{
    const struct running_totals *totals = record_running_totals(record);
    int32_t day = record_day(record, at);
    int32_t closed = record_closed_day(record);
    clock_date(day, status->day);
    status->visits = totals->day == day ? totals->visits : 0;
    if (closed >= record_first_day(record)) {
        clock_date(closed, status->closed_day);
    }
}

static int64_t whole_mib(int64_t bytes)
{
    const int64_t mib = 1024 * 1024;
    return bytes >= 0 ? bytes / mib * mib : bytes;
}

void status_keeper_write(struct status_keeper *keeper,
                         const struct outbox *outbox, enum status_state state,
                         struct moment at)
{
    struct status *status = &keeper->status;
    status->state = state;
    status->exit_status = 0;
    status->free_bytes = whole_mib(files_free(keeper->data_dir));
    if (outbox->file != NULL) {
        fill(status, outbox->record, at);
    }
    if (memcmp(status, &keeper->written, sizeof *status) == 0) {
        return;
    }
    if (status_write(status, keeper->data_dir)) {
        memcpy(&keeper->written, status, sizeof *status);
    } else if (!keeper->told) {
        keeper->told = true;
        log_warning("%s/status.json: %s: the status is not kept up to date",
                    keeper->data_dir, strerror(errno));
    }
}

void status_keeper_count(struct status_keeper *keeper,
                         const struct outbox *outbox)
{
    keeper->status.outbox_files = outbox_count(outbox);
}

/* A day that is known, as a date. */
static void tell_day(char out[CLOCK_DATE_SIZE], int32_t day)
{
    if (day != INT32_MIN && day != INT32_MAX) {
        clock_date(day, out);
    }
}

static void tell_trust(struct status *status, const struct record_trust *trust)
{
    status->enrolled = trust->enrolled;
    status->log_failing = trust->broken;
    memcpy(status->fingerprint, trust->fingerprint, sizeof status->fingerprint);
    tell_day(status->sealed_day, trust->sealed_day);
}

void status_keeper_health(struct status *status,
                          const struct desk_health *health)
{
    status->pending_days = health->pending;
    status->database_set_aside = health->recovered_day != INT32_MIN;
    status->rows_lost = health->rows_lost;
    memcpy(status->recovery, health->recovery, sizeof status->recovery);
    status->clock_doubtful = health->doubtful;
    text_must(status->clock_voucher, sizeof status->clock_voucher, "%s",
              health->voucher);
    status->restarts = health->ends;
    memcpy(status->last_end, health->ended, sizeof status->last_end);
    tell_day(status->last_end_day, health->ended_day);
    tell_day(status->exported_day, health->exported_day);
    tell_day(status->database_set_aside_day, health->recovered_day);
    tell_day(status->first_day, health->first_day);
    tell_day(status->backup_day, health->backup_day);
    tell_trust(status, &health->trust);
}

bool status_keeper_tell(struct status_keeper *keeper, struct desk *desk,
                        struct moment at)
{
    struct desk_health health;
    if (!desk_health(desk, at, &health)) {
        return false;
    }
    status_keeper_health(&keeper->status, &health);
    status_keeper_count(keeper, desk->outbox);
    status_keeper_write(keeper, desk->outbox, STATUS_OK, at);
    return true;
}

void status_keeper_hear(struct status_keeper *keeper,
                        const struct status_news *news)
{
    struct status *status = &keeper->status;
    status->untouched_days = news->untouched_days;
    status->touch = news->touch;
    status->uploads = news->uploads;
    status->uploads_waiting = news->waiting;
    status->upload_tries = news->tries;
    text_must(status->upload_message, sizeof status->upload_message, "%s",
              news->message);
}
