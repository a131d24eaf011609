#include "data/day_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

struct load {
    struct day_rows *rows;
    struct record *record;
    int utc_offset_min;
};

static bool refuse(struct day_rows *rows, const char *why)
{
    bool fits = text_copy(rows->error, sizeof rows->error, why);
    assert(fits);
    return false;
}

/* Makes room for one more in an array that grows by half. */
static void *grown(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    size_t more = *capacity < 256 ? 256 : *capacity + *capacity / 2;
    void *larger = realloc(array, more * size);
    *capacity = larger == NULL ? *capacity : more;
    return larger;
}

/* ---- from rows to visits --------------------------------------------------
 */

/* Where the version of the program stands; nearly always that of the visit
   before. */
static size_t version(struct day_rows *rows, const char *note)
{
    const struct day_visit *before =
        rows->visit_count > 0 ? &rows->visits[rows->visit_count - 1] : NULL;
    if (before != NULL &&
        strcmp(rows->versions.data + before->version, note) == 0) {
        return before->version;
    }
    size_t at = rows->versions.length;
    text_append(&rows->versions, note, strlen(note) + 1);
    return at;
}

/* Rows of a visit lie together: there is one glass. */
static struct day_visit *visit_of(struct load *load, const struct row *row)
{
    struct day_rows *rows = load->rows;
    if (rows->visit_count > 0 &&
        rows->visits[rows->visit_count - 1].id == row->visit) {
        return &rows->visits[rows->visit_count - 1];
    }
    size_t at = version(rows, row->kind == ROW_VISIT ? row->note : "");
    struct day_visit *visits = grown(rows->visits, rows->visit_count,
                                     &rows->visit_capacity, sizeof *visits);
    if (visits == NULL || rows->versions.failed) {
        refuse(rows, "no memory for the visits of the day");
        return NULL;
    }
    rows->visits = visits;
    struct local_time time = clock_local(row->wall_ms, load->utc_offset_min);
    visits[rows->visit_count] = (struct day_visit){.id = row->visit,
                                                   .first = rows->answer_count,
                                                   .hour = time.minute / 60,
                                                   .version = at};
    return &visits[rows->visit_count++];
}

