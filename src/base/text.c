#include "base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool text_format(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(out, size, format, args);
    va_end(args);
    return n >= 0 && (size_t)n < size;
}

void text_must(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(out, size, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= size) {
        abort();
    }
}

bool text_copy(char *out, size_t size, const char *from)
{
    size_t length = strlen(from);
    bool fits = length < size;
    size_t take = fits ? length : size - 1;
    memcpy(out, from, take);
    out[take] = '\0';
    return fits;
}

/* Length of the sequence at p, 0 when it is none (Unicode 15, table 3-7). */
static size_t sequence(const unsigned char *p, size_t left)
{
    static const struct {
        unsigned char first, last, low, high, length;
    } forms[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                 {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
                 {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
                 {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    if (p[0] < 0x80) {
        return 1;
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t n = forms[i].length;
        if (p[0] < forms[i].first || p[0] > forms[i].last) {
            continue;
        }
        if (left < n || p[1] < forms[i].low || p[1] > forms[i].high) {
            return 0;
        }
        for (size_t k = 2; k < n; k++) {
            if ((p[k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return n;
    }
    return 0;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    const unsigned char *p = (const unsigned char *)bytes;
    for (size_t i = 0; i < length;) {
        size_t n = sequence(p + i, length - i);
        if (n == 0) {
            return false;
        }
        i += n;
    }
    return true;
}

static bool is_inner_byte(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

void text_cut(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(out, size, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < size) {
        return;
    }
    size_t end = size - 1;
    size_t begin = end;
    while (begin > 0 && is_inner_byte(out[begin - 1])) {
        begin--;
    }
    /* The last character of what is there, if it is whole. */
    if (begin > 0 &&
        sequence((unsigned char *)out + begin - 1, end - begin + 1) == 0) {
        out[begin - 1] = '\0';
    }
}

/* How many bytes a control takes that stands here; 0: none does. */
static size_t control_at(const char *text, size_t length)
{
    static const char *const marks[] = {"\u2028", "\u2029", "\u202A", "\u202B",
                                        "\u202C", "\u202D", "\u202E", "\u2066",
                                        "\u2067", "\u2068", "\u2069", "\uFEFF"};
    unsigned char c = (unsigned char)text[0];
    if (c < 0x20 || c == 0x7F) {
        return 1;
    }
    if (c == 0xC2 && length > 1 && (unsigned char)text[1] < 0xA0) {
        return 2;
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t size = strlen(marks[i]);
        if (length >= size && memcmp(text, marks[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

bool text_has_control(const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        if (control_at(text + i, length - i) > 0) {
            return true;
        }
    }
    return false;
}

/* The length of a blank of either kind; 0: it is none. */
static size_t blank_at(const char *text)
{
    size_t join = sizeof TEXT_JOIN - 1;
    return *text == ' ' ? 1 : strncmp(text, TEXT_JOIN, join) == 0 ? join : 0;
}

bool text_reads_same(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        size_t in_a = blank_at(a);
        size_t in_b = blank_at(b);
        if ((in_a > 0) != (in_b > 0) || (in_a == 0 && *a != *b)) {
            return false;
        }
        a += in_a > 0 ? in_a : 1;
        b += in_b > 0 ? in_b : 1;
    }
    return *a == *b;
}

size_t text_unjoin(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t blank = blank_at(from);
        *to++ = blank > 0 ? ' ' : *from;
        from += blank > 0 ? blank : 1;
    }
    *to = '\0';
    return (size_t)(to - text);
}

void text_show(char *out, size_t size, const char *bytes, size_t length)
{
    if (length > size - 1) {
        length = size - 1;
        while (length > 0 && is_inner_byte(bytes[length])) {
            length--;
        }
    }
    bool utf8 = text_is_utf8(bytes, length);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        size_t control = utf8 ? control_at(bytes + i, length - i) : 0;
        if (control > 0) {
            memset(out + i, ' ', control);
            i += control - 1;
        } else if (c >= 0x80 && !utf8) {
            out[i] = '?';
        } else {
            out[i] = c < 0x20 || c == 0x7F ? ' ' : bytes[i];
        }
    }
    while (length > 0 && out[length - 1] == ' ') {
        length--;
    }
    out[length] = '\0';
}

static bool reserve(struct text *text, size_t more)
{
    if (text->failed) {
        return false;
    }
    /* Far beyond any memory, and where doubling would wrap around. */
    if (more > SIZE_MAX / 4 - text->length) {
        text->failed = true;
        return false;
    }
    size_t need = text->length + more + 1;
    if (need <= text->capacity) {
        return true;
    }
    size_t capacity = text->capacity < 256 ? 256 : text->capacity;
    while (capacity < need) {
        capacity *= 2;
    }
    char *data = realloc(text->data, capacity);
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void text_append(struct text *text, const char *bytes, size_t length)
{
    if (reserve(text, length)) {
        memcpy(text->data + text->length, bytes, length);
        text->length += length;
        text->data[text->length] = '\0';
    }
}

void text_append_string(struct text *text, const char *string)
{
    text_append(text, string, strlen(string));
}

void text_append_format(struct text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0 || !reserve(text, (size_t)n)) {
        text->failed = true;
        return;
    }
    va_start(args, format);
    int written =
        vsnprintf(text->data + text->length, (size_t)n + 1, format, args);
    va_end(args);
    text->failed = written != n;
    text->length += (size_t)n;
}

void text_clear(struct text *text)
{
    text->length = 0;
    text->failed = false;
    if (text->data != NULL) {
        text->data[0] = '\0';
    }
}

void text_free(struct text *text)
{
    if (text != NULL) {
        free(text->data); /* which keeps errno, since glibc 2.33 */
        *text = (struct text){0};
    }
}
