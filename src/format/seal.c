#include "format/seal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hex.h"
#include "format/parse.h"
#include "survey/words.h"

static const char *const closed_names[] = {
    [SEAL_IN_TIME] = "in-time", [SEAL_LATE] = "late", [SEAL_OFF] = "off"};

enum {
    CLOSED_COUNT = sizeof closed_names / sizeof closed_names[0],
    WORD_SIZE = 16,
};

static void put_head(const struct seal *seal, struct text *out)
{
    char date[CLOCK_DATE_SIZE];
    char tag[TAG_HEX_SIZE];
    assert((unsigned)seal->closed < CLOSED_COUNT);
    clock_date(seal->day, date);
    hex_write(seal->last_tag, TAG_SIZE, tag);
    text_append_format(out, "bonluon-seal 2\nterminal %s\n%sday %s\n",
                       seal->who, seal->offices, date);
    text_append_format(out, "number %" PRId64 "\nchain %s %" PRId64 "\n",
                       seal->number, seal->chain, seal->epoch);
    text_append_format(out, "closed %s %s\n", closed_names[seal->closed],
                       seal->closed_at);
    text_append_format(out, "rows %" PRId64 " %" PRId64 "\n", seal->first_seq,
                       seal->last_seq);
    text_append_format(out, "rows-blake2b %s\nlast-tag %s\n", seal->rows_digest,
                       tag);
}

void seal_write(const struct seal *seal, struct text *out)
{
    put_head(seal, out);
    sum_put_sealed(&seal->sum, out);
    text_append_format(out, "file %s\nfile-bytes %" PRId64 "\n", seal->file,
                       seal->file_bytes);
    text_append_format(out, "file-sha256 %s\nbefore ", seal->file_sha256);
    if (seal->before_sha256[0] == '\0') {
        text_append_string(out, "none\nend\n");
    } else {
        char date[CLOCK_DATE_SIZE];
        clock_date(seal->before_day, date);
        text_append_format(out, "%s %s\nend\n", date, seal->before_sha256);
    }
}

/* Each takes what stands after the first word of a line, up to its end. */

static bool take_date(struct parse *parse, int32_t *day)
{
    char date[CLOCK_DATE_SIZE];
    return parse_word(parse, date, sizeof date) && clock_parse_date(date, day);
}

static bool take_who(struct parse *parse, char out[WHO_SIZE])
{
    return parse_word(parse, out, WHO_SIZE) && who_is(out);
}

static bool is_office(const char *name, size_t length)
{
    char copy[SEAL_OFFICE_SIZE];
    return length > 0 && text_is_utf8(name, length) &&
           text_format(copy, sizeof copy, "%.*s", (int)length, name) &&
           !text_has_control(copy);
}

bool seal_add_office(struct seal *seal, const char *language, const char *name)
{
    size_t before = strlen(seal->offices);
    bool added = lang_code_valid(language) && is_office(name, strlen(name)) &&
                 text_format(seal->offices + before, SEAL_OFFICES_SIZE - before,
                             "office %s %s\n", language, name);
    if (!added) {
        seal->offices[before] = '\0';
    }
    return added;
}

bool seal_next_office(const char **at, char language[WORDING_CODE_SIZE],
                      char name[SEAL_OFFICE_SIZE])
{
    struct parse parse = {*at, *at + strlen(*at)};
    if (!parse_bytes(&parse, "office") ||
        !parse_word(&parse, language, WORDING_CODE_SIZE) ||
        !lang_code_valid(language) || !parse_bytes(&parse, " ")) {
        return false;
    }
    const char *end = memchr(parse.at, '\n', (size_t)(parse.end - parse.at));
    size_t length = end == NULL ? 0 : (size_t)(end - parse.at);
    if (!is_office(parse.at, length)) {
        return false;
    }
    text_must(name, SEAL_OFFICE_SIZE, "%.*s", (int)length, parse.at);
    *at = end + 1;
    return true;
}

/* The lines of them that stand here. */
static bool take_offices(struct parse *parse, char out[SEAL_OFFICES_SIZE])
{
    const char *begin = parse->at;
    while (parse_bytes(parse, "office ")) {
        const char *end =
            memchr(parse->at, '\n', (size_t)(parse->end - parse->at));
        if (end == NULL) {
            return false;
        }
        parse->at = end + 1;
    }
    size_t length = (size_t)(parse->at - begin);
    char language[WORDING_CODE_SIZE];
    char name[SEAL_OFFICE_SIZE];
    const char *at = out;
    if (length >= SEAL_OFFICES_SIZE || memchr(begin, 0, length) != NULL) {
        return false;
    }
    memcpy(out, begin, length);
    out[length] = '\0';
    while (seal_next_office(&at, language, name)) {
    }
    parse->at = begin + (at - out);
    return *at == '\0';
}

static bool two_digits(const char *at, int most)
{
    return at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9' &&
           10 * (at[0] - '0') + at[1] - '0' <= most;
}

/* "2026-11-23T17:00:00+07:00" */
static bool take_time(struct parse *parse, char out[SEAL_TIME_SIZE])
{
    char date[CLOCK_DATE_SIZE];
    int32_t day;
    if (!parse_word(parse, out, SEAL_TIME_SIZE) ||
        strlen(out) != SEAL_TIME_SIZE - 1) {
        return false;
    }
    memcpy(date, out, CLOCK_DATE_SIZE - 1);
    date[CLOCK_DATE_SIZE - 1] = '\0';
    const char *time = out + CLOCK_DATE_SIZE - 1;
    const char *offset = time + 9;
    return clock_parse_date(date, &day) && time[0] == 'T' &&
           two_digits(time + 1, 23) && time[3] == ':' &&
           two_digits(time + 4, 59) && time[6] == ':' &&
           two_digits(time + 7, 59) && (offset[0] == '+' || offset[0] == '-') &&
           two_digits(offset + 1, 14) && offset[3] == ':' &&
           two_digits(offset + 4, 59) && strcmp(offset, "-00:00") != 0;
}

