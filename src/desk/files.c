/*
 * The files of the days that staff take. Of a closed day it is the one in the
 * outbox, made anew and compared, and written when it is missing. What lies
 * there with other content is left alone, and the true file goes from the
 * folder `handout`; so does today's, which is not whole.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/log.h"
#include "base/speak.h"
#include "daily/seal.h"
#include "desk/inside.h"

static bool handout(const struct desk *desk, char out[FILES_PATH_SIZE])
{
    return files_join(out, desk->data_dir, "handout");
}

/* Nothing else lies there. */
void desk_sweep(const struct desk *desk)
{
    char folder[FILES_PATH_SIZE];
    if (handout(desk, folder)) {
        files_sweep(folder, "4luon_", "");
    }
}

/* Without memory there are no files, or they have failed. */
static struct desk_files *files_new(const struct desk *desk,
                                    const struct desk_ask *ask)
{
    char folder[FILES_PATH_SIZE];
    struct desk_files *files = calloc(1, sizeof *files);
    if (files == NULL) {
        return NULL;
    }
    files->failed =
        !handout(desk, folder) ||
        !text_copy(files->outbox, sizeof files->outbox, desk->outbox->folder);
    if (ask->reports && !files->failed) {
        files->report = desk_report_new(desk->config, folder);
        files->failed = files->report == NULL || !files_make_folder(folder);
    }
    if (files->failed) {
        log_error("%s/handout: %s: the files of days cannot be handed out",
                  desk->data_dir, strerror(errno));
    }
    return files;
}

void desk_gather(struct desk *desk, const struct desk_ask *ask)
{
    int32_t closed = record_closed_day(desk->record);
    int32_t first = record_first_day(desk->record);
    bool pending = ask->from > ask->to;
    desk_files_free(desk->files);
    desk->files = files_new(desk, ask);
    desk->wanted = *ask;
    desk->next = pending || ask->from < first ? first : ask->from;
    desk->last =
        pending || (ask->closed_only && ask->to > closed) ? closed : ask->to;
    if (!pending && desk->last > record_day(desk->record, ask->at)) {
        desk->last = record_day(desk->record, ask->at);
    }
    if (desk->dropped != 0 && ask->number == desk->dropped) {
        desk->next = desk->last + 1;
    }
    desk_sweep(desk);
}

void desk_drop(struct desk *desk, unsigned number)
{
    desk->dropped = number;
    if (desk->wanted.number == number) {
        desk->next = desk->last + 1;
    }
}

/* NULL without memory. */
static struct carry_file *add(struct desk_files *files)
{
    return array_add(&files->files, &files->count, &files->capacity,
                     sizeof(struct carry_file));
}

/* The seal lies beside the CSV, wherever that was made. */
static bool note_beside(struct desk_files *files, const char *csv,
                        const char *ending)
{
    struct carry_file *file = add(files);
    return file != NULL && day_seal_path(file->from, csv, ending) &&
           text_copy(file->name, sizeof file->name,
                     strrchr(file->from, '/') + 1);
}

static bool note(struct desk_files *files, int32_t day,
                 const struct day_file_done *done)
{
    if (done->sealed &&
        (!note_beside(files, done->path, SEAL_ENDING) ||
         !note_beside(files, done->path, SEAL_SIGNATURE_ENDING))) {
        return false;
    }
    struct carry_file *file = add(files);
    struct desk_day *added = array_add(&files->days, &files->day_count,
                                       &files->day_capacity, sizeof *added);
    if (file == NULL || added == NULL ||
        !text_copy(file->from, sizeof file->from, done->path) ||
        !text_copy(file->name, sizeof file->name,
                   strrchr(done->path, '/') + 1) ||
        !text_copy(file->sha256, sizeof file->sha256, done->sha256)) {
        return false;
    }
    *added = (struct desk_day){.day = day,
                               .file = files->count - 1,
                               .closed = done->closed,
                               .visits = done->visits,
                               .answers = done->answers};
    files->day_files = files->count;
    return true;
}

static bool make_handout(struct desk *desk, int32_t day,
                         struct day_file_done *done)
{
    char folder[FILES_PATH_SIZE];
    const struct day_file_params params = {
        .day = day, .folder = folder, .sync = FILES_UNSYNCED};
    /* Today's file says who came since it was last made: nobody else's. */
    if (!handout(desk, folder) || !files_make_folder(folder) ||
        chmod(folder, 0700) != 0) {
        text_cut(done->error, sizeof done->error, "%s/handout: %s",
                 desk->data_dir, strerror(errno));
        return false;
    }
    enum day_file_result result =
        day_file_write(desk->outbox->file, &params, done);
    return result == DAY_FILE_WRITTEN || result == DAY_FILE_SAME;
}

