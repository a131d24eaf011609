#include "daily/csv.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "format/columns.h"
#include "survey/guard.h"

/* Any list of names takes less than this. */
enum { NAMES_SIZE = FORM_REASONS_MAX * FORM_ID_SIZE };

static void join(char names[NAMES_SIZE], const char *name)
{
    size_t length = strlen(names);
    text_must(names + length, NAMES_SIZE - length, "%s%s",
              length > 0 ? ";" : "", name);
}

static void put_flags(struct text *out, unsigned flags, char separator)
{
    char names[NAMES_SIZE] = "";
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        if (flags & (1u << bit)) {
            join(names, guard_flag_name((enum guard_flag)(1u << bit)));
        }
    }
    /* Their joint may be the file's separator too. */
    csv_field(out, names, separator);
}

static void append_text(struct text *out, const struct text *text)
{
    if (text->length > 0) {
        text_append(out, text->data, text->length);
    }
}

/* The codes of a visit are those under which it was given; of one of which the
   record does not tell them, those of the day's file. */
static void put_codes(struct day_csv *out, const struct imprint *imprint,
                      const char *who)
{
    char s = imprint->separator;
    struct imprint own = *imprint;
    if (who[0] != '\0') {
        who_split(who, own.unit_code, own.device_id);
    }
    text_clear(&out->day_head);
    text_append_format(&out->day_head, "%d%c%s%c%s%c", own.schema, s,
                       own.unit_code, s, own.device_id, s);
}

static void begin_day(struct day_csv *out, const struct day_csv_params *params)
{
    char s = params->imprint->separator;
    char date[CLOCK_DATE_SIZE];
    clock_date(params->day, date);
    out->who = 0;
    put_codes(out, params->imprint, "");
    text_clear(&out->date);
    text_append_format(&out->date, "%c%s%c", s, date, s);
}

static void begin_visit(struct day_csv *out,
                        const struct day_csv_params *params,
                        const struct day_visit *visit)
{
    char s = params->imprint->separator;
    bool first = params->imprint->schema == COLUMNS_FIRST_SCHEMA;
    struct text *head = &out->head;
    struct text *tail = &out->tail;
    if (visit->who != out->who) {
        out->who = visit->who;
        put_codes(out, params->imprint, params->rows->texts.data + visit->who);
    }
    text_clear(head);
    append_text(head, &out->day_head);
    csv_number(head, visit->id);
    text_append(head, &s, 1);
    csv_number(head, visit->complete);
    append_text(head, &out->date);
    csv_number(head, visit->from);
    text_append(head, &s, 1);
    if (!first) {
        csv_number(head, visit->to);
        text_append(head, &s, 1);
    }
    text_clear(tail);
    text_append(tail, &s, 1);
    put_flags(tail, first ? visit->flags : guard_told(visit->flags), s);
    text_append(tail, &s, 1);
    csv_field(tail, params->rows->texts.data + visit->version, s);
    text_append_string(tail, "\r\n");
}

static void put_encoded(struct csv *csv, const struct encoded_wording *encoded,
                        struct encoded_text text)
{
    csv_put(csv, encoded->text.data + text.at, text.length);
}

/* In the order of the form, not in that of the taps. */
static void put_reasons(struct day_csv *out,
                        const struct form_question *question, unsigned chosen,
                        char separator)
{
    char names[NAMES_SIZE] = "";
    for (int i = 0; i < question->reason_count; i++) {
        if (chosen & (1u << i)) {
            join(names, question->reasons[i].id);
        }
    }
    text_clear(&out->reasons);
    csv_field(&out->reasons, names, separator);
    csv_put_text(&out->csv, &out->reasons);
}

static void put_outcome(struct csv *csv, enum day_outcome outcome)
{
    static const struct {
        const char *name;
        size_t length;
    } outcomes[] = {[DAY_ANSWERED] = {"answered", 8},
                    [DAY_SKIPPED] = {"skipped", 7},
                    [DAY_NA] = {"not_applicable", 14},
                    [DAY_TIMEOUT] = {"timeout", 7}};
    csv_put(csv, outcomes[outcome].name, outcomes[outcome].length);
}

/* What only the first schema told, and told too much by: with it who had a
   watch found the visitor. */
static void put_time_and_language(struct csv *csv,
                                  const struct encoded_wording *encoded,
                                  const struct day_answer *answer, char s)
{
    const char *code = encoded->wording.codes[answer->language];
    csv_put_char(csv, s);
    csv_put_number(csv, answer->elapsed_ms);
    csv_put_char(csv, s);
    csv_put(csv, code, strlen(code));
}

static void put_answer(struct day_csv *out,
                       const struct encoded_wording *encoded,
                       const struct day_answer *answer,
                       const struct imprint *imprint)
{
    struct csv *csv = &out->csv;
    const struct form *form = &encoded->wording.form;
    bool first = imprint->schema == COLUMNS_FIRST_SCHEMA;
    int language = first ? answer->language : 0;
    char s = imprint->separator;
    csv_put_text(csv, &out->head);
    put_encoded(csv, encoded, encoded->form);
    csv_put_number(csv, answer->place);
    put_encoded(csv, encoded, encoded->questions[answer->question][language]);
    put_outcome(csv, (enum day_outcome)answer->outcome);
    csv_put_char(csv, s);
    if (answer->level > 0) {
        csv_put_number(csv, answer->level);
    }
    csv_put_char(csv, s);
    csv_put_number(csv, form->levels);
    csv_put_char(csv, s);
    if (answer->level > 0) {
        put_encoded(csv, encoded, encoded->labels[answer->level - 1][language]);
    }
    csv_put_char(csv, s);
    if (answer->reasons != 0) {
        put_reasons(out, &form->questions[answer->question], answer->reasons,
                    s);
    }
    if (first) {
        put_time_and_language(csv, encoded, answer, s);
    }
    csv_put_text(csv, &out->tail);
}

/* False when memory ran out. */
static bool put_visit(struct day_csv *out, const struct day_csv_params *params,
                      const struct day_visit *visit)
{
    const struct day_rows *rows = params->rows;
    begin_visit(out, params, visit);
    for (int i = 0; i < visit->count; i++) {
        const struct day_answer *answer = &rows->answers[visit->first + i];
        put_answer(out, rows->wordings.list[answer->wording], answer,
                   params->imprint);
    }
    return !out->day_head.failed && !out->date.failed && !out->head.failed &&
           !out->tail.failed && !out->reasons.failed;
}

bool day_csv_send(struct day_csv *out, const struct day_csv_params *params)
{
    begin_day(out, params);
    csv_begin(&out->csv, params->write, params->context);
    text_clear(&out->head);
    columns_header(&out->head, params->imprint->schema,
                   params->imprint->separator);
    csv_put_text(&out->csv, &out->head);
    for (int i = 0; i < params->rows->visit_count; i++) {
        if (!put_visit(out, params, &params->rows->visits[i])) {
            errno = ENOMEM;
            return false;
        }
    }
    return csv_end(&out->csv);
}

void day_csv_free(struct day_csv *out)
{
    text_free(&out->day_head);
    text_free(&out->date);
    text_free(&out->head);
    text_free(&out->tail);
    text_free(&out->reasons);
}
