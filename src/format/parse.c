#include "format/parse.h"

#include <limits.h>
#include <string.h>

static size_t left(const struct parse *parse)
{
    return (size_t)(parse->end - parse->at);
}

bool parse_bytes(struct parse *parse, const char *literal)
{
    size_t length = strlen(literal);
    if (left(parse) < length || memcmp(parse->at, literal, length) != 0) {
        return false;
    }
    parse->at += length;
    return true;
}

bool parse_word(struct parse *parse, char *out, size_t size)
{
    struct parse to = *parse;
    if (!parse_bytes(&to, " ")) {
        return false;
    }
    const char *begin = to.at;
    while (to.at < to.end && (unsigned char)*to.at > ' ' && *to.at != 0x7F) {
        to.at++;
    }
    size_t length = (size_t)(to.at - begin);
    if (length == 0 || length >= size) {
        return false;
    }
    memcpy(out, begin, length);
    out[length] = '\0';
    *parse = to;
    return true;
}

bool parse_id(struct parse *parse, char out[FORM_ID_SIZE])
{
    struct parse to = *parse;
    if (!parse_word(&to, out, FORM_ID_SIZE) || !form_id_valid(out)) {
        return false;
    }
    *parse = to;
    return true;
}

bool parse_hex(struct parse *parse, char *out, size_t digits)
{
    struct parse to = *parse;
    if (!parse_word(&to, out, digits + 1) ||
        strspn(out, "0123456789abcdef") != digits) {
        return false;
    }
    *parse = to;
    return true;
}

bool parse_number(struct parse *parse, int64_t least, int64_t most,
                  int64_t *out)
{
    char word[20]; /* 18 digits, a sign and the end: no more can overflow */
    struct parse to = *parse;
    if (!parse_word(&to, word, sizeof word)) {
        return false;
    }
    bool minus = word[0] == '-';
    const char *digits = word + minus;
    size_t length = strlen(digits);
    bool needless = digits[0] == '0' && (minus || length > 1);
    if (length == 0 || length > 18 || needless ||
        strspn(digits, "0123456789") != length) {
        return false;
    }
    int64_t value = 0;
    for (size_t i = 0; i < length; i++) {
        value = 10 * value + (digits[i] - '0');
    }
    value = minus ? -value : value;
    if (value < least || value > most) {
        return false;
    }
    *out = value;
    *parse = to;
    return true;
}

bool parse_int(struct parse *parse, int least, int *out)
{
    int64_t value;
    if (!parse_number(parse, least, INT_MAX, &value)) {
        return false;
    }
    *out = (int)value;
    return true;
}
