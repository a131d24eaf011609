#include "store/journal_line.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/hex.h"

enum {
    CHECK_DIGITS = 16,
    ROW_FIELDS = 14,
    WORDING_FIELDS = 3,
    SEAL_FIELDS = 4,
    NUMBERS_SIZE = 160
};

static void put_field(struct text *out, const char *text)
{
    text_append(out, "\t", 1);
    for (;;) {
        size_t plain = strcspn(text, "\\\t\r\n");
        text_append(out, text, plain);
        text += plain;
        switch (*text++) {
        case '\\': text_append(out, "\\\\", 2); break;
        case '\t': text_append(out, "\\t", 2); break;
        case '\r': text_append(out, "\\r", 2); break;
        case '\n': text_append(out, "\\n", 2); break;
        default: return;
        }
    }
}

static void put_check(struct text *out, size_t begin)
{
    char hex[DIGEST_HEX_SIZE];
    if (!out->failed) {
        digest_of(out->data + begin, out->length - begin, hex);
        text_append(out, "\t", 1);
        text_append(out, hex, CHECK_DIGITS);
        text_append(out, "\n", 1);
    }
}

void journal_line_row(struct text *out, const struct row *row)
{
    size_t begin = out->length;
    char numbers[NUMBERS_SIZE];
    char tag[TAG_HEX_SIZE] = "-";
    if (row->tagged) {
        hex_write(row->tag, TAG_SIZE, tag);
    }
    text_must(numbers, sizeof numbers,
              "row\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
              "\t%" PRId32 "\t%s\t%" PRId64,
              row->seq, row->boot, row->boottime_ms, row->wall_ms, row->day,
              row_kind_name(row->kind), row->visit);
    text_append_string(out, numbers);
    put_field(out, row->item);
    text_must(numbers, sizeof numbers, "\t%d\t%" PRId64 "\t%u", row->value,
              row->elapsed_ms, row->flags);
    text_append_string(out, numbers);
    put_field(out, row->note);
    put_field(out, tag);
    put_check(out, begin);
}

void journal_line_wording(struct text *out, const struct store_wording *wording)
{
    size_t begin = out->length;
    text_append_string(out, "wording");
    put_field(out, wording->hash);
    put_field(out, wording->text);
    put_check(out, begin);
}

void journal_line_seal(struct text *out, const struct store_seal *seal)
{
    size_t begin = out->length;
    text_append_format(out, "seal\t%" PRId32, seal->day);
    put_field(out, seal->text);
    put_field(out, seal->signature);
    put_check(out, begin);
}

/* Takes the check off the end of a line. */
static bool take_check(char *line, size_t *length)
{
    char hex[DIGEST_HEX_SIZE];
    if (*length < CHECK_DIGITS + 1 || memchr(line, '\0', *length) != NULL) {
        return false;
    }
    size_t end = *length - CHECK_DIGITS - 1;
    if (line[end] != '\t') {
        return false;
    }
    digest_of(line, end, hex);
    *length = end;
    line[end] = '\0';
    return memcmp(hex, line + end + 1, CHECK_DIGITS) == 0;
}

/* What stands for something else becomes that, in place. */
static bool unescape(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\r') {
            return false;
        }
        if (*at != '\\') {
            *to++ = *at;
            continue;
        }
        switch (*++at) {
        case '\\': *to++ = '\\'; break;
        case 't': *to++ = '\t'; break;
        case 'r': *to++ = '\r'; break;
        case 'n': *to++ = '\n'; break;
        default: return false;
        }
    }
    *to = '\0';
    return true;
}

/* Cuts a line at its TABs. False unless there are as many fields as that. */
static bool cut(char *line, char **fields, int count)
{
    int n = 0;
    for (char *at = line; at != NULL; n++) {
        char *tab = strchr(at, '\t');
        if (tab != NULL) {
            *tab++ = '\0';
        }
        if (n == count || !unescape(at)) {
            return false;
        }
        fields[n] = at;
        at = tab;
    }
    return n == count;
}

/* As it is written, and in no other way: strtoll takes more. */
static bool number(const char *text, int64_t least, int64_t most, int64_t *out)
{
    char *end;
    const char *digits = text + (*text == '-');
    if (*digits < '0' || *digits > '9' ||
        (*digits == '0' && (digits[1] != '\0' || digits > text))) {
        return false;
    }
    errno = 0;
    *out = strtoll(text, &end, 10);
    return *end == '\0' && errno == 0 && *out >= least && *out <= most;
}

static bool read_tag(const char *text, struct row *row)
{
    row->tagged = strcmp(text, "-") != 0;
    return !row->tagged || hex_read(text, row->tag, TAG_SIZE);
}

static bool read_row(char *line, struct row *row)
{
    char *fields[ROW_FIELDS];
    int64_t day;
    int64_t value;
    int64_t flags;
    *row = (struct row){0};
    if (!cut(line, fields, ROW_FIELDS) ||
        !number(fields[1], 1, INT64_MAX - 1, &row->seq) ||
        !number(fields[2], INT64_MIN, INT64_MAX, &row->boot) ||
        !number(fields[3], INT64_MIN, INT64_MAX, &row->boottime_ms) ||
        !number(fields[4], INT64_MIN, INT64_MAX, &row->wall_ms) ||
        !number(fields[5], INT32_MIN, INT32_MAX, &day) ||
        !row_kind_parse(fields[6], &row->kind) ||
        !number(fields[7], INT64_MIN, INT64_MAX, &row->visit) ||
        !text_copy(row->item, sizeof row->item, fields[8]) ||
        !number(fields[9], INT_MIN, INT_MAX, &value) ||
        !number(fields[10], INT64_MIN, INT64_MAX, &row->elapsed_ms) ||
        !number(fields[11], 0, UINT_MAX, &flags) ||
        !text_copy(row->note, sizeof row->note, fields[12]) ||
        !read_tag(fields[13], row)) {
        return false;
    }
    row->day = (int32_t)day;
    row->value = (int)value;
    row->flags = (unsigned)flags;
    return true;
}

static bool read_seal(char *line, struct store_seal *seal)
{
    char *fields[SEAL_FIELDS];
    int64_t day;
    if (!cut(line, fields, SEAL_FIELDS) ||
        !number(fields[1], INT32_MIN, INT32_MAX, &day)) {
        return false;
    }
    *seal = (struct store_seal){(int32_t)day, fields[2], fields[3]};
    return true;
}

static bool read_wording(char *line, struct store_wording *wording)
{
    char *fields[WORDING_FIELDS];
    if (!cut(line, fields, WORDING_FIELDS)) {
        return false;
    }
    *wording = (struct store_wording){fields[1], fields[2]};
    return true;
}

static bool begins(const char *line, const char *word)
{
    size_t length = strlen(word);
    return strncmp(line, word, length) == 0 && line[length] == '\t';
}

static bool parse(char *line, struct journal_line *out)
{
    if (begins(line, "row")) {
        out->kind = JOURNAL_ROW;
        return read_row(line, &out->row);
    }
    if (begins(line, "wording")) {
        out->kind = JOURNAL_WORDING;
        return read_wording(line, &out->wording);
    }
    out->kind = JOURNAL_SEAL;
    return begins(line, "seal") && read_seal(line, &out->seal);
}

bool journal_line_read(char *line, size_t length, struct journal_line *out)
{
    return take_check(line, &length) && parse(line, out);
}

bool journal_line_again(char *line, size_t length, struct journal_line *out)
{
    if (length < CHECK_DIGITS + 1) {
        return false;
    }
    line[length - CHECK_DIGITS - 1] = '\0';
    return parse(line, out);
}
