#include "format/file_row.h"

#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/speak.h"
#include "survey/words.h"

static enum column find_column(const char *name)
{
    int i = 0;
    while (i < COLUMN_COUNT &&
           strcmp(name, columns_name((enum column)i)) != 0) {
        i++;
    }
    return (enum column)i;
}

static bool refuse(struct file_columns *columns, const char *what,
                   enum column column)
{
    text_cut(columns->fault, sizeof columns->fault, speak("its column %s %s"),
             columns_name(column), speak(what));
    return false;
}

static bool has(const struct file_columns *columns, enum column column)
{
    return columns->at[column] >= 0;
}

/* Every file has these; the hour is told in one column or in two. */
static bool check_needed(struct file_columns *columns)
{
    for (int i = 0; i < COLUMN_NOW; i++) {
        enum column column = (enum column)i;
        bool of_hours = column == COLUMN_HOUR_FROM || column == COLUMN_HOUR_TO;
        if (!has(columns, column) && !(of_hours && has(columns, COLUMN_HOUR))) {
            return refuse(columns, "is missing", column);
        }
    }
    return true;
}

bool file_columns_read(struct file_columns *columns, char *const *fields,
                       int count)
{
    columns->count = count;
    columns->unknown = NULL;
    columns->fault[0] = '\0';
    for (int i = 0; i < COLUMN_COUNT; i++) {
        columns->at[i] = -1;
    }
    if (count > FILE_FIELDS_MAX) {
        text_cut(columns->fault, sizeof columns->fault,
                 speak("it has more than %d columns"), FILE_FIELDS_MAX);
        return false;
    }
    for (int i = 0; i < count; i++) {
        enum column column = find_column(fields[i]);
        if (column == COLUMN_COUNT) {
            columns->unknown =
                columns->unknown != NULL ? columns->unknown : fields[i];
        } else if (has(columns, column)) {
            return refuse(columns, "is there twice", column);
        } else {
            columns->at[column] = i;
        }
    }
    return check_needed(columns);
}

char *file_columns_field(const struct file_columns *columns,
                         char *const *fields, enum column column)
{
    assert(has(columns, column));
    return fields[columns->at[column]];
}

/* Digits alone, as this program writes them: no zero before others. */
static bool read_number(const char *text, int64_t most, int64_t *out)
{
    int64_t number = 0;
    int digits = 0;
    for (; text[digits] >= '0' && text[digits] <= '9' && digits < 18;
         digits++) {
        number = 10 * number + (text[digits] - '0');
    }
    *out = number;
    return digits > 0 && text[digits] == '\0' && number <= most &&
           (digits == 1 || text[0] != '0');
}

static bool read_int(const char *text, int least, int most, int *out)
{
    int64_t number;
    bool good = read_number(text, most, &number);
    *out = good ? (int)number : least;
    return good && number >= least;
}

/* The next piece of a list joined by ';', which is terminated; NULL: none. */
static char *next_name(char **rest)
{
    char *name = *rest;
    if (name == NULL || *name == '\0') {
        return NULL;
    }
    char *joint = strchr(name, ';');
    *rest = joint != NULL ? joint + 1 : NULL;
    if (joint != NULL) {
        *joint = '\0';
    }
    return name;
}

static bool read_flags(char *text, unsigned *flags)
{
    *flags = 0;
    for (const char *name; (name = next_name(&text)) != NULL;) {
        int bit = 0;
        while (bit < GUARD_FLAG_COUNT &&
               strcmp(name, guard_flag_name((enum guard_flag)(1u << bit))) !=
                   0) {
            bit++;
        }
        if (bit == GUARD_FLAG_COUNT) {
            return false;
        }
        *flags |= 1u << bit;
    }
    return true;
}

static bool read_reasons(char *text, struct file_row *row)
{
    bool good = text[0] == '\0' || row->outcome == FILE_ANSWERED;
    row->reason_count = 0;
    for (const char *name; good && (name = next_name(&text)) != NULL;) {
        good = row->reason_count < FORM_REASONS_MAX && form_id_valid(name);
        if (good) {
            row->reasons[row->reason_count++] = name;
        }
    }
    return good;
}

static bool read_outcome(const char *text, enum file_outcome *out)
{
    static const char *const names[] = {[FILE_ANSWERED] = "answered",
                                        [FILE_SKIPPED] = "skipped",
                                        [FILE_NA] = "not_applicable",
                                        [FILE_LEFT] = "timeout"};
    for (int i = FILE_ANSWERED; i <= FILE_LEFT; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = (enum file_outcome)i;
            return true;
        }
    }
    return false;
}

