#include "daily/rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "daily/order.h"
#include "survey/sheet.h"

struct load {
    struct day_rows *rows;
    struct record *record;
    int32_t day;
    size_t who; /* as of the visits to come */
};

static bool refuse(struct day_rows *rows, const char *why)
{
    text_must(rows->error, sizeof rows->error, "%s", why);
    return false;
}

/* Where a text stands; nearly always the visit before has the same one. */
static size_t keep_text(struct text *texts, size_t before, const char *text)
{
    if (before < texts->length && strcmp(texts->data + before, text) == 0) {
        return before;
    }
    size_t at = texts->length;
    text_append(texts, text, strlen(text) + 1);
    return at;
}

/* Rows of a visit lie together: there is one glass. */
static struct day_visit *visit_of(struct load *load, const struct row *row)
{
    struct day_rows *rows = load->rows;
    int count = rows->visit_count;
    if (count > 0 && rows->visits[count - 1].id == row->visit) {
        return &rows->visits[count - 1];
    }
    static const struct day_visit none;
    const struct day_visit *before =
        count > 0 ? &rows->visits[count - 1] : &none;
    bool told = row->kind == ROW_VISIT;
    struct local_time time = clock_local(row->wall_ms, rows->utc_offset_min);
    struct day_visit visit = {
        .id = row->visit,
        .order = count,
        .first = rows->answer_count,
        .hour = time.minute / 60,
        .before_day = time.day < load->day,
        .who = load->who,
        .version =
            keep_text(&rows->texts, before->version, told ? row->note : ""),
        .form = keep_text(&rows->texts, before->form, told ? row->item : "")};
    struct day_visit *added = array_add(&rows->visits, &rows->visit_count,
                                        &rows->visit_capacity, sizeof *added);
    if (added == NULL || rows->texts.failed) {
        refuse(rows, "no memory for the visits of the day");
        return NULL;
    }
    *added = visit;
    return added;
}

static const struct form_question *question_of(const struct day_rows *rows,
                                               const struct day_answer *answer)
{
    const struct encoded_wording *encoded =
        rows->wordings.list[answer->wording];
    return &encoded->wording.form.questions[answer->question];
}

/* The answer of a visit to a question, by its id; NULL when there is none. */
static struct day_answer *find_answer(struct day_rows *rows,
                                      const struct day_visit *visit,
                                      const char *question)
{
    for (int i = visit->count - 1; i >= 0; i--) {
        struct day_answer *answer = &rows->answers[visit->first + i];
        if (strcmp(question_of(rows, answer)->id, question) == 0) {
            return answer;
        }
    }
    return NULL;
}

static struct day_answer *
answer_of(struct day_rows *rows, struct day_visit *visit, const char *question)
{
    struct day_answer *answer = find_answer(rows, visit, question);
    if (answer != NULL) {
        return answer;
    }
    if (visit->count == SHEET_MAX) {
        refuse(rows, "a visit has more questions than a sheet");
        return NULL;
    }
    answer = array_add(&rows->answers, &rows->answer_count,
                       &rows->answer_capacity, sizeof *answer);
    if (answer == NULL) {
        refuse(rows, "no memory for the answers of the day");
        return NULL;
    }
    visit->count++;
    answer->outcome = DAY_SKIPPED;
    return answer;
}

static int find_language(const struct wording *wording, const char *code,
                         size_t length)
{
    for (int i = 0; i < wording->form.language_count; i++) {
        if (strncmp(wording->codes[i], code, length) == 0 &&
            wording->codes[i][length] == '\0') {
            return i;
        }
    }
    return -1;
}

