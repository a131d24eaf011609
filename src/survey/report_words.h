/*
 * The words of the report: one set a language, read from the section [report]
 * of assets/lang/<code>.ini, where each stands under its key. A new word is a
 * new line of the list below; a language file that lacks it is refused by
 * name, as is one whose text lacks a place (%1, %2 ...) for what goes there.
 */
#ifndef SURVEY_REPORT_WORDS_H
#define SURVEY_REPORT_WORDS_H

/*   name             key in the file       places */
#define REPORT_WORDS_LIST(X)                                                   \
    X(TITLE, "title", 0)                                                       \
    X(SPAN, "span", 2) /* first day, last day */                               \
    X(DATE, "date", 3) /* day, month, year */                                  \
    X(DECIMAL, "decimal", 0)                                                   \
    X(THOUSANDS, "thousands", 0)                                               \
    X(FROM_TO, "from-to", 2) /* the ends of an interval */                     \
    X(MADE, "made", 1)       /* the program's version */                       \
    X(EMPTY, "empty", 0)     /* nothing is known of this span */               \
    X(UNKNOWN, "unknown", 0)                                                   \
    X(TERMINAL, "terminal", 0)                                                 \
    X(TERMINALS, "terminals", 0)                                               \
    X(SUMMARY, "summary", 0)                                                   \
    X(DAYS, "days", 0)                                                         \
    X(DAYS_LACKING, "days-lacking", 0)                                         \
    X(VISITS, "visits", 0)                                                     \
    X(COMPLETE, "complete", 0)                                                 \
    X(FLAGGED, "flagged", 0)                                                   \
    X(ANSWERS, "answers", 0)                                                   \
    X(SILENT, "silent", 0)                                                     \
    X(QUESTIONS, "questions", 0)                                               \
    X(QUESTION, "question", 0)                                                 \
    X(FORM_VERSION, "form-version", 1) /* of one that was asked otherwise */   \
    X(LEVEL, "level", 1) /* when its label is not known: which */              \
    X(N, "n", 0)                                                               \
    X(SATISFIED, "satisfied", 0)                                               \
    X(INDEX, "index", 0)                                                       \
    X(INTERVAL, "interval", 0)                                                 \
    X(RAW, "raw", 0)                                                           \
    X(CLEAN, "clean", 0)                                                       \
    X(SKIPPED, "skipped", 0)                                                   \
    X(NA, "na", 0) /* a question's own key, for whom it does not apply to */   \
    X(LEFT, "left", 0)                                                         \
    X(TOO_FEW, "too-few", 0)                                                   \
    X(REASONS, "reasons", 0)                                                   \
    X(REASON, "reason", 0)                                                     \
    X(REASONS_NONE, "reasons-none", 0)                                         \
    X(TIMES, "times", 0) /* how often a reason was chosen */                   \
    X(NO_DATA, "no-data", 0)                                                   \
    X(FRONT, "front", 0)                                                       \
    X(NOW, "now", 0)                                                           \
    X(BEFORE, "before", 0)           /* the period before */                   \
    X(BEFORE_SPAN, "before-span", 2) /* its first day, its last */             \
    X(BEFORE_NONE, "before-none", 0)                                           \
    X(CHANGE, "change", 0) /* a column; what stands in it: */                  \
    X(CHANGE_NONE, "change-none", 0)                                           \
    X(CHANGE_LOWER, "change-lower", 0)                                         \
    X(CHANGE_HIGHER, "change-higher", 0)                                       \
    X(CHANGE_REWORDED, "change-reworded", 0)                                   \
    X(CHANGE_NOTE, "change-note", 0)                                           \
    X(TOGETHER, "together", 0) /* all questions */                             \
    X(TOGETHER_NOTE, "together-note", 0)                                       \
    X(QUESTIONS_MORE, "questions-more", 1)                                     \
    X(WORST, "worst", 0)                                                       \
    X(TOP_REASONS, "top-reasons", 0)                                           \
    X(REMARKS_MORE, "remarks-more", 1)                                         \
    X(WORKDAYS, "workdays", 0)                                                 \
    X(RESTDAYS, "rest-days", 0)                                                \
    X(REST_VISITS, "rest-visits", 0)                                           \
    X(REST_EMPTY, "rest-empty", 1) /* how many without a visit */              \
    X(REST_NOTE, "rest-note", 0)                                               \
    X(WHICH, "which", 0) /* heads of the workbook; so the next 3 */            \
    X(INTERVAL_LOW, "interval-low", 0)                                         \
    X(INTERVAL_HIGH, "interval-high", 0)                                       \
    X(NOTE, "note", 0)                                                         \
    X(COMPARE, "compare", 0)                                                   \
    X(COMPARE_NONE, "compare-none", 0)                                         \
    X(COMPARE_FEW, "compare-few", 0)                                           \
    X(COMPARE_LEVEL, "compare-level", 0) /* a column; so the next 3 */         \
    X(COMPARE_SHARE, "compare-share", 0)                                       \
    X(COMPARE_OTHERS, "compare-others", 0)                                     \
    X(COMPARE_VERDICT, "compare-verdict", 0)                                   \
    X(COMPARE_LOWER, "compare-lower", 0)                                       \
    X(COMPARE_HIGHER, "compare-higher", 0)                                     \
    X(COMPARE_NOTE, "compare-note", 0)                                         \
    X(COMPARE_CAUTION, "compare-caution", 0)                                   \
    X(BY_DAY, "by-day", 0)                                                     \
    X(DAY, "day", 0)                                                           \
    X(MEAN, "mean", 0) /* the index over all questions */                      \
    X(PROVISIONAL, "provisional", 0)                                           \
    X(PROVISIONAL_NOTE, "provisional-note", 0)                                 \
    X(BY_HOUR, "by-hour", 0)                                                   \
    X(BY_HOUR_NOTE, "by-hour-note", 0)                                         \
    X(HOUR, "hour", 0)                                                         \
    X(MONDAY, "monday", 0)                                                     \
    X(TUESDAY, "tuesday", 0)                                                   \
    X(WEDNESDAY, "wednesday", 0)                                               \
    X(THURSDAY, "thursday", 0)                                                 \
    X(FRIDAY, "friday", 0)                                                     \
    X(SATURDAY, "saturday", 0)                                                 \
    X(SUNDAY, "sunday", 0)                                                     \
    X(COVERAGE, "coverage", 0)                                                 \
    X(COVERAGE_SHORT, "coverage-short", 0) /* over a column */                 \
    X(COVERAGE_NOTE, "coverage-note", 0)                                       \
    X(COVERAGE_UNKNOWN, "coverage-unknown", 0)                                 \
    X(COVERAGE_MINUTES, "coverage-minutes", 2) /* ready, open */               \
    X(FLAGS, "flags", 0)                                                       \
    X(FLAGS_NOTE, "flags-note", 0)                                             \
    X(FLAG, "flag", 0)                                                         \
    X(MEANING, "meaning", 0)                                                   \
    X(FLAG_COOLDOWN, "flag-cooldown", 0)                                       \
    X(FLAG_FAST, "flag-fast", 0)                                               \
    X(FLAG_BURST, "flag-burst", 0)                                             \
    X(FLAG_HOURS, "flag-hours", 0)                                             \
    X(FLAG_CLOCK, "flag-clock", 0)                                             \
    X(FORMULAS, "formulas", 0)                                                 \
    X(FORMULA_INDEX, "formula-index", 0)                                       \
    X(FORMULA_SATISFIED, "formula-satisfied", 0)                               \
    X(FORMULA_INTERVAL, "formula-interval", 0)                                 \
    X(FORMULA_MEAN, "formula-mean", 0)                                         \
    X(LOST, "lost", 1)       /* how many answers and reasons had no room */    \
    X(REMARKS, "remarks", 0) /* on files and days, each of the next */         \
    X(FILE_OTHER, "file-other", 0)                                             \
    X(FILE_CLOSED, "file-closed", 0)                                           \
    X(FILE_UNREAD, "file-unread", 0)                                           \
    X(FILE_FAULTY, "file-faulty", 0)                                           \
    X(FILE_RIVAL, "file-rival", 0)                                             \
    X(FILE_DOUBLED, "file-doubled", 0)                                         \
    X(FILE_SUPERSEDED, "file-superseded", 0)                                   \
    X(FILE_ALTERED, "file-altered", 0)                                         \
    X(FILE_RENAMED, "file-renamed", 0)                                         \
    X(FILE_UNSEALED, "file-unsealed", 0)                                       \
    X(FILE_PROVISIONAL, "file-provisional", 0)                                 \
    X(FILE_UNLISTED, "file-unlisted", 0)                                       \
    X(FOLDER_EMPTY, "folder-empty", 0)                                         \
    X(DAYS_MISSING, "days-missing", 0)                                         \
    X(TWINS, "twins", 0)                                                       \
    X(REWORDED, "reworded", 0)                                                 \
    X(FILE_LINE, "file-line", 2) /* file, line */                              \
    X(SHEET_SUMMARY, "sheet-summary", 0)                                       \
    X(SHEET_QUESTIONS, "sheet-questions", 0)                                   \
    X(SHEET_COMPARE, "sheet-compare", 0)                                       \
    X(SHEET_DAYS, "sheet-days", 0)                                             \
    X(SHEET_HOURS, "sheet-hours", 0)                                           \
    X(SHEET_VISITS, "sheet-visits", 0)                                         \
    X(SHEET_RAW, "sheet-raw", 0)                                               \
    X(SHEET_FULL, "sheet-full", 1) /* the rows that a sheet can hold */

enum report_word {
#define REPORT_WORDS_ENUM(name, key, places) REPORT_##name,
    REPORT_WORDS_LIST(REPORT_WORDS_ENUM)
#undef REPORT_WORDS_ENUM
        REPORT_WORD_COUNT
};

/* The key of a word in a language file. */
const char *report_words_key(enum report_word word);

/* How many places its text must have. */
int report_words_places(enum report_word word);

#endif
