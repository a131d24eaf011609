/*
 * What an answer costs on the disk, beside the least that anything can cost
 * there. Prints pairs of microseconds, one line a pair: a bare 4 KiB overwrite
 * with fdatasync, and a whole answer kept by the program's own record (every
 * row that it needs, one transaction). Each is spaced as taps come, the two in
 * turn, so that both meet the same disk.
 *
 *     commit FOLDER CONFIG SHARE COUNT SPACING_MS
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "data/record.h"

enum { BLOCK = 4096, VISIT_ANSWERS = 4 };

struct bench {
    struct config config;
    struct record *record;
    int fd; /* of the bare file */
    char block[BLOCK];
};

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void rest(long ms)
{
    struct timespec pause = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

static bool open_all(struct bench *bench, char **argv)
{
    struct faults faults = {0};
    char path[FILES_PATH_SIZE];
    bool sound = config_load(&bench->config, argv[2], argv[3], &faults);
    faults_free(&faults);
    if (!sound || !files_join(path, argv[1], "bare")) {
        return false;
    }
    bench->fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
    struct record_params params = {.config = &bench->config,
                                   .data_dir = argv[1],
                                   .now = clock_now(),
                                   .use = RECORD_TERMINAL};
    memset(bench->block, 1, sizeof bench->block);
    return bench->fd >= 0 &&
           pwrite(bench->fd, bench->block, BLOCK, 0) == BLOCK &&
           fsync(bench->fd) == 0 &&
           record_open(&bench->record, &params) == STORE_OK;
}

static int64_t bare(struct bench *bench, int i)
{
    bench->block[i % BLOCK] ^= 1;
    int64_t begin = now_us();
    bool done = pwrite(bench->fd, bench->block, BLOCK, 0) == BLOCK &&
                fdatasync(bench->fd) == 0;
    return done ? now_us() - begin : -1;
}

/* The i-th tap of visits of four: the first begins a visit, the last ends
   it. */
static int64_t answer(struct bench *bench, int i)
{
    const struct form *form = config_form(&bench->config, 0);
    struct row rows[3] = {{0}};
    int count = 0;
    int place = i % VISIT_ANSWERS;
    int64_t visit = INT64_C(100000000000000) + i / VISIT_ANSWERS;
    if (place == 0) {
        rows[count].kind = ROW_VISIT;
        memcpy(rows[count++].item, form->id, sizeof form->id);
    }
    rows[count].kind = ROW_ANSWER;
    memcpy(rows[count].item, form->questions[place].id, sizeof form->id);
    bool fits = text_format(rows[count].note, sizeof rows[count].note, "%s %s",
                            bench->config.words[0].code, form->id);
    rows[count].value = 1 + i % form->levels;
    rows[count++].elapsed_ms = 1500;
    if (place == VISIT_ANSWERS - 1) {
        rows[count].kind = ROW_END;
        rows[count++].value = 1;
    }
    for (int k = 0; k < count; k++) {
        rows[k].visit = visit;
    }
    int64_t begin = now_us();
    if (!fits ||
        record_keep(bench->record, rows, count, clock_now()) != STORE_OK) {
        return -1;
    }
    int64_t taken = now_us() - begin;
    /* Nobody waits for this; the program does it between visits, too. */
    return record_rest(bench->record) == STORE_OK ? taken : -1;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    if (argc != 6 || !open_all(&bench, argv)) {
        fprintf(stderr, "commit: cannot begin in %s: %s\n",
                argc > 1 ? argv[1] : "?", record_error(bench.record));
        return 1;
    }
    int count = atoi(argv[4]);
    long spacing_ms = atol(argv[5]);
    for (int i = 0; i < count; i++) {
        rest(spacing_ms);
        int64_t bare_us = bare(&bench, i);
        rest(spacing_ms);
        printf("%" PRId64 " %" PRId64 "\n", bare_us, answer(&bench, i));
    }
    record_close(bench.record);
    config_free(&bench.config);
    close(bench.fd);
    return 0;
}
