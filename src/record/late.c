/*
 * The rows of a run that did not come to have its record, or not to give it all
 * of them: the power failed. They lie in the spool, and become what they would
 * have been: a start, and what visitors answered. A second failure in the midst
 * of this is no harm: what the record has is found there and not added again.
 * That start names the config and the version of now, on which no answer
 * depends: each names the wording that its visitor saw.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "format/wording.h"
#include "record/inside.h"
#include "record/spool.h"

/* So far back rows are looked for: more than are added before the spool is
   emptied. */
enum { LOOK_BACK = 20000, WORDINGS_MAX = 4 * CONFIG_FORMS_MAX };

struct late {
    struct record *record;
    struct record_start *start;
    struct row forms[WORDINGS_MAX]; /* ROW_FORM, of wordings that are missing */
    char *wordings[WORDINGS_MAX];
    int form_count, form_done;
    bool any; /* there was a job; it was of this run, with this number: */
    int64_t run, number;
    bool found;     /* the record has some of that run */
    bool begun;     /* what its rows stand on is there */
    bool searching; /* the record may have its next job */
    int64_t after;  /* and then after this row */
    int64_t left;   /* rows that do not go with those before them or bear no tag
                       of ours, and jobs that are damaged */
    enum store_result result;
};

struct looking {
    const struct row *given;
    struct row found; /* seq 0: not yet */
};

static bool look(void *context, const struct row *row, const char *fault)
{
    struct looking *looking = context;
    const struct row *given = looking->given;
    if (fault == NULL && row->kind == given->kind &&
        row->visit == given->visit && row->wall_ms == given->wall_ms &&
        strcmp(row->item, given->item) == 0) {
        looking->found = *row;
    }
    return looking->found.seq == 0;
}

static void follow_visit(struct record *record, const struct row *row,
                         int32_t day)
{
    record->visit = row->kind == ROW_END ? 0 : row->visit;
    record->visit_day = day;
}

/* Jobs are added whole: their first row tells. */
static bool has(struct late *late, const struct record_job *job)
{
    struct record *record = late->record;
    struct looking looking = {.given = &job->rows[0]};
    int64_t from = record->seq - LOOK_BACK;
    const struct store_walk walk = {(from > late->after ? from : late->after) +
                                        1,
                                    record->seq, look, &looking};
    if (!late->searching || record->seq == 0) {
        return false;
    }
    late->result = store_walk(record->store, &walk);
    late->searching = looking.found.seq != 0;
    if (late->searching) {
        late->found = true;
        late->after = looking.found.seq;
        follow_visit(record, &job->rows[job->count - 1], looking.found.day);
    }
    return late->searching;
}

