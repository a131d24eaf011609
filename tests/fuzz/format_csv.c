/* Any bytes as CSV: what is read and written again reads the same. */
#include <assert.h>
#include <string.h>

#include "format/csv_read.h"
#include "format/csv_write.h"
#include "fuzz/with_input.h"

enum { FIELDS_MOST = 64 };

/* The fields, told apart; and, with `csv`, as CSV again. False: it is none. */
static bool read_all(struct text *bytes, struct text *told, struct text *csv)
{
    struct csv_reader reader;
    char *fields[FIELDS_MOST];
    int count;
    csv_reader_begin(&reader, bytes);
    while ((count = csv_reader_next(&reader, fields, FIELDS_MOST)) > 0) {
        int known = count < FIELDS_MOST ? count : FIELDS_MOST;
        assert(reader.line > 0);
        for (int i = 0; i < known; i++) {
            assert(text_is_utf8(fields[i], strlen(fields[i])));
            text_append(told, fields[i], strlen(fields[i]) + 1);
            if (csv != NULL) {
                text_append(csv, &reader.separator, i > 0);
                csv_field(csv, fields[i], reader.separator);
            }
        }
        text_append(told, "row", 4);
        if (csv != NULL) {
            text_append_string(csv, "\r\n");
        }
    }
    return reader.fault == NULL;
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct text bytes = input_text(data, size);
    struct text told = {0};
    struct text csv = {0};
    struct text again = {0};
    text_append_string(&csv, "\xEF\xBB\xBF");
    if (read_all(&bytes, &told, &csv) && told.length > 0) {
        assert(read_all(&csv, &again, NULL));
        assert(told.length == again.length &&
               memcmp(told.data, again.data, told.length) == 0);
    }
    text_free(&bytes);
    text_free(&told);
    text_free(&csv);
    text_free(&again);
    return 0;
}
