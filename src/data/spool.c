#include "data/spool.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "data/quarantine.h"
#include "data/wording.h"

static const char remedy[] = "see to the disk and its rights";

static bool name_folder(char out[FILES_PATH_SIZE], const char *data_dir)
{
    return files_join(out, data_dir, "spool");
}

/* ---- in -------------------------------------------------------------------
 */

void spool_begin(struct spool *spool, const struct config *config,
                 const char *data_dir)
{
    *spool = (struct spool){
        .config = config, .data_dir = data_dir, .run = row_new_visit()};
}

void spool_close(struct spool *spool)
{
    if (spool->open) {
        journal_close(&spool->journal);
    }
    free(spool->jobs);
    spool->open = false;
    spool->jobs = NULL;
    spool->count = 0;
}

/* What the config may ask, which the first job brings along. False with
   errno. */
static bool add_wordings(struct spool *spool, struct store_batch *batch,
                         struct store_wording list[CONFIG_FORMS_MAX],
                         struct text texts[CONFIG_FORMS_MAX])
{
    for (int i = 0; i < spool->config->form_count; i++) {
        wording_write(&texts[i], &spool->config->forms[i],
                      spool->config->words);
        if (texts[i].failed) {
            errno = ENOMEM;
            return false;
        }
        digest_of(texts[i].data, texts[i].length, spool->hashes[i]);
        list[i] = (struct store_wording){spool->hashes[i], texts[i].data};
    }
    batch->wordings = list;
    batch->wording_count = spool->config->form_count;
    return true;
}

/* "vi 4-luon" becomes "vi 0123456789abcdef", as in the record. */
static void name_wording(const struct spool *spool, struct row *row)
{
    char given[ROW_NOTE_SIZE];
    int language = (int)strcspn(row->note, " ");
    int form = 0;
    memcpy(given, row->note, sizeof given);
    while (strcmp(spool->config->forms[form].id, given + language + 1) != 0) {
        form++;
        assert(form < spool->config->form_count);
    }
    bool fits = text_format(row->note, sizeof row->note, "%.*s %.16s", language,
                            given, spool->hashes[form]);
    assert(fits);
}

/* What the record would fill in (writer.h). */
static void complete(const struct spool *spool, struct row *row)
{
    bool fits = true;
    if (row->kind == ROW_VISIT) {
        fits = text_copy(row->note, sizeof row->note, BONLUON_VERSION);
    } else if (row->kind == ROW_ANSWER || row->kind == ROW_SKIP ||
               row->kind == ROW_TIMEOUT) {
        name_wording(spool, row);
    }
    assert(fits);
}

static void fill(const struct spool *spool, const struct writer_job *job,
                 struct row rows[WRITER_ROWS_MAX])
{
    assert(job->count > 0 && job->count <= WRITER_ROWS_MAX);
    for (int i = 0; i < job->count; i++) {
        struct row *row = &rows[i];
        *row = job->rows[i];
        row->seq = SPOOL_SEQ(spool->count + 1, job->count - 1, i);
        row->boot = spool->run;
        row->boottime_ms = job->at.boot_ms;
        row->wall_ms = job->at.wall_ms;
        complete(spool, row);
    }
}

/* False with errno. */
static bool write_job(struct spool *spool, const struct writer_job *job)
{
    struct row rows[WRITER_ROWS_MAX];
    struct store_batch batch = {.rows = rows, .row_count = job->count};
    struct store_wording wordings[CONFIG_FORMS_MAX];
    struct text texts[CONFIG_FORMS_MAX] = {{0}};
    bool good =
        spool->count > 0 || add_wordings(spool, &batch, wordings, texts);
    if (good) {
        fill(spool, job, rows);
        journal_add(&spool->journal, &batch);
        good = journal_write(&spool->journal);
    }
    for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
        text_free(&texts[i]);
    }
    return good;
}

static bool make_room(struct spool *spool)
{
    if (spool->jobs == NULL) {
        spool->jobs = calloc(SPOOL_JOBS_MAX, sizeof *spool->jobs);
    }
    errno = spool->jobs == NULL ? ENOMEM : ENOSPC;
    return spool->jobs != NULL && spool->count < SPOOL_JOBS_MAX;
}

