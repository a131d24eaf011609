/*
 * Damage of every kind to every file that a terminal keeps, drawn at random
 * from a seed: it starts, or says in one line why not; nothing that was
 * damaged is overwritten; and every row is back that is still whole in its
 * journal, or in a database that SQLite still reads.
 *
 * BONLUON_DAMAGE: how many draws, else a few. BONLUON_SEED: the first one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/with_record.h"
#include "recovery/found_rows.h"
#include "store/journal_line.h"
#include "store/with_rows.h"
#include "trust/pin_file.h"
#include "with_damage.h"
#include "tried.h"

enum { DAYS = 5, VISITS = 9, DRAWS = 60, FIRST_SEED = 1 };

struct fixture {
    struct data_folder folder;
    struct config config;
    struct bytes older[FILE_COUNT], newer[FILE_COUNT];
    struct row *rows; /* by seq, as they were before the damage */
    int64_t count;
    int64_t sealed;     /* the last row of a sealed range */
    int64_t were, back; /* rows of all records that started */
    struct damage damage;
};

static const char *path(struct fixture *f, const char *name)
{
    return data_folder_path(&f->folder, name);
}

static void take_all(struct fixture *f, struct bytes files[FILE_COUNT])
{
    for (int i = 0; i < FILE_COUNT; i++) {
        if (files[i].data == NULL) {
            files[i] = damage_take_file(path(f, damage_names[i]));
        }
    }
}

static struct record *open_record(struct fixture *f, struct moment now,
                                  enum store_result *result)
{
    struct record *record;
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = now,
                                         .use = RECORD_TERMINAL};
    *result = record_open(&record, &params);
    return record;
}

static void add_visit(struct record *record, int64_t visit, struct moment at)
{
    static const char *const questions[] = {"mim-cuoi", "nhe-nhang",
                                            "lang-nghe", "giup-do"};
    struct record_job job = {
        .at = at, .rows = {with_visit_row(visit)}, .count = 6};
    for (int i = 0; i < 4; i++) {
        job.rows[1 + i] =
            with_answer_row(visit, questions[i], 1 + (int)(visit + i) % 5);
    }
    job.rows[5] = with_end_row(visit, 1);
    assert_int_equal(record_keep(record, &job), STORE_OK);
    assert_int_equal(record_rest(record), STORE_OK);
}

/* The history of a few days; its files in the middle, and as `kill -9` leaves
   them at the end. */
static void make_history(struct fixture *f)
{
    enum store_result result;
    static const struct pin_cost cheap = {1, 8192};
    int64_t visit = 100000000000000;
    assert_true(pin_file_set(f->folder.path, "739182", &cheap));
    for (int day = 0; day < DAYS; day++) {
        struct moment at = with_moment(WITH_MONDAY + day, 8, 0);
        struct record *record = open_record(f, at, &result);
        assert_int_equal(result, STORE_OK);
        assert_int_equal(record_beat(record, at), STORE_OK);
        for (int i = 0; i < VISITS; i++) {
            add_visit(record, visit++, with_moment(WITH_MONDAY + day, 9, i));
        }
        if (day == DAYS - 1) {
            take_all(f, f->newer);
        } else {
            assert_int_equal(with_close(record, WITH_MONDAY + day,
                                        with_moment(WITH_MONDAY + day, 18, 0)),
                             STORE_OK);
        }
        if (day == 2) {
            take_all(f, f->older);
            f->newer[BACKUP] = damage_take_file(path(f, "bonluon.db"));
        }
        record_close(record);
    }
}

static void remember(struct fixture *f)
{
    f->rows = with_rows_all(path(f, "bonluon.db"), &f->count);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        f->sealed = f->rows[seq].kind == ROW_SEAL ? seq : f->sealed;
    }
}

static void empty_folder(struct fixture *f)
{
    char old[FILES_PATH_SIZE];
    memcpy(old, f->folder.path, sizeof old);
    data_folder_remove(&f->folder);
    assert_int_equal(mkdir(old, 0755), 0);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->folder);
    f->config = with_config();
    f->damage = (struct damage){.folder = &f->folder, .older = f->older};
    make_history(f);
    remember(f);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < FILE_COUNT; i++) {
        free(f->older[i].data);
        free(f->newer[i].data);
    }
    data_folder_remove(&f->folder);
    free(f->rows);
    free(f);
    return 0;
}

