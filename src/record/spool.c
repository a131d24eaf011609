#include "record/spool.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "base/speak.h"
#include "record/wordings.h"
#include "store/journal_line.h"
#include "trust/chain_key.h"

static_assert((int)SPOOL_ROWS == (int)RECORD_JOB_ROWS,
              "what one version left another one reads");

static const unsigned char no_tag[TAG_SIZE];

static const char remedy[] = N_("check the disk and its permissions");

static bool name_folder(char out[FILES_PATH_SIZE], const char *data_dir)
{
    return files_join(out, data_dir, "spool");
}

void spool_begin(struct spool *spool, const struct config *config,
                 const char *data_dir)
{
    *spool = (struct spool){
        .config = config, .data_dir = data_dir, .run = row_new_visit()};
    struct chain_key chain;
    spool->keyed = chain_key_load(&chain, data_dir) == SECRET_READ;
    tag_key_forward(&chain.key);
    tag_key_spool(&chain.key, &spool->key);
    secret_wipe(&chain, sizeof chain);
}

void spool_close(struct spool *spool)
{
    if (spool->open) {
        journal_close(&spool->journal);
    }
    free(spool->jobs);
    tag_key_wipe(&spool->key);
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
    if (!wordings_write(spool->config, texts, &spool->hashes)) {
        return false;
    }
    for (int i = 0; i < spool->config->form_count; i++) {
        list[i] = (struct store_wording){spool->hashes.of[i], texts[i].data};
    }
    batch->wordings = list;
    batch->wording_count = spool->config->form_count;
    return true;
}

static void fill(const struct spool *spool, const struct record_job *job,
                 struct row rows[RECORD_JOB_ROWS])
{
    unsigned char bytes[TAG_BYTES_MAX];
    assert(job->count > 0 && job->count <= RECORD_JOB_ROWS);
    for (int i = 0; i < job->count; i++) {
        struct row *row = &rows[i];
        *row = job->rows[i];
        row->seq = SPOOL_SEQ(spool->count + 1, job->count - 1, i);
        row->boot = spool->run;
        row->boottime_ms = job->at.boot_ms;
        row->wall_ms = job->at.wall_ms;
        wordings_complete(spool->config, &spool->hashes, row);
        row->tagged = spool->keyed;
        tag_make(&spool->key, bytes, tag_bytes(row, no_tag, bytes), row->tag);
    }
}

bool spool_is_ours(const struct record_job *job, const struct tag_key *chain)
{
    struct tag_key key = *chain;
    bool ours = false;
    for (int moves = 0; moves < 2 && !ours; moves++) {
        struct tag_key spool;
        tag_key_spool(&key, &spool);
        ours = true;
        for (int i = 0; i < job->count; i++) {
            ours = ours && tag_fits(&spool, &job->rows[i], no_tag);
        }
        tag_key_wipe(&spool);
        tag_key_forward(&key);
    }
    tag_key_wipe(&key);
    return ours;
}

/* False with errno. */
static bool write_job(struct spool *spool, const struct record_job *job)
{
    struct row rows[RECORD_JOB_ROWS];
    struct store_batch batch = {.rows = rows, .row_count = job->count};
    struct store_wording wordings[CONFIG_FORMS_MAX];
    struct text texts[CONFIG_FORMS_MAX] = {{0}};
    bool good =
        spool->count > 0 || add_wordings(spool, &batch, wordings, texts);
    if (good) {
        fill(spool, job, rows);
        good = journal_add(&spool->journal, &batch) &&
               journal_sync(&spool->journal);
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

bool spool_put(struct spool *spool, const struct record_job *job)
{
    char folder[FILES_PATH_SIZE];
    if (spool->refused) {
        return false;
    }
    errno = ENAMETOOLONG;
    bool good = name_folder(folder, spool->data_dir) && make_room(spool);
    if (good && !spool->open) {
        spool->open = journal_open(&spool->journal, folder);
        good = spool->open && files_sync_folder(spool->data_dir);
    }
    if (good && write_job(spool, job)) {
        spool->jobs[spool->count++] = *job;
        return true;
    }
    log_error("%s/spool: what visitors answer cannot wait there for the "
              "record: %s: %s",
              spool->data_dir, strerror(errno), speak(remedy));
    spool->refused = true;
    return false;
}

struct reading {
    const struct spool_read *read;
    struct record_job job; /* as far as it was read */
};

/* Whether a row goes on with the job, or begins one. */
static bool goes_on(struct record_job *job, const struct row *row)
{
    int64_t index = row->seq % SPOOL_ROWS;
    if (index == 0) {
        *job = (struct record_job){
            .at = {.boot_ms = row->boottime_ms, .wall_ms = row->wall_ms}};
    }
    return job->count == index &&
           (index == 0 || (row->boot == job->rows[0].boot &&
                           row->seq == job->rows[0].seq + index));
}

static bool take_row(struct reading *reading, const struct row *row)
{
    const struct spool_read *read = reading->read;
    struct record_job *job = &reading->job;
    int64_t more = row->seq / SPOOL_ROWS % SPOOL_ROWS;
    if (!goes_on(job, row)) {
        job->count = 0;
        return true;
    }
    job->rows[job->count++] = *row;
    if (job->count <= more) {
        return true;
    }
    bool on = row->boot == read->but_run ||
              read->take(read->context, row->boot,
                         row->seq / SPOOL_ROWS / SPOOL_ROWS, job);
    job->count = 0;
    return on;
}

static bool take_line(void *context, const struct journal_line *line)
{
    struct reading *reading = context;
    const struct spool_read *read = reading->read;
    switch (line->kind) {
    case JOURNAL_ROW: return take_row(reading, &line->row);
    case JOURNAL_WORDING:
        return read->take_wording(read->context, &line->wording);
    case JOURNAL_SEAL: break;
    }
    return true;
}

bool spool_read(const struct spool_read *read)
{
    char folder[FILES_PATH_SIZE];
    struct reading reading = {.read = read};
    if (!name_folder(folder, read->data_dir)) {
        return true; /* nothing could ever be put there */
    }
    struct journal_scan scan = {.folder = folder,
                                .from_day = INT32_MIN,
                                .take = take_line,
                                .context = &reading};
    return journal_read(&scan);
}

bool spool_waits(const char *data_dir)
{
    char folder[FILES_PATH_SIZE];
    return name_folder(folder, data_dir) && files_exists(folder);
}

bool spool_clear(const char *data_dir)
{
    char folder[FILES_PATH_SIZE];
    if (!spool_waits(data_dir) || !name_folder(folder, data_dir)) {
        return true;
    }
    files_sweep(folder, "", ".log");
    if (rmdir(folder) != 0 || !files_sync_folder(data_dir)) {
        log_error("%s: what the record has by now cannot be removed there: "
                  "%s: %s",
                  folder, strerror(errno), speak(remedy));
        return false;
    }
    return true;
}

void spool_set_aside(const char *data_dir)
{
    char folder[FILES_PATH_SIZE];
    char aside[FILES_PATH_SIZE];
    int years[JOURNAL_YEARS_MAX];
    if (!name_folder(folder, data_dir)) {
        return;
    }
    if (journal_years(folder, years) > 0 && quarantine_make(data_dir, aside) &&
        journal_move(folder, aside)) {
        rmdir(folder);
        log_error("%s: answers that could not be saved are in %s: keep it for "
                  "whoever looks after the terminal",
                  folder, aside);
    } else {
        log_error("%s: answers that could not be kept lie there: %s: %s",
                  folder, strerror(errno), speak(remedy));
    }
}
