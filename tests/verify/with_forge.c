#include "with_forge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "format/seal.h"
#include "trust/sign_key.h"
#include "trust/sshsig.h"
#include "with_forge_rows.h"

enum { DAYS_MOST = 64 };

static const char *const endings[] = {".csv", ".seal", ".seal.sig"};

const char *forge_name(enum forge kind)
{
    static const char *const names[FORGE_COUNT] = {
        "edit",     "delete",     "swap",    "insert", "truncate", "re-seal",
        "drop day", "double day", "re-date", "fork",   "roll back"};
    return names[kind];
}

static void live(struct original *original, uint64_t seed)
{
    struct past *past = &original->past;
    past_begin(past, seed);
    past->calm = true;
    past_live(past, 4);
    past_kill(past);
    past_folder(original->earlier);
    past_copy(past->path, original->earlier);
    past_live(past, 2);
    past_serve(past);
    past_kill(past);
}

void original_make(struct original *original, uint64_t seed)
{
    live(original, seed);
    /* A past in which nobody answered on a sealed day is nothing to forge. */
    while (!forge_has_answer(original->past.path)) {
        original_end(original);
        live(original, seed += UINT64_C(1) << 40);
    }
}

void original_end(struct original *original)
{
    past_remove(original->earlier);
    past_end(&original->past);
}

/* The days whose files are in an outbox, in their order. */
static int days_of(const char *folder, int32_t days[DAYS_MOST])
{
    int count = 0;
    for (int32_t day = WITH_MONDAY; day < WITH_MONDAY + DAYS_MOST; day++) {
        char date[CLOCK_DATE_SIZE];
        char path[FILES_PATH_SIZE];
        clock_date(day, date);
        assert_true(text_format(path, sizeof path,
                                "%s/4luon_van-truong_quay-1_%s.seal", folder,
                                date));
        if (files_exists(path)) {
            days[count++] = day;
        }
    }
    return count;
}

static void path_of(char out[FILES_PATH_SIZE], const char *folder, int32_t day,
                    const char *ending)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    assert_true(text_format(out, FILES_PATH_SIZE,
                            "%s/4luon_van-truong_quay-1_%s%s", folder, date,
                            ending));
}

/* One that is neither the first nor the last: what came before the first and
   after the last nobody knows who has only files. */
static int32_t middle_of(const char *folder, struct draw *draw)
{
    int32_t days[DAYS_MOST];
    int count = days_of(folder, days);
    assert_in_range(count, 3, DAYS_MOST);
    return days[1 + draw_below(draw, count - 2)];
}

static void copy_day(const char *from, int32_t day, const char *to, int32_t as)
{
    for (int i = 0; i < 3; i++) {
        char one[FILES_PATH_SIZE];
        char other[FILES_PATH_SIZE];
        path_of(one, from, day, endings[i]);
        path_of(other, to, as, endings[i]);
        past_copy_file(one, other);
    }
}

static void drop_day(const char *folder, int32_t day)
{
    for (int i = 0; i < 3; i++) {
        char path[FILES_PATH_SIZE];
        path_of(path, folder, day, endings[i]);
        assert_int_equal(unlink(path), 0);
    }
}

static void drop_files(struct forged *forged, struct draw *draw)
{
    drop_day(forged->looked_at, middle_of(forged->looked_at, draw));
}

static void double_files(struct forged *forged, struct draw *draw)
{
    char other[FILES_PATH_SIZE];
    int32_t day = middle_of(forged->looked_at, draw);
    if (draw_once_in(draw, 2)) {
        assert_true(files_join(other, forged->looked_at, "again"));
        assert_true(files_make_folder(other));
        copy_day(forged->looked_at, day, other, day);
    } else {
        copy_day(forged->looked_at, day, forged->looked_at, day + 30);
    }
}

