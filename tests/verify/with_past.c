#include "with_past.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "daily/sums.h"
#include "trust/chain_key.h"
#include "trust/sign_key.h"

struct draw draw_from(uint64_t seed)
{
    return (struct draw){seed * 0x9E3779B97F4A7C15u + 0x1234567u};
}

/* splitmix64 */
static uint64_t draw_next(struct draw *draw)
{
    uint64_t z = draw->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int draw_below(struct draw *draw, int below)
{
    return (int)(draw_next(draw) % (uint64_t)below);
}

bool draw_once_in(struct draw *draw, int times)
{
    return draw_below(draw, times) == 0;
}

void past_folder(char out[FILES_PATH_SIZE])
{
    bool memory = access("/dev/shm", W_OK) == 0;
    assert_true(text_format(out, FILES_PATH_SIZE, "%s/bonluon-past-XXXXXX",
                            memory ? "/dev/shm" : "/tmp"));
    assert_non_null(mkdtemp(out));
}

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *where)
{
    (void)st;
    (void)type;
    (void)where;
    return remove(path);
}

void past_remove(const char *path)
{
    assert_int_equal(nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

void past_leave(const struct past *past, const char *into, int number)
{
    char path[FILES_PATH_SIZE];
    char line[FIRST_KEY_SIZE];
    if (into == NULL) {
        past_remove(past->path);
        return;
    }
    text_must(path, sizeof path, "%s/%d.key", into, number);
    first_key_write(&past->first, line);
    assert_true(files_replace(path, line, strlen(line), FILES_UNSYNCED));
    text_must(path, sizeof path, "%s/%d", into, number);
    assert_int_equal(rename(past->path, path), 0);
}

void past_copy_file(const char *from, const char *to)
{
    struct text bytes = {0};
    FILE *file = fopen(to, "wb");
    if (file == NULL || !files_read(from, 1 << 28, &bytes) ||
        fwrite(bytes.data == NULL ? "" : bytes.data, 1, bytes.length, file) !=
            bytes.length) {
        fail_msg("%s cannot be copied to %s", from, to);
    }
    assert_int_equal(fclose(file), 0);
    text_free(&bytes);
}

void past_copy(const char *from, const char *to)
{
    DIR *folder = opendir(from);
    struct dirent *entry;
    assert_non_null(folder);
    assert_true(files_make_folder(to));
    while ((entry = readdir(folder)) != NULL) {
        char one[FILES_PATH_SIZE];
        char other[FILES_PATH_SIZE];
        struct stat st;
        if (strcmp(entry->d_name, ".") == 0 ||
            strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        assert_true(files_join(one, from, entry->d_name));
        assert_true(files_join(other, to, entry->d_name));
        assert_int_equal(stat(one, &st), 0);
        if (S_ISDIR(st.st_mode)) {
            past_copy(one, other);
        } else {
            past_copy_file(one, other);
        }
    }
    closedir(folder);
}

void past_enrol(struct past *past, bool shown)
{
    struct chain_key key;
    chain_key_draw(&key, shown);
    assert_true(chain_key_set(&key, past->path));
    assert_true(text_format(past->first.who, sizeof past->first.who, "%s/%s",
                            past->config.unit_code, past->config.device_id));
    memcpy(past->first.id, key.id, sizeof past->first.id);
    past->first.key = key.key;
}

void past_begin(struct past *past, uint64_t seed)
{
    struct sign_key sign;
    *past = (struct past){.draw = draw_from(seed),
                          .day = WITH_MONDAY,
                          .visit = 100000000000000,
                          .most = 3};
    past_folder(past->path);
    past->config = with_config();
    past_enrol(past, true);
    assert_true(sign_key_make(&sign, past->path));
}

static struct moment moment(const struct past *past, int minute)
{
    struct moment at = with_moment(past->day, minute / 60, minute % 60);
    at.wall_ms += past->shift_ms;
    return at;
}

static void start(struct past *past, int minute)
{
    const struct record_params params = {.config = &past->config,
                                         .data_dir = past->path,
                                         .now = moment(past, minute),
                                         .use = RECORD_TERMINAL};
    enum store_result result = record_open(&past->record, &params);
    assert_string_equal(record_error(past->record), "");
    assert_int_equal(result, STORE_OK);
    assert_true(
        outbox_open(&past->outbox, past->record, &past->config, past->path));
}

static void look(struct past *past)
{
    struct record_trust trust;
    record_trust(past->record, &trust);
    tag_code(trust.tag, past->code);
}

void past_kill(struct past *past)
{
    if (past->record != NULL) {
        look(past);
        outbox_close(&past->outbox);
        record_close(past->record);
        past->record = NULL;
    }
}

static void keep(struct past *past, struct row row, int minute)
{
    const struct record_job job = {
        .at = moment(past, minute), .rows = {row}, .count = 1};
    assert_int_equal(record_keep(past->record, &job), STORE_OK);
}

/* Somebody who comes in at this minute; he may turn back, pass a question over
   or walk away. */
static void visit(struct past *past, int minute)
{
    static const char *const questions[] = {"mim-cuoi", "nhe-nhang",
                                            "lang-nghe", "giup-do"};
    struct draw *draw = &past->draw;
    int64_t id = past->visit += 1 + draw_below(draw, 1000000);
    bool whole = !draw_once_in(draw, 4);
    int least = past->most > 3; /* where all must be in the files */
    keep(past, with_visit_row(id), minute);
    for (int i = 0; i < 4 && (whole || i < least || !draw_once_in(draw, 3));
         i++) {
        int level = 1 + draw_below(draw, 5);
        struct row row = with_answer_row(id, questions[i], level);
        if (draw_once_in(draw, 8)) {
            row = with_row(whole ? ROW_SKIP : ROW_TIMEOUT, id, questions[i]);
        }
        row.flags = draw_once_in(draw, 9) ? GUARD_FAST : 0;
        keep(past, row, minute);
        if (i == 0 && row.kind == ROW_ANSWER && level < 3) {
            struct row reason = {.kind = ROW_REASON, .visit = id};
            strcpy(reason.item, "mim-cuoi");
            strcpy(reason.note, "voi-va");
            keep(past, reason, minute);
        }
        if (i > 0 && draw_once_in(draw, 10)) {
            keep(past, with_answer_row(id, questions[i - 1], level), minute);
        }
    }
    if (whole || draw_once_in(draw, 2)) {
        keep(past, with_end_row(id, whole), minute);
    } else {
        /* The power fails in the middle of it. */
        past_kill(past);
        start(past, minute + 1);
    }
}

/* What a cut in the middle of a closing leaves undone: files that were not yet
   written, and perhaps a key that has not yet moved. */
static void cut_closing(struct past *past, const char *key, int32_t day)
{
    static const char *const endings[] = {".csv", ".seal.sig", ".seal"};
    char date[CLOCK_DATE_SIZE];
    char path[FILES_PATH_SIZE];
    int gone = draw_below(&past->draw, 4);
    clock_date(day, date);
    for (int i = 0; i < gone; i++) {
        assert_true(text_format(path, sizeof path, "%s/outbox/4luon_%s_%s_%s%s",
                                past->path, past->config.unit_code,
                                past->config.device_id, date, endings[i]));
        (void)unlink(path);
    }
    if (gone == 3 && draw_once_in(&past->draw, 2)) {
        assert_true(files_join(path, past->path, CHAIN_KEY_NAME));
        past_copy_file(key, path);
    }
}

static void close_days(struct past *past, int minute)
{
    int32_t day;
    char key[FILES_PATH_SIZE];
    char before[FILES_PATH_SIZE];
    assert_true(files_join(key, past->path, CHAIN_KEY_NAME));
    assert_true(files_join(before, past->path, "key-before"));
    assert_int_equal(outbox_due(&past->outbox, moment(past, minute), &day),
                     STORE_OK);
    while (day != INT32_MAX) {
        past_copy_file(key, before);
        assert_int_equal(
            outbox_close_day(&past->outbox, day, moment(past, minute)),
            STORE_OK);
        if (!past->calm && draw_once_in(&past->draw, 5)) {
            past_kill(past);
            cut_closing(past, before, day);
            start(past, minute);
        }
        assert_int_equal(outbox_due(&past->outbox, moment(past, minute), &day),
                         STORE_OK);
    }
    assert_int_equal(unlink(before) == 0 || !files_exists(before), 1);
}

static void trouble(struct past *past, int minute)
{
    struct draw *draw = &past->draw;
    if (draw_once_in(draw, 6)) {
        past_kill(past);
        start(past, minute);
    }
    if (draw_once_in(draw, 10)) {
        int minutes = draw_below(draw, 600) - 300;
        past->shift_ms += (int64_t)minutes * 60000;
    } else if (draw_once_in(draw, 3)) {
        past->shift_ms = 0;
    }
    if (draw_once_in(draw, 8)) {
        assert_int_equal(record_beat(past->record, moment(past, minute)),
                         STORE_OK);
    }
}

/* Another day may be one of rest, or one on which the machine is off. */
static void live_day(struct past *past)
{
    struct draw *draw = &past->draw;
    int visits = draw_below(draw, past->most + 1);
    int begin = 8 * 60;
    int minute = begin;
    if (!past->calm && draw_once_in(draw, 7)) {
        past->day++;
        return;
    }
    if (past->record == NULL) {
        start(past, minute);
    }
    close_days(past, minute);
    for (int i = 0; i < visits; i++) {
        minute = past->most > 3 ? begin + 1 + i * 530 / visits
                                : minute + 10 + draw_below(draw, 60);
        visit(past, minute);
        if (!past->calm) {
            trouble(past, minute);
        }
    }
    minute = 17 * 60 + draw_below(draw, 3);
    close_days(past, minute);
    if (past->calm || draw_once_in(draw, 2)) {
        assert_int_equal(record_rest(past->record), STORE_OK);
        assert_int_equal(record_stop(past->record, moment(past, minute + 1)),
                         STORE_OK);
        past_kill(past);
    }
    past->day++;
}

/* What the terminal does when nobody waits. */
static void mend(struct past *past)
{
    struct day_sums_maker sums = {.record = NULL};
    bool more = true;
    while (more) {
        assert_int_equal(day_sums_mend(&sums, past->record, &more), STORE_OK);
    }
    day_sums_free(&sums);
}

void past_live(struct past *past, int days)
{
    for (int i = 0; i < days; i++) {
        live_day(past);
    }
    /* In the morning after. */
    if (past->record == NULL) {
        start(past, 8 * 60);
    }
    close_days(past, 8 * 60);
    mend(past);
    assert_int_equal(record_rest(past->record), STORE_OK);
    look(past);
}

void past_serve(struct past *past)
{
    visit(past, 9 * 60);
    visit(past, 9 * 60 + 30);
    assert_int_equal(record_rest(past->record), STORE_OK);
    look(past);
}

void past_end(struct past *past)
{
    past_kill(past);
    past_remove(past->path);
}
