/* A daily file, row by row: what is taken lies within what its column holds. */
#include <assert.h>
#include <string.h>

#include "format/csv_read.h"
#include "format/file_row.h"
#include "fuzz/with_input.h"

static void look_at(const struct file_row *row, const struct file_name *name)
{
    assert(row->visit > 0 && row->version >= 0 && row->position > 0);
    assert(row->hour_from >= 0 && row->hour_from <= row->hour_to);
    assert(row->hour_to <= 24);
    assert(row->levels >= FORM_LEVELS_MIN && row->levels <= FORM_LEVELS_MAX);
    if (row->outcome == FILE_ANSWERED) {
        assert(row->value >= 1 && row->value <= row->levels);
    } else {
        assert(row->value == 0);
    }
    assert(row->reason_count >= 0 && row->reason_count <= FORM_REASONS_MAX);
    for (int i = 0; i < row->reason_count; i++) {
        assert(row->reasons[i][0] != '\0');
    }
    assert(who_is_code(row->unit) && who_is_code(row->device));
    assert(file_row_hours(row, row) == 0);
    assert(file_row_is_of(row, name) ==
           (strcmp(row->unit, name->unit) == 0 &&
            strcmp(row->device, name->device) == 0));
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct file_name name;
    struct file_columns columns = {.name = &name};
    struct text bytes = input_text(data, size);
    struct csv_reader reader;
    char *fields[FILE_FIELDS_MAX];
    assert(file_name_read("4luon_van-truong_quay-1_2026-11-23.csv", &name));
    csv_reader_begin(&reader, &bytes);
    int count = csv_reader_next(&reader, fields, FILE_FIELDS_MAX);
    if (count > 0 && !file_columns_read(&columns, fields, count)) {
        assert(columns.fault[0] != '\0');
        count = 0;
    }
    while (count > 0 &&
           (count = csv_reader_next(&reader, fields, FILE_FIELDS_MAX)) > 0) {
        struct file_row row;
        enum column wrong;
        if (count != columns.count) {
            continue;
        }
        if (file_row_read(&row, fields, &columns, &wrong)) {
            look_at(&row, &name);
        } else {
            assert(file_columns_field(&columns, fields, wrong) != NULL);
        }
    }
    text_free(&bytes);
    return 0;
}
