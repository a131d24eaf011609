#include "daily/sums_make.h"

#include "base/log.h"
#include "base/speak.h"
#include "daily/count.h"

void day_sums_free(struct day_sums_maker *maker)
{
    day_rows_free(&maker->rows);
    record_runs_free(&maker->runs);
}

static void tell_uncounted(const struct day_rows *rows, int32_t day)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    log_error("bonluon.db: the day %s: %s: no figure counts it; keep the file "
              "for whoever looks after the terminal",
              date, speak(rows->error[0] != '\0' ? rows->error : "no memory"));
}

void day_sums_tell_changed(int32_t day)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    log_error("bonluon.db: the totals that are kept of %s are not those of its "
              "rows, which are counted anew; `bonluon verify` tells what else "
              "is not as it was",
              date);
}

bool day_sums_count(const struct day_sums_one *one, struct record_runs *runs,
                    struct sum *out)
{
    const struct day_count count = {.rows = one->rows,
                                    .runs = runs,
                                    .hours = &record_config(one->record)->hours,
                                    .day = one->day,
                                    .until_ms = one->until_ms};
    if (record_runs_load(runs, one->record, one->day, one->alive_ms) !=
        STORE_OK) {
        if (record_error(one->record)[0] == '\0') {
            tell_uncounted(one->rows, one->day);
        }
        return false;
    }
    day_count(&count, out);
    return true;
}

bool day_sums_seal(struct record *record, int32_t day, struct seal *out)
{
    struct text text = {0};
    struct text signature = {0};
    int line;
    bool found = record_seal(record, day, &text, &signature) == STORE_OK &&
                 text.length > 0 &&
                 seal_read(text.data, text.length, out, &line) &&
                 out->version > 1;
    text_free(&text);
    text_free(&signature);
    return found;
}

/* When the office was open, and for how much of that the terminal was ready,
   as it was sealed: the config of now may tell other hours than that of the
   day. */
static void cover(struct day_sums_maker *maker, int32_t day, struct sum *sum)
{
    if (day_sums_seal(maker->record, day, &maker->seal)) {
        sum->open = maker->seal.sum.open;
        for (int i = 0; i < SUM_HOURS; i++) {
            sum->hours[i].open_min = maker->seal.sum.hours[i].open_min;
            sum->hours[i].ready_min = maker->seal.sum.hours[i].ready_min;
        }
    }
}

enum store_result day_sums_make(struct day_sums_maker *maker, int32_t day,
                                struct sum *out, bool *made)
{
    struct imprint imprint;
    struct record *record = maker->record;
    struct day_rows *rows = &maker->rows;
    const struct day_sums_one one = {
        .record = record,
        .rows = rows,
        .day = day,
        .alive_ms = record_alive_ms(record),
        .until_ms = day > record_closed_day(record) ? record_now(record).wall_ms
                                                    : INT64_MAX};
    rows->error[0] = '\0';
    bool loaded = record_imprint(record, day, &imprint) == STORE_OK &&
                  day_rows_load(rows, record, day, &imprint);
    if (loaded && maker->finished && day > record_closed_day(record)) {
        day_rows_finished(rows);
    }
    if (loaded && maker->part != NULL) {
        day_rows_of(rows, maker->part);
    }
    *made = loaded && day_sums_count(&one, &maker->runs, out);
    if (*made) {
        cover(maker, day, out);
    }
    bool failed =
        !*made && rows->error[0] == '\0' && record_error(record)[0] != '\0';
    if (!loaded && !failed) {
        tell_uncounted(rows, day);
    }
    return failed ? STORE_FAILED : STORE_OK;
}
