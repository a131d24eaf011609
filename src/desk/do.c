#include "base/speak.h"
#include "desk/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/steward.h"
#include "desk/inside.h"
#include "recovery/backup.h"

void desk_open(struct desk *desk, const struct desk_params *params)
{
    *desk = (struct desk){.record = params->record,
                          .outbox = params->outbox,
                          .config = params->config,
                          .data_dir = params->data_dir,
                          .all_taken = INT32_MIN};
    if (params->outbox != NULL) {
        desk_sweep(desk);
    }
}

void desk_close(struct desk *desk)
{
    desk_files_free(desk->files);
    desk->files = NULL;
}

static bool keep_row(struct desk *desk, int value, struct moment at)
{
    const struct record_job job = {
        .at = at, .rows = {{.kind = ROW_PIN, .value = value}}, .count = 1};
    return record_keep(desk->record, &job) == STORE_OK;
}

/* Somebody set another PIN since it was last looked at. */
static bool set_anew(const char *before, const struct pin_gate *gate)
{
    return before[0] != '\0' && strcmp(before, gate->id) != 0;
}

static void tell_gate(const struct pin_gate *gate, struct moment at,
                      struct desk_reply *reply)
{
    int left = PIN_FREE_TRIES + 1 - gate->wrong;
    reply->left = left > 0 ? left : 0;
    reply->wait_ms = gate->opens_ms == INT64_MAX   ? INT64_MAX
                     : gate->opens_ms > at.boot_ms ? gate->opens_ms - at.boot_ms
                                                   : 0;
}

static bool stop_at_visit(void *context, const struct row *row)
{
    bool *visited = context;
    *visited = row->kind == ROW_VISIT;
    return !*visited;
}

/* Whether the terminal is so new that whoever holds the corner may be who puts
   it up: no day that is over, up to the first of them, holds an answer. False
   when the record failed. */
static bool ask_is_new(struct desk *desk, bool *is_new)
{
    struct record *record = desk->record;
    int32_t last = record_closed_day(record);
    bool visited = false;
    struct record_scan scan = {.day = record_first_day(record) -
                                      1, /* of the first row there is */
                               .take = stop_at_visit,
                               .context = &visited};
    enum store_result result = STORE_OK;
    while (result == STORE_OK && !visited && scan.day < last) {
        result = record_next_day(record, scan.day + 1, &scan.day);
        if (result == STORE_OK && scan.day <= last) {
            result = record_scan(record, &scan);
        }
    }
    *is_new = !visited;
    return result == STORE_OK;
}

static bool ask_gate(struct desk *desk, struct desk_ask *ask,
                     struct desk_reply *reply)
{
    char before[sizeof desk->gate.id];
    bool kept = true;
    const struct pin_time now = {
        .boot_ms = ask->at.boot_ms,
        .day = clock_local(ask->at.wall_ms, desk->config->utc_offset_min).day};
    memcpy(before, desk->gate.id, sizeof before);
    reply->number = ask->number;
    reply->pin = ask->request == DESK_TRY
                     ? pin_file_try(&desk->gate, desk->data_dir, ask->pin, now)
                     : pin_file_look(&desk->gate, desk->data_dir, now);
    secret_wipe(ask->pin, sizeof ask->pin);
    tell_gate(&desk->gate, ask->at, reply);
    if (set_anew(before, &desk->gate)) {
        kept = keep_row(desk, ROW_PIN_SET, ask->at);
    }
    if (kept && (reply->pin == PIN_RIGHT || reply->pin == PIN_WRONG)) {
        int wrong = reply->pin == PIN_RIGHT ? 0 : desk->gate.wrong;
        kept = keep_row(desk, wrong, ask->at);
    }
    if (kept && reply->pin == PIN_UNSET) {
        kept = ask_is_new(desk, &reply->is_new);
    }
    return kept;
}

static void tell_taken(struct desk_health *health, int32_t day)
{
    int64_t ago = (int64_t)health->today - day;
    if (ago >= 0 && ago < DESK_TAKEN_DAYS) {
        health->taken[ago] = true;
    }
}

/* Moves on over the days that were taken; counts the others. */
static enum store_result count_pending(struct desk *desk,
                                       struct desk_health *health)
{
    int32_t last = record_closed_day(desk->record);
    enum store_result result = record_hold(desk->record);
    health->pending = 0;
    memset(health->taken, 0, sizeof health->taken);
    int32_t day = desk->all_taken;
    while (result == STORE_OK && day < last) {
        bool taken = false;
        result = record_next_closed(desk->record, day + 1, &day);
        if (result != STORE_OK || day == INT32_MAX) {
            break; /* none is closed yet */
        }
        result = record_taken(desk->record, day, &taken);
        health->pending += !taken;
        if (taken && health->pending == 0) {
            desk->all_taken = day;
        } else if (taken) {
            tell_taken(health, day);
        }
    }
    health->all_taken = desk->all_taken;
    if (result == STORE_OK) {
        result = record_release(desk->record);
    }
    return result;
}

static bool tell_recovery(struct desk *desk, struct desk_health *health)
{
    struct row row;
    if (record_recovered(desk->record, &row) != STORE_OK) {
        return false;
    }
    health->recovered_day = row.seq != 0 ? row.day : INT32_MIN;
    health->rows_lost = row.value;
    memcpy(health->recovery, row.note, sizeof health->recovery);
    return true;
}

