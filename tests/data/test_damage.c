/*
 * Damage of every kind to every file that a terminal keeps, drawn at random
 * from a seed: it starts, or says in one line why not; nothing that was
 * damaged is overwritten; and every row that is still whole in any of its
 * files is back.
 *
 * BONLUON_DAMAGE: how many draws, else a few. BONLUON_SEED: the first one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/finds.h"
#include "data/journal_line.h"
#include "data/pin_file.h"
#include "with_record.h"
#include "with_rows.h"

enum { DAYS = 5, VISITS = 9, PAGE = 4096, DRAWS = 60, FIRST_SEED = 1 };

/* What may be damaged. */
enum file {
    DATABASE,
    WAL,
    LOG,
    BACKUP,
    CHAIN_KEY,
    SIGN_KEY,
    SIGNERS,
    ALIVE,
    PIN,
    PIN_TRIES,
    FILE_COUNT
};
static const char *const names[FILE_COUNT] = {
    "bonluon.db", "bonluon.db-wal", "log/2026.log",    "backup/bonluon.db",
    "chain-key",  "sign-key",       "allowed_signers", "alive",
    "pin",        "pin-tries"};

enum kind {
    FLIP_BITS,
    FLIP_BURST,
    TRUNCATE,
    ZERO_PAGE,
    SWAP_PAGES,
    APPEND,
    DELETE,
    OLDER,
    EMPTY,
    FOLDER,
    UNREADABLE,
    KIND_COUNT
};
static const char *const kinds[KIND_COUNT] = {
    "bits flipped",  "a burst of bytes",
    "cut",           "a page of zeros",
    "pages swapped", "garbage at the end",
    "gone",          "of an earlier day",
    "empty",         "a folder in its place",
    "not to be read"};

/* A file as bytes; data NULL: there is none. */
struct bytes {
    char *data;
    size_t length;
};

struct fixture {
    struct data_folder folder;
    struct config config;
    struct bytes older[FILE_COUNT], newer[FILE_COUNT];
    struct row *rows; /* by seq, as they were before the damage */
    int64_t count;
    int64_t sealed; /* the last row of a sealed range */
    uint64_t random;
    char told[512]; /* what was done in this draw */
};

/* ---- before ---------------------------------------------------------------
 */

static const char *path(struct fixture *f, const char *name)
{
    return data_folder_path(&f->folder, name);
}

static struct bytes take_file(const char *file)
{
    struct text text = {0};
    struct stat st;
    if (stat(file, &st) != 0 || !S_ISREG(st.st_mode) ||
        !files_read(file, 1 << 30, &text)) {
        text_free(&text);
        return (struct bytes){NULL, 0};
    }
    return (struct bytes){text.data, text.length};
}

static void take_all(struct fixture *f, struct bytes files[FILE_COUNT])
{
    for (int i = 0; i < FILE_COUNT; i++) {
        if (files[i].data == NULL) {
            files[i] = take_file(path(f, names[i]));
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
    struct row rows[6] = {with_visit_row(visit)};
    for (int i = 0; i < 4; i++) {
        rows[1 + i] =
            with_answer_row(visit, questions[i], 1 + (int)(visit + i) % 5);
    }
    rows[5] = with_end_row(visit, 1);
    assert_int_equal(record_keep(record, rows, 6, at), STORE_OK);
    assert_int_equal(record_rest(record), STORE_OK);
}

static void write_file(const char *file, const struct bytes *bytes)
{
    if (bytes->data == NULL) {
        unlink(file);
        return;
    }
    FILE *out = fopen(file, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes->data, 1, bytes->length, out), bytes->length);
    assert_int_equal(fclose(out), 0);
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
            f->newer[BACKUP] = take_file(path(f, "bonluon.db"));
        }
        record_close(record);
    }
}