static struct day_answer *answer_of(struct day_rows *rows,
                                    struct day_visit *visit, int question)
{
    for (int i = 0; i < visit->count; i++) {
        struct day_answer *answer = &rows->answers[visit->first + (size_t)i];
        if (answer->question == question) {
            return answer;
        }
    }
    struct day_answer *answers = grown(rows->answers, rows->answer_count,
                                       &rows->answer_capacity, sizeof *answers);
    if (answers == NULL) {
        refuse(rows, "no memory for the answers of the day");
        return NULL;
    }
    rows->answers = answers;
    visit->count++;
    answers[rows->answer_count] = (struct day_answer){.outcome = DAY_SKIPPED};
    return &answers[rows->answer_count++];
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

/* Reads "vi 0123456789abcdef": the book and the language in it. */
static bool read_note(struct load *load, const char *note, int *book,
                      int *language)
{
    struct phrases *phrases = &load->rows->phrases;
    const char *blank = strchr(note, ' ');
    if (blank == NULL || blank - note >= WORDING_CODE_SIZE ||
        strlen(blank + 1) != PHRASES_PREFIX) {
        return refuse(load->rows, "an answer names no wording");
    }
    switch (phrases_find(phrases, load->record, blank + 1, book)) {
    case PHRASES_FOUND: break;
    case PHRASES_UNKNOWN:
        return refuse(load->rows, "the wording of an answer is not there");
    case PHRASES_FAILED: return false;
    case PHRASES_NO_MEMORY:
        return refuse(load->rows, "no memory for the wording of an answer");
    }
    *language = find_language(&phrases->books[*book]->wording, note,
                              (size_t)(blank - note));
    return *language >= 0 ||
           refuse(load->rows, "an answer is in a language of no wording");
}

static bool take_answer(struct load *load, struct day_visit *visit,
                        const struct row *row, enum day_outcome outcome)
{
    struct day_rows *rows = load->rows;
    int book;
    int language;
    if (!read_note(load, row->note, &book, &language)) {
        return false;
    }
    const struct form *form = &rows->phrases.books[book]->wording.form;
    int question = find_question(form, row->item);
    int level = outcome == DAY_ANSWERED ? row->value : 0;
    if (question < 0 || level < 0 || level > form->levels ||
        (outcome == DAY_ANSWERED && level == 0)) {
        return refuse(rows, "an answer does not fit its wording");
    }
    struct day_answer *answer = answer_of(rows, visit, question);
    if (answer == NULL) {
        return false;
    }
    rows->answered -= answer->outcome == DAY_ANSWERED;
    rows->answered += outcome == DAY_ANSWERED;
    *answer = (struct day_answer){.elapsed_ms = row->elapsed_ms,
                                  .book = book,
                                  .question = (uint8_t)question,
                                  .language = (uint8_t)language,
                                  .outcome = (uint8_t)outcome,
                                  .level = (uint8_t)level};
    return true;
}

static bool take(void *context, const struct row *row)
{
    struct load *load = context;
    if (row->visit == 0) {
        return true;
    }
    struct day_visit *visit = visit_of(load, row);
    if (visit == NULL) {
        return false;
    }
    visit->flags |= row->flags;
    switch (row->kind) {
    case ROW_ANSWER: return take_answer(load, visit, row, DAY_ANSWERED);
    case ROW_SKIP: return take_answer(load, visit, row, DAY_SKIPPED);
    case ROW_TIMEOUT: return take_answer(load, visit, row, DAY_TIMEOUT);
    case ROW_END: visit->complete = row->value == 1; break;
    case ROW_START:
    case ROW_STOP:
    case ROW_CONFIG:
    case ROW_FORM:
    case ROW_CLOCK:
    case ROW_RECOVERY:
    case ROW_VISIT:
    case ROW_CLOSE:
    case ROW_EXPORT:
    case ROW_KIND_COUNT: break;
    }
    return true;
}

/* ---- in order -------------------------------------------------------------
 */

/* By hour and random number, so that nothing tells who came before whom. */
static int by_hour(const void *a, const void *b)
{
    const struct day_visit *x = a;
    const struct day_visit *y = b;
    if (x->hour != y->hour) {
        return x->hour < y->hour ? -1 : 1;
    }
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Nearly always in order already; after Back or a question passed over at the
   end they are not. */
static void sort_answers(struct day_answer *answers, int count)
{
    for (int i = 1; i < count; i++) {
        struct day_answer moved = answers[i];
        int k = i;
        while (k > 0 && answers[k - 1].question > moved.question) {
            answers[k] = answers[k - 1];
            k--;
        }
        answers[k] = moved;
    }
}

bool day_rows_load(struct day_rows *rows, struct record *record, int32_t day,
                   const struct imprint *imprint)
{
    struct load load = {rows, record, imprint->utc_offset_min};
    const struct record_scan scan = {day, take, &load};
    rows->visit_count = 0;
    rows->answer_count = 0;
    rows->answered = 0;
    rows->error[0] = '\0';
    text_clear(&rows->versions);
    phrases_begin(&rows->phrases, imprint->separator);
    if (record_scan(record, &scan) != STORE_OK || rows->error[0] != '\0' ||
        record_error(record)[0] != '\0') {
        return false;
    }
    for (size_t i = 0; i < rows->visit_count; i++) {
        sort_answers(rows->answers + rows->visits[i].first,
                     rows->visits[i].count);
    }
    if (rows->visit_count > 1) {
        qsort(rows->visits, rows->visit_count, sizeof *rows->visits, by_hour);
    }
    return true;
}

void day_rows_free(struct day_rows *rows)
{
    phrases_free(&rows->phrases);
    free(rows->visits);
    free(rows->answers);
    text_free(&rows->versions);
    *rows = (struct day_rows){0};
}
