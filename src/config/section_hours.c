#include "config/sections.h"

#include <string.h>

#include "base/clock.h"

static const char section[] = "hours";

enum {
    DAY_MINUTES = 1440,
    OFFSET_DEFAULT_MIN = 420,
    OFFSET_LEAST_MIN = -720,
    OFFSET_MOST_MIN = 840,
    TIME_LENGTH = 5, /* "HH:MM" */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "HH:MM" at the beginning of a text, 24:00 included. */
static bool parse_time(const char *text, int *minute)
{
    if (!is_digit(text[0]) || !is_digit(text[1]) || text[2] != ':' ||
        !is_digit(text[3]) || !is_digit(text[4])) {
        return false;
    }
    int hour = (text[0] - '0') * 10 + (text[1] - '0');
    int rest = (text[3] - '0') * 10 + (text[4] - '0');
    *minute = hour * 60 + rest;
    return rest < 60 && *minute <= DAY_MINUTES;
}

/* "HH:MM-HH:MM" at the beginning of a text. */
static bool parse_span(const char *text, struct hours_span *span)
{
    return parse_time(text, &span->from_minute) && text[TIME_LENGTH] == '-' &&
           parse_time(text + TIME_LENGTH + 1, &span->to_minute);
}

/* Returns what is wrong with a day's spans, and what to write; NULL: nothing.
 */
static const char *parse_spans(const char *text, struct hours_weekday *day)
{
    int end = 0;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        struct hours_span span;
        size_t length = strcspn(text, " ");
        if (length != 2 * TIME_LENGTH + 1 || !parse_span(text, &span)) {
            return "is not made of hours; write 07:30-11:30 13:30-17:00, or "
                   "leave it empty";
        }
        if (day->count == HOURS_SPANS_MAX) {
            return "has more than 4 spans; join some";
        }
        if (span.from_minute >= span.to_minute) {
            return "has a span that ends before it begins; write the earlier "
                   "time first, and a night as 00:00-07:00 20:00-24:00";
        }
        if (span.from_minute < end) {
            return "has spans that overlap or go back; write them in order";
        }
        day->spans[day->count++] = span;
        end = span.to_minute;
        text += length;
    }
    return NULL;
}

void config_hours_spans(const struct source *source, struct place place,
                        struct hours_weekday *day)
{
    const char *text = source_value(source, place);
    const char *wrong = text == NULL ? NULL : parse_spans(text, day);
    if (wrong != NULL) {
        source_fault(source, place, "%s %s", place.key, wrong);
    }
}

static void read_week(const struct source *source, struct hours *hours)
{
    static const char *const days[7] = {"monday",   "tuesday", "wednesday",
                                        "thursday", "friday",  "saturday",
                                        "sunday"};
    bool named = false;
    for (int i = 0; i < 7; i++) {
        config_hours_spans(source, (struct place){section, days[i]},
                           &hours->weekdays[i]);
        named = named || keyfile_line(source->keys, section, days[i]) > 0;
    }
    for (int i = 0; !named && i < 7; i++) {
        hours->weekdays[i] = (struct hours_weekday){
            .spans = {{.from_minute = 0, .to_minute = DAY_MINUTES}},
            .count = 1};
    }
}

static void add_closed(const struct source *source, const char *word,
                       struct hours *hours)
{
    struct place place = {section, "closed"};
    int32_t day;
    if (!clock_parse_date(word, &day)) {
        source_fault(source, place,
                     "closed: %s is no date; write 2027-01-01, and ; between "
                     "two dates",
                     word);
    } else if (hours->closed_count == HOURS_CLOSED_MAX) {
        source_fault(source, place,
                     "closed: %s is one date too many, %d fit; remove those "
                     "that are over",
                     word, HOURS_CLOSED_MAX);
    } else {
        hours->closed[hours->closed_count++] = day;
    }
}

static void read_closed(const struct source *source, struct hours *hours)
{
    char word[SOURCE_WORD_SIZE];
    const char *rest = source_value(source, (struct place){section, "closed"});
    while (rest != NULL && source_word(&rest, word)) {
        add_closed(source, word, hours);
    }
}

/* "+07:00" */
static bool parse_offset(const char *text, int *minutes)
{
    int size;
    if ((text[0] != '+' && text[0] != '-') || !parse_time(text + 1, &size) ||
        text[1 + TIME_LENGTH] != '\0') {
        return false;
    }
    *minutes = text[0] == '-' ? -size : size;
    return *minutes >= OFFSET_LEAST_MIN && *minutes <= OFFSET_MOST_MIN;
}

static void read_offset(const struct source *source, int *utc_offset_min)
{
    struct place place = {section, "utc_offset"};
    const char *text = source_value(source, place);
    *utc_offset_min = OFFSET_DEFAULT_MIN;
    if (text != NULL && !parse_offset(text, utc_offset_min)) {
        source_fault(source, place,
                     "utc_offset=%.*s is no offset from -12:00 to +14:00; "
                     "write +07:00 for Vietnam",
                     source_shown(text), text);
    }
}

void config_hours_read(const struct source *source, struct config *config)
{
    read_offset(source, &config->utc_offset_min);
    read_week(source, &config->hours);
    read_closed(source, &config->hours);
}
