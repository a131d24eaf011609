#include "format/sum.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "format/parse.h"

static int find(const struct sum *sum, const struct sum_question *like)
{
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        if (question->raw.levels == like->raw.levels &&
            question->wording == like->wording &&
            strcmp(question->id, like->id) == 0 &&
            strcmp(question->form, like->form) == 0) {
            return i;
        }
    }
    return -1;
}

const struct sum_question *sum_find(const struct sum *sum,
                                    const struct sum_question *like)
{
    int i = find(sum, like);
    return i < 0 ? NULL : &sum->questions[i];
}

struct sum_question *sum_like(struct sum *sum, const struct sum_question *like)
{
    int there = find(sum, like);
    if (there >= 0) {
        return &sum->questions[there];
    }
    if (sum->question_count == SUM_QUESTIONS_MAX) {
        return NULL;
    }
    struct sum_question *question = &sum->questions[sum->question_count++];
    *question = (struct sum_question){.wording = like->wording,
                                      .raw.levels = like->raw.levels,
                                      .clean.levels = like->raw.levels};
    memcpy(question->form, like->form, sizeof question->form);
    memcpy(question->id, like->id, sizeof question->id);
    return question;
}

struct sum_question *sum_question(struct sum *sum, const char *form,
                                  const char *id, int levels)
{
    struct sum_question like = {.raw.levels = levels};
    text_must(like.form, sizeof like.form, "%s", form);
    text_must(like.id, sizeof like.id, "%s", id);
    return sum_like(sum, &like);
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
        text_must(reason->id, sizeof reason->id, "%s", id);
    }
    reason->count += more;
}

static void add_question(struct sum *to, const struct sum_question *from)
{
    struct sum_question *question = sum_like(to, from);
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
    to->silent += from->silent;
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

static void put_counts(struct text *out, const struct score *score)
{
    for (int i = 0; i < score->levels; i++) {
        text_append_format(out, " %" PRId64, score->counts[i]);
    }
}

void sum_put_visits(const struct sum *sum, struct text *out)
{
    text_append_format(out, "visits %d %d %d\nflags", sum->visits,
                       sum->complete, sum->clean);
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        text_append_format(out, " %d", sum->flags[i]);
    }
    text_append_string(out, "\n");
}

void sum_put_question(const struct sum_question *question, struct text *out)
{
    text_append_format(out, "question %s %s %d %d %d", question->form,
                       question->id, question->skipped, question->left,
                       question->raw.levels);
    put_counts(out, &question->raw);
}

static void put_question(struct text *out, const struct sum_question *question)
{
    sum_put_question(question, out);
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
    text_append_format(out, "sum 1\nday %" PRId32 "\n", sum->day);
    sum_put_visits(sum, out);
    text_append_format(out, "lost %d\n", sum->lost);
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

static bool take_counts(struct parse *parse, struct score *score)
{
    bool whole = true;
    for (int i = 0; whole && i < score->levels; i++) {
        whole = parse_number(parse, 0, INT64_MAX, &score->counts[i]);
    }
    return whole;
}

bool sum_take_visits(struct parse *parse, struct sum *sum)
{
    bool whole = parse_bytes(parse, "visits") &&
                 parse_int(parse, 0, &sum->visits) &&
                 parse_int(parse, 0, &sum->complete) &&
                 parse_int(parse, 0, &sum->clean) && parse_bytes(parse, "\n") &&
                 parse_bytes(parse, "flags");
    for (int i = 0; whole && i < GUARD_FLAG_COUNT; i++) {
        whole = parse_int(parse, 0, &sum->flags[i]);
    }
    return whole && parse_bytes(parse, "\n");
}

struct sum_question *sum_take_question(struct parse *parse, struct sum *sum)
{
    struct sum_question read = {.reason_count = 0};
    int levels;
    if (!parse_id(parse, read.form) || !parse_id(parse, read.id) ||
        !parse_int(parse, 0, &read.skipped) ||
        !parse_int(parse, 0, &read.left) ||
        !parse_int(parse, FORM_LEVELS_MIN, &levels) ||
        levels > FORM_LEVELS_MAX) {
        return NULL;
    }
    int before = sum->question_count;
    struct sum_question *question =
        sum_question(sum, read.form, read.id, levels);
    if (question == NULL || sum->question_count == before) {
        return NULL;
    }
    question->skipped = read.skipped;
    question->left = read.left;
    return take_counts(parse, &question->raw) ? question : NULL;
}

static bool take_question(struct parse *parse, struct sum *sum)
{
    struct sum_question *question = sum_take_question(parse, sum);
    return question != NULL && take_counts(parse, &question->clean);
}

static bool take_reason(struct parse *parse, struct sum *sum)
{
    if (sum->question_count == 0) {
        return false;
    }
    struct sum_question *question = &sum->questions[sum->question_count - 1];
    int before = question->reason_count;
    int count;
    char id[FORM_ID_SIZE];
    if (before == FORM_REASONS_MAX || !parse_id(parse, id) ||
        !parse_int(parse, 0, &count)) {
        return false;
    }
    sum_reason(sum, question, id, count);
    return question->reason_count > before;
}

/* Hours come in their order: `next` is the least that may come. */
static bool take_hour(struct parse *parse, struct sum *sum, int *next)
{
    int i;
    if (!parse_int(parse, *next, &i) || i >= SUM_HOURS) {
        return false;
    }
    struct sum_hour *hour = &sum->hours[i];
    *next = i + 1;
    return parse_int(parse, 0, &hour->visits) &&
           parse_number(parse, 0, INT64_MAX, &hour->points) &&
           parse_int(parse, 0, &hour->answers) &&
           parse_int(parse, SUM_UNKNOWN, &hour->open_min) &&
           parse_int(parse, SUM_UNKNOWN, &hour->ready_min) && !blank_hour(hour);
}

static bool take_head(struct parse *parse, struct sum *sum)
{
    int64_t day;
    if (!parse_bytes(parse, "sum 1\nday") ||
        !parse_number(parse, INT_MIN, INT_MAX, &day)) {
        return false;
    }
    sum->day = (int32_t)day;
    return parse_bytes(parse, "\n") && sum_take_visits(parse, sum) &&
           parse_bytes(parse, "lost") && parse_int(parse, 0, &sum->lost) &&
           parse_bytes(parse, "\n");
}

bool sum_read(const char *text, struct sum *out)
{
    *out = (struct sum){.day = 0};
    struct parse parse = {text, text + strlen(text)};
    int next_hour = 0;
    bool whole = take_head(&parse, out);
    while (whole && !parse_bytes(&parse, "end\n")) {
        /* Questions come before hours. */
        if (next_hour == 0 && parse_bytes(&parse, "question")) {
            whole = take_question(&parse, out);
        } else if (next_hour == 0 && parse_bytes(&parse, "reason")) {
            whole = take_reason(&parse, out);
        } else {
            whole = parse_bytes(&parse, "hour") &&
                    take_hour(&parse, out, &next_hour);
        }
        whole = whole && parse_bytes(&parse, "\n");
    }
    return whole && parse.at == parse.end;
}