static void remember(struct fixture *f)
{
    f->count = with_rows_one(path(f, "bonluon.db"), 0).seq;
    f->rows = calloc((size_t)f->count + 2, sizeof *f->rows);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        f->rows[seq] = with_rows_one(path(f, "bonluon.db"), seq);
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

/* ---- damage ---------------------------------------------------------------
 */

/* splitmix64 */
static uint64_t draw(struct fixture *f, uint64_t below)
{
    uint64_t z = f->random += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return below == 0 ? 0 : z % below;
}

static void swap_pages(struct fixture *f, struct bytes *bytes)
{
    char page[PAGE];
    size_t pages = bytes->length / PAGE;
    if (pages < 2) {
        return;
    }
    char *a = bytes->data + PAGE * draw(f, pages);
    char *b = bytes->data + PAGE * draw(f, pages);
    memcpy(page, a, PAGE);
    memmove(a, b, PAGE);
    memcpy(b, page, PAGE);
}

static void append(struct fixture *f, struct bytes *bytes)
{
    size_t more = 1 + draw(f, 9000);
    bytes->data = realloc(bytes->data, bytes->length + more);
    for (size_t i = 0; i < more; i++) {
        bytes->data[bytes->length++] = (char)draw(f, 256);
    }
}

static void damage_bytes(struct fixture *f, struct bytes *bytes, enum kind kind)
{
    size_t at = draw(f, bytes->length);
    if (bytes->length == 0) {
        return;
    }
    if (kind == FLIP_BITS) {
        for (uint64_t n = 1 + draw(f, 40); n > 0; n--) {
            bytes->data[draw(f, bytes->length)] ^= (char)(1 << draw(f, 8));
        }
    } else if (kind == FLIP_BURST) {
        size_t end = at + 1 + draw(f, 600);
        for (; at < end && at < bytes->length; at++) {
            bytes->data[at] = (char)draw(f, 256);
        }
    } else if (kind == TRUNCATE) {
        bytes->length = at;
    } else if (kind == EMPTY) {
        bytes->length = 0;
    } else if (kind == ZERO_PAGE) {
        at -= at % PAGE;
        for (size_t end = at + PAGE; at < end && at < bytes->length; at++) {
            bytes->data[at] = 0;
        }
    } else if (kind == SWAP_PAGES) {
        swap_pages(f, bytes);
    } else if (kind == APPEND) {
        append(f, bytes);
    }
}

static void damage(struct fixture *f, enum file file, enum kind kind)
{
    const char *name = path(f, names[file]);
    struct bytes bytes = take_file(name);
    size_t told = strlen(f->told);
    snprintf(f->told + told, sizeof f->told - told, " %s: %s;", names[file],
             kinds[kind]);
    if (bytes.data == NULL) {
        return;
    }
    if (kind == FOLDER) {
        assert_int_equal(unlink(name), 0);
        assert_int_equal(mkdir(name, 0755), 0);
    } else if (kind == UNREADABLE) {
        assert_int_equal(chmod(name, 0), 0);
    } else if (kind == DELETE) {
        assert_int_equal(unlink(name), 0);
    } else if (kind == OLDER) {
        write_file(name, &f->older[file]);
    } else {
        damage_bytes(f, &bytes, kind);
        write_file(name, &bytes);
    }
    free(bytes.data);
}

/* One to three files, the database and its log most of all. */
static void damage_some(struct fixture *f)
{
    static const enum file drawn[] = {
        DATABASE,  DATABASE, DATABASE, WAL,   LOG, LOG,      BACKUP,
        CHAIN_KEY, SIGN_KEY, SIGNERS,  ALIVE, PIN, PIN_TRIES};
    f->told[0] = '\0';
    for (uint64_t n = 1 + draw(f, 3); n > 0; n--) {
        enum file file = drawn[draw(f, sizeof drawn / sizeof drawn[0])];
        damage(f, file, (enum kind)draw(f, KIND_COUNT));
    }
}

static void lay_out(struct fixture *f)
{
    empty_folder(f);
    assert_int_equal(mkdir(path(f, "log"), 0755), 0);
    assert_int_equal(mkdir(path(f, "backup"), 0755), 0);
    for (int i = 0; i < FILE_COUNT; i++) {
        write_file(path(f, names[i]), &f->newer[i]);
    }
}

/* Whether the database was set aside. */
static bool was_taken(struct fixture *f)
{
    bool taken = false;
    for (int n = 1; n < 8 && !taken; n++) {
        char one[64];
        snprintf(one, sizeof one, "quarantine/%d/bonluon.db", n);
        taken = files_exists(path(f, one));
        snprintf(one, sizeof one, "quarantine/%d/bonluon.db-wal", n);
        taken = taken || files_exists(path(f, one));
    }
    return taken;
}

/* ---- what must be back ----------------------------------------------------
 */

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

/* The rows that are whole in some file, by seq. The caller frees. */
static bool *find_whole(struct fixture *f)
{
    bool *whole = calloc((size_t)f->count + 2, sizeof *whole);
    struct finds *finds = finds_new(f->count);
    struct row row;
    bool checked;
    assert_true(finds_log(finds, path(f, "log")));
    assert_true(
        finds_pages(finds, path(f, names[DATABASE]), &page_rows_database));
    assert_true(finds_pages(finds, path(f, names[WAL]), &page_rows_log));
    assert_true(
        finds_pages(finds, path(f, names[BACKUP]), &page_rows_database));
    finds_sort(finds);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        for (int i = 0; finds_row(finds, seq, i, &row, &checked); i++) {
            whole[seq] = whole[seq] || same(&row, &f->rows[seq]);
        }
    }
    finds_free(finds);
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
    int64_t there = with_rows_one(path(f, "bonluon.db"), 0).seq;
    bool sound = !was_taken(f);
    for (int64_t seq = 1; seq <= due; seq++) {
        struct row row = {.seq = 0};
        if (seq <= there) {
            row = with_rows_one(path(f, "bonluon.db"), seq);
        }
        if (whole[seq] &&
            (seq > there || (!sound && !same(&row, &f->rows[seq])))) {
            fail_msg("row %d of %d is whole in a file, and not back:%s",
                     (int)seq, (int)f->count, f->told);
        }
    }
}

