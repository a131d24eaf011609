/* A year's file of the journal; a '*' behind the last TAB of a line becomes its
   check. Whole and from its end it has the same last row; what is added to it
   counts, and takes nothing away. */
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/with_input.h"
#include "store/journal_line.h"

struct seen {
    int rows, others;
    int64_t last;
};

static bool take(void *context, const struct journal_line *line)
{
    struct seen *seen = context;
    bool row = line->kind == JOURNAL_ROW;
    seen->rows += row;
    seen->others += !row;
    if (row && line->row.seq > seen->last) {
        seen->last = line->row.seq;
    }
    return true;
}

static int64_t read_all(const char *folder, struct seen *seen)
{
    struct journal_scan scan = {
        .folder = folder, .from_day = INT32_MIN, .take = take, .context = seen};
    *seen = (struct seen){0};
    assert(journal_read(&scan));
    return scan.bad;
}

static void add_one(const char *folder)
{
    const struct row row = {
        .seq = 7, .boot = 1, .day = 20780, .kind = ROW_START, .note = "0"};
    const struct store_batch batch = {.rows = &row, .row_count = 1};
    struct journal journal = {0};
    assert(journal_open(&journal, folder) && journal_add(&journal, &batch));
    journal_close(&journal);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct text lines = {0};
    struct seen before;
    struct seen after;
    struct row last;
    const char *folder = input_path("log");
    mkdir(folder, 0700);
    input_checked(&lines, data, size, '\t', 16);
    input_file("log/2026.log", lines.data, lines.length);
    int64_t bad = read_all(folder, &before);
    assert(journal_last(folder, &last) && last.seq == before.last);
    add_one(folder);
    assert(read_all(folder, &after) - bad <= 1);
    assert(after.rows == before.rows + 1 && after.others == before.others);
    text_free(&lines);
    return 0;
}
