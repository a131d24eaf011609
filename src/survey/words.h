/*
 * The words that the terminal itself says, apart from those of a form: one
 * set a language, read from assets/lang/<code>.ini, where each stands under
 * its key. A new word is a new line of the list below; a language file that
 * lacks it is refused by name.
 */
#ifndef SURVEY_WORDS_H
#define SURVEY_WORDS_H

#include <stdbool.h>

#include "survey/report_words.h"

/*   name, key in the file, how many numbers: %1, %2... */
#define WORDS_LIST(X)                                                          \
    X(BACK, "back", 0)                 /* Quay lại */                        \
    X(SKIP, "skip", 0)                 /* Bỏ qua */                          \
    X(CONTINUE, "continue", 0)         /* Tiếp tục */                      \
    X(PROGRESS, "progress", 2)         /* Câu %1/%2: place, count */          \
    X(INVITE, "invite", 0)             /* of the idle screen */                \
    X(ANONYMOUS, "anonymous", 0)       /* the answers name nobody */           \
    X(SAVING, "saving", 0)             /* the disk is slow */                  \
    X(SAMPLE, "sample", 0)             /* MẪU: the config is the sample */   \
    X(LOWER, "low-reach", 0)           /* Hạ thấp: keys come down */       \
    X(RAISE, "raise", 0)               /* Nâng lên: and go up again */       \
    X(SPEAK, "speak", 0)               /* Nghe đọc: the question, aloud */  \
    X(REASONS, "reasons", 0)           /* what was not good? */                \
    X(REASONS_HINT, "reasons-hint", 0) /* several may be chosen */             \
    X(DONE, "done", 0)                 /* Xong */                              \
    X(ASLEEP, "asleep", 0)             /* touch to begin */                    \
    X(ASLEEP_MORE, "asleep-more", 0)   /* the office is closed now */          \
    X(ASLEEP_OPENS, "asleep-opens", 2) /* and opens: weekday, hours */         \
    X(STILL_THERE, "still-there", 0)   /* Ông/bà còn ở đó không? */    \
    X(STILL_THERE_HINT, "still-there-hint", 0) /* what happens if not */       \
    X(THANKS, "thanks", 0)                     /* Xin cảm ơn ông/bà! */   \
    X(THANKS_MORE, "thanks-more", 0)           /* the second line of it */     \
    X(THANKS_NONE, "thanks-none", 0) /* or this, where all was passed over */  \
    X(WITNESS, "witness", 3)         /* day, visits, code */                   \
    X(OUT_OF_ORDER, "out-of-order", 0) /* the terminal cannot keep answers */  \
    X(OUT_OF_ORDER_MORE, "out-of-order-more", 0) /* and what to do */          \
    X(FINISH, "finish", 0)                       /* ends the visit as it is */ \
    X(SECONDS_LEFT, "seconds-left", 1) /* until something ends by itself */    \
    /* of staff */                                                             \
    X(CLOSE, "close", 0)              /* leaves a screen of staff */           \
    X(CANCEL, "cancel", 0)            /* stops the copying */                  \
    X(DECIMAL, "decimal-sign", 0)     /* 87,5 */                               \
    X(THOUSANDS, "thousands-sign", 0) /* 1.234 */                              \
    X(PERCENT, "percent", 1)          /* 87,5 % */                             \
    X(DATE, "date", 3)                /* day, month, year */                   \
    X(DATE_SHORT, "date-short", 2)    /* day, month */                         \
    X(SPAN, "span", 2)         /* the first and the last of some days */       \
    X(NOT_TOLD, "not-told", 0) /* instead of a figure of too few */            \
    X(PIN, "pin", 0)           /* whose PIN is wanted */                       \
    X(PIN_ASK, "pin-ask", 0)   /* what to do */                                \
    X(PIN_CHECKING, "pin-checking", 0)                                         \
    X(PIN_WRONG, "pin-wrong", 1)     /* tries that are left */                 \
    X(PIN_WAITING, "pin-waiting", 1) /* seconds */                             \
    X(PIN_LOCKED, "pin-locked", 0)   /* and who can help */                    \
    X(PIN_UNSET, "pin-unset", 0)     /* and how to set one */                  \
    X(PIN_FAILED, "pin-failed", 0)   /* the try was not kept */                \
    X(ERASE, "erase", 0)             /* a digit */                             \
    X(ENTER, "enter", 0)             /* the digits are typed */                \
    X(HEALTH_WELL, "health-well", 0) /* nothing to do */                       \
    X(HEALTH_CARE, "health-care", 1) /* what is to be looked at */             \
    X(HEALTH_BAD, "health-bad", 1)   /* what is broken */                      \
    X(HEALTH_MORE, "health-more", 2) /* one thing, and how many others */      \
    X(DISK_WELL, "disk-well", 1)     /* room on the disk: 7,2 GB */            \
    X(DISK_CARE, "disk-care", 1)     /* likewise */                            \
    X(DISK_BAD, "disk-bad", 1)       /* likewise */                            \
    X(DISK_UNKNOWN, "disk-unknown", 0)                                         \
    X(DATABASE_WELL, "database-well", 0)                                       \
    X(DATABASE_BAD, "database-bad", 0)                                         \
    X(DATABASE_LOST, "database-lost", 1) /* rows */                            \
    X(DATABASE_CHAIN, "database-chain", 0)                                     \
    X(DATABASE_PLACE, "database-place", 2) /* one of these, where it lies */   \
    X(LOG_WELL, "log-well", 0)                                                 \
    X(LOG_BAD, "log-bad", 0)                                                   \
    X(BACKUP_TODAY, "backup-today", 0)                                         \
    X(BACKUP_AGO, "backup-ago", 1) /* days */                                  \
    X(BACKUP_NEVER, "backup-never", 0)                                         \
    X(ENROLLED, "enrolled", 0)                                                 \
    X(ENROLLED_NOT, "enrolled-not", 0) /* and what to do */                    \
    X(TAKEN_ALL, "taken-all", 0)                                               \
    X(TAKEN_NEVER, "taken-never", 0)                                           \
    X(PENDING, "pending", 1) /* days that nobody took yet */                   \
    X(PENDING_NONE, "pending-none", 0)                                         \
    X(CLOCK_WELL, "clock-well", 0)                                             \
    X(CLOCK_CARE, "clock-care", 0)                                             \
    X(CLOCK_ASK, "clock-ask", 0)     /* above the date */                      \
    X(CLOCK_TIME, "clock-time", 2)   /* hour, minute */                        \
    X(CLOCK_YES, "clock-yes", 1)     /* it is this day */                      \
    X(CLOCK_SURE, "clock-sure", 0)   /* asks once more */                      \
    X(CLOCK_SET, "clock-set", 0)     /* the key to it, and the title */        \
    X(CLOCK_STAFF, "clock-staff", 0) /* asks them to look at it */             \
    X(TOUCH_WELL, "touch-well", 0)                                             \
    X(TOUCH_CARE, "touch-care", 1)       /* minutes */                         \
    X(TOUCH_MISSING, "touch-missing", 0) /* and what to do */                  \
    X(TOUCH_STUCK, "touch-stuck", 0)     /* something lies on it; likewise */  \
    X(UPLOAD_WELL, "upload-well", 0)                                           \
    X(UPLOAD_CARE, "upload-care", 1) /* files */                               \
    X(UPLOAD_UNKNOWN, "upload-unknown", 0)                                     \
    X(PAGE_TODAY, "page-today", 0)                                             \
    X(PAGE_QUESTIONS, "page-questions", 0)                                     \
    X(PAGE_DAYS, "page-days", 0)                                               \
    X(PAGE_HOURS, "page-hours", 0)                                             \
    X(PAGE_SEAL, "page-seal", 0)                                               \
    X(TAKE, "take", 0)                 /* to the export */                     \
    X(TAKE_DAYS, "take-days", 1)       /* days that nobody took yet */         \
    X(FIGURES_WAIT, "figures-wait", 0) /* they are being counted */            \
    X(FIGURES_NONE, "figures-none", 0)                                         \
    X(VISITS_TODAY, "visits-today", 0)   /* below a large number */            \
    X(ANSWERS_LATER, "answers-later", 0) /* below that */                      \
    X(LAST_30, "last-30-days", 0)                                              \
    X(RAW, "raw", 0)                 /* every answer */                        \
    X(CLEAN, "clean", 0)             /* those of visits without a flag */      \
    X(OTHERWISE, "otherwise", 1)     /* answers to another wording */          \
    X(HOW_MANY, "count", 0)          /* above the counts of answers */         \
    X(SATISFIED, "satisfied", 0)     /* above a share */                       \
    X(INDEX, "index", 0)             /* above a mean */                        \
    X(FORMULA, "formula", 0)         /* of both */                             \
    X(DAYS_VISITS, "days-visits", 3) /* of 7 days, of 30, the most of one */   \
    X(DAYS_INDEX, "days-index", 0)                                             \
    X(THIS_WEEK, "this-week", 0)                                               \
    X(LAST_WEEK, "last-week", 0)                                               \
    X(INDEX_OF, "index-of", 2)   /* a mean, of how many */                     \
    X(BUSIEST, "busiest", 4)     /* weekday, from hour, to hour, visits */     \
    X(HOURS_KEY, "hours-key", 0) /* how to read the line in a cell */          \
    X(AHEAD, "ahead", 0)         /* above the hours of the days ahead */       \
    X(DAY_AHEAD, "day-ahead", 2) /* weekday, date */                           \
    X(SHUT, "shut", 0)           /* instead of hours */                        \
    X(HOURS_USUAL, "hours-usual", 0)                                           \
    X(HOURS_UNUSUAL, "hours-unusual", 1) /* a day */                           \
    X(SEAL_OF, "seal-of", 1)             /* a day */                           \
    X(SEAL_WHY, "seal-why", 0)           /* what it is good for */             \
    X(SEAL_KEY, "seal-key", 0)           /* above the fingerprint */           \
    X(SEAL_NONE, "seal-none", 0)         /* there is none yet */               \
    X(MONDAY, "monday", 0)               /* in short */                        \
    X(TUESDAY, "tuesday", 0)             /* in short */                        \
    X(WEDNESDAY, "wednesday", 0)         /* in short */                        \
    X(THURSDAY, "thursday", 0)           /* in short */                        \
    X(FRIDAY, "friday", 0)               /* in short */                        \
    X(SATURDAY, "saturday", 0)           /* in short */                        \
    X(SUNDAY, "sunday", 0)               /* in short */                        \
    X(EXPORT, "export", 0)               /* the title */                       \
    X(WHERE, "where", 0)                 /* above the places to copy to */     \
    X(CHOOSE_WHERE, "choose-where", 0) /* before the key to begin is there */  \
    X(OUTBOX, "outbox", 0)             /* the folder on the terminal */        \
    X(STICK, "stick", 2)               /* its name, what is free on it */      \
    X(STICK_PLAIN, "stick-plain", 1)   /* its name */                          \
    X(FOLDER, "folder", 2)             /* likewise, of a folder */             \
    X(FOLDER_PLAIN, "folder-plain", 1) /* its name */                          \
    X(PROVISIONAL, "provisional", 0)   /* today is among the days chosen */    \
    X(STICK_HINT, "stick-hint", 0)     /* there is none */                     \
    X(STICK_UNREAD, "stick-unread", 0) /* none that can be read */             \
    X(WITH_REPORTS, "with-reports", 0)                                         \
    X(EARLIER, "earlier", 0) /* turns the calendar */                          \
    X(LATER, "later", 0)     /* likewise */                                    \
    X(BEGIN, "begin", 0)     /* the export */                                  \
    X(WORKING_STICK, "working-stick", 0)                                       \
    X(WORKING, "working", 0)                                                   \
    X(WORKING_AT, "working-at", 2) /* files */                                 \
    X(STOPPING, "stopping", 0)     /* the copying before this one */           \
    X(TAKEN, "taken", 0)                                                       \
    X(TAKEN_MORE, "taken-more", 4)   /* days, visits, answers, the place */    \
    X(STAYED, "stayed", 0)           /* where it was, on the terminal */       \
    X(STAYED_MORE, "stayed-more", 3) /* days, visits, answers */               \
    X(REMOVE, "remove", 0)           /* the stick */                           \
    X(REMOVE_NOT, "remove-not", 0)   /* it could not be unmounted */           \
    X(EXPORT_CANCELLED, "export-cancelled", 0)                                 \
    X(EXPORT_CANCELLED_MORE, "export-cancelled-more", 0) /* and what to do */  \
    X(EXPORT_GONE, "export-gone", 0)                                           \
    X(EXPORT_GONE_MORE, "export-gone-more", 0) /* and what to do */            \
    X(EXPORT_FULL, "export-full", 0)                                           \
    X(EXPORT_FULL_MORE, "export-full-more", 0) /* and what to do */            \
    X(EXPORT_READONLY, "export-read-only", 0)                                  \
    X(EXPORT_READONLY_MORE, "export-read-only-more", 0) /* and what to do */   \
    X(EXPORT_DIFFERS, "export-differs", 0)                                     \
    X(EXPORT_DIFFERS_MORE, "export-differs-more", 0) /* and what to do */      \
    X(EXPORT_BROKEN, "export-broken", 0)                                       \
    X(EXPORT_BROKEN_MORE, "export-broken-more", 0) /* and what to do */        \
    X(EXPORT_FAILED, "export-failed", 0)                                       \
    X(EXPORT_FAILED_MORE, "export-failed-more", 0) /* and what to do */        \
    X(EXPORT_EMPTY, "export-empty", 0)                                         \
    X(EXPORT_EMPTY_MORE, "export-empty-more", 0) /* and what to do */          \
    X(TEST, "test", 0)                 /* the title, and the key to it */      \
    X(TEST_ASK, "test-ask", 2)         /* a spot, how many */                  \
    X(TEST_SILENT, "test-silent", 1)   /* seconds without a touch */           \
    X(TEST_WELL, "test-well", 2)       /* spots, mm */                         \
    X(TEST_PARTLY, "test-partly", 3)   /* spots, how many, mm */               \
    X(TEST_NOTHING, "test-nothing", 1) /* seconds */                           \
    X(TEST_OFF, "test-off", 1)         /* mm */                                \
    X(TEST_TURNED, "test-turned", 1)   /* how, as below */                     \
    X(TEST_MATRIX, "test-matrix", 1)   /* nine numbers */                      \
    X(TURN_LEFT_RIGHT, "turn-left-right", 0)                                   \
    X(TURN_UPSIDE_DOWN, "turn-upside-down", 0)                                 \
    X(TURN_HALF, "turn-half", 0)                                               \
    X(TURN_LEFT, "turn-left", 0)                                               \
    X(TURN_RIGHT, "turn-right", 0)                                             \
    X(TURN_DIAGONAL, "turn-diagonal", 0)                                       \
    X(TEST_LOOK, "test-look", 0) /* what the picture ought to be like */       \
    X(TEST_SIZE, "test-size", 4) /* pixels, mm: across, down */                \
    X(TEST_RULE, "test-rule", 0) /* below it */                                \
    X(TEST_AGAIN, "test-again", 0)                                             \
    /* of the installer */                                                     \
    X(TOUCH_FOUND, "touch-found", 0)                                           \
    X(SET_UP, "set-up", 0)           /* the title of the first page */         \
    X(SET_UP_MORE, "set-up-more", 0) /* and what it means */                   \
    X(SET_UP_BEGIN, "set-up-begin", 0)                                         \
    X(SET_UP_STEP, "set-up-step", 2) /* place, count */                        \
    X(SET_UP_ITEM, "set-up-item", 2) /* number, step */                        \
    X(SET_UP_SAVING, "set-up-saving", 0)                                       \
    X(SET_UP_UNKEPT, "set-up-unkept", 0)                                       \
    X(OFFICE_ANY, "office-any", 0)                                             \
    X(UNIT, "unit", 0)                                                         \
    X(UNIT_ASK, "unit-ask", 0)                                                 \
    X(DEVICE, "device", 0)                                                     \
    X(DEVICE_ASK, "device-ask", 0)                                             \
    X(CODE_EMPTY, "code-empty", 0)                                             \
    X(CODE_DASH, "code-dash", 0)                                               \
    X(CODE_SAMPLE, "code-sample", 0)                                           \
    X(CODE_LONG, "code-long", 1) /* letters */                                 \
    X(WIDTH, "width", 0)                                                       \
    X(WIDTH_ASK, "width-ask", 0)                                               \
    X(WIDTH_IS, "width-is", 2)     /* mm, inches across */                     \
    X(WIDTH_TOLD, "width-told", 1) /* mm, by the monitor itself */             \
    X(CARD, "card", 0)             /* on the drawn card */                     \
    X(PIN_NEW, "pin-new", 0)                                                   \
    X(PIN_SIX, "pin-six", 0)                                                   \
    X(PIN_AGAIN, "pin-again", 0)                                               \
    X(PIN_DIFFERS, "pin-differs", 0)                                           \
    X(PIN_SAME, "pin-same", 0)                                                 \
    X(PIN_RUN, "pin-run", 0)                                                   \
    X(PIN_REPEATED, "pin-repeated", 0)                                         \
    X(PIN_DRAWN, "pin-drawn", 0)                                               \
    X(PIN_DATE, "pin-date", 0)                                                 \
    X(PIN_SET, "pin-set", 0)                                                   \
    X(NOW, "now", 0)                                                           \
    X(NOW_ASK, "now-ask", 0)                                                   \
    X(NOW_YES, "now-yes", 0)                                                   \
    X(NOW_SET, "now-set", 0)                                                   \
    X(NOW_LATER, "now-later", 0)                                               \
    X(NOW_FAILED, "now-failed", 1)   /* 2026-11-30 10:15 */                    \
    X(NOW_OUTSIDE, "now-outside", 2) /* the first year, and the last */        \
    X(NOW_FAR, "now-far", 2)         /* from when, to when */                  \
    X(NOW_DATE, "now-date", 2)       /* weekday, date */                       \
    X(NOW_SHOWN, "now-shown", 2)     /* that, and the time */                  \
    X(PART_DAY, "part-day", 0)                                                 \
    X(PART_MONTH, "part-month", 0)                                             \
    X(PART_YEAR, "part-year", 0)                                               \
    X(PART_HOUR, "part-hour", 0)                                               \
    X(PART_MINUTE, "part-minute", 0)                                           \
    X(ON_MONDAY, "on-monday", 0)                                               \
    X(ON_TUESDAY, "on-tuesday", 0)                                             \
    X(ON_WEDNESDAY, "on-wednesday", 0)                                         \
    X(ON_THURSDAY, "on-thursday", 0)                                           \
    X(ON_FRIDAY, "on-friday", 0)                                               \
    X(ON_SATURDAY, "on-saturday", 0)                                           \
    X(ON_SUNDAY, "on-sunday", 0)                                               \
    X(ENROL, "enrol", 0)                                                       \
    X(ENROL_WHY, "enrol-why", 0)                                               \
    X(ENROL_SHOW, "enrol-show", 0)                                             \
    X(ENROL_TAKE, "enrol-take", 0)                                             \
    X(ENROL_FIRST, "enrol-first", 0)                                           \
    X(ENROL_SIGNER, "enrol-signer", 0)                                         \
    X(ENROL_PRINT, "enrol-print", 0)                                           \
    X(ENROL_PRINT_IS, "enrol-print-is", 2) /* the words, the print */          \
    X(ENROL_TAKEN, "enrol-taken", 0)                                           \
    X(ENROL_SURE, "enrol-sure", 0) /* asks once more */                        \
    X(READY, "ready", 0)                                                       \
    X(READY_MORE, "ready-more", 0)                                             \
    X(FAULT_MORE, "fault-more", 1)   /* faults */                              \
    X(CLEAN_GLASS, "clean-glass", 0) /* the key to it, and the title */        \
    X(CLEAN_MORE, "clean-more", 0)   /* what to do meanwhile */                \
    /* of staff again */                                                       \
    X(MACHINE, "machine", 2)       /* its codes, the program's version */      \
    X(TOO_FEW, "too-few", 0)       /* in the place of a bar */                 \
    X(NOT_ASKED, "not-asked", 2)   /* what a question's own key says, how      \
                                      often it was pressed */                  \
    X(DAYS_KEY, "days-key", 0)     /* how to read the columns */               \
    X(SHADES, "shades", 0)         /* before those of the grid */              \
    X(SHADES_FEW, "shades-few", 0) /* beside the cell with a dash */           \
    X(DAY_TAKEN, "day-taken", 0)   /* what a mark of the calendar means */     \
    X(DAY_CHOSEN, "day-chosen", 0) /* likewise */

enum word {
#define WORDS_ENUM(name, key, numbers) WORD_##name,
    WORDS_LIST(WORDS_ENUM)
#undef WORDS_ENUM
        WORD_COUNT
};

struct words {
    char code[8];     /* "vi": names the file, and the language in a CSV */
    const char *name; /* "Tiếng Việt": what the toggle says */
    const char *text[WORD_COUNT];
    const char *report[REPORT_WORD_COUNT]; /* not on the glass */
};

/* The key of a word in a language file. */
const char *words_key(enum word word);

/* How many numbers (or other texts) are set into it: where "%1", "%2" and so
   on stand, of which each must be there. */
int words_numbers(enum word word);

/* True for 2 to 7 of a-z and '-', not '-' first: it names a language, and its
   file. */
enum { LANG_CODE_SIZE = 8 };
bool lang_code_valid(const char *code);

#endif
