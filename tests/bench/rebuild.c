/*
 * How long a visitor waits for the first thanks, and how long it takes until
 * the record is there, when the database is gone and there is no backup: it is
 * built again from the journal, row by row.
 *
 *     rebuild FOLDER CONFIG SHARE
 *
 * FOLDER has a sealed record (verify.c), of which the journal is made when
 * there is none. Prints "rows milliseconds-to-thanks milliseconds-to-record".
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/record.h"
#include "writer/writer.h"

struct bench {
    struct config config;
    const char *folder;
    struct moment now; /* the day after the last one of the record */
};

struct bell {
    pthread_mutex_t mutex;
    pthread_cond_t rung;
    bool waiting;
};

static void ring(void *context)
{
    struct bell *bell = context;
    pthread_mutex_lock(&bell->mutex);
    bell->waiting = true;
    pthread_cond_signal(&bell->rung);
    pthread_mutex_unlock(&bell->mutex);
}

static enum writer_result next_result(struct writer *writer, struct bell *bell)
{
    enum writer_result result = writer_fetch(writer);
    while (result == WRITER_NOTHING) {
        pthread_mutex_lock(&bell->mutex);
        while (!bell->waiting) {
            pthread_cond_wait(&bell->rung, &bell->mutex);
        }
        bell->waiting = false;
        pthread_mutex_unlock(&bell->mutex);
        result = writer_fetch(writer);
    }
    return result;
}

static void must(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "rebuild: %s\n", what);
        exit(1);
    }
}

static const char *path_of(const struct bench *bench, const char *name)
{
    static char path[FILES_PATH_SIZE];
    must(files_join(path, bench->folder, name), name);
    return path;
}

/* When it ends, and how many rows it has. */
static int64_t look(struct bench *bench)
{
    struct store *store;
    struct row last;
    must(store_open(&store, path_of(bench, "bonluon.db"), false) == STORE_OK &&
             store_last(store, &last) == STORE_OK,
         "no record");
    bench->now = (struct moment){.boot_ms = clock_now().boot_ms,
                                 .wall_ms = last.wall_ms + 86400000};
    store_close(store);
    return last.seq;
}

static void write_log(const struct bench *bench)
{
    struct record *record;
    const struct record_params params = {.config = &bench->config,
                                         .data_dir = bench->folder,
                                         .now = bench->now,
                                         .use = RECORD_TERMINAL};
    bool more = true;
    bool good = record_open(&record, &params) == STORE_OK;
    while (good && more) {
        good = record_mend_journal(record, &more) == STORE_OK;
    }
    good = good && record_rest(record) == STORE_OK;
    must(good, record_error(record));
    record_close(record);
}

static void lose_database(const struct bench *bench)
{
    static const char *const names[] = {"bonluon.db", "bonluon.db-wal",
                                        "bonluon.db-shm", "backup/bonluon.db"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        unlink(path_of(bench, names[i]));
    }
}

static void measure(const struct bench *bench, int64_t rows)
{
    struct bell bell = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER,
                        false};
    struct record_job job = {.at = bench->now, .count = 1};
    int64_t thanks_ms = -1;
    int64_t record_ms = -1;
    int64_t begin_ms = clock_now().boot_ms;
    struct writer *writer =
        writer_start(&(struct writer_params){.config = &bench->config,
                                             .data_dir = bench->folder,
                                             .now = bench->now,
                                             .wake = ring,
                                             .context = &bell});
    job.rows[0].kind = ROW_VISIT;
    job.rows[0].visit = row_new_visit();
    must(writer != NULL && writer_keep(writer, &job), "no writer");
    for (;;) {
        enum writer_result result = next_result(writer, &bell);
        int64_t ms = clock_now().boot_ms - begin_ms;
        must(result != WRITER_FAILED, "no record after all");
        thanks_ms = result == WRITER_KEPT ? ms : thanks_ms;
        record_ms = result == WRITER_READY ? ms : record_ms;
        if (thanks_ms >= 0 && record_ms >= 0) {
            break;
        }
    }
    printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", rows, thanks_ms, record_ms);
    fflush(stdout);
    _exit(0); /* the days since are not to be closed */
}

int main(int argc, char **argv)
{
    static struct bench bench;
    struct faults faults = {0};
    bool sound =
        argc == 4 && config_load(&bench.config, argv[2], argv[3], &faults);
    faults_free(&faults);
    must(sound, "rebuild FOLDER CONFIG SHARE");
    bench.folder = argv[1];
    int64_t rows = look(&bench);
    if (!files_exists(path_of(&bench, "log"))) {
        write_log(&bench);
    }
    lose_database(&bench);
    measure(&bench, rows);
    return 1;
}
