#include "config/dates.h"

#include <string.h>

#include "base/clock.h"
#include "base/speak.h"
#include "config/spans.h"
#include "survey/date.h"

static const char section[] = "hours";
static const char open_prefix[] = "open:";

enum {
    DATE_LENGTH = CLOCK_DATE_SIZE - 1,
    YEAR_LEAST = 2020, /* before the first terminal: a slip of the pen */
    YEAR_MOST = 2199,
    SPAN_MOST = 366, /* days: a longer one is such a slip too */
    ENTRY_SIZE = 128,
};

struct reading {
    const struct source *source;
    int year;
    struct hours *hours;
    int first;                  /* of hours->dates, in this file */
    int lines[HOURS_DATES_MAX]; /* at which they stand */
    struct place place;         /* what is being read */
};

/* Says what is wrong with an entry, and what to write. */
static void refuse(const struct reading *reading, const char *entry,
                   const char *wrong)
{
    source_fault(reading->source, reading->place, "%s: %.*s %s",
                 reading->place.key, source_shown(entry), entry, speak(wrong));
}

static bool opens(const char *key)
{
    return strncmp(key, open_prefix, strlen(open_prefix)) == 0;
}

/* A date at the beginning of a text. */
static bool parse_date(const char *text, int32_t *day)
{
    char date[CLOCK_DATE_SIZE];
    text_cut(date, sizeof date, "%.*s", CLOCK_DATE_SIZE - 1, text);
    return clock_parse_date(date, day);
}

/* Written as a date, whether or not there is such a day. */
static bool looks_like_date(const char *text)
{
    static const char shape[] = "0000-00-00";
    for (size_t i = 0; shape[i] != '\0'; i++) {
        if (shape[i] == '0' ? strspn(text + i, "0123456789") == 0
                            : text[i] != shape[i]) {
            return false;
        }
    }
    return true;
}

/* The length of what joins two dates to a span; 0: nothing does. */
static size_t joint(const char *text)
{
    static const char *const joints[] = {"..", "/", "-", "\u2013"};
    size_t before = strspn(text, " ");
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t length = strlen(joints[i]);
        if (strncmp(text + before, joints[i], length) == 0) {
            return before + length + strspn(text + before + length, " ");
        }
    }
    return 0;
}

/* Reads "DATE" or "DATE..DATE"; `rest` gets what stands behind it. Returns what
   is wrong, and what to write. */
static const char *parse_dates(const char *text, struct hours_dates *dates,
                               const char **rest)
{
    bool sound = parse_date(text, &dates->from);
    dates->to = dates->from;
    size_t length = sound ? CLOCK_DATE_SIZE - 1 : 0;
    size_t join = sound ? joint(text + length) : 0;
    if (join > 0) {
        length += join;
        sound = parse_date(text + length, &dates->to);
        length += sound ? CLOCK_DATE_SIZE - 1 : 0;
    }
    *rest = text + length;
    if (!sound && looks_like_date(*rest)) {
        return N_("names a day that does not exist; write one that does");
    }
    if (!sound || (**rest != ' ' && **rest != '\0')) {
        return N_(
            "is no date; write 2027-01-01, or 2027-02-04..2027-02-10, and ; "
            "between two of them");
    }
    *rest += strspn(*rest, " ");
    return NULL;
}

static const char *dates_wrong(const struct reading *reading,
                               const struct hours_dates *dates)
{
    int year = date_of(dates->from).year;
    int last = date_of(dates->to).year;
    if (dates->to < dates->from) {
        return N_("ends before it begins; write the earlier date first");
    }
    if (reading->year != DATES_YEAR_ANY &&
        (year != reading->year || last != reading->year)) {
        return N_(
            "is not of the year that the file is named for; write it into "
            "the calendar of its own year");
    }
    if (year < YEAR_LEAST || last > YEAR_MOST) {
        return N_(
            "is of a year that no terminal sees; look at its four digits");
    }
    return dates->to - dates->from >= SPAN_MOST
               ? N_("is longer than a year; look at its two years")
               : NULL;
}

/* The hours of a date that is said to be open, and no more. */
static bool usual(const struct hours *hours, int32_t day,
                  struct hours_weekday *open)
{
    *open = hours->weekdays[hours_weekday(day)];
    bool same = true;
    for (int i = 0; i < 7 && hours->weekdays[hours_weekday(day)].count == 0;
         i++) {
        const struct hours_weekday *other = &hours->weekdays[i];
        same = same && (other->count == 0 || open->count == 0 ||
                        hours_same(other, open));
        *open = other->count > 0 ? *other : *open;
    }
    return same && open->count > 0;
}

static const char *take_usual(const struct reading *reading,
                              struct hours_dates *dates)
{
    bool known = usual(reading->hours, dates->from, &dates->open);
    for (int32_t day = dates->from + 1; known && day <= dates->to; day++) {
        struct hours_weekday open;
        known = usual(reading->hours, day, &open) &&
                hours_same(&open, &dates->open);
    }
    return known ? NULL
                 : N_("names no hours, and those of the week differ; write "
                      "2027-05-08 07:30-11:30 13:30-17:00");
}

