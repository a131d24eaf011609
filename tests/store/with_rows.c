#include "with_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "store/journal_line.h"

static struct store *open_it(const char *path)
{
    struct store *store;
    enum store_result result = store_open_evidence(&store, path);
    assert_string_equal(store_error(store), "");
    assert_int_equal(result, STORE_OK);
    return store;
}

static bool take_row(void *context, const struct row *row, const char *fault)
{
    assert_null(fault);
    journal_line_row(context, row);
    return true;
}

char *with_rows_dump(const char *path)
{
    struct store *store = open_it(path);
    struct text text = {0};
    const struct store_walk walk = {1, INT64_MAX, take_row, &text};
    text_append_string(&text, "");
    assert_int_equal(store_walk(store, &walk), STORE_OK);
    store_close(store);
    return text.data;
}

static bool take_seal(void *context, const struct store_seal *seal)
{
    journal_line_seal(context, seal);
    return true;
}

static bool take_wording(void *context, const struct store_wording *wording)
{
    journal_line_wording(context, wording);
    return true;
}

char *with_seals_dump(const char *path)
{
    struct store *store = open_it(path);
    struct text text = {0};
    const struct store_seals seals = {INT32_MIN, INT32_MAX, take_seal, &text};
    const struct store_wordings wordings = {take_wording, &text};
    text_append_string(&text, "");
    assert_int_equal(store_seals(store, &seals), STORE_OK);
    assert_int_equal(store_wordings(store, &wordings), STORE_OK);
    store_close(store);
    return text.data;
}

struct row with_rows_one(const char *path, int64_t seq)
{
    struct store *store = open_it(path);
    struct row row;
    assert_int_equal(seq == 0 ? store_last(store, &row)
                              : store_read(store, seq, &row),
                     STORE_OK);
    store_close(store);
    return row;
}

static bool keep_row(void *context, const struct row *row, const char *fault)
{
    if (fault == NULL) {
        ((struct row *)context)[row->seq] = *row;
    }
    return true;
}

struct row *with_rows_all(const char *path, int64_t *count)
{
    struct store *store = open_it(path);
    struct row last;
    assert_int_equal(store_last(store, &last), STORE_OK);
    *count = last.seq;
    struct row *rows = calloc((size_t)last.seq + 1, sizeof *rows);
    const struct store_walk walk = {1, last.seq, keep_row, rows};
    assert_int_equal(store_walk(store, &walk), STORE_OK);
    store_close(store);
    return rows;
}

/* Of a log's line: which row it is; 0: none. */
static int64_t seq_of(const char *line)
{
    return strncmp(line, "row\t", 4) == 0 ? strtoll(line + 4, NULL, 10) : 0;
}

/* Goes through the lines of a file; a row from first to last becomes
   `instead`. */
static void edit(const char *file, int64_t first, int64_t last,
                 const char *instead)
{
    struct text old = {0};
    struct text new = {0};
    int changed = 0;
    assert_true(files_read(file, 1 << 30, &old));
    for (const char *line = old.data; *line != '\0';) {
        const char *end = strchr(line, '\n') + 1;
        int64_t seq = seq_of(line);
        if (seq >= first && seq <= last) {
            text_append_string(&new, instead);
            changed++;
        } else {
            text_append(&new, line, (size_t)(end - line));
        }
        line = end;
    }
    assert_int_equal(changed, last - first + 1);
    assert_true(files_replace(file, new.data, new.length, FILES_UNSYNCED));
    text_free(&old);
    text_free(&new);
}

void with_log_change(const char *log_file, const struct row *row)
{
    struct text line = {0};
    journal_line_row(&line, row);
    edit(log_file, row->seq, row->seq, line.data);
    text_free(&line);
}

void with_log_cut(const char *log_file, int64_t first, int64_t last)
{
    edit(log_file, first, last, "");
}

static bool print_seq(void *context, const struct journal_line *line)
{
    if (line->kind == JOURNAL_ROW) {
        text_append_format(context, "%d ", (int)line->row.seq);
    }
    return true;
}

void with_log_whole(const struct data_folder *folder)
{
    char *rows = with_rows_dump(data_folder_path(folder, "bonluon.db"));
    char *seals = with_seals_dump(data_folder_path(folder, "bonluon.db"));
    char *log = data_folder_read(folder, "log/2026.log");
    struct text in_order = {0};
    struct text is = {0};
    struct journal_scan scan = {.folder = data_folder_path(folder, "log"),
                                .from_day = INT32_MIN,
                                .take = print_seq,
                                .context = &is};
    int64_t last = with_rows_one(data_folder_path(folder, "bonluon.db"), 0).seq;
    for (int seq = 1; seq <= last; seq++) {
        text_append_format(&in_order, "%d ", seq);
    }
    text_append_string(&is, "");
    assert_true(journal_read(&scan));
    assert_string_equal(is.data, in_order.data);
    assert_int_equal(scan.bad, 0);
    for (char *line = strtok(rows, "\n"); line; line = strtok(NULL, "\n")) {
        if (strstr(log, line) == NULL) {
            fail_msg("not in the journal: %s", line);
        }
    }
    for (char *line = strtok(seals, "\n"); line; line = strtok(NULL, "\n")) {
        if (strstr(log, line) == NULL) {
            fail_msg("not in the journal: %s", line);
        }
    }
    text_free(&in_order);
    text_free(&is);
    free(rows);
    free(seals);
    free(log);
}
