#include "with_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "data/day_file.h"

int record_fixture_setup(void **state)
{
    struct record_fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->folder);
    f->config = with_config();
    *state = f;
    return 0;
}

int record_fixture_teardown(void **state)
{
    struct record_fixture *f = *state;
    record_close(f->record);
    data_folder_remove(&f->folder);
    free(f);
    return 0;
}

void record_fixture_close(struct record_fixture *f)
{
    record_close(f->record);
    f->record = NULL;
}

void record_fixture_open(struct record_fixture *f, struct moment now)
{
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = now,
                                         .use = RECORD_TERMINAL};
    record_fixture_close(f);
    enum store_result result = record_open(&f->record, &params);
    assert_string_equal(record_error(f->record), "");
    assert_int_equal(result, STORE_OK);
}

void record_fixture_keep(struct record_fixture *f, struct row row,
                         struct moment at)
{
    enum store_result result = record_keep(f->record, &row, 1, at);
    assert_string_equal(record_error(f->record), "");
    assert_int_equal(result, STORE_OK);
}

void record_fixture_visit(struct record_fixture *f, int64_t visit, int level,
                          struct moment at)
{
    static const char *const questions[] = {"mim-cuoi", "nhe-nhang",
                                            "lang-nghe", "giup-do"};
    record_fixture_keep(f, with_visit_row(visit), at);
    for (int i = 0; i < 4; i++) {
        record_fixture_keep(f, with_answer_row(visit, questions[i], level), at);
    }
    record_fixture_keep(f, with_end_row(visit, 1), at);
}

static bool print_row(void *context, const struct row *row)
{
    text_append_format(context, "%s %s %d %s\n", row_kind_name(row->kind),
                       row->item, row->value, row->note);
    return true;
}

char *record_fixture_rows(struct record_fixture *f, int32_t day)
{
    struct text text = {0};
    const struct record_scan scan = {day, print_row, &text};
    text_append_string(&text, "");
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    return text.data;
}

static bool append(void *context, const void *bytes, size_t length)
{
    text_append(context, bytes, length);
    return true;
}

char *record_fixture_csv(struct record_fixture *f, int32_t day)
{
    struct text text = {0};
    char error[512] = "";
    const struct day_file_sink sink = {append, &text};
    struct day_file *file = day_file_new(f->record);
    bool sent = day_file_send(file, day, &sink, error, sizeof error);
    assert_string_equal(error, "");
    assert_true(sent);
    day_file_free(file);
    return text.data;
}
