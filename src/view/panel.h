/*
 * What staff see, as values: the pad for the PIN, the panel's pages, the
 * export. The kiosk fills it in from what the record and the machine say; the
 * view finds the words and draws the charts. Every figure comes with its n,
 * and those of fewer than SCORE_LEAST are SCORE_NONE here already.
 */
#ifndef VIEW_PANEL_H
#define VIEW_PANEL_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/hours.h"
#include "survey/score.h"
#include "survey/sheet.h"
#include "survey/staff.h"
#include "survey/touch_test.h"

enum pad_notice {
    PAD_ASK,      /* nothing to say but: the PIN, please */
    PAD_CHECKING, /* a try is being compared */
    PAD_WRONG,    /* `left` tries are left before a wait */
    PAD_WAITING,  /* `seconds` until the next try */
    PAD_LOCKED,   /* only `bonluon pin` helps */
    PAD_UNSET,    /* there is no PIN: how to set one */
    PAD_FAILED,   /* the disk refused to keep the try */
};

struct pad {
    enum pad_notice notice;
    int digits; /* typed so far: shown as dots, never as digits */
    int left, seconds;
};

/* From well to bad. */
enum light_state {
    LIGHT_WELL,
    LIGHT_TOLD, /* neither well nor trouble: not yet so, or over */
    LIGHT_CARE,
    LIGHT_BAD,
};

enum light_kind {
    LIGHT_DISK,      /* value: MiB free, -1: not known */
    LIGHT_DATABASE,  /* value: 1 when the record had to be mended, which is no
                        trouble any more after a while */
    LIGHT_EXPORT,    /* value: closed days that nobody took yet; -1: there are
                        none, and none was ever taken */
    LIGHT_CLOCK,     /* value: 1 when in doubt */
    LIGHT_TOUCH,     /* value: minutes since the glass was last touched, -1:
                        there is no touch screen; -2: something lies on it */
    LIGHT_LOG,       /* value: 1 when it cannot be written */
    LIGHT_BACKUP,    /* value: days since the last one, -1: never */
    LIGHT_ENROLMENT, /* value: 1 when nobody was shown the first key */
    LIGHT_HOURS,     /* value: the first day ahead that has other hours than
                        its weekday; -1: there is none */
    LIGHT_UPLOAD,    /* value: files that could not be uploaded yet, -1: not
                        known; only with an upload_command */
    LIGHT_KINDS
};

struct light {
    enum light_kind kind;
    enum light_state state;
    int64_t value;
};

enum {
    PANEL_DAYS = 30,
    PANEL_WEEKDAYS = 7,
    PANEL_HOURS = 24,
    PANEL_AHEAD = 8, /* today and the next seven days */
};

/* A day ahead, by the calendar that the config has. */
struct panel_ahead {
    struct hours_weekday open;
    bool unusual; /* its weekday has other hours */
};

/* The pages, in the order of their keys. */
enum panel_page {
    PAGE_TODAY,     /* health; visits of today */
    PAGE_QUESTIONS, /* each luôn: counts as a bar, n, satisfied, index */
    PAGE_DAYS,      /* the last 7 and 30 days; this week beside the last */
    PAGE_HOURS,     /* hour by weekday, with coverage */
    PAGE_SEAL,      /* the last seal, to be photographed */
    PANEL_PAGES
};

struct panel_question {
    const char *theme[FORM_LANGUAGES_MAX];
    struct score raw, clean;  /* of the last 30 days */
    int this_week, last_week; /* index in tenths, or SCORE_NONE */
    int64_t this_n, last_n;
    int64_t na; /* how often its own key was pressed, which says: */
    const char *na_text[FORM_LANGUAGES_MAX]; /* NULL: it has none */
    int64_t otherwise; /* answers of these days that are in none of the above:
                          the question was asked otherwise */
};

struct panel_day {
    int32_t day;
    int visits;
    int index; /* of all its answers, in tenths, or SCORE_NONE */
};

struct panel_cell {
    int visits; /* SCORE_NONE: under five, and so not told */
    int open_min, ready_min;
};

