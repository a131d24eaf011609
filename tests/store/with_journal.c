#include "with_journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/with_config.h"

int journal_setup(void **state)
{
    struct journal_fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->data);
    assert_true(files_join(f->path, f->data.path, "log"));
    f->folder = f->path;
    assert_true(journal_open(&f->journal, f->folder));
    *state = f;
    return 0;
}

int journal_teardown(void **state)
{
    struct journal_fixture *f = *state;
    journal_close(&f->journal);
    data_folder_remove(&f->data);
    free(f);
    return 0;
}

struct row journal_make_row(int64_t seq, int32_t day)
{
    struct row row = {.seq = seq,
                      .boot = 7,
                      .boottime_ms = 1000 * seq,
                      .wall_ms = 1795000000000 + seq,
                      .day = day,
                      .kind = ROW_ANSWER,
                      .visit = 123456789012345,
                      .item = "mim-cuoi",
                      .value = (int)(1 + seq % 5),
                      .elapsed_ms = 1500,
                      .flags = 3,
                      .note = "vi 0123456789abcdef",
                      .tagged = true};
    memset(row.tag, (int)(seq % 251), sizeof row.tag);
    return row;
}

bool journal_add_row(struct journal_fixture *f, const struct row *row)
{
    const struct store_batch batch = {.rows = row, .row_count = 1};
    return journal_add(&f->journal, &batch);
}

void journal_add_rows(struct journal_fixture *f, int64_t first, int64_t last)
{
    for (int64_t seq = first; seq <= last; seq++) {
        const struct row row = journal_make_row(seq, WITH_MONDAY);
        assert_true(journal_add_row(f, &row));
    }
    assert_true(journal_sync(&f->journal));
}

/* What a reader gets to see, as the lines of it written again. */
static bool write_again(void *context, const struct journal_line *line)
{
    switch (line->kind) {
    case JOURNAL_ROW: journal_line_row(context, &line->row); break;
    case JOURNAL_WORDING: journal_line_wording(context, &line->wording); break;
    case JOURNAL_SEAL: journal_line_seal(context, &line->seal); break;
    }
    return true;
}

struct journal_found journal_read_all(const struct journal_fixture *f)
{
    struct journal_found found = {.bad = 0};
    struct journal_scan scan = {.folder = f->folder,
                                .from_day = INT32_MIN,
                                .take = write_again,
                                .context = &found.lines};
    text_append_string(&found.lines, "");
    assert_true(journal_read(&scan));
    found.bad = scan.bad;
    return found;
}

int64_t journal_last_seq(const struct journal_fixture *f)
{
    struct row row;
    assert_true(journal_last(f->folder, &row));
    return row.seq;
}

int journal_count_lines(const char *text)
{
    int count = 0;
    for (const char *at = strchr(text, '\n'); at != NULL;
         at = strchr(at + 1, '\n')) {
        count++;
    }
    return count;
}

void journal_append_raw(const struct journal_fixture *f, const char *name,
                        const char *bytes, size_t length)
{
    FILE *file = fopen(data_folder_path(&f->data, name), "ab");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}
