#include "report/file_sum.h"

#include <string.h>

#include "format/csv_read.h"
#include "format/file_row.h"

/* What is being read, and what of it was put into the glossary already. */
struct reading {
    struct file_sum *out;
    struct file_columns columns;
    struct csv_reader csv;
    struct glossary *glossary;
    struct file_row row;
    bool begun;            /* `visit` is one */
    struct file_row visit; /* the row before, of the same or another visit */
    char languages[FORM_LANGUAGES_MAX][8];
    int language_count;
    /* A bit for the question's text, and one for each level's. */
    unsigned told[SUM_QUESTIONS_MAX][FORM_LANGUAGES_MAX];
};

static bool refuse(struct reading *reading, const char *fault)
{
    struct file_sum *out = reading->out;
    text_must(out->fault, sizeof out->fault, "%s", fault);
    out->line = reading->csv.line;
    return false;
}

static bool refuse_column(struct reading *reading, enum column column,
                          const char *value)
{
    char fault[sizeof reading->out->fault];
    /* A value that is too long is shown as far as it goes. */
    char shown[41];
    text_show(shown, sizeof shown, value, strlen(value));
    text_cut(fault, sizeof fault, "%s=%s is not what this column holds",
             columns_name(column), shown);
    return refuse(reading, fault);
}

/* The place of a language in `languages`; -1 when there is no more room, and
   its texts stay unknown. */
static int find_language(struct reading *reading, const char *code)
{
    int i = 0;
    while (i < reading->language_count &&
           strcmp(reading->languages[i], code) != 0) {
        i++;
    }
    if (i == reading->language_count) {
        if (i == FORM_LANGUAGES_MAX ||
            !text_copy(reading->languages[i], sizeof reading->languages[i],
                       code)) {
            return -1;
        }
        reading->language_count++;
    }
    return i;
}

static void tell_texts(struct reading *reading, int question)
{
    const struct file_row *row = &reading->row;
    int language = find_language(reading, row->language);
    unsigned bits = 1u | 1u << row->value;
    if (language < 0 || (reading->told[question][language] & bits) == bits) {
        return;
    }
    reading->told[question][language] |= bits;
    struct glossary_key key = {.kind = GLOSSARY_QUESTION,
                               .form = row->form,
                               .question = row->question};
    glossary_put(reading->glossary, &key, row->language, row->question_text);
    if (row->value > 0) {
        key = (struct glossary_key){.kind = GLOSSARY_LEVEL,
                                    .form = row->form,
                                    .level = row->value,
                                    .levels = row->levels};
        glossary_put(reading->glossary, &key, row->language, row->label);
    }
}

static struct sum_hour *hour_of(struct sum *sum, const struct file_row *row)
{
    return row->hour_from == row->hour_to ? &sum->hours[row->hour_from]
                                          : &sum->some_hour;
}

static void count_answer(struct reading *reading, struct sum_question *question)
{
    const struct file_row *row = &reading->row;
    struct sum_hour *hour = hour_of(&reading->out->sum, row);
    question->raw.counts[row->value - 1]++;
    question->clean.counts[row->value - 1] += row->flags == 0;
    hour->points += score_points(row->levels, row->value);
    hour->answers++;
    for (int i = 0; i < row->reason_count; i++) {
        sum_reason(&reading->out->sum, question, row->reasons[i], 1);
    }
}

static void count_visit(struct sum *sum, const struct file_row *row)
{
    sum->visits++;
    sum->complete += row->complete;
    sum->clean += row->flags == 0;
    hour_of(sum, row)->visits++;
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        sum->flags[bit] += (row->flags & 1u << bit) != 0;
    }
}

/* Rows come by hours, visit and place: so a visit is whole, and once there. */
static bool check_order(struct reading *reading)
{
    const struct file_row *row = &reading->row;
    const struct file_row *before = &reading->visit;
    if (!reading->begun) {
        return true;
    }
    int hours = file_row_hours(row, before);
    if (row->visit != before->visit) {
        return hours > 0 || (hours == 0 && row->visit > before->visit) ||
               refuse(reading, "the rows are not in the order of hour and "
                               "visit in which they were written");
    }
    if (hours != 0 || row->complete != before->complete ||
        row->flags != before->flags) {
        return refuse(reading, "hour, visit_complete or flags differ within "
                               "one visit");
    }
    return row->position > before->position ||
           refuse(reading, "question_pos does not rise within the visit");
}

static bool take_row(struct reading *reading)
{
    const struct file_row *row = &reading->row;
    struct sum *sum = &reading->out->sum;
    if (!check_order(reading)) {
        return false;
    }
    if (!reading->begun || row->visit != reading->visit.visit) {
        count_visit(sum, row);
    }
    struct sum_question *question =
        sum_question(sum, row->form, row->question, row->levels);
    if (question == NULL) {
        return refuse(reading, "it has more questions than a day can have");
    }
    tell_texts(reading, (int)(question - sum->questions));
    question->skipped += row->outcome == FILE_SKIPPED;
    question->left += row->outcome == FILE_LEFT;
    reading->visit = *row;
    reading->begun = true;
    if (row->outcome == FILE_ANSWERED) {
        count_answer(reading, question);
    }
    return true;
}

static bool read_rows(struct reading *reading)
{
    char *fields[FILE_FIELDS_MAX];
    int count;
    while ((count = csv_reader_next(&reading->csv, fields, FILE_FIELDS_MAX)) >
           0) {
        enum column wrong;
        if (count != reading->columns.count) {
            return refuse(reading, "the row has not as many fields as the "
                                   "header");
        }
        if (!file_row_read(&reading->row, fields, &reading->columns, &wrong)) {
            return refuse_column(
                reading, wrong,
                file_columns_field(&reading->columns, fields, wrong));
        }
        if (!take_row(reading)) {
            return false;
        }
    }
    return reading->csv.fault == NULL || refuse(reading, reading->csv.fault);
}

/* Whether visits bear the flags that only the first schema told is not known.
 */
static void hide_untold(struct sum *sum)
{
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        if (guard_told(1u << bit) == 0) {
            sum->flags[bit] = SUM_UNKNOWN;
        }
    }
}

bool file_sum_read(struct file_sum *out, const struct file_name *name,
                   struct text *bytes, struct glossary *glossary)
{
    struct reading reading = {
        .out = out, .columns.name = name, .glossary = glossary};
    char *fields[FILE_FIELDS_MAX];
    *out = (struct file_sum){.sum.day = name->day};
    for (int i = 0; i < SUM_HOURS; i++) {
        out->sum.hours[i].open_min = SUM_UNKNOWN;
        out->sum.hours[i].ready_min = SUM_UNKNOWN;
    }
    csv_reader_begin(&reading.csv, bytes);
    int count = csv_reader_next(&reading.csv, fields, FILE_FIELDS_MAX);
    if (reading.csv.fault != NULL) {
        return refuse(&reading, reading.csv.fault);
    }
    if (!file_columns_read(&reading.columns, fields, count)) {
        return refuse(&reading, reading.columns.fault);
    }
    const char *unknown = reading.columns.unknown;
    if (unknown != NULL) {
        text_show(out->unknown, sizeof out->unknown, unknown, strlen(unknown));
    }
    bool read = read_rows(&reading);
    if (reading.columns.at[COLUMN_HOUR_FROM] >= 0) {
        hide_untold(&out->sum);
    }
    return read;
}
