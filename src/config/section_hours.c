#include "base/speak.h"
#include "config/sections.h"

#include <stdio.h>
#include <string.h>

#include "config/dates.h"
#include "config/spans.h"
#include "config/texts.h"

static const char section[] = "hours";

struct reading {
    const struct source *source;
    const char *share;
    struct config *config;
};

enum {
    DAY_MINUTES = 1440,
    OFFSET_DEFAULT_MIN = 420,
    OFFSET_LEAST_MIN = -720,
    OFFSET_MOST_MIN = 840,
};

void config_hours_spans(const struct source *source, struct place place,
                        struct hours_weekday *day)
{
    const char *text = source_value(source, place);
    const char *wrong = text == NULL ? NULL : spans_parse(text, day);
    if (wrong != NULL) {
        source_fault(source, place, "%s %s", place.key, speak(wrong));
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

/* "+07:00" */
static bool parse_offset(const char *text, int *minutes)
{
    int size;
    if ((text[0] != '+' && text[0] != '-') || !spans_time(text + 1, &size) ||
        text[1 + SPANS_TIME_LENGTH] != '\0') {
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

/* "2027": the year of a calendar, which is its name. */
static bool parse_year(const char *word, int *year)
{
    return strlen(word) == 4 && strspn(word, "0123456789") == 4 &&
           sscanf(word, "%d", year) == 1;
}

/* calendar/<word>.ini into the dates; the file is kept for its lines. */
static void read_year(const struct reading *reading, const char *word,
                      struct keyfile **file)
{
    const struct source *source = reading->source;
    struct place place = {section, "calendar"};
    char name[sizeof "calendar/.ini" + SOURCE_WORD_SIZE];
    char path[FILES_PATH_SIZE];
    int year;
    text_must(name, sizeof name, "calendar/%s.ini", word);
    if (!parse_year(word, &year)) {
        source_fault(source, place,
                     "calendar: %s is no year; write calendar=2027 for the "
                     "file calendar/2027.ini",
                     word);
    } else if (!source_find(source, reading->share, name, path)) {
        source_fault(source, place,
                     "calendar: there is no %s, neither beside this file nor "
                     "in %s/config; put it there, or remove %s",
                     name, reading->share, word);
    } else if ((*file = keyfile_open(path, source->faults)) != NULL) {
        struct source own = {.keys = *file, .faults = source->faults};
        keyfile_expect(*file, section);
        dates_read(&own, year, &reading->config->hours);
        keyfile_refuse_unknown(*file, source->faults);
    }
}

static void read_calendars(const struct reading *reading)
{
    struct place place = {section, "calendar"};
    struct keyfile **files = &reading->config->texts->files[TEXTS_CALENDARS];
    char word[SOURCE_WORD_SIZE];
    int count = 0;
    const char *rest = source_value(reading->source, place);
    while (rest != NULL && source_word(&rest, word)) {
        if (count == CONFIG_CALENDARS_MAX) {
            source_fault(reading->source, place,
                         "calendar: %s is one year too many, %d fit; remove "
                         "those that are over",
                         word, CONFIG_CALENDARS_MAX);
            return;
        }
        read_year(reading, word, &files[count++]);
    }
}

void config_hours_read(const struct source *source, const char *share,
                       struct config *config)
{
    const struct reading reading = {source, share, config};
    read_offset(source, &config->utc_offset_min);
    read_week(source, &config->hours);
    dates_read(source, DATES_YEAR_ANY, &config->hours);
    config->own_dates = config->hours.date_count;
    read_calendars(&reading);
}
