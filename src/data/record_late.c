/* Rows of an earlier run, which had no record to keep them (spool.h). */
#include <string.h>

#include "base/log.h"
#include "data/record_inside.h"

/* So far back they are looked for: more than a spool holds. */
enum { LOOK_BACK = 10000 };

struct looking {
    const struct row *given;
    int64_t wall_ms;
    int64_t found; /* seq; 0: not yet */
};

static bool look(void *context, const struct row *row, const char *fault)
{
    struct looking *looking = context;
    const struct row *given = looking->given;
    if (fault == NULL && row->kind == given->kind &&
        row->visit == given->visit && row->wall_ms == looking->wall_ms &&
        strcmp(row->item, given->item) == 0) {
        looking->found = row->seq;
    }
    return looking->found == 0;
}

/* Sets `*after` to the row that was kept of this one, if it was. */
static enum store_result find(struct record *record, struct looking *looking,
                              int64_t *after)
{
    int64_t from = record->seq - LOOK_BACK;
    const struct store_walk walk = {(from > *after ? from : *after) + 1,
                                    record->seq, look, looking};
    enum store_result result =
        record->seq > 0 ? store_walk(record->store, &walk) : STORE_OK;
    *after = looking->found > 0 ? looking->found : *after;
    return result;
}

/* "vi 4-luon", of a form that is still known. */
static bool is_asked(const struct record *record, const char *note)
{
    enum { LANGUAGE_MOST = 8 };
    size_t language = strcspn(note, " ");
    return language <= LANGUAGE_MOST && note[language] == ' ' &&
           record_has_form(record, note + language + 1);
}

/* What a visitor can be the cause of. */
static bool is_ours(const struct record *record, const struct row *row)
{
    switch (row->kind) {
    case ROW_VISIT:
    case ROW_REASON:
    case ROW_END: return true;
    case ROW_ANSWER:
        return row->value >= 1 && row->value <= FORM_LEVELS_MAX &&
               is_asked(record, row->note);
    case ROW_SKIP:
    case ROW_TIMEOUT: return is_asked(record, row->note);
    case ROW_START:
    case ROW_STOP:
    case ROW_CONFIG:
    case ROW_FORM:
    case ROW_CLOCK:
    case ROW_RECOVERY:
    case ROW_CLOSE:
    case ROW_EXPORT:
    case ROW_PIN:
    case ROW_SEEN:
    case ROW_ENROL:
    case ROW_SEAL:
    case ROW_CONFIRM:
    case ROW_LOST:
    case ROW_KIND_COUNT: break;
    }
    return false;
}

enum store_result record_keep_late(struct record *record,
                                   const struct record_late *late,
                                   int64_t *after)
{
    struct looking looking = {late->rows, late->wall_ms, 0};
    enum store_result result = find(record, &looking, after);
    if (result != STORE_OK || looking.found != 0) {
        return result;
    }
    struct moment seen = record->seen;
    int64_t now_ms = record->now_ms;
    int64_t alive_ms = record->alive_ms;
    struct record_batch batch = {.at = {seen.boot_ms, late->wall_ms}};
    for (int i = 0; i < late->count; i++) {
        if (is_ours(record, &late->rows[i])) {
            record_add_given(record, &batch, &late->rows[i]);
        } else {
            log_error("%s: an answer of an earlier run is left out: the "
                      "config has no such form any more",
                      record->path);
        }
    }
    if (batch.count > 0) {
        result = record_commit(record, &batch);
    }
    /* It says nothing about the clock of this run. */
    record->seen = seen;
    record->now_ms = now_ms;
    record->alive_ms = alive_ms;
    record->visit = 0;
    return result;
}
