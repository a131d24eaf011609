#include "data/sum.h"

#include <assert.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>

/* ---- counting -------------------------------------------------------------
 */

static bool same_question(const struct sum_question *question, const char *form,
                          const char *id, int levels)
{
    return question->raw.levels == levels && strcmp(question->id, id) == 0 &&
           strcmp(question->form, form) == 0;
}

struct sum_question *sum_question(struct sum *sum, const char *form,
                                  const char *id, int levels)
{
    for (int i = 0; i < sum->question_count; i++) {
        if (same_question(&sum->questions[i], form, id, levels)) {
            return &sum->questions[i];
        }
    }
    if (sum->question_count == SUM_QUESTIONS_MAX) {
        return NULL;
    }
    struct sum_question *question = &sum->questions[sum->question_count++];
    *question =
        (struct sum_question){.raw.levels = levels, .clean.levels = levels};
    bool fits = text_copy(question->form, sizeof question->form, form) &&
                text_copy(question->id, sizeof question->id, id);
    assert(fits);
    return question;
}

void sum_reason(struct sum *sum, struct sum_question *question, const char *id,
                int more)
{
    int i = 0;
    while (i < question->reason_count &&
           strcmp(question->reasons[i].id, id) != 0) {
        i++;
    }
    if (i == FORM_REASONS_MAX) {
        sum->lost += more;
        return;
    }
    struct sum_reason *reason = &question->reasons[i];
    if (i == question->reason_count) {
        question->reason_count++;
        reason->count = 0;
        bool fits = text_copy(reason->id, sizeof reason->id, id);
        assert(fits);
    }
    reason->count += more;
}

static void add_question(struct sum *to, const struct sum_question *from)
{
    struct sum_question *question =
        sum_question(to, from->form, from->id, from->raw.levels);
    if (question == NULL) {
        to->lost += (int)score_n(&from->raw) + from->skipped + from->left;
        return;
    }
    score_add(&question->raw, &from->raw);
    score_add(&question->clean, &from->clean);
    question->skipped += from->skipped;
    question->left += from->left;
    for (int i = 0; i < from->reason_count; i++) {
        sum_reason(to, question, from->reasons[i].id, from->reasons[i].count);
    }
}

static int both(int a, int b)
{
    return a == SUM_UNKNOWN || b == SUM_UNKNOWN ? SUM_UNKNOWN : a + b;
}

void sum_add_hour(struct sum_hour *to, const struct sum_hour *from)
{
    to->visits += from->visits;
    to->points += from->points;
    to->answers += from->answers;
    to->open_min = both(to->open_min, from->open_min);
    to->ready_min = both(to->ready_min, from->ready_min);
}

void sum_add(struct sum *to, const struct sum *from)
{
    to->visits += from->visits;
    to->complete += from->complete;
    to->clean += from->clean;
    to->lost += from->lost;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        to->flags[i] += from->flags[i];
    }
    for (int i = 0; i < from->question_count; i++) {
        add_question(to, &from->questions[i]);
    }
    for (int i = 0; i < SUM_HOURS; i++) {
        sum_add_hour(&to->hours[i], &from->hours[i]);
    }
}

/* ---- writing --------------------------------------------------------------
 */

static void put_counts(struct text *out, const struct score *score)
{
    for (int i = 0; i < score->levels; i++) {
        text_append_format(out, " %" PRId64, score->counts[i]);
    }
}

static void put_question(struct text *out, const struct sum_question *question)
{
    text_append_format(out, "question %s %s %d %d %d", question->form,
                       question->id, question->skipped, question->left,
                       question->raw.levels);
    put_counts(out, &question->raw);
    put_counts(out, &question->clean);
    text_append_string(out, "\n");
    for (int i = 0; i < question->reason_count; i++) {
        text_append_format(out, "reason %s %d\n", question->reasons[i].id,
                           question->reasons[i].count);
    }
}

static bool blank_hour(const struct sum_hour *hour)
{
    return hour->visits == 0 && hour->points == 0 && hour->answers == 0 &&
           hour->open_min == 0 && hour->ready_min == 0;
}

void sum_write(const struct sum *sum, struct text *out)
{
    text_append_format(out, "sum 1\nday %" PRId32 "\nvisits %d %d %d\nflags",
                       sum->day, sum->visits, sum->complete, sum->clean);
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        text_append_format(out, " %d", sum->flags[i]);
    }
    text_append_format(out, "\nlost %d\n", sum->lost);
    for (int i = 0; i < sum->question_count; i++) {
        put_question(out, &sum->questions[i]);
    }
    for (int i = 0; i < SUM_HOURS; i++) {
        const struct sum_hour *hour = &sum->hours[i];
        if (!blank_hour(hour)) {
            text_append_format(out, "hour %d %d %" PRId64 " %d %d %d\n", i,
                               hour->visits, hour->points, hour->answers,
                               hour->open_min, hour->ready_min);
        }
    }
    text_append_string(out, "end\n");
}

/* ---- reading --------------------------------------------------------------
 */