static void lay_out(struct fixture *f)
{
    empty_folder(f);
    assert_int_equal(mkdir(path(f, "log"), 0755), 0);
    assert_int_equal(mkdir(path(f, "backup"), 0755), 0);
    for (int i = 0; i < FILE_COUNT; i++) {
        damage_write_file(path(f, damage_names[i]), &f->newer[i]);
    }
}

static bool same(const struct row *a, const struct row *b)
{
    struct text x = {0};
    struct text y = {0};
    journal_line_row(&x, a);
    journal_line_row(&y, b);
    bool equal = strcmp(x.data, y.data) == 0;
    text_free(&x);
    text_free(&y);
    return equal;
}

struct journal_look {
    struct found_rows *found;
    const char *folder;
};

static bool take_line(void *context, const struct journal_line *line)
{
    struct journal_look *look = context;
    return found_rows_line(look->found, look->folder, line);
}

static void look_at_database(struct fixture *f, struct found_rows *found,
                             enum file file)
{
    struct store *store;
    if (store_open_evidence(&store, path(f, damage_names[file])) == STORE_OK) {
        assert_true(found_rows_store(found, store));
    } else {
        store_close(store);
    }
}

/* The rows that are whole in the journal, or in a database that SQLite reads,
   and can be told from damaged ones, by seq. The caller frees. */
static bool *find_whole(struct fixture *f)
{
    bool *whole = calloc((size_t)f->count + 2, sizeof *whole);
    struct found_rows *found = found_rows_new(f->count);
    struct row row;
    struct journal_look look = {found, path(f, "log")};
    struct journal_scan scan = {look.folder, INT32_MIN, 0, take_line, &look, 0};
    bool read = journal_read(&scan);
    (void)read;
    look_at_database(f, found, DATABASE);
    look_at_database(f, found, BACKUP);
    found_rows_sort(found);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        for (int i = 0; found_rows_get(found, seq, i, &row); i++) {
            /* Of two databases nothing but a seal tells which is damaged, and
               that may be damaged too (test_rebuild has what it decides). */
            bool told = found_rows_checked(found, seq, i) ||
                        found_rows_count(found, seq) == 1;
            whole[seq] = whole[seq] || (told && same(&row, &f->rows[seq]));
        }
    }
    found_rows_free(found);
    return whole;
}

/* Behind the last row that can be proven nothing must be back: that of which
   the row before is there too. */
static int64_t last_due(const struct fixture *f, const bool *whole)
{
    int64_t last = f->sealed;
    for (int64_t seq = f->sealed + 1; seq <= f->count; seq++) {
        last = whole[seq] && whole[seq - 1] ? seq : last;
    }
    return last;
}

/* Where a bit of a row was flipped and the pages stand, SQLite finds nothing
   amiss, and no start does: that is for `verify` to name. */
static void assert_rows_back(struct fixture *f, const bool *whole)
{
    int64_t due = last_due(f, whole);
    int64_t there;
    struct row *rows = with_rows_all(path(f, "bonluon.db"), &there);
    bool sound = !damage_was_taken(&f->damage);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        f->were++;
        f->back += seq <= there && same(&rows[seq], &f->rows[seq]);
    }
    for (int64_t seq = 1; seq <= due; seq++) {
        if (whole[seq] &&
            (seq > there || (!sound && !same(&rows[seq], &f->rows[seq])))) {
            fail_msg("row %d of %d is whole somewhere, and not back:%s",
                     (int)seq, (int)f->count, f->damage.told);
        }
    }
    free(rows);
}

static void assert_kept(struct fixture *f,
                        const struct bytes before[FILE_COUNT])
{
    bool taken = damage_was_taken(&f->damage);
    for (int i = 0; i < FILE_COUNT; i++) {
        /* What the store took for sound it goes on writing; a sign of life is
           written anew, and the key moves on. */
        bool changes = ((i == DATABASE || i == WAL) && !taken) || i == ALIVE ||
                       i == CHAIN_KEY || i == SIGNERS;
        if (before[i].data != NULL && !changes &&
            !damage_is_kept(&f->damage, (enum file)i, &before[i])) {
            fail_msg("%s was overwritten:%s", damage_names[i], f->damage.told);
        }
    }
}

