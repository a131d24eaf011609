#include "view/phrase.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "survey/date.h"
#include "survey/score.h"

/* Appends to a text of this size; what does not fit is cut at a letter. */
static void append(char *out, size_t size, const char *text)
{
    size_t at = strlen(out);
    size_t length = strlen(text);
    if (length > size - 1 - at) {
        length = size - 1 - at;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    memcpy(out + at, text, length);
    out[at + length] = '\0';
}

static void fill(char *out, size_t size, const char *pattern,
                 const struct figure *figures, int count)
{
    out[0] = '\0';
    for (const char *p = pattern; *p != '\0'; p++) {
        int number = p[0] == '%' ? p[1] - '0' : 0;
        if (number >= 1 && number <= count) {
            append(out, size, figures[number - 1].text);
            p++;
        } else {
            append(out, size, (const char[]){*p, '\0'});
        }
    }
}

struct phrase phrase_of(const struct layout *layout, enum word word,
                        const struct figure *figures)
{
    struct phrase phrase;
    fill(phrase.text, sizeof phrase.text, layout_word(layout, word), figures,
         words_numbers(word));
    return phrase;
}

static struct figure figure_of(const struct layout *layout, enum word word,
                               const struct figure *figures)
{
    struct figure figure;
    fill(figure.text, sizeof figure.text, layout_word(layout, word), figures,
         words_numbers(word));
    return figure;
}

struct figure figure_text(const char *text)
{
    struct figure figure = {""};
    append(figure.text, sizeof figure.text, text);
    return figure;
}

struct figure figure_digits(int64_t number, int width)
{
    struct figure figure;
    int n = snprintf(figure.text, sizeof figure.text, "%0*lld", width,
                     (long long)number);
    assert(n > 0 && (size_t)n < sizeof figure.text);
    return figure;
}

struct figure figure_whole(const struct layout *layout, int64_t number)
{
    struct figure plain = figure_digits(number, 1);
    struct figure figure = {""};
    int left = (int)strlen(plain.text);
    for (const char *p = plain.text; *p != '\0'; p++) {
        append(figure.text, sizeof figure.text, (const char[]){*p, '\0'});
        left--;
        if (left > 0 && left % 3 == 0 && *p != '-') {
            append(figure.text, sizeof figure.text,
                   layout_word(layout, WORD_THOUSANDS));
        }
    }
    return figure;
}

struct figure figure_tenths(const struct layout *layout, int tenths)
{
    if (tenths == SCORE_NONE) {
        return figure_text(layout_word(layout, WORD_NOT_TOLD));
    }
    struct figure figure = figure_digits(tenths / 10, 1);
    append(figure.text, sizeof figure.text, layout_word(layout, WORD_DECIMAL));
    append(figure.text, sizeof figure.text, figure_digits(tenths % 10, 1).text);
    return figure;
}

struct figure figure_percent(const struct layout *layout, int tenths)
{
    struct figure figure = figure_tenths(layout, tenths);
    return tenths == SCORE_NONE ? figure
                                : figure_of(layout, WORD_PERCENT, &figure);
}

struct figure figure_space(const struct layout *layout, int64_t mib)
{
    bool large = mib >= 1024;
    struct figure figure = large && mib < 1024 * 1024
                               ? figure_tenths(layout, (int)(mib * 10 / 1024))
                               : figure_whole(layout, large ? mib / 1024 : mib);
    append(figure.text, sizeof figure.text, large ? " GB" : " MB");
    return figure;
}

struct figure figure_time(const struct layout *layout, int minute)
{
    return figure_of(layout, WORD_CLOCK_TIME,
                     (struct figure[]){figure_digits(minute / 60, 2),
                                       figure_digits(minute % 60, 2)});
}

struct figure figure_span(const struct hours_span *span)
{
    struct figure figure;
    int from = span->from_minute;
    int to = span->to_minute;
    int n = snprintf(figure.text, sizeof figure.text, "%02d:%02d–%02d:%02d",
                     from / 60, from % 60, to / 60, to % 60);
    assert(n > 0 && (size_t)n < sizeof figure.text);
    return figure;
}

struct figure figure_date(const struct layout *layout, int32_t day)
{
    struct date date = date_of(day);
    return figure_of(layout, WORD_DATE,
                     (struct figure[]){figure_digits(date.day, 2),
                                       figure_digits(date.month, 2),
                                       figure_digits(date.year, 1)});
}

struct figure figure_short_date(const struct layout *layout, int32_t day)
{
    struct date date = date_of(day);
    return figure_of(layout, WORD_DATE_SHORT,
                     (struct figure[]){figure_digits(date.day, 2),
                                       figure_digits(date.month, 2)});
}

struct figure figure_iso_date(int32_t day)
{
    struct date date = date_of(day);
    struct figure figure;
    int n = snprintf(figure.text, sizeof figure.text, "%04d-%02d-%02d",
                     date.year, date.month, date.day);
    assert(n > 0 && (size_t)n < sizeof figure.text);
    return figure;
}
