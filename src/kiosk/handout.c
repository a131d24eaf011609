#include "kiosk/handout.h"

#include <string.h>

void handout_close(struct handout *handout)
{
    desk_files_free(handout->files);
    handout->files = NULL;
}

void handout_look(struct handout *handout, int64_t now_ms)
{
    bool lately =
        handout->looking && now_ms - handout->look_ms < HANDOUT_LOOK_MS;
    if (lately) {
        return;
    }
    handout->looking = true;
    handout->look_ms = now_ms;
    if (handout->courier != NULL) {
        courier_look(handout->courier);
    }
}

static void add_target(struct handout *handout, struct panel_export *panel,
                       const struct stick *stick)
{
    struct handout_target *to = &handout->targets[handout->target_count];
    struct panel_target *target = &panel->targets[handout->target_count];
    to->mount = stick->mount;
    target->stick = stick->mount;
    target->free_mib =
        stick->free_bytes >= 0 ? stick->free_bytes / (1024 * 1024) : -1;
    bool fits = text_copy(to->path, sizeof to->path, stick->path);
    text_cut(target->name, sizeof target->name, "%s", stick->label);
    handout->target_count += fits;
}

/* -1: it is gone. */
static int find_target(const struct handout *handout, const char *path)
{
    int i = handout->target_count - 1;
    while (i >= 0 && strcmp(handout->targets[i].path, path) != 0) {
        i--;
    }
    return i;
}

/* Sticks first: they are what staff come with. */
static void list_targets(struct handout *handout, struct panel_export *panel,
                         const struct sticks *sticks)
{
    handout->target_count = 0;
    for (int i = 0;
         i < sticks->count && handout->target_count < PANEL_TARGETS - 1; i++) {
        add_target(handout, panel, &sticks->list[i]);
    }
    handout->targets[handout->target_count] =
        (struct handout_target){.path = ""};
    panel->targets[handout->target_count] =
        (struct panel_target){.free_mib = -1};
    handout->target_count++;
    panel->target_count = handout->target_count;
    panel->unread = sticks->unread;
}

bool handout_targets(struct handout *handout, struct panel_export *panel,
                     int *chosen)
{
    struct sticks sticks = {.count = 0};
    char path[FILES_PATH_SIZE];
    bool was_chosen = *chosen >= 0 && *chosen < panel->target_count &&
                      panel->target_count == handout->target_count;
    if (!handout->looking) {
        return false;
    }
    bool found =
        handout->courier == NULL || courier_sticks(handout->courier, &sticks);
    if (!found && panel->target_count > 0) {
        return false;
    }
    handout->looking = !found;
    if (was_chosen) {
        memcpy(path, handout->targets[*chosen].path, sizeof path);
    }
    list_targets(handout, panel, &sticks);
    *chosen = was_chosen ? find_target(handout, path) : -1;
    return true;
}

static void start(struct handout *handout, struct moment now)
{
    const struct staff_choice *choice = &handout->next;
    handout->to = handout->then;
    handout->stage = HANDOUT_GATHERING;
    handout->number++;
    handout->waiting = false;
    handout->orphan = false;
    handout->cancelled = false;
    handout->files_done = 0;
    handout->made = 0;
    writer_ask(handout->writer,
               &(struct desk_ask){.request = DESK_FILES,
                                  .at = now,
                                  .number = handout->number,
                                  .from = choice->from,
                                  .to = choice->to,
                                  .reports = choice->reports,
                                  .closed_only = handout->to.path[0] == '\0'});
}

bool handout_begin(struct handout *handout, const struct staff_choice *choice,
                   struct moment now)
{
    bool busy = handout->stage != HANDOUT_NONE;
    if ((busy && !handout->orphan) || choice->target < 0 ||
        choice->target >= handout->target_count) {
        return false;
    }
    handout->next = *choice;
    handout->then = handout->targets[choice->target];
    handout->waiting = busy;
    if (!busy) {
        start(handout, now);
    }
    return true;
}

static void stop(struct handout *handout, struct moment now)
{
    handout->cancelled = true;
    if (handout->stage == HANDOUT_GATHERING) {
        writer_ask(handout->writer,
                   &(struct desk_ask){.request = DESK_DROP,
                                      .at = now,
                                      .number = handout->number});
    } else if (handout->stage == HANDOUT_CARRYING) {
        courier_cancel(handout->courier);
    }
}

enum handout_news handout_cancel(struct handout *handout,
                                 struct panel_export *panel, struct moment now)
{
    bool waiting = handout->waiting;
    handout->waiting = false;
    if (waiting) {
        panel->state = EXPORT_CANCELLED;
    } else {
        stop(handout, now);
    }
    return waiting ? HANDOUT_ENDED : HANDOUT_STILL;
}

void handout_give_up(struct handout *handout, struct moment now)
{
    handout->waiting = false;
    handout->orphan = handout->stage != HANDOUT_NONE;
    stop(handout, now);
}

/* Counts what arrived, and has closed days noted as taken: neither while the
   stick may not be pulled, for then staff are told to copy once more, nor when
   they have only stayed where they were. */
static void note_taken(struct handout *handout, struct panel_export *panel,
                       struct moment now)
{
    const struct desk_files *files = handout->files;
    struct desk_ask taken = {.request = DESK_TAKEN, .at = now};
    bool left = handout->to.path[0] != '\0' && !panel->held;
    for (int i = 0; i < files->day_count; i++) {
        const struct desk_day *day = &files->days[i];
        const struct carry_file *file = &files->files[day->file];
        if (file->fate != CARRY_CARRIED && file->fate != CARRY_WAS_THERE) {
            continue;
        }
        panel->days++;
        panel->visits += day->visits;
        panel->answers += day->answers;
        if (day->closed && left) {
            desk_note_taken(&taken, day->day, file->sha256);
        }
    }
    writer_ask(handout->writer, &taken);
}