bool spool_put(struct spool *spool, const struct writer_job *job)
{
    char folder[FILES_PATH_SIZE];
    if (spool->refused) {
        return false;
    }
    errno = ENAMETOOLONG;
    bool good = name_folder(folder, spool->data_dir) && make_room(spool);
    if (good && !spool->open) {
        spool->open = journal_open(&spool->journal, folder);
    }
    if (good && spool->open && write_job(spool, job)) {
        spool->jobs[spool->count++] = *job;
        return true;
    }
    log_error("%s/spool: what visitors answer cannot wait there for the "
              "record: %s: %s",
              spool->data_dir, strerror(errno), remedy);
    spool->refused = true;
    return false;
}

/* ---- out ------------------------------------------------------------------
 */

struct reading {
    struct spool_read *read;
    struct writer_job job; /* as far as it was read */
    int64_t run, number;   /* of the last job that was whole */
};

/* Whether a row goes on with the job, or begins one. */
static bool goes_on(struct writer_job *job, const struct row *row)
{
    int64_t index = row->seq % WRITER_ROWS_MAX;
    if (index == 0) {
        *job = (struct writer_job){
            .at = {.boot_ms = row->boottime_ms, .wall_ms = row->wall_ms}};
    }
    return job->count == index &&
           (index == 0 || (row->boot == job->rows[0].boot &&
                           row->seq == job->rows[0].seq + index));
}

static bool give(struct reading *reading, int64_t number)
{
    struct spool_read *read = reading->read;
    int64_t run = reading->job.rows[0].boot;
    if (run == read->but_run) {
        return true;
    }
    /* Of a job that was torn at the end of a run nobody was told. */
    read->lost += number - 1 - (run == reading->run ? reading->number : 0);
    reading->run = run;
    reading->number = number;
    return read->take(read->context, run, &reading->job);
}

static bool take_line(void *context, const struct journal_line *line)
{
    struct reading *reading = context;
    struct writer_job *job = &reading->job;
    const struct row *row = &line->row;
    if (line->kind == JOURNAL_WORDING) {
        return reading->read->take_wording(reading->read->context,
                                           &line->wording);
    }
    if (line->kind != JOURNAL_ROW || !goes_on(job, row)) {
        job->count = 0;
        return true;
    }
    job->rows[job->count++] = *row;
    int64_t more = row->seq / WRITER_ROWS_MAX % WRITER_ROWS_MAX;
    if (job->count <= more) {
        return true;
    }
    bool on = give(reading, row->seq / WRITER_ROWS_MAX / WRITER_ROWS_MAX);
    job->count = 0;
    return on;
}

bool spool_read(struct spool_read *read)
{
    char folder[FILES_PATH_SIZE];
    struct reading reading = {.read = read};
    read->lost = 0;
    if (!name_folder(folder, read->data_dir)) {
        return true; /* nothing could ever be put there */
    }
    struct journal_scan scan = {.folder = folder,
                                .from_day = INT32_MIN,
                                .take = take_line,
                                .context = &reading};
    return journal_read(&scan);
}

/* ---- away -----------------------------------------------------------------
 */

void spool_clear(const char *data_dir)
{
    char folder[FILES_PATH_SIZE];
    if (name_folder(folder, data_dir)) {
        files_sweep(folder, "", ".log");
        if (rmdir(folder) == 0) {
            bool synced = files_sync_folder(data_dir);
            (void)synced; /* what comes back is known to be kept */
        }
    }
}

void spool_set_aside(const char *data_dir)
{
    char folder[FILES_PATH_SIZE];
    char aside[FILES_PATH_SIZE];
    if (!name_folder(folder, data_dir)) {
        return;
    }
    if (quarantine_make(data_dir, aside) && journal_move(folder, aside)) {
        log_error("%s: answers that could not be kept lie in %s: keep it for "
                  "whoever looks after the terminal",
                  folder, aside);
    } else {
        log_error("%s: answers that could not be kept lie there: %s: %s",
                  folder, strerror(errno), remedy);
    }
}
