#include "daily/outbox.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/speak.h"
#include "daily/seal.h"
#include "daily/sums.h"
#include "format/columns.h"
#include "survey/hours.h"

/* With less free than that a day is closed first, and its file written then: a
   day's file of many thousand visits takes less. */
enum { CLOSING_BYTES = 16 * 1024 * 1024 };

bool outbox_open(struct outbox *outbox, struct record *record,
                 const struct config *config, const char *data_dir)
{
    *outbox = (struct outbox){.record = record, .config = config};
    outbox->file = day_file_new(record);
    if (outbox->file == NULL) {
        log_error("no memory for the daily files: close other programs");
        return false;
    }
    if (!files_join(outbox->folder, data_dir, "outbox") ||
        !files_make_folder(outbox->folder)) {
        log_error("%s/outbox: %s: daily files are not written until this "
                  "folder can be made",
                  data_dir, strerror(errno));
    }
    /* What a power cut left half-written. */
    files_sweep(outbox->folder, "4luon_", ".tmp");
    int32_t first = record_first_day(record);
    int32_t last = record_closed_day(record);
    outbox->mend_last = last;
    outbox->mend_day = last >= first && last - first >= OUTBOX_DAYS_MAX
                           ? last - OUTBOX_DAYS_MAX + 1
                           : first;
    return true;
}

void outbox_close(struct outbox *outbox)
{
    day_file_free(outbox->file);
    *outbox = (struct outbox){0};
}

struct before_closing {
    int64_t from_ms, to_ms;
    bool found;
};

static bool look(void *context, const struct row *row)
{
    struct before_closing *span = context;
    span->found = row->wall_ms >= span->from_ms && row->wall_ms < span->to_ms;
    return !span->found;
}

/* Is today over already, its closing time past? */
static enum store_result today_over(const struct outbox *outbox,
                                    struct local_time now, bool *over)
{
    int closing = hours_closing(&outbox->config->hours, now.day);
    *over = false;
    if (closing == HOURS_NEVER || now.minute < closing) {
        return STORE_OK;
    }
    struct before_closing span = {
        .from_ms = clock_day_start(now.day, outbox->config->utc_offset_min)};
    span.to_ms = span.from_ms + (int64_t)closing * 60000;
    const struct record_scan scan = {now.day, look, &span};
    enum store_result result = record_scan(outbox->record, &scan);
    *over = span.found;
    return result;
}

/* Jumps over the empty days of a gap that no calendar explains. */
static enum store_result leap(const struct outbox *outbox, int32_t last,
                              int32_t *day)
{
    int32_t next;
    int32_t resume = last - OUTBOX_DAYS_MAX + 1;
    enum store_result result = record_next_day(outbox->record, *day, &next);
    if (result == STORE_OK && next != *day) {
        *day = next < resume ? next : resume;
        log_warning("the clock leaps over more than %d days: days without a "
                    "visit before that are not closed one by one; check the "
                    "clock",
                    OUTBOX_DAYS_MAX);
    }
    return result;
}

enum store_result outbox_due(const struct outbox *outbox, struct moment now,
                             int32_t *day)
{
    struct local_time local =
        clock_local(now.wall_ms, outbox->config->utc_offset_min);
    int32_t next = record_closed_day(outbox->record) + 1;
    bool over = false;
    enum store_result result = STORE_OK;
    *day = INT32_MAX;
    if (record_first_day(outbox->record) == INT32_MAX ||
        record_doubtful(outbox->record, now)) {
        return STORE_OK; /* no day is over by such a clock */
    }
    if (next == local.day) {
        result = today_over(outbox, local, &over);
    } else if (next < local.day) {
        /* Whether today is over too is asked when its turn has come. */
        over = true;
    }
    if (result == STORE_OK && over) {
        int32_t last = next < local.day ? local.day - 1 : next;
        result = (int64_t)last - next >= OUTBOX_DAYS_MAX
                     ? leap(outbox, last, &next)
                     : STORE_OK;
        *day = next;
    }
    return result;
}

static bool lies_there(const char *path, const struct text *text)
{
    struct text there = {0};
    bool same = files_read(path, text->length, &there) &&
                there.length == text->length &&
                memcmp(there.data, text->data, text->length) == 0;
    text_free(&there);
    return same;
}

/* Once, unless it went or was changed: a card wears with each write. */
static bool describe(const struct outbox *outbox, int32_t day, const char *csv)
{
    struct imprint imprint;
    char offices[SEAL_OFFICES_SIZE];
    struct text json = {0};
    char path[FILES_PATH_SIZE];
    bool done = record_imprint(outbox->record, day, &imprint) == STORE_OK &&
                day_seal_offices(outbox->record, day, offices);
    if (done) {
        const struct columns_csvw csvw = {.file_name = strrchr(csv, '/') + 1,
                                          .schema = imprint.schema,
                                          .separator = imprint.separator,
                                          .offices = offices};
        columns_csvw(&json, &csvw);
        errno = json.failed ? ENOMEM : ENAMETOOLONG;
        done = !json.failed &&
               text_format(path, sizeof path, "%s-metadata.json", csv) &&
               (lies_there(path, &json) ||
                files_replace(path, json.data, json.length, FILES_SYNCED));
    }
    text_free(&json);
    return done;
}