static void write_all(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Another seal of this day, signed by the terminal's own key, into a folder
   where the day's CSV lies under that name. */
struct another {
    const char *from, *to;
    int32_t day, as;
    int64_t number; /* more than it has */
    const char *closed_at;
};

static void write_another(const struct forged *forged,
                          const struct another *another)
{
    struct sign_key sign;
    struct seal seal;
    struct text text = {0};
    char path[FILES_PATH_SIZE];
    char signature[SSHSIG_SIZE];
    int line;
    assert_int_equal(sign_key_load(&sign, forged->path), SECRET_READ);
    path_of(path, another->from, another->day, ".seal");
    assert_true(files_read(path, SEAL_MOST, &text));
    assert_true(seal_read(text.data, text.length, &seal, &line));
    seal.day = another->as;
    seal.number += another->number;
    strcpy(seal.closed_at, another->closed_at);
    path_of(path, another->to, another->as, ".csv");
    strcpy(seal.file, strrchr(path, '/') + 1);
    text_clear(&text);
    seal_write(&seal, &text);
    sshsig_make(&sign, text.data, text.length, signature);
    copy_day(another->from, another->day, another->to, another->as);
    path_of(path, another->to, another->as, ".seal");
    write_all(path, text.data, text.length);
    path_of(path, another->to, another->as, ".seal.sig");
    write_all(path, signature, strlen(signature));
    text_free(&text);
}

/* Under another date: by name alone, or with a seal that says so, too. */
static void redate_files(struct forged *forged, struct draw *draw)
{
    int32_t day = middle_of(forged->looked_at, draw);
    struct another another = {.from = forged->looked_at,
                              .to = forged->looked_at,
                              .day = day,
                              .as = day + 20,
                              .closed_at = "2026-12-30T17:00:00+07:00"};
    if (draw_once_in(draw, 2)) {
        copy_day(forged->looked_at, day, forged->looked_at, day + 20);
    } else {
        write_another(forged, &another);
    }
    drop_day(forged->looked_at, day);
}

static void fork_files(struct forged *forged, struct draw *draw)
{
    char other[FILES_PATH_SIZE];
    int32_t day = middle_of(forged->looked_at, draw);
    bool same_day = draw_once_in(draw, 2);
    assert_true(files_join(other, forged->looked_at, "other"));
    assert_true(files_make_folder(other));
    const struct another another = {.from = forged->looked_at,
                                    .to = other,
                                    .day = day,
                                    .as = same_day ? day : day + 20,
                                    .closed_at = "2026-12-30T17:00:00+07:00"};
    write_another(forged, &another);
}

void forge_forget_log(const char *path)
{
    char log[FILES_PATH_SIZE];
    assert_true(files_join(log, path, "log"));
    past_remove(log);
}

static void begin(struct forged *forged, const struct original *original,
                  const char *from)
{
    *forged = (struct forged){.bare = true};
    past_folder(forged->path);
    past_copy(from, forged->path);
    forge_forget_log(forged->path);
    memcpy(forged->looked_at, forged->path, sizeof forged->looked_at);
    forged->asking.keys = &original->past.first;
    forged->asking.key_count = 1;
}

static void by_rows(struct forged *forged, struct draw *draw, forge_rows *how)
{
    struct sql sql;
    sql_open(&sql, forged->path);
    how(&sql, draw, forged);
    sql_close(&sql);
}

/* Of the outbox alone, as a stick carries it to the province. */
static void by_files(struct forged *forged, struct draw *draw,
                     void (*how)(struct forged *forged, struct draw *draw))
{
    assert_true(files_join(forged->looked_at, forged->path, "outbox"));
    how(forged, draw);
    strcpy(forged->how, "of files");
}

/* The database alone: what lies beside it the forger has made new, too. */
static void by_keys(struct forged *forged, const struct original *original,
                    struct draw *draw)
{
    int later = 1 + draw_below(draw, 4);
    assert_true(files_join(forged->looked_at, forged->path, "bonluon.db"));
    forge_reseal(forged->path, &original->past, draw, later);
    forged->bare = false;
    assert_true(text_format(forged->how, sizeof forged->how,
                            "sealed anew with a key %d seals later", later));
}

/* The earlier state put back, keys and all, and another life from there on. */
static void by_time(struct forged *forged, const struct original *original,
                    struct draw *draw)
{
    struct past other = original->past;
    memcpy(other.path, forged->path, sizeof other.path);
    other.record = NULL;
    other.draw = draw_from((uint64_t)draw_below(draw, 1 << 30));
    other.day = original->past.day - 2;
    past_live(&other, 2);
    past_kill(&other);
    forged->asking.witness = original->past.code;
    forged->asking.witness_day = original->past.day;
    strcpy(forged->how, "put back to an earlier state");
}

void forge_make(struct forged *forged, const struct original *original,
                enum forge kind, struct draw *draw)
{
    bool rows = draw_once_in(draw, 2);
    begin(forged, original,
          kind == FORGE_ROLL_BACK ? original->earlier : original->past.path);
    switch (kind) {
    case FORGE_EDIT: by_rows(forged, draw, forge_edit); break;
    case FORGE_DELETE: by_rows(forged, draw, forge_delete); break;
    case FORGE_SWAP: by_rows(forged, draw, forge_swap); break;
    case FORGE_INSERT: by_rows(forged, draw, forge_insert); break;
    case FORGE_TRUNCATE: by_rows(forged, draw, forge_truncate); break;
    case FORGE_RESEAL: by_keys(forged, original, draw); break;
    case FORGE_DROP_DAY:
    case FORGE_DOUBLE_DAY:
    case FORGE_REDATE:
        if (rows) {
            by_rows(forged, draw,
                    kind == FORGE_DROP_DAY     ? forge_drop_rows
                    : kind == FORGE_DOUBLE_DAY ? forge_double_rows
                                               : forge_redate_rows);
        } else {
            by_files(forged, draw,
                     kind == FORGE_DROP_DAY     ? drop_files
                     : kind == FORGE_DOUBLE_DAY ? double_files
                                                : redate_files);
        }
        break;
    case FORGE_FORK: by_files(forged, draw, fork_files); break;
    case FORGE_ROLL_BACK: by_time(forged, original, draw); break;
    case FORGE_COUNT: break;
    }
    forged->asking.paths[0] = forged->looked_at;
}
