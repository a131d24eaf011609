/* Sums as text: those that are kept, and what a seal has of them. */
#include "format/sum.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "format/parse.h"

static void put_counts(struct text *out, const struct score *score)
{
    for (int i = 0; i < score->levels; i++) {
        text_append_format(out, " %" PRId64, score->counts[i]);
    }
}

static void put_head(const struct sum *sum, struct text *out)
{
    text_append_format(out, "visits %d %d %d %d\nflags", sum->visits,
                       sum->complete, sum->no_opinion, sum->clean);
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        text_append_format(out, " %d", sum->flags[i]);
    }
    text_append_format(out, "\nlost %d\n", sum->lost);
    for (int i = 0; i < sum->language_count; i++) {
        text_append_format(out, "language %s %d\n", sum->languages[i].code,
                           sum->languages[i].visits);
    }
    for (int i = 0; i < sum->also_count; i++) {
        text_append_format(out, "also %s %d\n", sum->also[i].who,
                           sum->also[i].visits);
    }
    text_append_string(out, sum->open.count == 0 ? "open none" : "open");
    for (int i = 0; i < sum->open.count; i++) {
        const struct hours_span *span = &sum->open.spans[i];
        text_append_format(out, " %02d:%02d-%02d:%02d", span->from_minute / 60,
                           span->from_minute % 60, span->to_minute / 60,
                           span->to_minute % 60);
    }
    text_append_string(out, "\n");
}

static void put_question(struct text *out, const struct sum_question *question)
{
    text_append_format(out, "question %s %d %d %d", question->id,
                       question->raw.levels, question->skipped, question->left);
    put_counts(out, &question->raw);
    put_counts(out, &question->clean);
    text_append_string(out, "\n");
    if (question->na > 0) {
        text_append_format(out, "na %d\n", question->na);
    }
    for (int i = 0; i < question->reason_count; i++) {
        text_append_format(out, "reason %s %d\n", question->reasons[i].id,
                           question->reasons[i].count);
    }
}

static void put_forms(const struct sum *sum, struct text *out)
{
    for (int i = 0; i < sum->form_count; i++) {
        const struct sum_form *form = &sum->forms[i];
        const char *wording = form->wording[0] == '\0' ? "-" : form->wording;
        text_append_format(out, "form %s %d %s %d\n", form->id, form->version,
                           wording, form->visits);
        for (int k = 0; k < sum->question_count; k++) {
            const struct sum_question *question = &sum->questions[k];
            if (strcmp(question->form, form->id) == 0 &&
                strcmp(question->wording, form->wording) == 0) {
                put_question(out, question);
            }
        }
    }
}

static bool blank_hour(const struct sum_hour *hour)
{
    return hour->visits == 0 && hour->points == 0 && hour->answers == 0 &&
           hour->open_min == 0 && hour->ready_min == 0;
}

void sum_put_sealed(const struct sum *sum, struct text *out)
{
    put_head(sum, out);
    put_forms(sum, out);
    for (int i = 0; i < SUM_HOURS; i++) {
        const struct sum_hour *hour = &sum->hours[i];
        if (hour->open_min != 0 || hour->ready_min != 0) {
            text_append_format(out, "hour %d %d %d\n", i, hour->open_min,
                               hour->ready_min);
        }
    }
}

