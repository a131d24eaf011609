/*
 * Cuts of the power, by a log of what the program did to its files
 * (tests/faults/recorder.c): each makes the folder as a disk may have left it,
 * has a terminal start there and write what days lack, and looks whether every
 * visit that was thanked for is in the record, and whether `verify` accuses
 * anybody.
 *
 *     make_cuts LOG CONFIG SHARE FIRST COUNT [DEAF]
 *
 * A cut is known by its number. DEAF: syncs of files with this in their path do
 * not count; "names": those of folders. Each cut that went wrong is a line; the
 * last line counts them.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "daily/outbox.h"
#include "store/with_rows.h"
#include "verify/verify.h"
#include "verify/with_replay.h"

enum { OF_A_VISIT = 4, A_MINUTE_MS = 60000 };

enum trouble { DEAD, LOST, ALARM, ASIDE, TROUBLES };
static const char *const troubles[TROUBLES] = {"dead", "lost", "alarmed",
                                               "set aside"};

struct cuts {
    struct replay *replay;
    struct config config;
    const char *deaf_to;
    uint64_t number; /* of the cut that is being looked at */
    int at;          /* its operation */
    int made, counts[TROUBLES];
};

static void tell(struct cuts *cuts, enum trouble trouble, const char *what)
{
    cuts->counts[trouble]++;
    printf("cut %" PRIu64 " at %d: %s: %s\n", cuts->number, cuts->at,
           troubles[trouble], what);
}

/* What a terminal does first: it opens its record, and closes days that are
   due. */
static bool start(struct cuts *cuts, const char *folder, struct moment now)
{
    struct record *record;
    struct outbox outbox = {.record = NULL};
    int32_t day = 0;
    const struct record_params params = {.config = &cuts->config,
                                         .data_dir = folder,
                                         .now = now,
                                         .use = RECORD_TERMINAL};
    bool well = record_open(&record, &params) == STORE_OK &&
                outbox_open(&outbox, record, &cuts->config, folder) &&
                outbox_due(&outbox, now, &day) == STORE_OK;
    while (well && day != INT32_MAX) {
        well = outbox_close_day(&outbox, day, now) == STORE_OK &&
               outbox_due(&outbox, now, &day) == STORE_OK;
    }
    while (well && outbox_mend(&outbox)) {
    }
    well = well && record_rest(record) == STORE_OK;
    if (!well) {
        tell(cuts, DEAD, record_error(record));
    }
    outbox_close(&outbox);
    record_close(record);
    return well;
}

static void count_answers(struct cuts *cuts, const char *folder, int shown)
{
    char path[FILES_PATH_SIZE];
    int64_t count;
    int answers = 0;
    assert(files_join(path, folder, "bonluon.db"));
    struct row *rows = with_rows_all(path, &count);
    for (int64_t seq = 1; seq <= count; seq++) {
        answers += rows[seq].kind == ROW_ANSWER;
    }
    free(rows);
    if (answers < OF_A_VISIT * shown) {
        char what[64];
        text_must(what, sizeof what, "%d answers of %d", answers,
                  OF_A_VISIT * shown);
        tell(cuts, LOST, what);
    }
}

static void take_line(void *context, const char *line)
{
    text_append_string(context, line);
    text_append_string(context, "; ");
}

static void verify(struct cuts *cuts, const char *folder)
{
    struct text said = {0};
    struct account account = {.wrong = 0};
    char why[VERIFY_WHY_SIZE] = "";
    const struct verify_params params = {.say = take_line, .context = &said};
    struct verify *verify = verify_new(&params);
    text_append_string(&said, "");
    enum verify_result result =
        verify == NULL ? VERIFY_FAILED : verify_path(verify, folder, why);
    bool ended = verify != NULL && verify_end(verify, &account);
    if (result != VERIFY_DONE || !ended || account.wrong > 0 ||
        account.unread > 0) {
        text_append_string(&said, why);
        tell(cuts, ALARM, said.failed ? "" : said.data);
    }
    verify_free(verify);
    text_free(&said);
}

static void look_aside(struct cuts *cuts, const char *folder)
{
    char path[FILES_PATH_SIZE];
    assert(files_join(path, folder, "quarantine"));
    if (files_exists(path)) {
        tell(cuts, ASIDE, "something is in the quarantine");
    }
}

static void make_one(struct cuts *cuts)
{
    struct replay_cut cut = {.deaf_to = cuts->deaf_to,
                             .draw = draw_from(cuts->number)};
    char folder[FILES_PATH_SIZE];
    cut.at = 1 + draw_below(&cut.draw, replay_count(cuts->replay));
    cuts->at = cut.at;
    past_folder(folder);
    replay_make(cuts->replay, &cut, folder);
    const struct moment now = {.boot_ms = A_MINUTE_MS,
                               .wall_ms = cut.wall_ms + A_MINUTE_MS,
                               .synchronised = true};
    cuts->made++;
    if (start(cuts, folder, now)) {
        count_answers(cuts, folder, cut.shown);
        verify(cuts, folder);
    }
    look_aside(cuts, folder);
    past_remove(folder);
}

int main(int argc, char **argv)
{
    struct cuts cuts = {.deaf_to = argc > 6 ? argv[6] : NULL};
    struct faults faults = {0};
    if (argc < 6 || !config_load(&cuts.config, argv[2], argv[3], &faults)) {
        fprintf(stderr, "make_cuts LOG CONFIG SHARE FIRST COUNT [DEAF]\n%s",
                faults.count > 0 ? faults.lines.data : "");
        return EX_USAGE;
    }
    cuts.replay = replay_open(argv[1]);
    uint64_t first = strtoull(argv[4], NULL, 10);
    uint64_t count = strtoull(argv[5], NULL, 10);
    for (uint64_t i = 0; i < count; i++) {
        cuts.number = first + i;
        make_one(&cuts);
    }
    printf("%d cuts", cuts.made);
    for (int i = 0; i < TROUBLES; i++) {
        printf(", %d %s", cuts.counts[i], troubles[i]);
    }
    printf("\n");
    replay_close(cuts.replay);
    config_free(&cuts.config);
    return 0;
}
