/*
 * The desk: what the writer does for staff, on its thread and between answers.
 * One turn reads or writes no more than the file of one day, so that an answer
 * that comes meanwhile waits for no more. A PIN too is compared here: the try,
 * its count and its row so stand in one order. That takes some tenths of a
 * second, in which no answer can come: the pad has the glass until the verdict
 * is there (survey/staff.h).
 *
 * Nothing that is told here is of a single visit.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "carry/carry.h"
#include "daily/outbox.h"
#include "desk/report.h"
#include "record/record.h"
#include "report/figures.h"
#include "trust/pin_file.h"

enum { DESK_TAKEN_DAYS = 512 }; /* whose being taken is told one by one */

enum desk_request {
    DESK_LOOK,    /* how does the PIN stand? */
    DESK_TRY,     /* is this it? */
    DESK_CONFIRM, /* the clock is right, say staff: told as DESK_HEALTH */
    DESK_SET,     /* set the machine's clock, which is right then: likewise */
    DESK_TAKEN,   /* these days were handed out */
    DESK_HEALTH,  /* how is the record? */
    DESK_DROP,    /* end DESK_FILES with what there is, begun or not */
    DESK_SWEEP,   /* the files were carried, or nobody wants them */
    DESK_FILES,   /* where are the files of these days? */
    DESK_FIGURES, /* what do people say? */
    DESK_REQUESTS
};

struct desk_ask {
    enum desk_request request;
    struct moment at;
    unsigned number;               /* of DESK_LOOK, DESK_TRY, DESK_FILES:
                                      comes back; of DESK_DROP: which files */
    char pin[PIN_SIZE];            /* of DESK_TRY; overwritten when done */
    int32_t from, to;              /* of DESK_FILES; from > to: the closed days
                                      that nobody took yet */
    int64_t wall_ms;               /* of DESK_SET: what it is to be set to */
    bool closed_only;              /* of DESK_FILES: leave out today's, which
                                      is not whole */
    bool reports;                  /* of DESK_FILES: with a report of them */
    struct record_exports exports; /* of DESK_TAKEN: the desk's from then on */
};

/* The file of a day. */
struct desk_day {
    int32_t day;
    int file; /* its CSV, of the files */
    bool closed;
    bool clashed; /* the outbox holds a file of that name with other content */
    int visits, answers;
};

/* Files for the courier: of days, in their order, the CSV of each after its
   seal and the signature of that; then those of a report of them, which the
   courier makes. */
struct desk_files {
    struct carry_file *files;
    struct desk_day *days;
    int day_count, day_capacity;
    int day_files; /* so many of the files are of days */
    int count, capacity;
    struct desk_report *report;   /* NULL: none was wanted */
    char outbox[FILES_PATH_SIZE]; /* where the files of closed days lie */
    bool failed; /* a day's file could not be made: the log says which */
};

/* Takes NULL. */
void desk_files_free(struct desk_files *files);

struct desk_health {
    int32_t first_day, today; /* days with a file; first_day INT32_MAX: none */
    int32_t exported_day;     /* when the newest day that was taken was last
                                 taken; INT32_MIN: never was one */
    int pending;              /* closed days that nobody took yet */
    int32_t all_taken;        /* this day and all before it were taken; and of
                                 later ones that, by how many days ago */
    bool taken[DESK_TAKEN_DAYS];
    int32_t recovered_day;        /* when a damaged database was last set aside;
                                     INT32_MIN: never was one */
    int64_t rows_lost;            /* then */
    char recovery[ROW_NOTE_SIZE]; /* and what was done: the row's note */
    int64_t ends;      /* that nobody asked for (record_ends); of the last: */
    int32_t ended_day; /* of the start after it; INT32_MIN: there was none */
    char ended[ROW_NOTE_SIZE]; /* how */
    int32_t backup_day; /* of the last backup; INT32_MIN: there is none */
    struct record_trust trust;
    bool today_closed;     /* its file is whole */
    bool doubtful;         /* the wall clock is in doubt, */
    enum belief_why doubt; /* for this reason */
    bool asks_clock;       /* nothing vouches for it: staff are asked to look */
    const char *voucher;   /* who said in this run that it is right: "staff",
                              "kernel" or, nobody, "" */
    int64_t free_bytes;    /* of the disk; -1: unknown */
    int visits;            /* of today */
};