/* ---- nothing is overwritten -----------------------------------------------
 */

static bool begins_with(const char *file, const struct bytes *bytes)
{
    struct bytes is = take_file(file);
    bool begins = is.data != NULL && is.length >= bytes->length &&
                  memcmp(is.data, bytes->data, bytes->length) == 0;
    free(is.data);
    return begins;
}

/* In place, perhaps with more behind it, or set aside. */
static bool is_kept(struct fixture *f, enum file file,
                    const struct bytes *bytes)
{
    const char *slash = strrchr(names[file], '/');
    const char *name = slash == NULL ? names[file] : slash + 1;
    bool kept = begins_with(path(f, names[file]), bytes);
    for (int n = 1; n < 8 && !kept; n++) {
        char one[128];
        snprintf(one, sizeof one, "quarantine/%d/%s", n, name);
        kept = begins_with(path(f, one), bytes);
    }
    return kept;
}

static void assert_kept(struct fixture *f,
                        const struct bytes before[FILE_COUNT])
{
    bool taken = was_taken(f);
    for (int i = 0; i < FILE_COUNT; i++) {
        /* What the store took for sound it goes on writing; a sign of life is
           written anew, and the key moves on. */
        bool changes = ((i == DATABASE || i == WAL) && !taken) || i == ALIVE ||
                       i == CHAIN_KEY || i == SIGNERS;
        if (before[i].data != NULL && !changes &&
            !is_kept(f, (enum file)i, &before[i])) {
            fail_msg("%s was overwritten:%s", names[i], f->told);
        }
    }
}

/* ---- one draw -------------------------------------------------------------
 */

static int count_quarantined(struct fixture *f)
{
    int n = 0;
    char name[64];
    do {
        n++;
        snprintf(name, sizeof name, "quarantine/%d", n);
    } while (files_exists(path(f, name)));
    return n - 1;
}

static void assert_one_line(const struct fixture *f, const char *error)
{
    if (error[0] == '\0' || strchr(error, '\n') != NULL) {
        fail_msg("no line that says why it does not start:%s", f->told);
    }
}

static void go_on(struct record *record, int minute)
{
    struct moment at = with_moment(WITH_MONDAY + DAYS, 9, minute);
    bool more = true;
    add_visit(record, 200000000000000 + minute, at);
    while (more) {
        assert_int_equal(record_mend_log(record, &more), STORE_OK);
    }
    assert_int_equal(record_rest(record), STORE_OK);
    assert_int_equal(record_stop(record, at), STORE_OK);
    record_close(record);
}

/* The next start finds nothing to mend. */
static void assert_over(struct fixture *f)
{
    enum store_result result;
    int before = count_quarantined(f);
    struct record *record =
        open_record(f, with_moment(WITH_MONDAY + DAYS, 10, 0), &result);
    if (result != STORE_OK) {
        fail_msg("the second start fails: %s:%s", record_error(record),
                 f->told);
    }
    record_close(record);
    if (count_quarantined(f) != before) {
        fail_msg("the second start sets something aside again:%s", f->told);
    }
}

static bool try_one(struct fixture *f)
{
    struct bytes before[FILE_COUNT] = {{NULL, 0}};
    enum store_result result;
    struct pin_gate gate = {0};
    lay_out(f);
    damage_some(f);
    take_all(f, before);
    bool *whole = find_whole(f);
    enum pin_result pin = pin_file_look(&gate, f->folder.path, 0);
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
        f->random = (uint64_t)seed;
        if (getenv("BONLUON_SEED") != NULL) {
            print_message("seed %d\n", seed);
        }
        opened += try_one(f);
    }
    print_message("%d of %d started\n", opened, draws);
    assert_in_range(opened, draws / 2, draws);
}

/* It must tell that rows are missing: else it would prove nothing. */
static void the_test_can_fail(void **state)
{
    struct fixture *f = *state;
    lay_out(f);
    damage(f, DATABASE, EMPTY);
    damage(f, WAL, DELETE);
    bool *whole = find_whole(f);
    for (int64_t seq = 1; seq <= f->count; seq++) {
        assert_true(whole[seq]);
    }
    free(whole);
    damage(f, LOG, EMPTY);
    damage(f, BACKUP, EMPTY);
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
    return cmocka_run_group_tests(tests, NULL, NULL);
}
