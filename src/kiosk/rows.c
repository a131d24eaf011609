#include "kiosk/rows.h"

#include <assert.h>

_Static_assert((int)FLOW_KEEPS_MAX <= (int)RECORD_JOB_ROWS,
               "what one step keeps is one job");

static void item(struct row *row, const char *id)
{
    text_must(row->item, sizeof row->item, "%s", id);
}

static unsigned begin_flags(const struct rows *rows, struct moment now)
{
    const struct config *config = rows->config;
    struct local_time local = clock_local(now.wall_ms, config->utc_offset_min);
    unsigned flags = 0;
    if (guard_cooldown(&rows->guard, now.boot_ms, config->cooldown_ms)) {
        flags |= GUARD_COOLDOWN;
    }
    if (guard_burst(&rows->guard, now.boot_ms)) {
        flags |= GUARD_BURST;
    }
    if (!hours_open(&config->hours, local.day, local.minute)) {
        flags |= GUARD_HOURS;
    }
    return flags;
}

static void begin(struct rows *rows, struct moment now, struct row *row)
{
    rows->visit = row_new_visit();
    row->kind = ROW_VISIT;
    row->flags = begin_flags(rows, now);
    item(row, rows->sheet->asked[0].form->id);
    guard_begin(&rows->guard, now.boot_ms);
}

static void reply(struct rows *rows, const struct keep *keep, struct row *row)
{
    row->kind = keep->kind == KEEP_ANSWER ? ROW_ANSWER
                : keep->kind == KEEP_SKIP ? ROW_SKIP
                : keep->kind == KEEP_NA   ? ROW_NA
                                          : ROW_TIMEOUT;
    row->value = keep->value;
    row->elapsed_ms = keep->elapsed_ms;
    item(row, sheet_question(rows->sheet, keep->question)->id);
    text_must(row->note, sizeof row->note, "%s %s",
              rows->config->words[keep->language].code,
              rows->sheet->asked[keep->question].form->id);
    if (keep->kind != KEEP_TIMEOUT) {
        guard_tap(&rows->guard, keep->elapsed_ms);
    }
}

static void reason(const struct rows *rows, const struct keep *keep,
                   struct row *row)
{
    const struct form_question *question =
        sheet_question(rows->sheet, keep->question);
    assert(keep->value >= 0 && keep->value < question->reason_count);
    row->kind = ROW_REASON;
    item(row, question->id);
    text_must(row->note, sizeof row->note, "%s",
              question->reasons[keep->value].id);
}

static void end(struct rows *rows, const struct keep *keep, struct moment now,
                struct row *row)
{
    row->kind = ROW_END;
    row->value = keep->value;
    row->flags = guard_fast(&rows->guard) ? GUARD_FAST : 0;
    guard_end(&rows->guard, now.boot_ms);
}

void rows_fill(struct rows *rows, const struct flow_keeps *keeps,
               struct moment now, struct record_job *job)
{
    *job = (struct record_job){.at = now, .count = keeps->count};
    for (int i = 0; i < keeps->count; i++) {
        const struct keep *keep = &keeps->keeps[i];
        struct row *row = &job->rows[i];
        switch (keep->kind) {
        case KEEP_BEGIN: begin(rows, now, row); break;
        case KEEP_ANSWER:
        case KEEP_SKIP:
        case KEEP_NA:
        case KEEP_TIMEOUT: reply(rows, keep, row); break;
        case KEEP_REASON: reason(rows, keep, row); break;
        case KEEP_END: end(rows, keep, now, row); break;
        }
        row->visit = rows->visit;
    }
}