static void assert_one_line(const struct fixture *f, const char *error)
{
    if (error[0] == '\0' || strchr(error, '\n') != NULL) {
        fail_msg("no line that says why it does not start:%s", f->damage.told);
    }
}

static void go_on(struct record *record, int minute)
{
    struct moment at = with_moment(WITH_MONDAY + DAYS, 9, minute);
    bool more = true;
    add_visit(record, 200000000000000 + minute, at);
    while (more) {
        assert_int_equal(record_mend_journal(record, &more), STORE_OK);
    }
    assert_int_equal(record_rest(record), STORE_OK);
    assert_int_equal(record_stop(record, at), STORE_OK);
    record_close(record);
}

/* The next start finds nothing to mend. */
static void assert_over(struct fixture *f)
{
    enum store_result result;
    int before = damage_quarantined(&f->damage);
    struct record *record =
        open_record(f, with_moment(WITH_MONDAY + DAYS, 10, 0), &result);
    if (result != STORE_OK) {
        fail_msg("the second start fails: %s:%s", record_error(record),
                 f->damage.told);
    }
    record_close(record);
    if (damage_quarantined(&f->damage) != before) {
        fail_msg("the second start sets something aside again:%s",
                 f->damage.told);
    }
}

static bool try_one(struct fixture *f)
{
    struct bytes before[FILE_COUNT] = {{NULL, 0}};
    enum store_result result;
    struct pin_gate gate = {0};
    lay_out(f);
    damage_some(&f->damage);
    take_all(f, before);
    bool *whole = find_whole(f);
    enum pin_result pin =
        pin_file_look(&gate, f->folder.path, (struct pin_time){0});
    (void)pin; /* that it looks at it, and lives */
    struct record *record =
        open_record(f, with_moment(WITH_MONDAY + DAYS, 8, 0), &result);
    bool opened = result == STORE_OK;
    if (opened) {
        go_on(record, 1);
        assert_rows_back(f, whole);
    } else {
        assert_one_line(f, record_error(record));
        record_close(record);
    }
    assert_kept(f, before);
    if (opened) {
        assert_over(f);
    }
    for (int i = 0; i < FILE_COUNT; i++) {
        free(before[i].data);
    }
    free(whole);
    return opened;
}

static int setting(const char *name, int otherwise)
{
    const char *set = getenv(name);
    return set == NULL ? otherwise : atoi(set);
}

static void whatever_is_damaged_nothing_is_lost(void **state)
{
    struct fixture *f = *state;
    int draws = setting("BONLUON_DAMAGE", DRAWS);
    int first = setting("BONLUON_SEED", FIRST_SEED);
    int opened = 0;
    for (int seed = first; seed < first + draws; seed++) {
        f->damage.random = (unsigned long)seed;
        opened += try_one(f);
    }
    printf("%6d damaged records, %d started, the others said why;\n"
           "%6" PRId64 " rows of theirs, %" PRId64 " back\n",
           draws, opened, f->were, f->back);
    assert_in_range(opened, draws / 2, draws);
}

/* It must tell that rows are missing: else it would prove nothing. */
static void the_test_can_fail(void **state)
{
    struct fixture *f = *state;
    lay_out(f);
    damage_one(&f->damage, DATABASE, EMPTY);
    damage_one(&f->damage, WAL, DELETE);
    bool *whole = find_whole(f);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        assert_true(whole[seq]);
    }
    free(whole);
    damage_one(&f->damage, LOG, EMPTY);
    damage_one(&f->damage, BACKUP, EMPTY);
    whole = find_whole(f);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        assert_false(whole[seq]);
    }
    free(whole);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_test_can_fail, setup, teardown),
        cmocka_unit_test_setup_teardown(whatever_is_damaged_nothing_is_lost,
                                        setup, teardown),
    };
    return tried_all(tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                               "damages or deletes the database"),
                     "the card damages a file");
}
