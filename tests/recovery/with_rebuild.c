#include "with_rebuild.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *rebuild_path(struct rebuild_fixture *f, const char *name)
{
    return data_folder_path(&f->record.folder, name);
}

/* A few days that were closed, and one that was not. */
static void make_history(struct rebuild_fixture *f)
{
    int64_t visit = 100000000000000;
    for (int day = 0; day < REBUILD_DAYS; day++) {
        struct moment at = with_moment(WITH_MONDAY + day, 9, 0);
        record_fixture_open(&f->record, at);
        for (int i = 0; i < REBUILD_VISITS; i++) {
            record_fixture_visit(&f->record, visit++, 1 + i % 5, at);
        }
        if (day < REBUILD_DAYS - 1) {
            assert_int_equal(with_close(f->record.record, WITH_MONDAY + day,
                                        with_moment(WITH_MONDAY + day, 18, 0)),
                             STORE_OK);
        }
    }
    record_fixture_close(&f->record);
}

static int64_t last_seal(struct rebuild_fixture *f)
{
    int64_t seq = f->count;
    while (with_rows_one(rebuild_path(f, "bonluon.db"), seq).kind != ROW_SEAL) {
        seq--;
    }
    return seq;
}

int rebuild_setup(void **state)
{
    struct rebuild_fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->record.folder);
    f->record.config = with_config();
    make_history(f);
    f->rows = with_rows_dump(rebuild_path(f, "bonluon.db"));
    f->seals = with_seals_dump(rebuild_path(f, "bonluon.db"));
    f->count = with_rows_one(rebuild_path(f, "bonluon.db"), 0).seq;
    f->tail = last_seal(f) + 1;
    assert_int_equal(chain_key_load(&f->keys.chain, f->record.folder.path),
                     SECRET_READ);
    assert_int_equal(sign_key_load(&f->keys.sign, f->record.folder.path),
                     SECRET_READ);
    assert_int_equal(
        rename(rebuild_path(f, "bonluon.db"), rebuild_path(f, "damaged.db")),
        0);
    *state = f;
    return 0;
}

int rebuild_teardown(void **state)
{
    struct rebuild_fixture *f = *state;
    data_folder_remove(&f->record.folder);
    free(f->rows);
    free(f->seals);
    free(f);
    return 0;
}

struct rebuilt rebuild_from(struct rebuild_fixture *f, unsigned sources)
{
    char names[4][FILES_PATH_SIZE];
    strcpy(names[0], rebuild_path(f, "bonluon.db"));
    strcpy(names[1], rebuild_path(f, "damaged.db"));
    strcpy(names[2],
           rebuild_path(f, sources & OF_BACKUP ? "backup.db" : "none"));
    strcpy(names[3], rebuild_path(f, sources & OF_LOG ? "log" : "none"));
    struct rebuilt rebuilt;
    const struct rebuild_params params = {
        .database = names[0],
        .damaged = sources & OF_DAMAGED ? names[1] : NULL,
        .backup = names[2],
        .journal = names[3],
        .keys = sources & NO_KEYS ? NULL : &f->keys};
    enum store_result result = rebuild_database(&params, &rebuilt);
    assert_string_equal(rebuilt.error, "");
    assert_int_equal(result, STORE_OK);
    assert_false(files_exists(rebuild_path(f, "bonluon.db.new")));
    return rebuilt;
}

void assert_rebuilt(const struct rebuilt *is, int64_t rows, int64_t lost,
                    int64_t unproven, int64_t dropped)
{
    assert_int_equal(is->rows, rows);
    assert_int_equal(is->lost, lost);
    assert_int_equal(is->unproven, unproven);
    assert_int_equal(is->dropped, dropped);
}

void assert_same_rows(struct rebuild_fixture *f)
{
    char *rows = with_rows_dump(rebuild_path(f, "bonluon.db"));
    assert_string_equal(rows, f->rows);
    free(rows);
}

void assert_whole(struct rebuild_fixture *f, unsigned sources)
{
    struct rebuilt rebuilt = rebuild_from(f, sources);
    assert_rebuilt(&rebuilt, f->count, 0, 0, 0);
    assert_same_rows(f);
    char *seals = with_seals_dump(rebuild_path(f, "bonluon.db"));
    assert_string_equal(seals, f->seals);
    free(seals);
}

void assert_goes_on(struct rebuild_fixture *f)
{
    record_fixture_open(&f->record,
                        with_moment(WITH_MONDAY + REBUILD_DAYS, 9, 0));
    record_fixture_visit(&f->record, 999999999999999, 3,
                         with_moment(WITH_MONDAY + REBUILD_DAYS, 9, 1));
    record_fixture_close(&f->record);
}

void rebuild_copy(struct rebuild_fixture *f, const char *from, const char *to)
{
    data_folder_copy(&f->record.folder, from, to);
}
