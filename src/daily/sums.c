#include "daily/sums.h"

#include "base/log.h"
#include "daily/count.h"

/* As many late ones in one transaction: each sync costs as much as some. */
enum { LATE_MAX = 64 };

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
              date, rows->error[0] != '\0' ? rows->error : "no memory");
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

/* Loads and counts a day: up to now where it is not closed. That this cannot be
   done is a message, and no failure; what the store cannot do is. */
static enum store_result make(struct day_sums_maker *maker, int32_t day,
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
    *made = loaded && day_sums_count(&one, &maker->runs, out);
    bool failed =
        !*made && rows->error[0] == '\0' && record_error(record)[0] != '\0';
    if (!loaded && !failed) {
        tell_uncounted(rows, day);
    }
    return failed ? STORE_FAILED : STORE_OK;
}

/* Those on their way into the store. */
struct late {
    struct day_sums_maker *maker;
    int32_t day, last; /* the next one, and the last */
    int failed;
    struct text texts[LATE_MAX];
    struct store_sum sums[LATE_MAX];
    int count;
};

static void late_free(struct late *late)
{
    for (int i = 0; i < LATE_MAX; i++) {
        text_free(&late->texts[i]);
    }
}

static enum store_result keep_late(struct late *late)
{
    enum store_result result =
        late->count > 0
            ? record_keep_sums(late->maker->record, late->sums, late->count)
            : STORE_OK;
    late->count = 0;
    return result;
}

static enum store_result make_late(struct late *late, int32_t day)
{
    struct text *text = &late->texts[late->count];
    struct sum sum;
    bool made;
    enum store_result result = make(late->maker, day, &sum, &made);
    if (made) {
        text_clear(text);
        sum_write(&sum, text);
        made = !text->failed;
    }
    if (made) {
        late->sums[late->count++] = (struct store_sum){day, text->data};
    }
    late->failed += !made;
    return result;
}

/* Makes and keeps up to `most` of them. */
static enum store_result fill(struct late *late, int most)
{
    enum store_result result = STORE_OK;
    while (result == STORE_OK && late->day <= late->last && most-- > 0) {
        int32_t day;
        result = record_unsummed(late->maker->record, late->day, &day);
        late->day = day > late->last ? INT32_MAX : day + 1;
        if (result == STORE_OK && day <= late->last) {
            result = make_late(late, day);
        }
        if (result == STORE_OK && late->count == LATE_MAX) {
            result = keep_late(late);
        }
    }
    return result == STORE_OK ? keep_late(late) : result;
}

enum store_result day_sums_mend(struct day_sums_maker *maker,
                                struct record *record, bool *more)
{
    maker->record = record;
    struct late late = {.maker = maker,
                        .day = maker->mending ? maker->mend_day : INT32_MIN,
                        .last = record_closed_day(record)};
    enum store_result result = fill(&late, 1);
    *more = result == STORE_OK && late.day <= late.last;
    if (!*more) {
        day_sums_free(maker);
    }
    maker->mending = true;
    /* Days that are closed from here on have theirs. */
    maker->mend_day = *more ? late.day : late.last;
    late_free(&late);
    return result;
}

/* What an hour's answers come to, a daily file tells of the hours of a stretch
   alone (stretch.h): where it is about what they tell, no more is told here. */
static void hide_hours(struct sum *sum)
{
    for (int i = 0; i < SUM_HOURS; i++) {
        struct sum_hour *hour = &sum->hours[i];
        sum->some_hour.points += hour->points;
        sum->some_hour.answers += hour->answers;
        hour->points = 0;
        hour->answers = 0;
    }
}

struct pass {
    struct day_sums *span;
    struct day_sums_maker maker;
    struct sum sum;
    enum store_result result;
};

static void hand_on(struct pass *pass)
{
    if (pass->span->finished) {
        hide_hours(&pass->sum);
    }
    pass->span->take(pass->span->context, &pass->sum);
}

/* Makes totals that are not kept, and hands them on. */
static enum store_result take_made(struct pass *pass, int32_t day)
{
    bool made;
    enum store_result result = make(&pass->maker, day, &pass->sum, &made);
    if (made) {
        hand_on(pass);
    } else {
        pass->span->failed++;
    }
    return result;
}

/* What cannot be read (this program did not write it) counts as not kept: the
   rows are the truth. */
static bool take_kept(void *context, int32_t day, const char *text)
{
    struct pass *pass = context;
    if (sum_read(text, &pass->sum) && pass->sum.day == day) {
        hand_on(pass);
    } else {
        pass->result = take_made(pass, day);
    }
    return pass->result == STORE_OK;
}

static enum store_result take_closed(struct pass *pass, int32_t last)
{
    struct day_sums *span = pass->span;
    const struct store_sums kept = {span->from, last, take_kept, pass};
    struct late late = {.maker = &pass->maker, .day = span->from, .last = last};
    enum store_result result = fill(&late, INT32_MAX);
    if (result == STORE_OK) {
        span->failed = late.failed;
        result = record_kept_sums(pass->maker.record, &kept);
    }
    late_free(&late);
    return result == STORE_OK ? pass->result : result;
}

/* Days that are open: those with rows, and today. */
static enum store_result take_open(struct pass *pass)
{
    struct record *record = pass->maker.record;
    const struct day_sums *span = pass->span;
    int32_t today = record_day(record, record_now(record));
    int32_t day = record_closed_day(record);
    enum store_result result = STORE_OK;
    while (result == STORE_OK && day < today) {
        int32_t next;
        result = record_next_day(record, day + 1, &next);
        day = next < today ? next : today;
        if (result == STORE_OK && day >= span->from && day <= span->to) {
            result = take_made(pass, day);
        }
    }
    return result;
}

enum store_result day_sums_take(struct record *record, struct day_sums *span)
{
    struct pass pass = {
        .span = span, .maker = {.record = record, .finished = span->finished}};
    int32_t closed = record_closed_day(record);
    int32_t last = span->to < closed ? span->to : closed;
    span->failed = 0;
    enum store_result result =
        span->from <= last ? take_closed(&pass, last) : STORE_OK;
    if (result == STORE_OK && record_first_day(record) != INT32_MAX) {
        result = take_open(&pass);
    }
    day_sums_free(&pass.maker);
    return result;
}
