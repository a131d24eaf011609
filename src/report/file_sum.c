#include "report/file_sum.h"

#include <stdlib.h>
#include <string.h>

#include "base/speak.h"
#include "format/csv_read.h"
#include "format/file_row.h"

/* How a question of the file was asked, in so many languages: what a row has
   to say to be of the same wording. */
struct told {
    int version;
    const char *texts[FORM_LANGUAGES_MAX];
    const char *labels[FORM_LANGUAGES_MAX][FORM_LEVELS_MAX];
};

/* What is being read. */
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
    struct told told[SUM_QUESTIONS_MAX]; /* as the sum's questions */
    bool answered; /* something of the visit that is read now */
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
    text_cut(fault, sizeof fault, speak("%s=%s is not what this column holds"),
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

static bool same(const char *known, const char *text)
{
    return known != NULL && strcmp(known, text) == 0;
}

/* The question of the row, if a row before it was asked alike. */
static struct sum_question *find_told(struct reading *reading, int language)
{
    const struct file_row *row = &reading->row;
    struct sum *sum = &reading->out->sum;
    for (int i = 0; language >= 0 && i < sum->question_count; i++) {
        struct sum_question *question = &sum->questions[i];
        const struct told *told = &reading->told[i];
        if (question->raw.levels == row->levels &&
            told->version == row->version &&
            same(told->texts[language], row->question_text) &&
            strcmp(question->id, row->question) == 0 &&
            strcmp(question->form, row->form) == 0 &&
            (row->value == 0 ||
             same(told->labels[language][row->value - 1], row->label))) {
            return question;
        }
    }
    return NULL;
}

/* The wording that the file used last for this question; 0: none yet. */
static int last_wording(const struct sum *sum, const struct file_row *row)
{
    int wording = 0;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        bool is_it = question->raw.levels == row->levels &&
                     strcmp(question->id, row->question) == 0 &&
                     strcmp(question->form, row->form) == 0;
        wording = is_it ? question->variant : wording;
    }
    return wording;
}

/* The question of the row, told apart by how it was asked; NULL without room.
 */
static struct sum_question *question_of(struct reading *reading)
{
    const struct file_row *row = &reading->row;
    struct sum *sum = &reading->out->sum;
    int language = find_language(reading, row->language);
    struct sum_question *question = find_told(reading, language);
    if (question != NULL) {
        return question;
    }
    const struct glossary_asked asked = {.form = row->form,
                                         .question = row->question,
                                         .version = row->version,
                                         .levels = row->levels,
                                         .language = row->language,
                                         .text = row->question_text,
                                         .level = row->value,
                                         .label = row->label};
    struct sum_question like = {.raw.levels = row->levels};
    like.variant =
        glossary_wording(reading->glossary, &asked, last_wording(sum, row));
    text_must(like.form, sizeof like.form, "%s", row->form);
    text_must(like.id, sizeof like.id, "%s", row->question);
    question = sum_like(sum, &like);
    if (question != NULL && language >= 0) {
        struct told *told = &reading->told[question - sum->questions];
        told->version = row->version;
        told->texts[language] = row->question_text;
        if (row->value > 0) {
            told->labels[language][row->value - 1] = row->label;
        }
    }
    return question;
}

static struct sum_hour *hour_of(struct sum *sum, const struct file_row *row)
{
    return row->hour_from == row->hour_to ? &sum->hours[row->hour_from]
                                          : &sum->some_hour;
}

static void count_answer(struct reading *reading, struct sum_question *question)
{
    const struct file_row *row = &reading->row;
    struct sum *sum = &reading->out->sum;
    struct sum_hour *hour = hour_of(sum, row);
    /* Who passed over every question has told no opinion, and left none
       complete. */
    if (!reading->answered) {
        sum->no_opinion -= row->complete;
        sum->complete += row->complete;
    }
    reading->answered = true;
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
    sum->no_opinion += row->complete; /* till it says something */
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
        row->flags != before->flags || strcmp(row->unit, before->unit) != 0 ||
        strcmp(row->device, before->device) != 0) {
        return refuse(reading, "hour, visit_complete, flags or codes differ "
                               "within one visit");
    }
    return row->position > before->position ||
           refuse(reading, "question_pos does not rise within the visit");
}

/* False: it has rows of more codes than a day may. */
static bool note_also(struct file_sum *out, const struct file_row *row)
{
    char who[WHO_SIZE];
    int i = 0;
    who_write(row->unit, row->device, who);
    while (i < out->also_count && strcmp(out->also[i], who) != 0) {
        i++;
    }
    if (i == out->also_count && i < SUM_ALSO_MAX) {
        memcpy(out->also[out->also_count++], who, sizeof who);
    }
    return i < SUM_ALSO_MAX;
}

static bool take_row(struct reading *reading)
{
    const struct file_row *row = &reading->row;
    struct sum *sum = &reading->out->sum;
    if (!check_order(reading)) {
        return false;
    }
    if (!file_row_is_of(row, reading->columns.name)) {
        reading->visit = *row;
        reading->begun = true;
        return note_also(reading->out, row) ||
               refuse(reading, "it has rows of more terminals than a day may");
    }
    if (!reading->begun || row->visit != reading->visit.visit) {
        count_visit(sum, row);
        reading->answered = false;
    }
    struct sum_question *question = question_of(reading);
    if (question == NULL) {
        return refuse(reading, "it has more questions than a day can have");
    }
    question->skipped += row->outcome == FILE_SKIPPED;
    question->na += row->outcome == FILE_NA;
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

/* The wordings of a question of the kept sum that the file has, as one sum. */
static int find_wordings(const struct sum *file,
                         const struct sum_question *kept, struct sum *found)
{
    *found = (struct sum){.question_count = 0};
    for (int i = 0; i < file->question_count; i++) {
        const struct sum_question *question = &file->questions[i];
        if (question->raw.levels == kept->raw.levels &&
            strcmp(question->id, kept->id) == 0 &&
            strcmp(question->form, kept->form) == 0) {
            found->questions[found->question_count++] = *question;
        }
    }
    return found->question_count;
}

/* A question may have stood in several wordings of its form, all the same to
   whoever answered. */
static void forget_wordings(struct sum *out, const struct sum *kept)
{
    *out = *kept;
    out->question_count = 0;
    for (int i = 0; i < kept->question_count; i++) {
        struct sum one = {.question_count = 1};
        one.questions[0] = kept->questions[i];
        one.questions[0].wording[0] = '\0';
        sum_add(out, &one);
    }
}

bool file_sum_word(struct sum *kept, const struct file_sum *file)
{
    struct sum *found = malloc(sizeof *found);
    struct sum *plain = malloc(sizeof *plain);
    bool done = found != NULL && plain != NULL;
    if (done) {
        forget_wordings(plain, kept);
        kept->question_count = 0;
        kept->complete = file->sum.complete;
        kept->no_opinion = file->sum.no_opinion;
    }
    for (int i = 0; done && i < plain->question_count; i++) {
        struct sum_question *question = &plain->questions[i];
        int count = find_wordings(&file->sum, question, found);
        if (count <= 1) {
            question->variant = count == 1 ? found->questions[0].variant : 0;
            found->questions[0] = *question;
            found->question_count = 1;
        }
        sum_add(kept, found);
    }
    free(found);
    free(plain);
    return done;
}
