#include "daily/sums.h"

#include <stdlib.h>
#include <string.h>

#include "daily/sums_make.h"

/* As many late ones in one transaction: each sync costs as much as some. */
enum { LATE_MAX = 64 };

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
    enum store_result result = day_sums_make(late->maker, day, &sum, &made);
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

static bool keep_text(void *context, int32_t day, const char *text)
{
    (void)day;
    text_append_string(context, text);
    return true;
}

static enum store_result renew(struct day_sums_maker *maker, int32_t day,
                               const char *kept)
{
    struct text text = {0};
    struct sum sum;
    bool made;
    enum store_result result = day_sums_make(maker, day, &sum, &made);
    if (made) {
        sum_write(&sum, &text);
    }
    if (made && !text.failed && strcmp(text.data, kept) != 0) {
        day_sums_tell_changed(day);
        result = record_renew_sum(maker->record,
                                  &(struct store_sum){day, text.data});
    }
    text_free(&text);
    return result;
}

/* Of a day before the first seal, or of version 0.4.0, nobody can say any more
   when the office was open. */
static enum store_result look_at(struct day_sums_maker *maker, int32_t day)
{
    struct text kept = {0};
    const struct store_sums one = {day, day, keep_text, &kept};
    enum store_result result = STORE_OK;
    if (day_sums_seal(maker->record, day, &maker->seal)) {
        result = record_kept_sums(maker->record, &one);
    }
    if (result == STORE_OK && kept.length > 0 && !kept.failed) {
        result = renew(maker, day, kept.data);
    }
    text_free(&kept);
    return result;
}

static enum store_result look_on(struct day_sums_maker *maker, bool *more)
{
    int32_t first = record_first_day(maker->record);
    int32_t last = record_closed_day(maker->record);
    if (!maker->mending) {
        maker->look_day =
            last - first < DAY_SUMS_BACK ? first : last - DAY_SUMS_BACK + 1;
    }
    *more = maker->look_day < last;
    return maker->look_day <= last ? look_at(maker, maker->look_day++)
                                   : STORE_OK;
}

enum store_result day_sums_mend(struct day_sums_maker *maker,
                                struct record *record, bool *more)
{
    bool looking = false;
    maker->record = record;
    struct late late = {.maker = maker,
                        .day = maker->mending ? maker->mend_day : INT32_MIN,
                        .last = record_closed_day(record)};
    enum store_result result = fill(&late, 1);
    bool filling = result == STORE_OK && late.day <= late.last;
    if (result == STORE_OK) {
        result = look_on(maker, &looking);
    }
    *more = result == STORE_OK && (filling || looking);
    if (!*more) {
        day_sums_free(maker);
    }
    maker->mending = true;
    /* Days that are closed from here on have theirs. */
    maker->mend_day = filling ? late.day : late.last;
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

static void hand_on(struct pass *pass, struct sum *sum)
{
    if (pass->span->finished) {
        hide_hours(sum);
    }
    pass->span->take(pass->span->context, sum);
}

/* How long the terminal was ready is told of the whole day, under the codes of
   its file. */
static void forget_minutes(struct sum *sum)
{
    for (int i = 0; i < SUM_HOURS; i++) {
        sum->hours[i].open_min = 0;
        sum->hours[i].ready_min = 0;
    }
}

static enum store_result take_part(struct pass *pass, int32_t day,
                                   const char *who, struct sum *part)
{
    struct day_sums *span = pass->span;
    bool own = who[0] == '\0';
    bool made;
    pass->maker.part = own ? pass->maker.rows.who : who;
    enum store_result result = day_sums_make(&pass->maker, day, part, &made);
    pass->maker.part = NULL;
    if (result == STORE_OK && made) {
        if (!own) {
            forget_minutes(part);
        }
        text_must(span->who, sizeof span->who, "%s", who);
        hand_on(pass, part);
        span->who[0] = '\0';
    }
    span->failed += !made;
    return result;
}

/* The parts of a day that has others than its own: these last, when the codes
   of the file are known from loading it. */
static enum store_result take_parts(struct pass *pass)
{
    const struct sum *sum = &pass->sum;
    struct sum *part = malloc(sizeof *part);
    enum store_result result = part == NULL ? STORE_FAILED : STORE_OK;
    for (int i = 0; result == STORE_OK && i < sum->also_count; i++) {
        result = take_part(pass, sum->day, sum->also[i].who, part);
    }
    if (result == STORE_OK) {
        result = take_part(pass, sum->day, "", part);
    }
    free(part);
    return result;
}

static enum store_result take_sum(struct pass *pass)
{
    if (pass->span->by_codes && pass->sum.also_count > 0) {
        return take_parts(pass);
    }
    hand_on(pass, &pass->sum);
    return STORE_OK;
}

/* Makes totals that are not kept, and hands them on. */
static enum store_result take_made(struct pass *pass, int32_t day)
{
    bool made;
    enum store_result result =
        day_sums_make(&pass->maker, day, &pass->sum, &made);
    if (made) {
        result = take_sum(pass);
    } else {
        pass->span->failed++;
    }
    return result;
}

/* What cannot be read, or is not what was sealed (this program did not write
   it), counts as not kept: the rows are the truth. */
static bool take_kept(void *context, int32_t day, const char *text)
{
    struct pass *pass = context;
    struct day_sums_maker *maker = &pass->maker;
    enum seal_fit fit = day_sums_seal(maker->record, day, &maker->seal)
                            ? seal_compare_sum(&maker->seal, text)
                            : SEAL_FITS;
    if (fit == SEAL_DIFFERS) {
        day_sums_tell_changed(day);
    }
    if (fit == SEAL_NOT_COMPARED) {
        pass->result = STORE_FAILED;
    } else if (fit == SEAL_FITS && sum_read(text, &pass->sum) &&
               pass->sum.day == day) {
        pass->result = take_sum(pass);
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
    int32_t day = record_closed_day(record), next;
    enum store_result result = STORE_OK;
    while (result == STORE_OK && day < today) {
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