/* Each of these takes its part off the text, or leaves it and says false. */
static bool take(const char **at, const char *literal)
{
    size_t length = strlen(literal);
    if (strncmp(*at, literal, length) != 0) {
        return false;
    }
    *at += length;
    return true;
}

/* A blank and a number as PRId64 would write it. */
static bool take_number(const char **at, int64_t least, int64_t most,
                        int64_t *out)
{
    const char *p = *at;
    if (*p++ != ' ') {
        return false;
    }
    bool minus = *p == '-';
    p += minus;
    bool vain = p[0] == '0' && (minus || (p[1] >= '0' && p[1] <= '9'));
    int64_t value = 0;
    const char *digits = p;
    while (*p >= '0' && *p <= '9' && p - digits < 18) {
        value = 10 * value + (*p++ - '0');
    }
    value = minus ? -value : value;
    if (p == digits || vain || value < least || value > most) {
        return false;
    }
    *out = value;
    *at = p;
    return true;
}

static bool take_int(const char **at, int least, int *out)
{
    int64_t value;
    if (!take_number(at, least, INT_MAX, &value)) {
        return false;
    }
    *out = (int)value;
    return true;
}

/* A blank and an id. */
static bool take_id(const char **at, char out[FORM_ID_SIZE])
{
    const char *begin = *at + 1;
    size_t length = **at == ' ' ? strcspn(begin, " \n") : FORM_ID_SIZE;
    if (length >= FORM_ID_SIZE) {
        return false;
    }
    memcpy(out, begin, length);
    out[length] = '\0';
    *at = begin + length;
    return form_id_valid(out);
}

static bool take_counts(const char **at, struct score *score)
{
    bool whole = true;
    for (int i = 0; whole && i < score->levels; i++) {
        whole = take_number(at, 0, INT64_MAX, &score->counts[i]);
    }
    return whole;
}

static bool take_question(const char **at, struct sum *sum)
{
    struct sum_question read = {.reason_count = 0};
    int levels;
    if (!take_id(at, read.form) || !take_id(at, read.id) ||
        !take_int(at, 0, &read.skipped) || !take_int(at, 0, &read.left) ||
        !take_int(at, FORM_LEVELS_MIN, &levels) || levels > FORM_LEVELS_MAX) {
        return false;
    }
    int before = sum->question_count;
    struct sum_question *question =
        sum_question(sum, read.form, read.id, levels);
    if (question == NULL || sum->question_count == before) {
        return false;
    }
    question->skipped = read.skipped;
    question->left = read.left;
    return take_counts(at, &question->raw) && take_counts(at, &question->clean);
}

static bool take_reason(const char **at, struct sum *sum)
{
    if (sum->question_count == 0) {
        return false;
    }
    struct sum_question *question = &sum->questions[sum->question_count - 1];
    int before = question->reason_count;
    int count;
    char id[FORM_ID_SIZE];
    if (before == FORM_REASONS_MAX || !take_id(at, id) ||
        !take_int(at, 0, &count)) {
        return false;
    }
    sum_reason(sum, question, id, count);
    return question->reason_count > before;
}

/* Hours come in their order: `next` is the least that may come. */
static bool take_hour(const char **at, struct sum *sum, int *next)
{
    int i;
    if (!take_int(at, *next, &i) || i >= SUM_HOURS) {
        return false;
    }
    struct sum_hour *hour = &sum->hours[i];
    *next = i + 1;
    return take_int(at, 0, &hour->visits) &&
           take_number(at, 0, INT64_MAX, &hour->points) &&
           take_int(at, 0, &hour->answers) &&
           take_int(at, SUM_UNKNOWN, &hour->open_min) &&
           take_int(at, SUM_UNKNOWN, &hour->ready_min) && !blank_hour(hour);
}

static bool take_head(const char **at, struct sum *sum)
{
    int64_t day;
    if (!take(at, "sum 1\nday") || !take_number(at, INT_MIN, INT_MAX, &day)) {
        return false;
    }
    sum->day = (int32_t)day;
    bool whole = take(at, "\nvisits") && take_int(at, 0, &sum->visits) &&
                 take_int(at, 0, &sum->complete) &&
                 take_int(at, 0, &sum->clean) && take(at, "\nflags");
    for (int i = 0; whole && i < GUARD_FLAG_COUNT; i++) {
        whole = take_int(at, 0, &sum->flags[i]);
    }
    return whole && take(at, "\nlost") && take_int(at, 0, &sum->lost) &&
           take(at, "\n");
}

bool sum_read(const char *text, struct sum *out)
{
    *out = (struct sum){.day = 0};
    const char *at = text;
    int next_hour = 0;
    bool whole = take_head(&at, out);
    while (whole && !take(&at, "end\n")) {
        /* Questions come before hours. */
        if (next_hour == 0 && take(&at, "question")) {
            whole = take_question(&at, out);
        } else if (next_hour == 0 && take(&at, "reason")) {
            whole = take_reason(&at, out);
        } else {
            whole = take(&at, "hour") && take_hour(&at, out, &next_hour);
        }
        whole = whole && take(&at, "\n");
    }
    return whole && *at == '\0';
}
