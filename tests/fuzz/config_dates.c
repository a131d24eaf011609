/* Opening hours by date: what is read lies in order, within the day. */
#include <assert.h>

#include "config/dates.h"
#include "fuzz/with_input.h"

static void look_at(const struct hours_weekday *day)
{
    int last = 0;
    assert(day->count >= 0 && day->count <= HOURS_SPANS_MAX);
    for (int i = 0; i < day->count; i++) {
        const struct hours_span *span = &day->spans[i];
        assert(span->from_minute >= last);
        assert(span->to_minute > span->from_minute && span->to_minute <= 1440);
        last = span->to_minute;
    }
}

static void read_year(const struct text *bytes, int year)
{
    static struct hours hours;
    struct faults faults = {0};
    struct keyfile *keys = keyfile_parse("2027.ini", bytes, &faults);
    const struct source source = {.keys = keys, .faults = &faults};
    hours = (struct hours){0};
    if (keys != NULL) {
        dates_read(&source, year, &hours);
        assert(hours.date_count >= 0 && hours.date_count <= HOURS_DATES_MAX);
        for (int i = 0; i < hours.date_count && faults.count == 0; i++) {
            const struct hours_dates *dates = &hours.dates[i];
            assert(dates->from <= dates->to);
            look_at(&dates->open);
            look_at(hours_of(&hours, dates->from));
        }
    }
    keyfile_close(keys);
    faults_free(&faults);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct text bytes = input_text(data, size);
    read_year(&bytes, DATES_YEAR_ANY);
    read_year(&bytes, 2027);
    text_free(&bytes);
    return 0;
}
