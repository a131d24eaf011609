#include "format/csv_write.h"

#include <string.h>

void csv_field(struct text *out, const char *value, char separator)
{
    const char special[] = {separator, '"', '\r', '\n', '\0'};
    if (value[strcspn(value, special)] == '\0') {
        text_append_string(out, value);
        return;
    }
    text_append_string(out, "\"");
    for (;;) {
        size_t length = strcspn(value, "\"");
        text_append(out, value, length);
        if (value[length] == '\0') {
            break;
        }
        text_append_string(out, "\"\"");
        value += length + 1;
    }
    text_append_string(out, "\"");
}

enum { DIGITS_MAX = 20 };

/* Writes the digits up to the end of the room; gives where they begin. */
static const char *digits(int64_t number, char room[DIGITS_MAX])
{
    char *at = room + DIGITS_MAX;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        *--at = '-';
    }
    return at;
}

void csv_number(struct text *out, int64_t number)
{
    char room[DIGITS_MAX];
    const char *first = digits(number, room);
    text_append(out, first, (size_t)(room + DIGITS_MAX - first));
}

static void flush(struct csv *csv)
{
    if (!csv->failed && csv->used > 0) {
        csv->failed = !csv->write(csv->context, csv->block, csv->used);
    }
    csv->used = 0;
}

void csv_begin(struct csv *csv, csv_write *write, void *context)
{
    csv->write = write;
    csv->context = context;
    csv->failed = false;
    csv->used = 0;
    csv_put(csv, "\xEF\xBB\xBF", 3);
}

void csv_put(struct csv *csv, const char *bytes, size_t length)
{
    while (length > sizeof csv->block - csv->used) {
        size_t room = sizeof csv->block - csv->used;
        memcpy(csv->block + csv->used, bytes, room);
        csv->used += room;
        bytes += room;
        length -= room;
        flush(csv);
    }
    memcpy(csv->block + csv->used, bytes, length);
    csv->used += length;
}

void csv_put_text(struct csv *csv, const struct text *text)
{
    if (text->length > 0) {
        csv_put(csv, text->data, text->length);
    }
}

void csv_put_char(struct csv *csv, char c)
{
    csv_put(csv, &c, 1);
}

void csv_put_number(struct csv *csv, int64_t number)
{
    char room[DIGITS_MAX];
    const char *first = digits(number, room);
    csv_put(csv, first, (size_t)(room + DIGITS_MAX - first));
}

bool csv_end(struct csv *csv)
{
    flush(csv);
    return !csv->failed;
}
