/* The layout is that of "Database File Format" in SQLite's documentation: a
   leaf page has a head of 8 bytes, the places of its cells as two bytes each,
   and the cells, which fill it from its end. */
#include "recovery/page_rows.h"

#include <limits.h>
#include <string.h>

enum { HEAD = 8, CELL_LEAST = 16, LOCAL_MOST = PAGE_ROWS_SIZE - 35 };

/* As schema.c has them. */
enum column {
    SEQ,
    BOOT,
    BOOTTIME_MS,
    WALL_MS,
    DAY,
    KIND,
    VISIT,
    ITEM,
    VALUE,
    ELAPSED_MS,
    FLAGS,
    NOTE,
    TAG,
    ROW_COLUMNS
};
enum seal_column { SEAL_DAY, SEAL_TEXT, SEAL_SIGNATURE, SEAL_COLUMNS };

const struct page_layout page_rows_database = {0, PAGE_ROWS_SIZE};
const struct page_layout page_rows_log = {32 + 24, 24 + PAGE_ROWS_SIZE};

struct span {
    const unsigned char *at, *end;
};

/* A number of up to nine bytes, seven bits in each but the ninth. */
static bool take_varint(struct span *span, uint64_t *out)
{
    uint64_t value = 0;
    for (int i = 0; i < 9; i++) {
        if (span->at == span->end) {
            return false;
        }
        unsigned char byte = *span->at++;
        if (i == 8) {
            value = value << 8 | byte;
            break;
        }
        value = value << 7 | (byte & 0x7F);
        if ((byte & 0x80) == 0) {
            break;
        }
    }
    *out = value;
    return true;
}

/* A column: its type as SQLite has it, and its bytes. */
struct value {
    uint64_t type;
    const unsigned char *bytes;
    size_t length;
};

