#include "daily/sums.h"

#include <assert.h>
#include <stdlib.h>

#include "base/log.h"
#include "daily/count.h"
#include "record/inside.h"

/* As many late sums in one transaction: each sync costs as much as some. */
enum { LATE_MAX = 64 };

enum store_result record_no_memory(struct record *record)
{
    bool fits = text_copy(record->error, sizeof record->error,
                          "no memory for the sums of days: end other programs");
    assert(fits);
    return STORE_FAILED;
}

void record_forget_sums(struct record *record)
{
    if (record->summing != NULL) {
        day_sum_free(record->summing);
        free(record->summing);
        record->summing = NULL;
    }
}

/* A day that is closed is over; of another there is no more than up to now. */
static struct day_sum_params params_of(struct record *record, int32_t day)
{
    return (struct day_sum_params){
        .record = record,
        .hours = &record->config->hours,
        .day = day,
        .until_ms = day > record->closed_day ? record->now_ms : INT64_MAX};
}

/* A day that cannot be counted is told in the log, and `*made` false; what the
   store cannot do is the result. */
static enum store_result make(const struct day_sum_params *params,
                              struct sum *out, bool *made)
{
    struct record *record = params->record;
    *made = false;
    if (record->summing == NULL) {
        record->summing = calloc(1, sizeof *record->summing);
    }
    if (record->summing == NULL) {
        return record_no_memory(record);
    }
    *made = day_sum_make(record->summing, params, out);
    if (*made) {
        return STORE_OK;
    }
    const char *why = record->summing->rows.error;
    if (why[0] == '\0' && record_error(record)[0] != '\0') {
        return STORE_FAILED;
    }
    char date[CLOCK_DATE_SIZE];
    clock_date(params->day, date);
    log_error("%s: the day %s: %s: no figure counts it; keep the file for "
              "whoever looks after the terminal",
              record->path, date, why[0] != '\0' ? why : "no memory");
    return STORE_OK;
}

enum store_result record_sum_up(struct record *record,
                                const struct record_close *close,
                                struct sum *out, bool *made)
{
    struct day_sum_params params = params_of(record, close->day);
    params.until_ms = INT64_MAX;
    record->alive_ms = close->at.wall_ms;
    return make(&params, out, made);
}

/* Those on their way into the store. */
struct late {
    struct record *record;
    int32_t day, last; /* the next one, and the last */
    int failed;
    struct text texts[LATE_MAX];
    struct store_sum sums[LATE_MAX];
    int count;
};

static enum store_result keep_late(struct late *late)
{
    const struct store_batch batch = {.sums = late->sums,
                                      .sum_count = late->count};
    enum store_result result =
        late->count > 0 ? store_append(late->record->store, &batch) : STORE_OK;
    late->count = 0;
    return result;
}

static enum store_result make_late(struct late *late, int32_t day)
{
    struct day_sum_params params = params_of(late->record, day);
    struct text *text = &late->texts[late->count];
    struct sum sum;
    bool made;
    enum store_result result = make(&params, &sum, &made);
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
        result = store_unsummed(late->record->store, late->day, &day);
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

static struct late *late_new(struct record *record, int32_t day, int32_t last)
{
    struct late *late = calloc(1, sizeof *late);
    if (late == NULL) {
        record_no_memory(record);
    } else {
        late->record = record;
        late->day = day;
        late->last = last;
    }
    return late;
}

static void late_free(struct late *late)
{
    for (int i = 0; late != NULL && i < LATE_MAX; i++) {
        text_free(&late->texts[i]);
    }
    free(late);
}

enum store_result record_mend_sum(struct record *record, bool *more)
{
    struct late *late = late_new(record, record->mend_day, record->closed_day);
    enum store_result result = late == NULL ? STORE_FAILED : fill(late, 1);
    *more = result == STORE_OK && late->day <= late->last;
    if (*more) {
        record->mend_day = late->day;
    } else {
        /* Days that are closed from here on have theirs. */
        record->mend_day = record->closed_day;
        record_forget_sums(record);
    }
    late_free(late);
    return result;
}

struct pass {
    struct record *record;
    struct record_sums *span;
    struct sum sum;
    enum store_result result;
};

/* Makes a sum that is not kept, and hands it on. */
static enum store_result take_made(struct pass *pass, int32_t day)
{
    const struct day_sum_params params = params_of(pass->record, day);
    bool made;
    enum store_result result = make(&params, &pass->sum, &made);
    if (made) {
        pass->span->take(pass->span->context, &pass->sum);
    } else {
        pass->span->failed++;
    }
    return result;
}

/* One that cannot be read (it was not written by this program) counts as not
   kept: the rows are the truth. */
static bool take_kept(void *context, int32_t day, const char *text)
{
    struct pass *pass = context;
    if (sum_read(text, &pass->sum) && pass->sum.day == day) {
        pass->span->take(pass->span->context, &pass->sum);
    } else {
        pass->result = take_made(pass, day);
    }
    return pass->result == STORE_OK;
}

static enum store_result take_closed(struct pass *pass, int32_t last)
{
    const struct record_sums *span = pass->span;
    const struct store_sums kept = {span->from, last, take_kept, pass};
    struct late *late = late_new(pass->record, span->from, last);
    enum store_result result =
        late == NULL ? STORE_FAILED : fill(late, INT32_MAX);
    if (result == STORE_OK) {
        pass->span->failed = late->failed;
        result = store_sums(pass->record->store, &kept);
    }
    late_free(late);
    return result == STORE_OK ? pass->result : result;
}

/* Days that are open: those with rows, and today. */
static enum store_result take_open(struct pass *pass)
{
    struct record *record = pass->record;
    const struct record_sums *span = pass->span;
    struct moment now = {.wall_ms = record->now_ms};
    int32_t today = record_day(record, now);
    int32_t day = record->closed_day;
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

enum store_result record_sums(struct record *record, struct record_sums *span)
{
    struct pass *pass = calloc(1, sizeof *pass);
    if (pass == NULL) {
        return record_no_memory(record);
    }
    pass->record = record;
    pass->span = span;
    span->failed = 0;
    int32_t last =
        span->to < record->closed_day ? span->to : record->closed_day;
    enum store_result result =
        span->from <= last ? take_closed(pass, last) : STORE_OK;
    if (result == STORE_OK && record->seq > 0) {
        result = take_open(pass);
    }
    free(pass);
    return result;
}

struct kept {
    struct sum *sum;
    bool read;
};

static bool take_one(void *context, int32_t day, const char *text)
{
    struct kept *kept = context;
    kept->read = sum_read(text, kept->sum) && kept->sum->day == day;
    return false;
}

enum store_result record_sum(struct record *record, int32_t day,
                             struct sum *out, bool *made)
{
    struct kept kept = {.sum = out};
    const struct store_sums one = {day, day, take_one, &kept};
    const struct day_sum_params params = params_of(record, day);
    enum store_result result = store_sums(record->store, &one);
    *made = kept.read;
    return result == STORE_OK && !kept.read ? make(&params, out, made) : result;
}