static struct day_file_params params_of(const struct outbox *outbox,
                                        int32_t day)
{
    return (struct day_file_params){
        .day = day, .folder = outbox->folder, .sync = FILES_SYNCED};
}

/* The description first: where the CSV is, all of it is. */
static bool describe_first(const struct outbox *outbox, int32_t day,
                           struct day_file_done *done)
{
    char path[FILES_PATH_SIZE];
    if (!day_file_path(outbox->file, day, outbox->folder, path) ||
        !describe(outbox, day, path)) {
        text_cut(
            done->error, sizeof done->error,
            speak("%s: %s: the files of a closed day are written at the next "
                  "start"),
            outbox->folder, strerror(errno));
        return false;
    }
    return true;
}

enum day_file_result outbox_write_day(const struct outbox *outbox, int32_t day,
                                      struct day_file_done *done)
{
    const struct day_file_params params = params_of(outbox, day);
    *done = (struct day_file_done){.closed = true};
    return describe_first(outbox, day, done)
               ? day_file_write(outbox->file, &params, done)
               : DAY_FILE_FAILED;
}

static void tell(const struct day_file_done *done, enum day_file_result result)
{
    switch (result) {
    case DAY_FILE_WRITTEN:
        log_info("%s: %d visits, %d answers", done->path, done->visits,
                 done->answers);
        break;
    case DAY_FILE_SAME: break;
    case DAY_FILE_DIFFERS:
    case DAY_FILE_FAILED: log_error("%s", done->error); break;
    }
}

/* The file would take what its day's row and seal need. */
static bool is_tight(const char *folder)
{
    int64_t free_bytes = files_free(folder);
    return free_bytes >= 0 && free_bytes < CLOSING_BYTES;
}

/* Counts the day that was just loaded for its file. NULL: it cannot be. */
static const struct sum *count(const struct outbox *outbox, int32_t day,
                               struct moment now, struct sum *out)
{
    struct record_runs runs = {0};
    const struct day_sums_one one = {.record = outbox->record,
                                     .rows = day_file_rows(outbox->file),
                                     .day = day,
                                     .alive_ms = now.wall_ms,
                                     .until_ms = INT64_MAX};
    bool counted = day_sums_count(&one, &runs, out);
    record_runs_free(&runs);
    return counted ? out : NULL;
}

/* The day is closed. */
static enum day_file_result finish(const struct outbox *outbox,
                                   const struct day_file_params *params,
                                   struct day_file_done *done)
{
    if (params->unwritten) {
        return outbox_write_day(outbox, params->day, done);
    }
    return describe_first(outbox, params->day, done)
               ? day_file_end(outbox->file, params, done)
               : DAY_FILE_FAILED;
}

/* The file gets its name when the day is closed, and not before. */
enum store_result outbox_close_day(const struct outbox *outbox, int32_t day,
                                   struct moment now)
{
    struct day_file_params params = params_of(outbox, day);
    struct day_file_done done;
    struct sum totals;
    params.closing = true;
    params.unwritten = is_tight(outbox->folder);
    if (record_see_clock(outbox->record, now) != STORE_OK) {
        return STORE_FAILED;
    }
    bool begun = day_file_begin(outbox->file, &params, &done);
    if (!begun) {
        log_error("%s", done.error);
    }
    const struct record_close close = {
        .day = day,
        .at = now,
        .file = done.name,
        .file_bytes = done.bytes,
        .file_sha256 = done.sha256,
        .totals = begun ? count(outbox, day, now, &totals) : NULL};
    enum store_result result = record_error(outbox->record)[0] == '\0'
                                   ? record_close_day(outbox->record, &close)
                                   : STORE_FAILED;
    if (result == STORE_OK && begun) {
        tell(&done, finish(outbox, &params, &done));
    }
    day_file_drop(outbox->file);
    return result;
}

bool outbox_mend(struct outbox *outbox)
{
    if (outbox->mend_day > outbox->mend_last) {
        return false;
    }
    int32_t day;
    if (record_next_closed(outbox->record, outbox->mend_day, &day) !=
            STORE_OK ||
        day > outbox->mend_last) {
        outbox->mend_day = INT32_MAX;
        return false;
    }
    outbox->mend_day = day + 1;
    char path[FILES_PATH_SIZE];
    const struct day_seal seal = {outbox->record, day, path};
    bool missing = false;
    if (day_file_path(outbox->file, day, outbox->folder, path) &&
        day_seal_missing(&seal, &missing) == STORE_OK && missing) {
        struct day_file_done done;
        tell(&done, outbox_write_day(outbox, day, &done));
    }
    return true;
}

int outbox_count(const struct outbox *outbox)
{
    int count = 0;
    DIR *folder = opendir(outbox->folder);
    if (folder == NULL) {
        return 0;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        count += length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0;
    }
    closedir(folder);
    return count;
}