static bool take_closed(struct parse *parse, struct seal *seal)
{
    char name[WORD_SIZE];
    int i = 0;
    if (!parse_word(parse, name, sizeof name)) {
        return false;
    }
    while (i < CLOSED_COUNT && strcmp(closed_names[i], name) != 0) {
        i++;
    }
    seal->closed = (enum seal_closed)i;
    return i < CLOSED_COUNT && take_time(parse, seal->closed_at);
}

static bool take_tag(struct parse *parse, unsigned char tag[TAG_SIZE])
{
    char hex[TAG_HEX_SIZE];
    return parse_hex(parse, hex, TAG_HEX_SIZE - 1) &&
           hex_read(hex, tag, TAG_SIZE);
}

/* A name that leads to no other folder and hides nowhere. */
static bool take_file(struct parse *parse, char out[SEAL_FILE_SIZE])
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    if (!parse_word(parse, out, SEAL_FILE_SIZE)) {
        return false;
    }
    size_t length = strlen(out);
    return length > 4 && out[0] != '.' && strspn(out, allowed) == length &&
           strcmp(out + length - 4, ".csv") == 0;
}

static bool take_before(struct parse *parse, struct seal *seal)
{
    if (parse_bytes(parse, " none")) {
        seal->before_sha256[0] = '\0';
        return true;
    }
    return take_date(parse, &seal->before_day) &&
           parse_hex(parse, seal->before_sha256, DIGEST_HEX_SIZE - 1);
}

static bool take_version(struct parse *parse, int *version)
{
    *version = parse_bytes(parse, "bonluon-seal 1\n") ? 1 : 2;
    return *version == 1 || parse_bytes(parse, "bonluon-seal 2\n");
}

static bool take_head(struct parse *parse, struct seal *seal)
{
    return take_version(parse, &seal->version) &&
           parse_bytes(parse, "terminal") && take_who(parse, seal->who) &&
           parse_bytes(parse, "\n") &&
           (seal->version == 1 || take_offices(parse, seal->offices)) &&
           parse_bytes(parse, "day") && take_date(parse, &seal->day) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "number") &&
           parse_number(parse, 1, INT64_MAX, &seal->number) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "chain") &&
           parse_hex(parse, seal->chain, TAG_KEY_ID_SIZE - 1) &&
           parse_number(parse, 0, INT64_MAX, &seal->epoch) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "closed") &&
           take_closed(parse, seal) && parse_bytes(parse, "\n");
}

static bool take_rows(struct parse *parse, struct seal *seal)
{
    return parse_bytes(parse, "rows") &&
           parse_number(parse, 1, INT64_MAX, &seal->first_seq) &&
           parse_number(parse, seal->first_seq, INT64_MAX, &seal->last_seq) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "rows-blake2b") &&
           parse_hex(parse, seal->rows_digest, TAG_DIGEST_HEX_SIZE - 1) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "last-tag") &&
           take_tag(parse, seal->last_tag) && parse_bytes(parse, "\n");
}

static bool take_tail(struct parse *parse, struct seal *seal)
{
    return parse_bytes(parse, "file") && take_file(parse, seal->file) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "file-bytes") &&
           parse_number(parse, 0, INT64_MAX, &seal->file_bytes) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "file-sha256") &&
           parse_hex(parse, seal->file_sha256, DIGEST_HEX_SIZE - 1) &&
           parse_bytes(parse, "\n") && parse_bytes(parse, "before") &&
           take_before(parse, seal) && parse_bytes(parse, "\n") &&
           parse_bytes(parse, "end\n") && parse->at == parse->end;
}

bool seal_read(const char *text, size_t length, struct seal *out, int *line)
{
    struct parse parse = {text, text + length};
    *out = (struct seal){.day = 0};
    bool whole = length <= SEAL_MOST && take_head(&parse, out) &&
                 take_rows(&parse, out) &&
                 sum_take_sealed(&parse, out->version, &out->sum) &&
                 take_tail(&parse, out);
    for (int i = 0; i < out->sum.also_count; i++) {
        whole = whole && strcmp(out->sum.also[i].who, out->who) != 0;
    }
    out->sum.day = out->day;
    *line = 1;
    for (const char *at = text; at < parse.at; at++) {
        *line += *at == '\n';
    }
    return whole;
}

static enum seal_fit compare(const struct sum *one, const struct sum *other)
{
    struct text a = {0};
    struct text b = {0};
    sum_put_sealed(one, &a);
    sum_put_sealed(other, &b);
    enum seal_fit fit = a.failed || b.failed          ? SEAL_NOT_COMPARED
                        : strcmp(a.data, b.data) == 0 ? SEAL_FITS
                                                      : SEAL_DIFFERS;
    text_free(&a);
    text_free(&b);
    return fit;
}

enum seal_fit seal_compare_sum(const struct seal *seal, const char *sum)
{
    struct sum *kept = malloc(sizeof *kept);
    enum seal_fit fit = seal->version == 1 ? SEAL_FITS : SEAL_NOT_COMPARED;
    if (fit != SEAL_FITS && kept != NULL) {
        fit = sum_read(sum, kept) && !kept->older && kept->day == seal->day
                  ? compare(kept, &seal->sum)
                  : SEAL_DIFFERS;
    }
    free(kept);
    return fit;
}