/* Whether a date stands in this file already, with other hours. */
static bool clashes(const struct reading *reading,
                    const struct hours_dates *dates)
{
    for (int i = reading->first; i < reading->hours->date_count; i++) {
        const struct hours_dates *other = &reading->hours->dates[i];
        if (dates->from <= other->to && dates->to >= other->from &&
            !hours_same(&dates->open, &other->open)) {
            char date[CLOCK_DATE_SIZE];
            clock_date(dates->from > other->from ? dates->from : other->from,
                       date);
            source_fault(reading->source, reading->place,
                         "%s: %s stands at line %d already, %s; leave it in "
                         "one of the two",
                         reading->place.key, date, reading->lines[i],
                         other->open.count == 0 ? speak("closed")
                         : dates->open.count == 0
                             ? speak("open")
                             : speak("open at other hours"));
            return true;
        }
    }
    return false;
}

static void add(struct reading *reading, const struct hours_dates *dates,
                const char *entry)
{
    struct hours *hours = reading->hours;
    if (clashes(reading, dates)) {
        return;
    }
    if (hours->date_count == HOURS_DATES_MAX) {
        source_fault(reading->source, reading->place,
                     "%s: %.*s is one date too many, %d fit; remove those that "
                     "are over, or write spans",
                     reading->place.key, source_shown(entry), entry,
                     HOURS_DATES_MAX);
        return;
    }
    reading->lines[hours->date_count] = keyfile_line(
        reading->source->keys, reading->place.section, reading->place.key);
    hours->dates[hours->date_count++] = *dates;
}

/* When open dates are open: nothing, or the word, stands for as usual. */
static const char *take_hours(const struct reading *reading, const char *text,
                              struct hours_dates *dates)
{
    return text[0] == '\0' || strcmp(text, "open") == 0
               ? take_usual(reading, dates)
               : spans_parse(text, &dates->open);
}

/* One of a list that stands behind `closed` or `open`. */
static void read_entry(struct reading *reading, const char *entry, bool closed)
{
    struct hours_dates dates = {.open = {.count = 0}};
    const char *rest;
    const char *wrong = parse_dates(entry, &dates, &rest);
    wrong = wrong != NULL ? wrong : dates_wrong(reading, &dates);
    if (wrong != NULL) {
        refuse(reading, entry, wrong);
    } else if (closed && rest[0] != '\0') {
        refuse(reading, entry,
               "names hours, and what is closed is the whole day; write what "
               "is open behind open=");
    } else {
        wrong = closed ? NULL : take_hours(reading, rest, &dates);
        if (wrong != NULL) {
            refuse(reading, rest[0] == '\0' ? entry : rest, wrong);
        } else {
            add(reading, &dates, entry);
        }
    }
}

static void read_list(struct reading *reading, const char *key)
{
    char entry[ENTRY_SIZE];
    reading->place.key = key;
    const char *rest = source_value(reading->source, reading->place);
    while (rest != NULL && *(rest += strspn(rest, " ;")) != '\0') {
        size_t length = strcspn(rest, ";");
        if (text_format(entry, sizeof entry, "%.*s", (int)length, rest)) {
            read_entry(reading, entry, strcmp(key, "closed") == 0);
        } else {
            refuse(reading, rest, "is too long; write ; between two dates");
        }
        rest += length;
    }
}

/* A date as a key: nothing behind it means what it means behind a weekday. */
static void read_key(struct reading *reading, const char *key)
{
    struct hours_dates dates = {.open = {.count = 0}};
    bool opening = opens(key);
    const char *rest;
    reading->place.key = key;
    const char *text = source_value(reading->source, reading->place);
    const char *wrong =
        parse_dates(key + (opening ? strlen(open_prefix) : 0), &dates, &rest);
    if (text == NULL) {
        return;
    }
    if (wrong == NULL && rest[0] != '\0') {
        wrong = N_("has hours before the =; write them behind it");
    }
    wrong = wrong != NULL ? wrong : dates_wrong(reading, &dates);
    bool closed = !opening && (text[0] == '\0' || strcmp(text, "closed") == 0);
    if (wrong == NULL && !closed) {
        wrong = take_hours(reading, text, &dates);
    }
    if (wrong != NULL) {
        source_fault(reading->source, reading->place, "%s=%.*s %s", key,
                     source_shown(text), text, speak(wrong));
    } else {
        add(reading, &dates, key);
    }
}

void dates_read(const struct source *source, int year, struct hours *hours)
{
    struct reading reading = {.source = source,
                              .year = year,
                              .hours = hours,
                              .first = hours->date_count,
                              .place = {.section = section}};
    const char *key;
    read_list(&reading, "closed");
    read_list(&reading, "open");
    for (int i = 0; (key = keyfile_key_at(source->keys, section, i)) != NULL;
         i++) {
        if (opens(key) || strspn(key, "0123456789") > 0) {
            read_key(&reading, key);
        }
    }
    /* For "did you mean": what such a key looks like. */
    (void)source_value(source, (struct place){section, "2027-01-01"});
}
