/*
 * The inside of the kiosk, shared by the files of this room and by
 * nobody else: open.c (the start), hands.c (inputs), time.c
 * (clocks, the disk's word, the deadline), step.c (what they lead to),
 * staff.c (the same for staff), scene.c (what is shown).
 */
#ifndef KIOSK_INSIDE_H
#define KIOSK_INSIDE_H

#include "kiosk/handout.h"
#include "kiosk/kiosk.h"
#include "kiosk/motion.h"
#include "kiosk/press.h"
#include "kiosk/rows.h"
#include "kiosk/touch_watch.h"

struct kiosk {
    const struct config *config;
    struct writer *writer;
    struct sheet sheet; /* of this visit, or of the one to come */
    int32_t sheet_day;  /* the local day it was made on */
    int64_t sheet_ms;   /* and when */
    struct view_params view;
    struct flow_rules rules;
    struct flow flow;
    struct press press;
    struct rows rows;
    struct motion motion;
    int64_t owed_ms;       /* since when the disk owes an answer */
    bool refused;          /* something cannot be kept: out of order next */
    int64_t broken_ms;     /* when it was found out of order; 0: it is not */
    int64_t close_wall_ms; /* days are to be closed then */
    int64_t turn_wall_ms;  /* opening hours, or the day, turn then */
    struct staff_rules staff_rules;
    struct staff staff;
    struct handout handout; /* the export of staff, and where to */
    struct upload *upload;  /* NULL: no command is configured */
    bool may_set_up;        /* as kiosk_params.set_up */
    bool asks_set_up;
    struct desk_health health;
    bool health_known;
    struct status_news news; /* as the writer was last told */
    int64_t visitor_ms;      /* the last touch that was not of staff */
    struct touch_watch touch;
    bool touchless;        /* it is said that there is no touch screen; */
    int64_t touch_look_ms; /* then: when to look again */
    struct writer_witness news_of_record; /* the latest there is */
    struct now today;                     /* likewise */
    bool begun;                           /* they are not shown any more */
    struct witness witness; /* that is shown; without a code: none is */
    struct panel panel;
    char voice[FILES_PATH_SIZE]; /* what is read aloud; empty: silence */
    bool tapped;                 /* a tap is to sound */
    struct scene scene;
    struct flow laid_out; /* the flow that the scene was built for */
    int laid_out_shift;
    struct panel laid_out_panel; /* likewise; of a screen of staff */
    struct witness laid_out_witness;
    struct now laid_out_today;
    bool laid_out_begun;
    bool laid_out_touchless;
    bool stale; /* the scene must be built anew */
};

/* One event for the flow, and all that follows from it. */
void kiosk_step(struct kiosk *kiosk, struct flow_event event,
                struct moment now);

/* One event for staff, and all that follows from it. */
void kiosk_staff(struct kiosk *kiosk, const struct staff_event *event,
                 struct moment now);

/* Time passes for staff; what others have to say to them is taken. */
void kiosk_tick_staff(struct kiosk *kiosk, struct moment now);

int64_t kiosk_staff_deadline(const struct kiosk *kiosk);

/* Takes what the writer tells. */
void kiosk_hear_desk(struct kiosk *kiosk, struct moment now);

/* Shows the latest witness, and what time it is, unless somebody is there. */
void kiosk_show_witness(struct kiosk *kiosk);
void kiosk_show_today(struct kiosk *kiosk, struct moment now);

/* False while a tap would be ignored. */
bool kiosk_listens(const struct kiosk *kiosk, struct moment now);

/* Nothing can be kept any more. */
void kiosk_break_down(struct kiosk *kiosk, struct moment now);

/* Another sheet, for whoever comes next; only while flow_idle. */
void kiosk_renew_sheet(struct kiosk *kiosk, struct moment now);

/* Looks anew for what can be heard; only while flow_idle. */
void kiosk_mark_voices(struct kiosk *kiosk, struct moment now);

#endif