void sum_write(const struct sum *sum, struct text *out)
{
    text_append_format(out, "sum 2\nday %" PRId32 "\n", sum->day);
    put_head(sum, out);
    put_forms(sum, out);
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

/* What is read, and how: of a seal or of a sum that was kept, of which
   version. */
struct taking {
    struct parse *parse;
    struct sum *sum;
    int version;
    bool sealed;
    struct sum_form form; /* of the questions that come */
    int next_hour;        /* hours come in their order, behind all else */
};

static bool take_counts(struct parse *parse, struct score *score)
{
    bool whole = true;
    for (int i = 0; whole && i < score->levels; i++) {
        whole = parse_number(parse, 0, INT64_MAX, &score->counts[i]);
    }
    return whole;
}

static bool take_visits(struct taking *taking)
{
    struct parse *parse = taking->parse;
    struct sum *sum = taking->sum;
    bool whole =
        parse_bytes(parse, "visits") && parse_int(parse, 0, &sum->visits) &&
        parse_int(parse, 0, &sum->complete) &&
        (taking->version == 1 || parse_int(parse, 0, &sum->no_opinion)) &&
        parse_int(parse, 0, &sum->clean) && parse_bytes(parse, "\n") &&
        parse_bytes(parse, "flags");
    for (int i = 0; whole && i < GUARD_FLAG_COUNT; i++) {
        whole = parse_int(parse, 0, &sum->flags[i]);
    }
    return whole && parse_bytes(parse, "\n");
}

static bool take_lost(struct taking *taking)
{
    return parse_bytes(taking->parse, "lost") &&
           parse_int(taking->parse, 0, &taking->sum->lost) &&
           parse_bytes(taking->parse, "\n");
}

/* By code, none twice. */
static bool take_language(struct taking *taking)
{
    struct sum *sum = taking->sum;
    char code[WORDING_CODE_SIZE];
    if (!parse_word(taking->parse, code, sizeof code) ||
        (sum->language_count > 0 &&
         strcmp(sum->languages[sum->language_count - 1].code, code) >= 0)) {
        return false;
    }
    struct sum_language *language = sum_language(sum, code);
    return language != NULL && parse_int(taking->parse, 0, &language->visits) &&
           parse_bytes(taking->parse, "\n");
}

/* By name, none twice. */
static bool take_also(struct taking *taking)
{
    struct sum *sum = taking->sum;
    char who[WHO_SIZE];
    if (!parse_word(taking->parse, who, sizeof who) || !who_is(who) ||
        (sum->also_count > 0 &&
         strcmp(sum->also[sum->also_count - 1].who, who) >= 0)) {
        return false;
    }
    struct sum_also *also = sum_also(sum, who);
    return also != NULL && parse_int(taking->parse, 1, &also->visits) &&
           parse_bytes(taking->parse, "\n");
}

/* "07:30" of a text of two numbers. */
static bool take_minute(const char *text, int *minute)
{
    bool digits = text[2] == ':';
    for (int i = 0; digits && i < 5; i++) {
        digits = i == 2 || (text[i] >= '0' && text[i] <= '9');
    }
    if (!digits) {
        return false;
    }
    int hour = 10 * (text[0] - '0') + text[1] - '0';
    *minute = 60 * hour + 10 * (text[3] - '0') + text[4] - '0';
    return text[3] < '6' && *minute <= 24 * 60;
}

/* In order, and apart. */
static bool take_span(struct taking *taking, int after)
{
    struct hours_weekday *open = &taking->sum->open;
    char word[sizeof "07:30-11:30"];
    if (open->count == HOURS_SPANS_MAX ||
        !parse_word(taking->parse, word, sizeof word) ||
        strlen(word) != sizeof word - 1 || word[5] != '-') {
        return false;
    }
    struct hours_span *span = &open->spans[open->count++];
    return take_minute(word, &span->from_minute) &&
           take_minute(word + 6, &span->to_minute) &&
           span->from_minute >= after && span->from_minute < span->to_minute;
}

static bool take_open(struct taking *taking)
{
    struct hours_weekday *open = &taking->sum->open;
    if (!parse_bytes(taking->parse, "open")) {
        return false;
    }
    if (parse_bytes(taking->parse, " none\n")) {
        return true;
    }
    int after = 0;
    bool whole = true;
    do {
        whole = take_span(taking, after);
        after = whole ? open->spans[open->count - 1].to_minute : 0;
    } while (whole && !parse_bytes(taking->parse, "\n"));
    return whole;
}

/* No wording only in the sums of daily files. */
static bool take_form(struct taking *taking)
{
    struct parse *parse = taking->parse;
    struct sum_form read = {.visits = 0};
    int before = taking->sum->form_count;
    if (!parse_id(parse, read.id) || !parse_int(parse, 0, &read.version)) {
        return false;
    }
    bool none = !taking->sealed && parse_bytes(parse, " -");
    if (!none && !parse_hex(parse, read.wording, DIGEST_HEX_SIZE - 1)) {
        return false;
    }
    struct sum_form *form = sum_form(taking->sum, &read);
    taking->form = read;
    return form != NULL && taking->sum->form_count > before &&
           parse_int(parse, 0, &form->visits) && parse_bytes(parse, "\n");
}

/* Added, but when it is there already. */
static struct sum_question *add_question(struct taking *taking, const char *id,
                                         int levels)
{
    struct sum *sum = taking->sum;
    int before = sum->question_count;
    bool possible = levels >= FORM_LEVELS_MIN && levels <= FORM_LEVELS_MAX;
    struct sum_question *question =
        possible ? sum_question_of(sum, &taking->form, id, levels) : NULL;
    return sum->question_count > before ? question : NULL;
}

static bool take_question(struct taking *taking)
{
    struct parse *parse = taking->parse;
    char id[FORM_ID_SIZE];
    int skipped;
    int left;
    int levels = 0;
    bool first = taking->version == 1;
    bool whole = (!first || parse_id(parse, taking->form.id)) &&
                 taking->form.id[0] != '\0' && parse_id(parse, id) &&
                 (first || parse_int(parse, 0, &levels)) &&
                 parse_int(parse, 0, &skipped) && parse_int(parse, 0, &left) &&
                 (!first || parse_int(parse, 0, &levels));
    struct sum_question *question =
        whole ? add_question(taking, id, levels) : NULL;
    if (question == NULL || !take_counts(parse, &question->raw)) {
        return false;
    }
    question->skipped = skipped;
    question->left = left;
    return ((first && taking->sealed) ||
            take_counts(parse, &question->clean)) &&
           parse_bytes(parse, "\n") &&
           (first || !parse_bytes(parse, "na") ||
            (parse_int(parse, 1, &question->na) && parse_bytes(parse, "\n")));
}

static bool take_reason(struct taking *taking)
{
    struct sum *sum = taking->sum;
    if (sum->question_count == 0) {
        return false;
    }
    struct sum_question *question = &sum->questions[sum->question_count - 1];
    int before = question->reason_count;
    int count;
    char id[FORM_ID_SIZE];
    if (before == FORM_REASONS_MAX || !parse_id(taking->parse, id) ||
        !parse_int(taking->parse, 0, &count)) {
        return false;
    }
    sum_reason(sum, question, id, count);
    return question->reason_count > before && parse_bytes(taking->parse, "\n");
}

static bool take_hour(struct taking *taking)
{
    struct parse *parse = taking->parse;
    int i;
    int least = taking->sealed ? 0 : SUM_UNKNOWN;
    if (!parse_int(parse, taking->next_hour, &i) || i >= SUM_HOURS) {
        return false;
    }
    struct sum_hour *hour = &taking->sum->hours[i];
    taking->next_hour = i + 1;
    return (taking->sealed ||
            (parse_int(parse, 0, &hour->visits) &&
             parse_number(parse, 0, INT64_MAX, &hour->points) &&
             parse_int(parse, 0, &hour->answers))) &&
           parse_int(parse, least, &hour->open_min) &&
           parse_int(parse, least, &hour->ready_min) && !blank_hour(hour) &&
           parse_bytes(parse, "\n");
}

/* Lines that may come more than once, as long as such come. Version 1 had no
   form, and its seals had questions alone. */
static bool take_lines(struct taking *taking)
{
    enum { FORM, QUESTION, REASON, HOUR };
    static const struct {
        const char *name;
        bool (*take)(struct taking *taking);
    } kinds[] = {[FORM] = {"form", take_form},
                 [QUESTION] = {"question", take_question},
                 [REASON] = {"reason", take_reason},
                 [HOUR] = {"hour", take_hour}};
    int first = taking->version == 1;
    int last = first && taking->sealed ? QUESTION : HOUR;
    bool whole = true;
    bool more = true;
    while (whole && more) {
        int i = first;
        while (i <= last && !parse_bytes(taking->parse, kinds[i].name)) {
            i++;
        }
        more = i <= last;
        whole = !more || ((taking->next_hour == 0 || i == HOUR) &&
                          kinds[i].take(taking));
    }
    return whole;
}

static bool take_body(struct taking *taking)
{
    taking->sum->older = taking->version == 1;
    bool whole = take_visits(taking);
    if (taking->version == 1) {
        return whole && (taking->sealed || take_lost(taking)) &&
               take_lines(taking);
    }
    whole = whole && take_lost(taking);
    while (whole && parse_bytes(taking->parse, "language")) {
        whole = take_language(taking);
    }
    while (whole && parse_bytes(taking->parse, "also")) {
        whole = take_also(taking);
    }
    return whole && take_open(taking) && take_lines(taking);
}

bool sum_take_sealed(struct parse *parse, int version, struct sum *sum)
{
    struct taking taking = {
        .parse = parse, .sum = sum, .version = version, .sealed = true};
    return take_body(&taking);
}

bool sum_read(const char *text, struct sum *out)
{
    *out = (struct sum){.day = 0};
    struct parse parse = {text, text + strlen(text)};
    struct taking taking = {.parse = &parse, .sum = out, .version = 2};
    int64_t day;
    if (!parse_bytes(&parse, "sum 2\nday")) {
        taking.version = 1;
        if (!parse_bytes(&parse, "sum 1\nday")) {
            return false;
        }
    }
    if (!parse_number(&parse, INT_MIN, INT_MAX, &day)) {
        return false;
    }
    out->day = (int32_t)day;
    return parse_bytes(&parse, "\n") && take_body(&taking) &&
           parse_bytes(&parse, "end\n") && parse.at == parse.end;
}
