/*
 * What an answer costs on the disk, beside the least that anything can cost
 * there, and what its tags cost of that. Prints microseconds, a line a turn: a
 * bare 4 KiB overwrite with fdatasync; a whole answer kept by the program's own
 * record (every row that it needs, one transaction); the same by a record
 * without a chain, whose rows have no tags; and the making of those tags alone.
 * Each is spaced as taps come, all in turn, so that they meet the same disk.
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

#include "record/record.h"
#include "trust/tag.h"

enum { BLOCK = 4096, VISIT_ANSWERS = 4, TAG_TURNS = 1000 };

struct bench {
    struct config config;
    struct record *tagged, *untagged;
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

/* A record that no terminal started has no chain. */
static bool open_untagged(struct bench *bench, const char *folder)
{
    char data_dir[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    struct store *store = NULL;
    bool made = files_join(data_dir, folder, "untagged") &&
                files_make_folder(data_dir) &&
                files_join(path, data_dir, "bonluon.db") &&
                store_open(&store, path, true) == STORE_OK;
    store_close(store);
    const struct record_params params = {.config = &bench->config,
                                         .data_dir = data_dir,
                                         .now = clock_now(),
                                         .use = RECORD_COMMAND};
    return made && record_open(&bench->untagged, &params) == STORE_OK;
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
           record_open(&bench->tagged, &params) == STORE_OK &&
           open_untagged(bench, argv[1]);
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
static bool make_tap(const struct bench *bench, int i, struct record_job *tap)
{
    const struct form *form = config_form(&bench->config, 0);
    struct row *rows = tap->rows;
    int count = 0;
    int place = i % VISIT_ANSWERS;
    *tap = (struct record_job){.count = 0};
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
        rows[k].visit = INT64_C(100000000000000) + i / VISIT_ANSWERS;
    }
    tap->count = count;
    return fits;
}

static int64_t answer(struct record *record, struct record_job *tap)
{
    int64_t begin = now_us();
    tap->at = clock_now();
    if (record_keep(record, tap) != STORE_OK) {
        return -1;
    }
    int64_t taken = now_us() - begin;
    /* Nobody waits for this; the program does it between visits, too. */
    return record_rest(record) == STORE_OK ? taken : -1;
}

/* What the tags of these rows take, in nanoseconds. */
static int64_t tags(struct record_job *tap)
{
    static const struct tag_key key;
    unsigned char before[TAG_SIZE] = {0};
    unsigned char bytes[TAG_BYTES_MAX];
    int64_t begin = now_us();
    for (int turn = 0; turn < TAG_TURNS; turn++) {
        for (int i = 0; i < tap->count; i++) {
            size_t length = tag_bytes(&tap->rows[i], before, bytes);
            tag_make(&key, bytes, length, before);
        }
    }
    return (now_us() - begin) * 1000 / TAG_TURNS;
}

/* One line; false when a record failed. */
static bool turn(struct bench *bench, int i, long spacing_ms)
{
    struct record_job tap;
    bool made = make_tap(bench, i, &tap);
    int64_t us[3];
    rest(spacing_ms);
    us[0] = bare(bench, i);
    /* Now one comes first, now the other. */
    for (int k = 0; k < 2; k++) {
        bool tagged = (i + k) % 2 == 0;
        rest(spacing_ms);
        us[tagged ? 1 : 2] =
            answer(tagged ? bench->tagged : bench->untagged, &tap);
    }
    printf("%" PRId64 " %" PRId64 " %" PRId64 " %.3f\n", us[0], us[1], us[2],
           (double)tags(&tap) / 1000);
    return made && us[0] >= 0 && us[1] >= 0 && us[2] >= 0;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    if (argc != 6 || !open_all(&bench, argv)) {
        fprintf(stderr, "commit: cannot begin in %s: %s\n",
                argc > 1 ? argv[1] : "?", record_error(bench.tagged));
        return 1;
    }
    int count = atoi(argv[4]);
    long spacing_ms = atol(argv[5]);
    bool well = true;
    for (int i = 0; well && i < count; i++) {
        well = turn(&bench, i, spacing_ms);
    }
    record_close(bench.tagged);
    record_close(bench.untagged);
    config_free(&bench.config);
    close(bench.fd);
    return well ? 0 : 1;
}