/* The reply; who fetches it frees what it points to. */
struct desk_reply {
    enum desk_request request;
    unsigned number;
    enum pin_result pin; /* DESK_LOOK, DESK_TRY */
    bool is_new;         /* of PIN_UNSET: nobody answered on a day before this
                            one, and who is there may be the installer */
    int left;            /* tries before a wait, after PIN_WRONG */
    int64_t wait_ms;     /* before the next, 0: none */
    bool done;           /* DESK_SET: the machine did */
    struct desk_health health;
    bool over;                /* DESK_FILES; false: still at it, a step on */
    struct desk_files *files; /* when over; NULL: no memory */
    struct figures *figures;  /* DESK_FIGURES; NULL: no memory */
};

/* Frees what it points to. */
void desk_reply_free(struct desk_reply *reply);

/* What is asked and replied, one place for each request: passed between threads
   by the writer, who guards it. */
struct desk_box {
    bool asked[DESK_REQUESTS];
    struct desk_ask asks[DESK_REQUESTS];
    bool answered[DESK_REQUESTS];
    struct desk_reply answers[DESK_REQUESTS];
};

/* Adds a day to those that DESK_TAKEN tells of, with the digest of its file. */
void desk_note_taken(struct desk_ask *ask, int32_t day,
                     const char sha256[DIGEST_HEX_SIZE]);

/* Asks; a request that has not begun is replaced, but what was taken adds
   up. */
void desk_box_ask(struct desk_box *box, const struct desk_ask *ask);
bool desk_box_asked(const struct desk_box *box);
bool desk_box_next(struct desk_box *box, struct desk_ask *ask)
    __attribute__((warn_unused_result));
void desk_box_tell(struct desk_box *box, const struct desk_reply *reply);
bool desk_box_fetch(struct desk_box *box, struct desk_reply *reply)
    __attribute__((warn_unused_result));
void desk_box_free(struct desk_box *box);

/* The writer's own. Zeroed at the start. */
struct desk {
    struct record *record;
    struct outbox *outbox;
    const struct config *config;
    const char *data_dir;
    struct pin_gate gate;
    struct desk_files *files; /* under way, or NULL */
    struct desk_ask wanted;   /* which ones */
    unsigned dropped;         /* the number that nobody waits for; 0: none */
    int32_t next, last;       /* days still to look at */
    int32_t report_next;      /* the next that the report lacks */
    int32_t all_taken;        /* this day and all before it were taken */
};

struct desk_params {
    struct record *record;
    struct outbox *outbox; /* NULL: no files are wanted */
    const struct config *config;
    const char *data_dir;
};
/* Sweeps what a run before left to be handed out, unless there is no outbox:
   such a desk only tells. */
void desk_open(struct desk *desk, const struct desk_params *params);

/* Does what is asked, or begins it. False when the record failed: nothing is
   kept any more. */
bool desk_do(struct desk *desk, struct desk_ask *ask, struct desk_reply *reply)
    __attribute__((warn_unused_result));

/* Whether staff are to be asked to look at the clock: nothing vouches for it.
 */
bool desk_asks_clock(const struct desk *desk, struct moment at);

/* How the record is. False when it failed. */
bool desk_health(struct desk *desk, struct moment at,
                 struct desk_health *health)
    __attribute__((warn_unused_result));

/* Fills figures from the record. Answers to a question that was asked otherwise
   than the config asks it (wording_asks) stand apart there, as its variant 1;
   all others are of variant 0. */
enum store_result
desk_figures(struct record *record, const struct config *config,
             const struct figures_params *params, struct figures *out)
    __attribute__((warn_unused_result));

/* True while files are looked for; then desk_go_on makes the next one. */
bool desk_busy(const struct desk *desk);
bool desk_go_on(struct desk *desk, struct desk_reply *reply)
    __attribute__((warn_unused_result));

/* A zeroed struct is fine. */
void desk_close(struct desk *desk);

#endif
