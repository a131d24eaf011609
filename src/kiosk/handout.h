/*
 * The handing out of days: where to (sticks, folders, the outbox, where files
 * are fetched from), and the way of an export: the desk gathers the files of
 * the days, the courier carries them, and what has arrived is noted as taken.
 * To the outbox nothing is carried: there all closed days lie, and no day
 * counts as taken for it, because nothing has left the machine.
 *
 * It asks and is reply; the kiosk lends it the writer and the courier.
 */
#ifndef KIOSK_HANDOUT_H
#define KIOSK_HANDOUT_H

#include "carry/courier.h"
#include "desk/desk.h"
#include "survey/staff.h"
#include "view/panel.h"
#include "writer/writer.h"

/* A place to carry to; without a path it is the outbox. */
struct handout_target {
    char path[FILES_PATH_SIZE];
    bool mount;
};

enum handout_stage { HANDOUT_NONE, HANDOUT_GATHERING, HANDOUT_CARRYING };

/* Zeroed at the start, but for the two that it is lent.

   One export is under way at a time, and has a number: what the desk or the
   courier tell of another is passed over. One that was given up goes on until
   it has been stopped, and its result is nobody's; the next one waits for that
   and then begins by itself. */
struct handout {
    struct writer *writer;
    struct courier *courier; /* NULL: none */
    struct handout_target targets[PANEL_TARGETS];
    int target_count;
    bool looking;    /* for sticks; the answer is to come */
    int64_t look_ms; /* when it was asked last */
    enum handout_stage stage;
    unsigned number; /* of the export under way, or the last */
    bool cancelled;
    bool orphan;                /* given up: the panel is not told of it */
    bool waiting;               /* another is to begin after it: */
    struct staff_choice next;   /* of that days, */
    struct handout_target then; /* and where to */
    struct handout_target to;   /* of the export under way */
    struct desk_files *files;
    struct carry_file *carried; /* those of them that the courier carries */
    int made, files_done; /* the courier's progress, as it was told last */
};

enum { HANDOUT_LOOK_MS = 2000 }; /* between two looks for sticks */

/* Asks for sticks, unless that was asked a moment ago. */
void handout_look(struct handout *handout, int64_t now_ms);

/* True when there is news of the places: writes them into the panel, and where
   `chosen`, which was one of the former, stands now; -1: none is chosen, as in
   the beginning. A panel without any is offered the outbox at once: a stick
   that does not answer keeps nobody from it. */
bool handout_targets(struct handout *handout, struct panel_export *panel,
                     int *chosen);

/* Begins, or waits for one that was given up. False when the export before
   is the panel's still, or there is no such place. */
bool handout_begin(struct handout *handout, const struct staff_choice *choice,
                   struct moment now);

/* What became of an export: */
enum handout_news {
    HANDOUT_STILL,
    HANDOUT_MOVED, /* it got on */
    HANDOUT_ENDED, /* the panel has the result */
};

/* Stops the export, which ends a while later; one that waits ends at once. */
enum handout_news handout_cancel(struct handout *handout,
                                 struct panel_export *panel, struct moment now);

/* Stops the export and what waits for it: nobody looks any more. */
void handout_give_up(struct handout *handout, struct moment now);

/* Takes the files that the desk tells of. */
enum handout_news handout_hear(struct handout *handout,
                               struct desk_reply *reply,
                               struct panel_export *panel, struct moment now);

/* Takes what the courier has to say. */
enum handout_news handout_watch(struct handout *handout,
                                struct panel_export *panel, struct moment now);

/* A zeroed struct is fine. */
void handout_close(struct handout *handout);

#endif