static enum handout_news end(struct handout *handout,
                             struct panel_export *panel,
                             enum export_state state, struct moment now)
{
    writer_ask(handout->writer,
               &(struct desk_ask){.request = DESK_SWEEP, .at = now});
    panel->state = state;
    handout->stage = HANDOUT_NONE;
    handout_close(handout);
    return HANDOUT_ENDED;
}

/* In the outbox they lie already, unless somebody changed one. True when there
   is such a one. */
static bool mark_outbox(struct desk_files *files)
{
    bool clashed = false;
    for (int i = 0; i < files->day_count; i++) {
        const struct desk_day *day = &files->days[i];
        bool differs = day->clashed;
        files->files[day->file].fate =
            differs ? CARRY_CLASHED : CARRY_WAS_THERE;
        clashed = clashed || differs;
    }
    return clashed;
}

/* All files to a stick; to the outbox, where those of the days lie, only the
   report's. */
static enum handout_news carry_files(struct handout *handout,
                                     struct panel_export *panel,
                                     struct moment now)
{
    struct desk_files *files = handout->files;
    bool there = handout->to.path[0] == '\0';
    const struct carry_job job = {
        .number = handout->number,
        .files = files->files + (there ? files->day_files : 0),
        .count = files->count - (there ? files->day_files : 0),
        .folder = there ? files->outbox : handout->to.path,
        .mount = handout->to.mount,
        .take_out = handout->to.mount,
        .make = files->report != NULL ? desk_report_make : NULL,
        .context = files->report};
    bool clashed = there && mark_outbox(files);
    handout->carried = job.files;
    panel->total = job.count;
    if (job.count > 0) {
        bool taken =
            handout->courier != NULL && courier_carry(handout->courier, &job);
        handout->stage = HANDOUT_CARRYING;
        return taken ? HANDOUT_MOVED : end(handout, panel, EXPORT_FAILED, now);
    }
    panel->total = files->day_count;
    panel->done = files->day_count;
    note_taken(handout, panel, now);
    return end(handout, panel, clashed ? EXPORT_DIFFERS : EXPORT_DONE, now);
}

static enum handout_news hear(struct handout *handout, struct desk_reply *reply,
                              struct panel_export *panel, struct moment now)
{
    if (handout->stage != HANDOUT_GATHERING ||
        reply->number != handout->number) {
        return HANDOUT_STILL;
    }
    if (!reply->over) {
        return HANDOUT_MOVED;
    }
    handout->files = reply->files;
    reply->files = NULL;
    panel->done = 0;
    panel->days = 0;
    panel->visits = 0;
    panel->answers = 0;
    panel->removable = false;
    panel->held = false;
    if (handout->files == NULL || handout->files->failed) {
        return end(handout, panel, EXPORT_FAILED, now);
    }
    if (handout->cancelled) {
        return end(handout, panel, EXPORT_CANCELLED, now);
    }
    return handout->files->count > 0 ? carry_files(handout, panel, now)
                                     : end(handout, panel, EXPORT_EMPTY, now);
}

static enum export_state state_of(enum carry_result result)
{
    switch (result) {
    case CARRY_DONE: return EXPORT_DONE;
    case CARRY_CANCELLED: return EXPORT_CANCELLED;
    case CARRY_GONE: return EXPORT_GONE;
    case CARRY_FULL: return EXPORT_FULL;
    case CARRY_READONLY: return EXPORT_READONLY;
    case CARRY_DIFFERS: return EXPORT_DIFFERS;
    case CARRY_BROKEN: return EXPORT_BROKEN;
    case CARRY_FAILED: break;
    }
    return EXPORT_FAILED;
}

static enum handout_news watch(struct handout *handout,
                               struct panel_export *panel, struct moment now)
{
    struct carry_report report;
    struct courier_progress progress;
    if (handout->stage != HANDOUT_CARRYING) {
        return HANDOUT_STILL;
    }
    if (courier_fetch(handout->courier, handout->number, &report,
                      handout->carried)) {
        bool whole =
            report.result == CARRY_DONE || report.result == CARRY_DIFFERS;
        panel->removable = whole && handout->to.mount && !report.held;
        panel->held = report.held;
        panel->done = report.carried + report.there;
        note_taken(handout, panel, now);
        return end(handout, panel, state_of(report.result), now);
    }
    courier_progress(handout->courier, &progress);
    if (progress.files == handout->files_done &&
        progress.made == handout->made) {
        return HANDOUT_STILL;
    }
    handout->made = progress.made;
    handout->files_done = progress.files;
    panel->done = progress.files;
    return HANDOUT_MOVED;
}

/* What one that was given up comes to is nobody's; its end is the beginning of
   one that waits. */
static enum handout_news next_of(struct handout *handout,
                                 enum handout_news news, struct moment now)
{
    if (news == HANDOUT_ENDED) {
        handout->orphan = false;
    }
    if (news == HANDOUT_ENDED && handout->waiting) {
        start(handout, now);
        return HANDOUT_MOVED;
    }
    return HANDOUT_STILL;
}

enum handout_news handout_hear(struct handout *handout,
                               struct desk_reply *reply,
                               struct panel_export *panel, struct moment now)
{
    struct panel_export nobody = {.done = 0};
    return handout->orphan
               ? next_of(handout, hear(handout, reply, &nobody, now), now)
               : hear(handout, reply, panel, now);
}

enum handout_news handout_watch(struct handout *handout,
                                struct panel_export *panel, struct moment now)
{
    struct panel_export nobody = {.done = 0};
    return handout->orphan ? next_of(handout, watch(handout, &nobody, now), now)
                           : watch(handout, panel, now);
}
