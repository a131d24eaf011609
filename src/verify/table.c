/* The rows of a daily file. */
#include "base/speak.h"
#include "verify/daily.h"

#include <stdlib.h>
#include <string.h>

#include "format/csv_read.h"
#include "format/file_row.h"
#include "verify/compare.h"

struct reading {
    const struct table_params *params;
    struct findings *findings;
    struct csv_reader csv;
    struct file_columns columns;
    struct sum sum;
    bool begun;   /* `before` is one */
    bool others;  /* rows of other codes were told */
    bool opinion; /* something was answered in its visit */
    struct file_row before;
};

static void fault(struct reading *reading, const char *what)
{
    findings_add(reading->findings, spot_line(reading->csv.line), "%s",
                 speak(what));
}

static void check_visit(struct reading *reading, const struct file_row *row)
{
    const struct file_row *before = &reading->before;
    if (file_row_hours(row, before) != 0 || row->complete != before->complete ||
        row->flags != before->flags || strcmp(row->unit, before->unit) != 0 ||
        strcmp(row->device, before->device) != 0) {
        fault(reading, "hour, visit_complete, flags or codes differ within the "
                       "visit");
    }
    if (row->position == before->position) {
        fault(reading, "question_pos is there twice within the visit");
    } else if (row->position < before->position) {
        fault(reading, "question_pos does not rise within the visit");
    } else if (reading->params->differs &&
               row->position > before->position + 1) {
        fault(reading, "a question_pos before this one is missing in the "
                       "visit");
    }
}

static void check_order(struct reading *reading, const struct file_row *row)
{
    const struct file_row *before = &reading->before;
    if (!reading->begun) {
        return;
    }
    if (row->visit == before->visit) {
        check_visit(reading, row);
        return;
    }
    int hours = file_row_hours(row, before);
    if (hours < 0 || (hours == 0 && row->visit < before->visit)) {
        fault(reading, "the rows are not in the order of hour and visit");
    }
    if (reading->params->differs && row->position > 1) {
        fault(reading, "the visit does not begin with question_pos 1");
    }
}

/* When all its rows went by: whether it is complete shows only then. */
static void end_visit(struct reading *reading)
{
    const struct file_row *row = &reading->before;
    struct sum *sum = &reading->sum;
    if (!reading->begun) {
        return;
    }
    sum->visits++;
    sum->complete += row->complete && reading->opinion;
    sum->no_opinion += row->complete && !reading->opinion;
    sum->clean += row->flags == 0;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        sum->flags[i] += (row->flags & 1u << i) != 0;
    }
    reading->opinion = false;
}

/* Its seal tells under which codes else a day was given; without one nothing
   does. */
static void check_codes(struct reading *reading, const struct file_row *row)
{
    const struct table_params *params = reading->params;
    const struct seal *seal = params->seal;
    char who[WHO_SIZE];
    bool known = file_row_is_of(row, &params->name);
    who_write(row->unit, row->device, who);
    for (int i = 0; seal != NULL && i < seal->sum.also_count; i++) {
        known = known || strcmp(seal->sum.also[i].who, who) == 0;
    }
    if (!known && seal != NULL) {
        findings_add(reading->findings, spot_line(reading->csv.line),
                     "it is of %s, of which the seal tells nothing", who);
    } else if (!known && !reading->others) {
        reading->others = true;
        TELL(params->inquiry, FINDING_UNPROVEN, spot_line(reading->csv.line),
             "it is of %s: only a seal tells whether that may be", who);
    }
}

static void count_name(struct reading *reading, const struct file_row *row)
{
    char who[WHO_SIZE];
    who_write(row->unit, row->device, who);
    struct sum_also *also = file_row_is_of(row, &reading->params->name)
                                ? NULL
                                : sum_also(&reading->sum, who);
    if (also != NULL) {
        also->visits++;
    }
}

static void count_row(struct reading *reading, const struct file_row *row)
{
    struct sum *sum = &reading->sum;
    if (row->visit != reading->before.visit) {
        end_visit(reading);
        count_name(reading, row);
    }
    struct sum_question *question =
        sum_question(sum, row->form, row->question, row->levels);
    if (question == NULL) {
        fault(reading, "it has more questions than a day can have");
        return;
    }
    question->skipped += row->outcome == FILE_SKIPPED;
    question->na += row->outcome == FILE_NA;
    question->left += row->outcome == FILE_LEFT;
    if (row->outcome == FILE_ANSWERED) {
        reading->opinion = true;
        question->raw.counts[row->value - 1]++;
        question->clean.counts[row->value - 1] += row->flags == 0;
    }
    for (int i = 0; i < row->reason_count; i++) {
        sum_reason(sum, question, row->reasons[i], 1);
    }
}

static void take_fields(struct reading *reading, char **fields, int count)
{
    struct file_row row;
    enum column wrong;
    if (count != reading->columns.count) {
        fault(reading, "it has not as many fields as the header");
        return;
    }
    if (!file_row_read(&row, fields, &reading->columns, &wrong)) {
        char shown[41];
        const char *text = file_columns_field(&reading->columns, fields, wrong);
        text_show(shown, sizeof shown, text, strlen(text));
        findings_add(reading->findings, spot_line(reading->csv.line),
                     "%s=%s is not what this column holds", columns_name(wrong),
                     shown);
        return;
    }
    check_codes(reading, &row);
    check_order(reading, &row);
    count_row(reading, &row);
    reading->before = row;
    reading->begun = true;
}

static void read_rows(struct reading *reading)
{
    char *fields[FILE_FIELDS_MAX];
    int count = csv_reader_next(&reading->csv, fields, FILE_FIELDS_MAX);
    if (reading->csv.fault == NULL &&
        !file_columns_read(&reading->columns, fields, count)) {
        fault(reading, reading->columns.fault);
        return;
    }
    reading->params->inquiry->account.newer += reading->columns.unknown != NULL;
    while (reading->csv.fault == NULL &&
           (count = csv_reader_next(&reading->csv, fields, FILE_FIELDS_MAX)) >
               0) {
        take_fields(reading, fields, count);
    }
    end_visit(reading);
    if (reading->csv.fault != NULL) {
        fault(reading, reading->csv.fault);
    }
}

static void check_counts(struct reading *reading)
{
    char what[COMPARE_WHAT_SIZE];
    const struct seal *seal = reading->params->seal;
    if (seal != NULL &&
        !compare_counts(&seal->sum, &reading->sum, COMPARE_FILE, what)) {
        findings_add(reading->findings, spot_file(),
                     "its rows are not those that its seal counts: %s", what);
    }
}

void table_verify(const struct table_params *params, struct text *bytes)
{
    struct inquiry *inquiry = params->inquiry;
    struct reading *reading = calloc(1, sizeof *reading);
    if (reading == NULL) {
        inquiry->failed = true;
        return;
    }
    reading->params = params;
    reading->findings = &inquiry->findings;
    reading->columns.name = &params->name;
    csv_reader_begin(&reading->csv, bytes);
    read_rows(reading);
    check_counts(reading);
    /* Those of a database that lies beside the files count there. */
    inquiry->account.file_visits += reading->sum.visits;
    free(reading);
}
