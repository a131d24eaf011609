/*
 * The tables of a report: which figures stand side by side, and which are
 * hidden because too few people are behind them. They are made here, once;
 * text, page and workbook only print them. A cell holds both its text in the
 * reader's language and the number behind it, for a sheet or a chart.
 */
#ifndef REPORT_TABLES_H
#define REPORT_TABLES_H

#include "report/say.h"

enum cell_kind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_FEW,   /* hidden, because there were too few visits: a dash */
    CELL_COUNT, /* `number` is the count; so below */
    CELL_HOUR,  /* 0 to 23 */
    CELL_DATE,
    CELL_PROVISIONAL, /* the date of a day that is not closed */
    CELL_INDEX,       /* tenths of a point, or SCORE_NONE */
    CELL_SHARE,       /* tenths of a percent, or SCORE_NONE */
    CELL_INTERVAL,    /* `interval`, and the figure inside it in tenths */
    CELL_LEVEL,       /* the label of a level; its face, 1 to 5 */
    CELL_BAR,         /* a bar drawn with characters */
};

struct cell {
    enum cell_kind kind;
    int64_t number;
    struct score_interval interval;
    size_t text; /* where it begins in `texts` */
};

/* Zeroed but for `voice`, and what the caller wants of the three below it; the
   owner calls table_free. */
struct table {
    const struct report_voice *voice;
    int columns;
    bool headed; /* the first row names the columns */
    bool heat;   /* the larger a figure, the stronger may be its colour */

    struct cell *cells; /* row by row */
    int count, capacity;
    struct text texts; /* what the cells say, each terminated */
    size_t next;       /* where the text of the next cell begins */
    int64_t most;      /* the largest CELL_COUNT */
    bool failed;       /* memory ran out: it must not be printed */
};

void table_free(struct table *table);

/* The text of a cell; the table must not have failed. */
const char *table_said(const struct table *table, const struct cell *cell);

/* How strong the colour of a cell should be, 0 to 100. */
int table_heat(const struct table *table, const struct cell *cell);

/* Each adds the next cell. */
void table_empty(struct table *table);
void table_text(struct table *table, const char *text);
void table_word(struct table *table, enum report_word word);
void table_count(struct table *table, int64_t count);
void table_index(struct table *table, int tenths);
void table_share(struct table *table, int tenths);
void table_question(struct table *table, const struct sum_question *question);
void table_level(struct table *table, const struct sum_question *question,
                 int level);

/* REPORT_INDEX or REPORT_SATISFIED of a score; its interval; both, in two
   cells. */
void table_measure(struct table *table, enum report_word what,
                   const struct score *score);
void table_interval(struct table *table, enum report_word what,
                    const struct score *score);
void table_figure(struct table *table, enum report_word what,
                  const struct score *score);

/* Adds a cell whose text the caller has just appended to `texts`. */
void table_end(struct table *table, enum cell_kind kind, int64_t number);

/* Adds the first row; there are as many columns as words. */
void table_heads(struct table *table, const enum report_word *words, int count);

/* The tables themselves, which the caller frees. */

/* What a reader must know of files and days: what it is about, and what. */
struct table table_of_remarks(const struct report_voice *voice);

/* The terminals side by side in one question; `narrow`: there is room for short
   heads only. */
struct table table_of_terminals(const struct report_voice *voice,
                                const struct sum_question *question,
                                bool narrow);

/* Which of them differ in it, by the rule of difference.h; one cell that says
   so when none does. */
struct table table_of_differences(const struct report_voice *voice,
                                  const struct sum_question *question);

struct table table_of_reasons(const struct report_voice *voice,
                              const struct sum_question *question);

/* The days; those on which the office was open; or the others, as far as
   anybody came. */
enum which_days { DAYS_ALL, DAYS_OPEN, DAYS_REST };
struct table table_of_days(const struct report_voice *voice,
                           const struct report_part *part,
                           enum which_days which);

/* What is told of hours beside their visits: of a record how long the terminal
   was ready, of daily files the mean (daily/sums.h). */
enum report_word report_beside_visits(const struct report *report);

/* Hours by weekdays, of all terminals together: REPORT_VISITS, REPORT_MEAN or
   REPORT_COVERAGE. `corner` is the head over the hours. */
struct table table_of_hours(const struct report_voice *voice,
                            enum report_word what, enum report_word corner);

/* What each flag means, and how many visits bear it. */
struct table table_of_flags(const struct report_voice *voice, bool headed);

#endif