static bool tell_ends(struct desk *desk, struct desk_health *health)
{
    struct row row;
    if (record_ends(desk->record, &row, &health->ends) != STORE_OK) {
        return false;
    }
    health->ended_day = row.seq != 0 ? row.day : INT32_MIN;
    memcpy(health->ended, row.note, sizeof health->ended);
    return true;
}

bool desk_asks_clock(const struct desk *desk, struct moment at)
{
    return record_doubtful(desk->record, at) ||
           record_voucher(desk->record) == BELIEF_NOBODY;
}

bool desk_health(struct desk *desk, struct moment at,
                 struct desk_health *health)
{
    static const char *const vouchers[] = {[BELIEF_NOBODY] = "",
                                           [BELIEF_STAFF] = N_("staff"),
                                           [BELIEF_KERNEL] = N_("kernel")};
    const struct running_totals *totals = record_running_totals(desk->record);
    health->first_day = record_first_day(desk->record);
    health->today = record_today(desk->record, at);
    health->today_closed = record_closed_day(desk->record) >= health->today;
    health->doubt = record_doubt(desk->record, at);
    health->doubtful = health->doubt != BELIEF_GOOD;
    health->asks_clock = desk_asks_clock(desk, at);
    health->voucher = vouchers[record_voucher(desk->record)];
    health->backup_day = backup_day(desk->data_dir);
    record_trust(desk->record, &health->trust);
    health->free_bytes = files_free(desk->data_dir);
    health->visits = totals->day == health->today ? totals->visits : 0;
    return count_pending(desk, health) == STORE_OK &&
           record_last_export(desk->record, &health->exported_day) ==
               STORE_OK &&
           tell_recovery(desk, health) && tell_ends(desk, health);
}

/* Said of a clock for which somebody vouches already, it is heard and not kept:
   so a second press that comes late adds nothing. */
static bool confirm_clock(struct desk *desk, const struct desk_ask *ask,
                          struct desk_reply *reply)
{
    bool vouched = !record_doubtful(desk->record, ask->at) &&
                   record_voucher(desk->record) != BELIEF_NOBODY;
    bool kept = vouched || record_confirm(desk->record, ask->at) == STORE_OK;
    return kept && desk_health(desk, ask->at, &reply->health);
}

/* The steward took its time, which went by on both clocks once it had set the
   one: `before` was read when it was asked. */
static struct moment moment_set(const struct desk_ask *ask,
                                struct moment before)
{
    struct moment after = clock_now();
    struct moment set = {.boot_ms = ask->at.boot_ms, .wall_ms = ask->wall_ms};
    int64_t took_ms = after.boot_ms - before.boot_ms;
    int64_t since_ms = after.wall_ms - ask->wall_ms;
    set.boot_ms += took_ms;
    set.wall_ms += since_ms >= 0 && since_ms <= took_ms ? since_ms : 0;
    return set;
}

/* What somebody set by hand is believed, and kept, whatever it was before. */
static bool set_clock(struct desk *desk, const struct desk_ask *ask,
                      struct desk_reply *reply)
{
    struct moment at = ask->at;
    struct moment before = clock_now();
    reply->done = steward_set_clock(ask->wall_ms);
    if (reply->done) {
        at = moment_set(ask, before);
    }
    bool kept = !reply->done || record_confirm(desk->record, at) == STORE_OK;
    return kept && desk_health(desk, at, &reply->health);
}

static bool tell_figures(struct desk *desk, const struct desk_ask *ask,
                         struct desk_reply *reply)
{
    struct figures_params params = {
        .today = record_today(desk->record, ask->at),
        .closed = record_closed_day(desk->record),
    };
    params.to = params.today;
    params.from = params.today - FIGURES_DAYS + 1;
    reply->figures = malloc(sizeof *reply->figures);
    if (reply->figures == NULL) {
        log_error("no memory for the figures: close other programs");
        return true;
    }
    return desk_figures(desk->record, desk->config, &params, reply->figures) ==
           STORE_OK;
}

static bool keep_taken(struct desk *desk, struct desk_ask *ask)
{
    bool kept =
        record_exported(desk->record, &ask->exports, ask->at) == STORE_OK;
    record_exports_free(&ask->exports);
    return kept;
}

bool desk_do(struct desk *desk, struct desk_ask *ask, struct desk_reply *reply)
{
    *reply = (struct desk_reply){.request = ask->request};
    switch (ask->request) {
    case DESK_LOOK:
    case DESK_TRY: return ask_gate(desk, ask, reply);
    case DESK_CONFIRM: return confirm_clock(desk, ask, reply);
    case DESK_SET: return set_clock(desk, ask, reply);
    case DESK_TAKEN: return keep_taken(desk, ask);
    case DESK_HEALTH: return desk_health(desk, ask->at, &reply->health);
    case DESK_DROP: desk_drop(desk, ask->number); return true;
    case DESK_SWEEP: desk_sweep(desk); return true;
    case DESK_FILES:
        desk_gather(desk, ask);
        reply->number = ask->number;
        reply->over = !desk_busy(desk); /* for want of memory */
        return true;
    case DESK_FIGURES: return tell_figures(desk, ask, reply);
    case DESK_REQUESTS: break;
    }
    return true;
}