/* `*clashed`: what lies in the outbox is not what the record says. The true
   file is handed out from elsewhere then. */
static bool make_file(struct desk *desk, int32_t day,
                      struct day_file_done *done, bool *clashed)
{
    *clashed = false;
    if (day > record_closed_day(desk->record)) {
        return make_handout(desk, day, done);
    }
    switch (outbox_write_day(desk->outbox, day, done)) {
    case DAY_FILE_WRITTEN:
    case DAY_FILE_SAME: return true;
    case DAY_FILE_DIFFERS:
        log_error("%s", done->error);
        *clashed = true;
        return make_handout(desk, day, done);
    case DAY_FILE_FAILED: break;
    }
    return false;
}

static bool wanted(struct desk *desk, int32_t day, bool *failed)
{
    bool taken = false;
    bool was = false;
    *failed = record_was(desk->record, day, &was) != STORE_OK;
    if (was && !*failed && desk->wanted.from > desk->wanted.to) {
        *failed = record_taken(desk->record, day, &taken) != STORE_OK;
    }
    return was && !*failed && !taken;
}

bool desk_busy(const struct desk *desk)
{
    return desk->files != NULL;
}

static void give_up(struct desk *desk, const char *error)
{
    log_error("%s",
              error[0] != '\0' ? error : speak("no memory for the files"));
    desk->files->failed = true;
    desk->next = desk->last + 1;
}

/* The file of a day, for the courier or, of one between that was taken before,
   for the report alone. False when the record failed. */
static bool make_day(struct desk *desk, int32_t day, bool carried)
{
    struct desk_files *files = desk->files;
    struct day_file_done done = {0};
    bool clashed;
    if (!make_file(desk, day, &done, &clashed) ||
        (carried && !note(files, day, &done))) {
        give_up(desk, done.error);
        return true;
    }
    if (carried) {
        files->days[files->day_count - 1].clashed = clashed;
    }
    desk->report_next = day + 1;
    return files->report == NULL || desk_report_add(files->report, desk->record,
                                                    day, done.path) == STORE_OK;
}

/* A day before these, for the report to compare with: no reason to hand out
   nothing. */
static bool add_before(struct desk *desk, int32_t day)
{
    struct day_file_done done = {0};
    bool clashed;
    if (!make_file(desk, day, &done, &clashed)) {
        log_error("%s", done.error);
        return true;
    }
    return desk_report_add(desk->files->report, desk->record, day, done.path) ==
           STORE_OK;
}

/* The names of the report's files. */
static void add_report(struct desk *desk)
{
    struct desk_files *files = desk->files;
    struct carry_file made[DESK_REPORT_FILES];
    bool done = desk_report_end(files->report, made);
    for (int i = 0; done && i < DESK_REPORT_FILES; i++) {
        struct carry_file *file = add(files);
        done = file != NULL;
        if (done) {
            *file = made[i];
        }
    }
    if (!done) {
        give_up(desk,
                speak("the report of the days cannot be made: see the errors "
                      "before, or close other programs"));
    }
}

bool desk_go_on(struct desk *desk, struct desk_reply *reply)
{
    struct desk_files *files = desk->files;
    bool failed = false;
    *reply = (struct desk_reply){.request = DESK_FILES,
                                 .number = desk->wanted.number};
    while (!failed && desk->next <= desk->last &&
           !wanted(desk, desk->next, &failed)) {
        desk->next++;
    }
    if (failed) {
        return false;
    }
    if (desk->next <= desk->last && !files->failed) {
        bool between = files->report != NULL && files->day_count > 0 &&
                       desk->report_next < desk->next;
        if (between) {
            failed = record_next_closed(desk->record, desk->report_next,
                                        &desk->report_next) != STORE_OK;
            between = desk->report_next < desk->next;
        }
        return !failed &&
               make_day(desk, between ? desk->report_next : desk->next++,
                        !between);
    }
    if (files->report != NULL && files->day_count > 0 && !files->failed) {
        int32_t before;
        if (desk_report_before(files->report, desk->record, &before) !=
            STORE_OK) {
            return false;
        }
        if (before != INT32_MAX) {
            return add_before(desk, before);
        }
        add_report(desk);
    }
    reply->over = true;
    reply->files = desk->files;
    desk->files = NULL;
    return true;
}