static int find_question(const struct form *form, const char *id)
{
    for (int i = 0; i < form->question_count; i++) {
        if (strcmp(form->questions[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

/* Reads "vi 0123456789abcdef": the wording and the language in it. */
static bool read_note(struct load *load, const char *note, int *wording,
                      int *language)
{
    struct encoded_wordings *wordings = &load->rows->wordings;
    const char *blank = strchr(note, ' ');
    if (blank == NULL || blank - note >= WORDING_CODE_SIZE ||
        strlen(blank + 1) != WORDING_PREFIX) {
        return refuse(load->rows, "an answer names no wording");
    }
    const char *fault =
        encoded_wordings_find(wordings, load->record, blank + 1, wording);
    if (fault != NULL) {
        return refuse(load->rows, fault);
    }
    *language = find_language(&wordings->list[*wording]->wording, note,
                              (size_t)(blank - note));
    return *language >= 0 ||
           refuse(load->rows, "an answer is in a language of no wording");
}

static bool take_answer(struct load *load, struct day_visit *visit,
                        const struct row *row, enum day_outcome outcome)
{
    struct day_rows *rows = load->rows;
    int wording;
    int language;
    if (!read_note(load, row->note, &wording, &language)) {
        return false;
    }
    const struct form *form = &rows->wordings.list[wording]->wording.form;
    int question = find_question(form, row->item);
    int level = outcome == DAY_ANSWERED ? row->value : 0;
    if (question < 0 || level < 0 || level > form->levels ||
        (outcome == DAY_ANSWERED && level == 0)) {
        return refuse(rows, "an answer does not fit its wording");
    }
    struct day_answer *answer = answer_of(rows, visit, row->item);
    if (answer == NULL) {
        return false;
    }
    rows->answered -= answer->outcome == DAY_ANSWERED;
    rows->answered += outcome == DAY_ANSWERED;
    visit->language =
        keep_text(&rows->texts, visit->language,
                  rows->wordings.list[wording]->wording.codes[language]);
    *answer = (struct day_answer){.elapsed_ms = row->elapsed_ms,
                                  .wording = wording,
                                  .question = (uint8_t)question,
                                  .language = (uint8_t)language,
                                  .outcome = (uint8_t)outcome,
                                  .level = (uint8_t)level};
    return true;
}

/* Another answer to the question, or a skip, forgets the reasons before it:
   take_answer writes the whole of it anew. */
static bool take_reason(struct day_rows *rows, const struct day_visit *visit,
                        const struct row *row)
{
    struct day_answer *answer = find_answer(rows, visit, row->item);
    if (answer == NULL || answer->outcome != DAY_ANSWERED) {
        return refuse(rows, "a reason has no answer before it");
    }
    const struct form_question *question = question_of(rows, answer);
    int i = 0;
    while (i < question->reason_count &&
           strcmp(question->reasons[i].id, row->note) != 0) {
        i++;
    }
    if (i == question->reason_count) {
        return refuse(rows, "a reason does not fit its question");
    }
    static_assert(FORM_REASONS_MAX <= 8, "a bit each");
    answer->reasons |= (uint8_t)(1u << i);
    return true;
}

static enum day_outcome outcome_of(enum row_kind reply)
{
    return reply == ROW_ANSWER ? DAY_ANSWERED
           : reply == ROW_SKIP ? DAY_SKIPPED
           : reply == ROW_NA   ? DAY_NA
                               : DAY_TIMEOUT;
}

static bool take(void *context, const struct row *row)
{
    struct load *load = context;
    if (row->kind == ROW_CONFIG) {
        char who[WHO_SIZE];
        imprint_config_who(row->note, who);
        load->who = keep_text(&load->rows->texts, load->who, who);
    }
    if (row->visit == 0) {
        return true;
    }
    struct day_visit *visit = visit_of(load, row);
    if (visit == NULL) {
        return false;
    }
    visit->flags |= row->flags;
    if (row_is_reply(row->kind)) {
        return take_answer(load, visit, row, outcome_of(row->kind));
    }
    if (row->kind == ROW_REASON) {
        return take_reason(load->rows, visit, row);
    }
    if (row->kind == ROW_END) {
        visit->complete = row->value == 1;
        visit->ended = true;
    }
    return true;
}

static bool is_of(const struct day_rows *rows, const struct day_visit *visit,
                  const char *who)
{
    const char *given = rows->texts.data + visit->who;
    return strcmp(given[0] == '\0' ? rows->who : given, who) == 0;
}

/* NULL: of finished stretches, under whatever codes. */
static void leave(struct day_rows *rows, const char *who)
{
    int kept = 0;
    rows->answered = 0;
    for (int i = 0; i < rows->visit_count; i++) {
        const struct day_visit *visit = &rows->visits[i];
        if (who == NULL ? visit->finished : is_of(rows, visit, who)) {
            for (int k = 0; k < visit->count; k++) {
                rows->answered +=
                    rows->answers[visit->first + k].outcome == DAY_ANSWERED;
            }
            rows->visits[kept++] = *visit;
        }
    }
    rows->visit_count = kept;
}

void day_rows_finished(struct day_rows *rows)
{
    leave(rows, NULL);
}

void day_rows_of(struct day_rows *rows, const char *who)
{
    leave(rows, who);
}

bool day_rows_load(struct day_rows *rows, struct record *record, int32_t day,
                   const struct imprint *imprint)
{
    struct load load = {rows, record, day, 0};
    char who[WHO_SIZE];
    const struct record_scan scan = {day, take, &load};
    rows->visit_count = 0;
    rows->answer_count = 0;
    rows->answered = 0;
    rows->utc_offset_min = imprint->utc_offset_min;
    who_write(imprint->unit_code, imprint->device_id, rows->who);
    rows->error[0] = '\0';
    text_clear(&rows->texts);
    text_append(&rows->texts, "", 1); /* what no row tells stands at 0 */
    encoded_wordings_begin(&rows->wordings, imprint->separator);
    if (record_who(record, day, who) != STORE_OK) {
        return false;
    }
    load.who = keep_text(&rows->texts, 0, who);
    if (record_scan(record, &scan) != STORE_OK || rows->error[0] != '\0' ||
        record_error(record)[0] != '\0') {
        return false;
    }
    day_rows_order(rows, imprint->schema);
    return true;
}

void day_rows_free(struct day_rows *rows)
{
    encoded_wordings_free(&rows->wordings);
    free(rows->visits);
    free(rows->answers);
    text_free(&rows->texts);
    *rows = (struct day_rows){0};
}
