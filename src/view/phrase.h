/*
 * Numbers and dates as the language writes them, and words with numbers set
 * into them ("3 ngày chưa lấy"). Used inside view only.
 */
#ifndef VIEW_PHRASE_H
#define VIEW_PHRASE_H

#include "survey/hours.h"
#include "view/layout.h"

/* A number, a date or a name, as text. */
struct figure {
    char text[96];
};

struct figure figure_whole(const struct layout *layout, int64_t number);

/* Of tenths: 875 is "87,5". SCORE_NONE: the sign for what is not told. */
struct figure figure_tenths(const struct layout *layout, int tenths);
struct figure figure_percent(const struct layout *layout, int tenths);

/* Room on a disk: "512 MB", "7,2 GB". */
struct figure figure_space(const struct layout *layout, int64_t mib);

/* A day since 1970: "23/11/2026", "23/11", "2026-11-23". */
struct figure figure_date(const struct layout *layout, int32_t day);
struct figure figure_short_date(const struct layout *layout, int32_t day);
struct figure figure_iso_date(int32_t day);

/* A minute of the day: "07:30". */
struct figure figure_time(const struct layout *layout, int minute);

/* From when to when: "07:30–11:30". */
struct figure figure_span(const struct hours_span *span);

/* Plain digits, with zeros before them to so many. */
struct figure figure_digits(int64_t number, int width);

/* A word as it is, or a name; what does not fit is cut. */
struct figure figure_text(const char *text);

struct phrase {
    char text[512];
};

/* A word with as many figures as it takes (words_numbers). */
struct phrase phrase_of(const struct layout *layout, enum word word,
                        const struct figure *figures);

#endif
