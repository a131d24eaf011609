/*
 * status.json in the data directory: how the running terminal is, for
 * `bonluon status` and for monitors, which cannot open its database. Counts
 * and days only, never an answer or the time of a visit. Replaced as a whole,
 * and not synced: after a power cut the next start writes it again.
 */
#ifndef WRITER_STATUS_H
#define WRITER_STATUS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/touch.h"
#include "config/config.h"
#include "format/row.h"
#include "trust/sign_key.h"

enum {
    STATUS_VERSION_SIZE = 16,
    STATUS_MESSAGE_SIZE = 512,
    STATUS_VOUCHER_SIZE = 16
};

enum status_state {
    STATUS_OK,
    STATUS_FAILED,  /* the disk refused */
    STATUS_STOPPED, /* as asked */
    STATUS_ENDED    /* with a failure of any other kind, perhaps before it
                       showed anything: `exit_status` */
};

struct status {
    enum status_state state; /* as last written; a killed terminal leaves
                                "ok": ask whether its lock is held */
    int64_t exit_status;     /* sysexits.h; 0: not STATUS_ENDED */
    int64_t pid;
    char version[STATUS_VERSION_SIZE];
    char unit_code[WHO_CODE_SIZE];
    char device_id[WHO_CODE_SIZE];
    char since[CLOCK_ISO_SIZE];       /* the start */
    char day[CLOCK_DATE_SIZE];        /* that counts now */
    int64_t visits;                   /* of that day */
    char closed_day[CLOCK_DATE_SIZE]; /* the last one; "" before any was */
    int64_t outbox_files;
    int64_t free_bytes; /* of the disk with the data directory; -1: unknown */

    /* What the health line of the panel is lit by (desk.h, upload.h). */
    int64_t pending_days;               /* closed, and taken by nobody yet */
    char exported_day[CLOCK_DATE_SIZE]; /* when days were last taken; "" */
    int64_t database_set_aside; /* 0 or 1: the record had to be mended */
    char database_set_aside_day[CLOCK_DATE_SIZE]; /* the last time; "" */
    int64_t rows_lost;                            /* then */
    char recovery[ROW_NOTE_SIZE];                 /* what was done then */
    int64_t clock_doubtful;                       /* 0 or 1 */
    char clock_voucher[STATUS_VOUCHER_SIZE];      /* who said that it is right:
                                                     "staff"; nobody: "" */
    int64_t enrolled;                             /* 0 or 1 */
    char fingerprint[SIGN_FINGERPRINT_SIZE]; /* of the key that signs; "" */
    char sealed_day[CLOCK_DATE_SIZE];        /* the last that was; "" */
    int64_t log_failing;                     /* 0 or 1 */
    char first_day[CLOCK_DATE_SIZE];         /* of the record; "" */
    char backup_day[CLOCK_DATE_SIZE];        /* of the last; "" */
    int64_t restarts; /* after ends that nobody asked for; of the last: */
    char last_end_day[CLOCK_DATE_SIZE]; /* of the start after it; "" */
    char last_end[ROW_NOTE_SIZE];       /* how: "watchdog: ..."; "" */
    int64_t untouched_days;  /* midnights since a visitor touched the glass:
                                no finer, lest it tell when one was there */
    int64_t touch;           /* enum touch: whether a touch screen is there */
    int64_t uploads;         /* 1: there is an upload_command */
    int64_t uploads_waiting; /* files; -1: not known */
    int64_t upload_tries;    /* of the first of them, in vain */
    char upload_message[STATUS_MESSAGE_SIZE]; /* of the last that failed */
};

/* What of it the terminal knows, and the record does not. */
struct status_news {
    enum touch touch;
    int untouched_days;
    bool uploads;
    int waiting, tries;
    char message[STATUS_MESSAGE_SIZE];
};

/* Of a number: it is not known, as a monitor is told. */
#define STATUS_UNKNOWN INT64_MIN

/* Appends what a monitor is told, `, "key": value` each: null for what is not
   known, or "". */
void status_tell(const struct status *status, struct text *json);

/* False with errno. */
bool status_write(const struct status *status, const char *data_dir)
    __attribute__((warn_unused_result));

/* That a run ended with a failure, in the status that the last one left; where
   none is, or the run told of its own disk, nothing. */
void status_end(const char *data_dir, int exit_status);

enum status_read { STATUS_READ, STATUS_MISSING, STATUS_UNREADABLE };

/* Reads what status_write wrote, and nothing else. STATUS_UNREADABLE: the
   file cannot be read (errno), or is of another making (errno 0). */
enum status_read status_read(struct status *out, const char *data_dir)
    __attribute__((warn_unused_result));

#endif
