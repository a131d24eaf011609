/*
 * bonluon export: the files of one day, of a span, or of the closed days that
 * nobody has taken yet. Days that are over are closed first, as the terminal
 * itself would at its next start.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/setup.h"
#include "daily/file.h"
#include "daily/outbox.h"
#include "record/record.h"

struct job {
    const struct options *options;
    struct config config;
    char data_dir[FILES_PATH_SIZE];
    const char *folder; /* where the files go */
    bool stays;         /* that is within the terminal's own directory */
    struct record *record;
    struct outbox outbox;
    struct day_file *file;
    struct moment now;
    struct record_exports exports; /* what was written, to be recorded */
};

static int fail(const struct job *job)
{
    log_error("%s", record_error(job->record));
    return EX_IOERR;
}

static int open_record(struct job *job)
{
    const struct record_params params = {.config = &job->config,
                                         .data_dir = job->data_dir,
                                         .now = job->now,
                                         .use = RECORD_COMMAND};
    int status = setup_record(&job->record, &params);
    if (status != 0) {
        return status;
    }
    job->file = day_file_new(job->record);
    return job->file != NULL && outbox_open(&job->outbox, job->record,
                                            &job->config, job->data_dir)
               ? 0
               : EX_OSERR;
}

static int close_days(struct job *job)
{
    for (;;) {
        int32_t day;
        if (outbox_due(&job->outbox, job->now, &day) != STORE_OK) {
            return fail(job);
        }
        if (day == INT32_MAX) {
            return 0;
        }
        if (outbox_close_day(&job->outbox, day, job->now) != STORE_OK) {
            return fail(job);
        }
    }
}

/* What lies within the terminal's own directory has not left the machine. */
static bool stays_here(const struct job *job)
{
    char own[PATH_MAX];
    char folder[PATH_MAX];
    if (realpath(job->data_dir, own) == NULL ||
        realpath(job->folder, folder) == NULL) {
        return false;
    }
    size_t length = strlen(own);
    return strncmp(folder, own, length) == 0 &&
           (folder[length] == '\0' || folder[length] == '/');
}

static int write_day(struct job *job, int32_t day)
{
    struct day_file_params params = {
        .day = day, .folder = job->folder, .sync = FILES_FOLDER_LATER};
    struct day_file_done done;
    switch (day_file_write(job->file, &params, &done)) {
    case DAY_FILE_WRITTEN:
    case DAY_FILE_SAME:
        printf("%s\n", done.path);
        /* A provisional file does not make a day taken. */
        if (done.closed && !job->stays) {
            record_exports_add(&job->exports, day, done.sha256);
        }
        return job->exports.failed ? EX_OSERR : 0;
    case DAY_FILE_DIFFERS:
    case DAY_FILE_FAILED: break;
    }
    log_error("%s", done.error);
    return EX_CANTCREAT;
}

/* Closed days that no export row names yet. */
static int write_pending(struct job *job)
{
    int32_t last = record_closed_day(job->record);
    int written = 0;
    int32_t day = INT32_MIN;
    while (day < last) {
        bool taken = true;
        if (record_next_closed(job->record, day + 1, &day) != STORE_OK ||
            (day <= last &&
             record_taken(job->record, day, &taken) != STORE_OK)) {
            return fail(job);
        }
        if (!taken) {
            int status = write_day(job, day);
            if (status != 0) {
                return status;
            }
            written++;
        }
    }
    if (written == 0) {
        log_info("no closed day is left that was not taken");
    }
    return 0;
}

static int say_no_such_day(int32_t day, int32_t first, int32_t last)
{
    char dates[3][CLOCK_DATE_SIZE];
    clock_date(day, dates[0]);
    if (first > last) {
        log_error("%s: no such day: this terminal has none yet", dates[0]);
        return EX_USAGE;
    }
    clock_date(first, dates[1]);
    clock_date(last, dates[2]);
    log_error("%s: no such day: this terminal has the days from %s to %s",
              dates[0], dates[1], dates[2]);
    return EX_USAGE;
}

static int write_span(struct job *job)
{
    int32_t today = record_day(job->record, job->now);
    const struct options *options = job->options;
    int32_t from = options->dated ? options->from_day
                                  : record_today(job->record, job->now);
    int32_t to = options->dated ? options->to_day : from;
    int32_t first = record_first_day(job->record);
    if (from < first || to > today) {
        return say_no_such_day(from < first ? from : to, first, today);
    }
    int status = 0;
    for (int32_t day = from; status == 0 && day <= to; day++) {
        bool was;
        if (record_was(job->record, day, &was) != STORE_OK) {
            return fail(job);
        }
        if (was) {
            status = write_day(job, day);
        } else if (from == to) {
            status = say_no_such_day(day, first, today);
        }
    }
    return status;
}

static int export_days(struct job *job)
{
    int status = open_record(job);
    if (status == 0) {
        status = close_days(job);
    }
    if (status == 0 && !files_make_folder(job->folder)) {
        log_error("%s: cannot make the folder for the files: %s", job->folder,
                  strerror(errno));
        status = EX_CANTCREAT;
    }
    job->stays = status == 0 && stays_here(job);
    if (job->stays) {
        log_warning("%s: lies in the terminal's own data directory: nothing "
                    "leaves the machine, and no day counts as taken; name a "
                    "stick or another folder with --into DIR",
                    job->folder);
    }
    if (status == 0 && record_hold(job->record) != STORE_OK) {
        status = fail(job);
    }
    if (status == 0) {
        status = job->options->pending ? write_pending(job) : write_span(job);
        if (record_release(job->record) != STORE_OK) {
            status = fail(job);
        }
        if (!files_sync_folder(job->folder) && status == 0) {
            log_error("%s: cannot sync the folder: %s", job->folder,
                      strerror(errno));
            status = EX_IOERR;
        }
    }
    /* What was handed out is recorded even when a later day failed. */
    if (job->exports.count > 0 &&
        record_exported(job->record, &job->exports, job->now) != STORE_OK) {
        status = fail(job);
    }
    if (fflush(stdout) != 0 && status == 0) {
        status = EX_IOERR;
    }
    record_exports_free(&job->exports);
    outbox_close(&job->outbox);
    day_file_free(job->file);
    record_close(job->record);
    return status;
}

int cmd_export(const struct options *options)
{
    struct job job = {.options = options,
                      .folder = options->to != NULL ? options->to : ".",
                      .now = clock_now()};
    int lock = -1;
    int status = setup_config(&job.config, options);
    if (status == 0) {
        status = setup_find_data(options, "", job.data_dir);
    }
    if (status == 0) {
        lock = setup_lock(job.data_dir, &status);
    }
    if (lock >= 0) {
        status = export_days(&job);
        close(lock);
    }
    config_free(&job.config);
    return status;
}