enum {
    PANEL_FINGERPRINT_SIZE = 51,
    PANEL_SEAL_SIZE = 192,
    PANEL_PLACE_SIZE = 48,
    PANEL_WHO_SIZE = 64,
    PANEL_VERSION_SIZE = 16,
};

struct panel_trust {
    char fingerprint[PANEL_FINGERPRINT_SIZE]; /* of the key that signs */
    int32_t sealed_day;
    char seal[PANEL_SEAL_SIZE]; /* what its code says; "": there is none yet */
    int64_t rows_lost;          /* when the record was last mended */
    char damaged[PANEL_PLACE_SIZE]; /* where that one lies */
    bool rechained; /* what was mended is the chain: a new one began */
};

/* What the terminal takes for now. */
struct panel_clock {
    int32_t day;
    int minute; /* of the day */
    bool asks;  /* staff are asked whether that is right, */
    bool sure;  /* and have said once that it is */
    enum staff_setting setting;
    int64_t ahead; /* of it, in minutes, what it is to be set to */
};

enum {
    PANEL_TARGETS = 4,
    PANEL_NAME_SIZE = 64,
    PANEL_TAKEN = 512, /* days: more than a year */
};

enum export_state {
    EXPORT_PICKING,
    EXPORT_WORKING,
    EXPORT_DONE,      /* all of it is there, read back and compared */
    EXPORT_CANCELLED, /* by staff: what is whole stays */
    EXPORT_GONE,      /* the stick was pulled */
    EXPORT_FULL,
    EXPORT_READONLY,
    EXPORT_DIFFERS, /* a file of that name has other content: left alone */
    EXPORT_BROKEN,  /* what was read back is not what was written */
    EXPORT_FAILED,  /* anything else */
    EXPORT_EMPTY,   /* there was nothing to take */
};

struct panel_target {
    char name[PANEL_NAME_SIZE]; /* of a stick its label; empty: the outbox */
    int64_t free_mib;           /* -1: unknown */
    bool stick;                 /* else, with a name, a folder */
};

struct panel_export {
    enum export_state state;
    int pending;              /* closed days that nobody took yet */
    int32_t first_day, today; /* days that can be chosen */
    bool today_open;          /* its file is provisional */
    int32_t from, to;         /* chosen; from > to: the pending ones */
    int32_t shown_until;      /* the last day of the calendar's page */
    int32_t all_taken;        /* this day and all before it were taken; and of
                                 later ones that, by how many days ago */
    bool taken[PANEL_TAKEN];
    struct panel_target targets[PANEL_TARGETS];
    int target_count, target;
    bool unread;               /* a stick is in that cannot be read here */
    bool reports;              /* HTML and XLSX beside the CSV */
    bool stopping;             /* it waits until the one before is stopped */
    int done, total;           /* files, while it works */
    int days, visits, answers; /* what went there, when it is done */
    bool removable;            /* it is a stick, and may be taken out now */
    bool held;                 /* it may not: it could not be unmounted */
};

struct panel {
    struct pad pad;
    enum panel_page page;
    char who[PANEL_WHO_SIZE];         /* "VANTRUONG/QUAY-1", */
    char version[PANEL_VERSION_SIZE]; /* and of the program */
    bool known; /* the figures have come from the record */
    struct light lights[LIGHT_KINDS];
    int light_count;
    int visits_today; /* their answers are told when the day is over */
    struct panel_question questions[SHEET_MAX];
    int question_count;
    struct panel_day days[PANEL_DAYS]; /* the last is today */
    int day_count;
    struct panel_cell cells[PANEL_WEEKDAYS][PANEL_HOURS]; /* Monday first */
    struct panel_ahead ahead[PANEL_AHEAD];
    int32_t ahead_day; /* the first of them: today */
    bool ahead_known;
    struct panel_trust trust;
    struct panel_clock now;
    struct panel_export exporting;
    struct touch_test test;
    struct countdown clean; /* of SCREEN_CLEAN */
};

#endif