static bool read_id(const char *text, const char **out)
{
    *out = text;
    return form_id_valid(text);
}

static bool read_date(const char *text, int32_t day)
{
    int32_t read;
    return clock_parse_date(text, &read) && read == day;
}

/* The level is read after the outcome and after how many there are. */
static bool read_value(struct file_row *row, const char *value,
                       const char *most)
{
    if (row->outcome != FILE_ANSWERED) {
        row->value = 0;
        return value[0] == '\0';
    }
    int levels;
    return !read_int(most, FORM_LEVELS_MIN, FORM_LEVELS_MAX, &levels) ||
           read_int(value, 1, levels, &row->value);
}

static bool read_hour(struct file_row *row, const char *text)
{
    bool good = read_int(text, 0, SUM_HOURS - 1, &row->hour_from);
    row->hour_to = row->hour_from;
    return good;
}

static bool read_column(struct file_row *row, enum column column, char **fields,
                        const struct file_columns *columns)
{
    char *text = file_columns_field(columns, fields, column);
    int number;
    int64_t large;
    /* No config lets one in; on a console it would rule what is read. */
    if (text_has_control(text)) {
        return false;
    }
    switch (column) {
    case COLUMN_SCHEMA_VERSION:
        return read_int(text, COLUMNS_FIRST_SCHEMA, INT32_MAX, &number);
    case COLUMN_UNIT_CODE: row->unit = text; return who_is_code(text);
    case COLUMN_DEVICE_ID: row->device = text; return who_is_code(text);
    case COLUMN_VISIT_ID:
        return read_number(text, INT64_MAX, &row->visit) && row->visit > 0;
    case COLUMN_VISIT_COMPLETE:
        row->complete = text[0] == '1';
        return read_int(text, 0, 1, &number);
    case COLUMN_DATE: return read_date(text, columns->name->day);
    case COLUMN_HOUR:
    case COLUMN_HOUR_FROM: return read_hour(row, text);
    case COLUMN_HOUR_TO:
        return read_int(text, row->hour_from, SUM_HOURS - 1, &row->hour_to);
    case COLUMN_FORM_ID: return read_id(text, &row->form);
    case COLUMN_FORM_VERSION:
        return read_int(text, 0, INT32_MAX, &row->version);
    case COLUMN_QUESTION_POS: return read_int(text, 1, 99, &row->position);
    case COLUMN_QUESTION_ID: return read_id(text, &row->question);
    case COLUMN_QUESTION_TEXT: row->question_text = text; return *text != '\0';
    case COLUMN_OUTCOME: return read_outcome(text, &row->outcome);
    case COLUMN_ANSWER_VALUE:
        return read_value(
            row, text, file_columns_field(columns, fields, COLUMN_ANSWER_MAX));
    case COLUMN_ANSWER_MAX:
        return read_int(text, FORM_LEVELS_MIN, FORM_LEVELS_MAX, &row->levels);
    case COLUMN_ANSWER_LABEL:
        row->label = text;
        return (text[0] != '\0') == (row->outcome == FILE_ANSWERED);
    case COLUMN_REASONS: return read_reasons(text, row);
    case COLUMN_RESPONSE_MS: return read_number(text, INT64_MAX, &large);
    case COLUMN_LANG: row->language = text; return lang_code_valid(text);
    case COLUMN_FLAGS: return read_flags(text, &row->flags);
    case COLUMN_APP_VERSION:
    case COLUMN_COUNT: break;
    }
    return true;
}

bool file_row_read(struct file_row *row, char **fields,
                   const struct file_columns *columns, enum column *wrong)
{
    row->language = "";
    for (int i = 0; i < COLUMN_COUNT; i++) {
        *wrong = (enum column)i;
        if (has(columns, *wrong) &&
            !read_column(row, *wrong, fields, columns)) {
            return false;
        }
    }
    return true;
}

bool file_row_is_of(const struct file_row *row, const struct file_name *name)
{
    return strcmp(row->unit, name->unit) == 0 &&
           strcmp(row->device, name->device) == 0;
}

int file_row_hours(const struct file_row *a, const struct file_row *b)
{
    return a->hour_from != b->hour_from ? a->hour_from - b->hour_from
                                        : a->hour_to - b->hour_to;
}
