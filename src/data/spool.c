#include "data/spool.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static const char remedy[] = "see to the disk and its rights";

static bool name_folder(char out[FILES_PATH_SIZE], const char *data_dir)
{
    return files_join(out, data_dir, "spool");
}

/* ---- in -------------------------------------------------------------------
 */

static bool ready(struct spool *spool, const char *folder)
{
    if (!spool->open && journal_open(&spool->journal, folder)) {
        spool->open = true;
        spool->run = row_new_visit();
    }
    return spool->open;
}

static void add(struct spool *spool, const struct writer_job *job)
{
    struct row rows[WRITER_ROWS_MAX];
    assert(job->count > 0 && job->count <= WRITER_ROWS_MAX);
    spool->jobs++;
    for (int i = 0; i < job->count; i++) {
        rows[i] = job->rows[i];
        rows[i].seq =
            (int64_t)spool->jobs * WRITER_ROWS_MAX + (job->count - 1 - i);
        rows[i].boot = spool->run;
        rows[i].boottime_ms = job->at.boot_ms;
        rows[i].wall_ms = job->at.wall_ms;
        rows[i].day = 0;
        rows[i].tagged = false;
    }
    journal_add(&spool->journal,
                &(struct store_batch){.rows = rows, .row_count = job->count});
}

bool spool_put(struct spool *spool, const char *data_dir,
               const struct writer_job *job)
{
    char folder[FILES_PATH_SIZE];
    if (!name_folder(folder, data_dir) || spool->jobs == SPOOL_JOBS_MAX) {
        return false;
    }
    if (ready(spool, folder)) {
        add(spool, job);
        if (journal_write(&spool->journal)) {
            return true;
        }
    }
    log_error("%s: what visitors answer cannot be kept there until the record "
              "is open: %s: %s",
              folder, strerror(errno), remedy);
    spool->jobs = SPOOL_JOBS_MAX;
    return false;
}

void spool_close(struct spool *spool)
{
    if (spool->open) {
        journal_close(&spool->journal);
    }
    spool->open = false;
}

/* ---- out ------------------------------------------------------------------
 */

struct reading {
    const struct spool *spool;
    const struct spool_read *read;
    struct writer_job job; /* as far as it was read */
    int64_t run, number, rest;
};

static bool take_line(void *context, const struct journal_line *line)
{
    struct reading *reading = context;
    struct writer_job *job = &reading->job;
    const struct row *row = &line->row;
    if (line->kind != JOURNAL_ROW) {
        return true;
    }
    int64_t number = row->seq / WRITER_ROWS_MAX;
    int64_t rest = row->seq % WRITER_ROWS_MAX;
    if (job->count == 0 || reading->run != row->boot ||
        reading->number != number || reading->rest != rest + 1) {
        *job = (struct writer_job){
            .at = {.boot_ms = row->boottime_ms, .wall_ms = row->wall_ms}};
        reading->run = row->boot;
        reading->number = number;
    }
    job->rows[job->count++] = *row;
    reading->rest = rest;
    if (rest > 0) {
        return true;
    }
    bool earlier = reading->run != reading->spool->run;
    bool more = reading->read->take(reading->read->context, job, earlier);
    job->count = 0;
    return more;
}

bool spool_read(const struct spool *spool, const struct spool_read *read)
{
    char folder[FILES_PATH_SIZE];
    struct reading reading = {.spool = spool, .read = read};
    if (!name_folder(folder, read->data_dir)) {
        return true; /* nothing could ever be put there */
    }
    struct journal_scan scan = {.folder = folder,
                                .from_day = INT32_MIN,
                                .take = take_line,
                                .context = &reading};
    if (!journal_read(&scan)) {
        log_error("%s: what visitors answered lies there and cannot be read: "
                  "%s: %s, then start the terminal again",
                  folder, strerror(errno), remedy);
        return false;
    }
    return true;
}

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