static bool begins(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

/* Whether the wording is known that a reply names: "vi 0123456789abcdef". */
static bool has_wording(struct late *late, const char *note)
{
    struct text text = {0};
    const char *blank = strchr(note, ' ');
    if (blank == NULL || blank[1] == '\0' || late->result != STORE_OK) {
        return false;
    }
    const char *hash = blank + 1;
    bool known = false;
    for (int i = 0; i < late->form_count; i++) {
        known = known || begins(late->forms[i].note, hash);
    }
    for (int i = 0; i < late->record->config->form_count; i++) {
        known = known || begins(late->record->wordings.of[i], hash);
    }
    if (!known) {
        late->result = record_wording(late->record, hash, &text);
        known = text.length > 0;
        text_free(&text);
    }
    return known;
}

/* Of a visit that is under way, which a damaged job ends. */
static bool fits(struct late *late, const struct row *row)
{
    bool under_way =
        row->kind == ROW_VISIT || row->visit == late->record->visit;
    return row_is_of_visit(row->kind) && row->visit != 0 && under_way &&
           (!row_is_reply(row->kind) || has_wording(late, row->note));
}

static void add_row(struct record *record, struct record_batch *batch,
                    const struct row *given)
{
    record_add_given(record, batch, given);
    follow_visit(record, given, batch->days[batch->count - 1]);
}

static void keep(struct late *late, const struct record_job *job)
{
    struct record *record = late->record;
    struct record_batch batch = {.at = job->at};
    late->result = record_see_clock(record, job->at);
    for (int i = 0; i < job->count; i++) {
        const struct row *row = &job->rows[i];
        if (fits(late, row)) {
            add_row(record, &batch, row);
        } else {
            record->visit = 0;
            late->left++;
        }
    }
    if (batch.count > 0 && late->result == STORE_OK) {
        late->result = record_commit(record, &batch);
    }
}

/* Those that the start itself has brought are known by now. */
static void add_forms(struct late *late, struct moment at)
{
    struct text known = {0};
    for (; late->result == STORE_OK && late->form_done < late->form_count;
         late->form_done++) {
        struct record_batch batch = {.at = at};
        const struct row *form = &late->forms[late->form_done];
        const char *text = late->wordings[late->form_done];
        late->result = record_wording(late->record, form->note, &known);
        if (late->result == STORE_OK && known.length == 0) {
            struct row *row = record_add(late->record, &batch, ROW_FORM);
            row->value = form->value;
            memcpy(row->item, form->item, sizeof row->item);
            memcpy(row->note, form->note, sizeof row->note);
            batch.wordings[batch.wording_count++] =
                (struct store_wording){row->note, text};
            late->result = record_commit(late->record, &batch);
        }
    }
    text_free(&known);
}

static bool take_wording(void *context, const struct store_wording *given)
{
    struct late *late = context;
    struct wording wording = {.text = NULL};
    char hash[DIGEST_HEX_SIZE];
    digest_of(given->text, strlen(given->text), hash);
    if (late->form_count < WORDINGS_MAX && strcmp(hash, given->hash) == 0 &&
        wording_read(given->text, &wording)) {
        struct row *form = &late->forms[late->form_count];
        char **text = &late->wordings[late->form_count++];
        form->value = wording.form.version;
        memcpy(form->item, wording.form.id, sizeof form->item);
        memcpy(form->note, hash, sizeof hash);
        *text = strdup(given->text);
        late->result =
            *text == NULL ? record_no_memory(late->record) : late->result;
    }
    wording_free(&wording);
    return late->result == STORE_OK;
}

/* Another run, or a job that comes after damaged ones: the visit of before is
   not under way. */
static void follow_jobs(struct late *late, int64_t run, int64_t number)
{
    bool other = !late->any || run != late->run;
    int64_t before = other ? 0 : late->number;
    if (other) {
        late->searching = true;
        late->found = false;
        late->begun = false;
    }
    if (other || number != before + 1) {
        late->record->visit = 0;
        late->left += number > before ? number - before - 1 : 0;
    }
    late->any = true;
    late->run = run;
    late->number = number;
}

/* What the rows stand on: once a run, unless the record has rows of it. What
   was mended is told by this run's own start. */
static void begin_run(struct late *late, const struct record_job *job)
{
    struct record *record = late->record;
    int told = late->start->recovery.told_count;
    if (!late->begun && late->found) {
        late->result = record_begin_chain(record, late->start, job->at);
    } else if (!late->begun) {
        late->start->recovery.told_count = 0;
        late->result = record_begin_run(record, late->start, job->at);
        late->start->recovery.told_count = told;
    }
    late->begun = true;
    if (late->result == STORE_OK) {
        add_forms(late, job->at);
    }
}

/* A chain that has sealed nothing yet may have begun after this was put in, or
   in place of the one under which it was: there is nothing older to falsify. */
static bool is_vouched(const struct late *late, const struct record_job *job)
{
    const struct record *record = late->record;
    return record->chain_seals == 0 ||
           spool_is_ours(job, &record->keys.chain.key);
}

static bool take(void *context, int64_t run, int64_t number,
                 const struct record_job *job)
{
    struct late *late = context;
    follow_jobs(late, run, number);
    if (!is_vouched(late, job) || !fits(late, &job->rows[0])) {
        late->left += job->count;
        late->record->visit = 0;
        return late->result == STORE_OK;
    }
    if (!has(late, job) && late->result == STORE_OK) {
        int64_t visit = late->record->visit;
        int32_t day = late->record->visit_day;
        begin_run(late, job);
        late->record->visit = visit;
        late->record->visit_day = day;
        if (late->result == STORE_OK) {
            keep(late, job);
        }
    }
    return late->result == STORE_OK;
}

/* What the system lacks for a moment is no fault of the spool's. */
static bool is_passing(int error)
{
    return error == ENOMEM || error == EMFILE || error == ENFILE;
}

enum store_result record_take_late(struct record *record,
                                   struct record_start *start, int64_t but_run,
                                   int64_t *lost)
{
    struct late *late = calloc(1, sizeof *late);
    if (late == NULL) {
        return record_fault(record, record->path, "start again", ENOMEM);
    }
    const struct spool_read read = {.data_dir = record->data_dir,
                                    .but_run = but_run,
                                    .take_wording = take_wording,
                                    .take = take,
                                    .context = late};
    late->record = record;
    late->start = start;
    bool readable = spool_read(&read);
    if (!readable && is_passing(errno)) {
        late->result = record_fault(record, record->path, "start again", errno);
    } else if (!readable) {
        log_error("%s/spool: what visitors answered is there and cannot be "
                  "read: %s: check the disk and its permissions",
                  record->data_dir, strerror(errno));
    }
    *lost = late->left;
    record->late_left = !readable || *lost > 0;
    record->visit = 0;
    belief_restart(&record->belief);
    enum store_result result = late->result;
    for (int i = 0; i < late->form_count; i++) {
        free(late->wordings[i]);
    }
    free(late);
    return result;
}