static size_t length_of(uint64_t type)
{
    static const size_t numbers[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? numbers[type] : (size_t)((type - 12) / 2);
}

static bool take_columns(struct span cell, uint64_t length,
                         struct value *values, int count)
{
    if (length > LOCAL_MOST || (size_t)(cell.end - cell.at) < length) {
        return false;
    }
    cell.end = cell.at + length;
    struct span head = cell;
    uint64_t head_length;
    if (!take_varint(&head, &head_length) || head_length > length) {
        return false;
    }
    head.end = cell.at + head_length;
    struct span body = {head.end, cell.end};
    for (int i = 0; i < count; i++) {
        uint64_t type;
        if (head.at >= head.end || !take_varint(&head, &type) ||
            type > 2 * (uint64_t)PAGE_ROWS_SIZE) {
            return false;
        }
        size_t size = length_of(type);
        if ((size_t)(body.end - body.at) < size) {
            return false;
        }
        values[i] = (struct value){type, body.at, size};
        body.at += size;
    }
    return head.at == head.end && body.at == body.end;
}

/* NULL is 0: what a row has no use for. */
static bool number(const struct value *value, int64_t least, int64_t most,
                   int64_t *out)
{
    if (value->type == 7 || value->type > 9) {
        return false;
    }
    uint64_t bits = value->type == 9;
    for (size_t i = 0; i < value->length; i++) {
        /* The first byte bears the sign. */
        uint64_t byte = value->bytes[i];
        bits =
            i == 0 && byte >= 0x80 ? UINT64_MAX << 8 | byte : bits << 8 | byte;
    }
    *out = (int64_t)bits;
    return *out >= least && *out <= most;
}

static bool string(const struct value *value, char *out, size_t size)
{
    bool text = value->type >= 13 && value->type % 2 == 1;
    if ((!text && value->type != 0) || value->length >= size ||
        memchr(value->bytes, '\0', value->length) != NULL) {
        return false;
    }
    memcpy(out, value->bytes, value->length);
    out[value->length] = '\0';
    return true;
}

static bool tag_of(const struct value *value, struct row *row)
{
    row->tagged = value->type != 0;
    if (value->type == 12 + 2 * TAG_SIZE) {
        memcpy(row->tag, value->bytes, TAG_SIZE);
        return true;
    }
    return !row->tagged;
}

static bool row_of(const struct value *values, struct row *row)
{
    char kind[16];
    int64_t day;
    int64_t value;
    int64_t flags;
    if (values[SEQ].type != 0 || /* it is the cell's key */
        !number(&values[BOOT], INT64_MIN, INT64_MAX, &row->boot) ||
        !number(&values[BOOTTIME_MS], INT64_MIN, INT64_MAX,
                &row->boottime_ms) ||
        !number(&values[WALL_MS], INT64_MIN, INT64_MAX, &row->wall_ms) ||
        !number(&values[DAY], INT32_MIN, INT32_MAX, &day) ||
        !string(&values[KIND], kind, sizeof kind) ||
        !row_kind_parse(kind, &row->kind) ||
        !number(&values[VISIT], INT64_MIN, INT64_MAX, &row->visit) ||
        !string(&values[ITEM], row->item, sizeof row->item) ||
        !number(&values[VALUE], INT_MIN, INT_MAX, &value) ||
        !number(&values[ELAPSED_MS], INT64_MIN, INT64_MAX, &row->elapsed_ms) ||
        !number(&values[FLAGS], 0, UINT_MAX, &flags) ||
        !string(&values[NOTE], row->note, sizeof row->note) ||
        !tag_of(&values[TAG], row)) {
        return false;
    }
    row->day = (int32_t)day;
    row->value = (int)value;
    row->flags = (unsigned)flags;
    return true;
}

/* The columns of a cell, and its key, which is 1 or more. */
static bool take_cell(const unsigned char *page, int at, struct value *values,
                      int count, int64_t *key)
{
    struct span cell = {page + at, page + PAGE_ROWS_SIZE};
    uint64_t length;
    uint64_t number;
    if (!take_varint(&cell, &length) || !take_varint(&cell, &number) ||
        number < 1 || number > INT64_MAX ||
        !take_columns(cell, length, values, count)) {
        return false;
    }
    *key = (int64_t)number;
    return true;
}

bool page_rows_read(const unsigned char *page, int at, struct row *row)
{
    struct value values[ROW_COLUMNS];
    *row = (struct row){0};
    return take_cell(page, at, values, ROW_COLUMNS, &row->seq) &&
           row_of(values, row);
}

static bool read_seal(const struct page_scan *scan, int at)
{
    char text[PAGE_ROWS_SIZE];
    char signature[PAGE_ROWS_SIZE];
    struct value values[SEAL_COLUMNS];
    int64_t day;
    if (!take_cell(scan->page, at, values, SEAL_COLUMNS, &day) ||
        day > INT32_MAX || values[SEAL_DAY].type != 0 ||
        !string(&values[SEAL_TEXT], text, sizeof text) ||
        !string(&values[SEAL_SIGNATURE], signature, sizeof signature)) {
        return false;
    }
    scan->take_seal(scan->context,
                    &(struct store_seal){(int32_t)day, text, signature});
    return true;
}

/* The head is not asked: what it says may be damaged where the cells are not.
   The places end where the first cell begins. */
void page_rows_scan(const struct page_scan *scan)
{
    int lowest = PAGE_ROWS_SIZE;
    for (int i = HEAD; i + 2 <= lowest; i += 2) {
        int at = scan->page[i] << 8 | scan->page[i + 1];
        struct row row;
        if (at <= i || at > PAGE_ROWS_SIZE - CELL_LEAST) {
            continue;
        }
        bool found = page_rows_read(scan->page, at, &row);
        if (found) {
            scan->take(scan->context, &row, at);
        }
        if (found || read_seal(scan, at)) {
            lowest = at < lowest ? at : lowest;
        }
    }
}
