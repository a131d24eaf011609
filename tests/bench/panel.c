/*
 * How long staff wait for the panel once their PIN was right: the requests that
 * fill it (health with the days that nobody took, figures), as the writer does
 * them. Prints microseconds, "first next", one line a turn: at a terminal that
 * just started, and when the panel is opened again. Adds nothing.
 *
 *     panel DATA CONFIG SHARE COUNT
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "desk/desk.h"

struct bench {
    struct config config;
    struct record *record;
    const char *data_dir;
    struct moment now;
};

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool do_request(struct desk *desk, const struct bench *bench,
                       enum desk_request request)
{
    struct desk_ask ask = {.request = request, .at = bench->now};
    struct desk_reply reply;
    bool done = desk_do(desk, &ask, &reply);
    bool whole = request != DESK_FIGURES || reply.figures != NULL;
    desk_reply_free(&reply);
    return done && whole;
}

static int64_t open_panel(struct desk *desk, const struct bench *bench)
{
    int64_t begin = now_us();
    bool done = do_request(desk, bench, DESK_HEALTH) &&
                do_request(desk, bench, DESK_FIGURES);
    return done ? now_us() - begin : -1;
}

static bool turn(struct bench *bench)
{
    struct desk desk;
    struct record_params params = {.config = &bench->config,
                                   .data_dir = bench->data_dir,
                                   .now = bench->now,
                                   .use = RECORD_COMMAND};
    bool opened = record_open(&bench->record, &params) == STORE_OK;
    if (opened) {
        desk_open(&desk, &(struct desk_params){.record = bench->record,
                                               .config = &bench->config,
                                               .data_dir = bench->data_dir});
        int64_t first_us = open_panel(&desk, bench);
        printf("%" PRId64 " %" PRId64 "\n", first_us, open_panel(&desk, bench));
        desk_close(&desk);
    } else {
        fprintf(stderr, "panel: %s\n", record_error(bench->record));
    }
    record_close(bench->record);
    return opened;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    struct faults faults = {0};
    bool sound =
        argc == 5 && config_load(&bench.config, argv[2], argv[3], &faults);
    faults_free(&faults);
    if (!sound) {
        fprintf(stderr, "panel DATA CONFIG SHARE COUNT\n");
        return 1;
    }
    bench.data_dir = argv[1];
    bench.now = clock_now();
    for (int i = atoi(argv[4]); sound && i > 0; i--) {
        sound = turn(&bench);
    }
    config_free(&bench.config);
    return sound ? 0 : 1;
}
