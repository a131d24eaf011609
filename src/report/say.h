/*
 * How a report says things in a language: its words, numbers, dates and
 * intervals, and the names of questions, levels and reasons. All of it is
 * appended as plain text, which the writers mark up.
 */
#ifndef REPORT_SAY_H
#define REPORT_SAY_H

#include "report/report.h"

/* A report and who it is read by. */
struct report_voice {
    const struct report *report;
    const struct words *words;
    const char *version; /* of the program */
};

const char *say(const struct report_voice *voice, enum report_word word);

/* A word whose places are filled with `values`, as many as it has. */
void say_filled(struct text *out, const struct report_voice *voice,
                enum report_word word, const char *const *values);

/* How many columns of a console a text takes: its characters, of NFC. */
int say_columns(const char *text, size_t length);

/* "1.234" */
void say_count(struct text *out, const struct report_voice *voice,
               int64_t count);

/* Tenths as "83,4", with `unit` ("" or "%") behind; SCORE_NONE is a dash. */
void say_tenths(struct text *out, const struct report_voice *voice, int tenths,
                const char *unit);

/* "80,1% đến 86,2%"; unknown is a dash. */
void say_interval(struct text *out, const struct report_voice *voice,
                  struct score_interval interval, const char *unit);

/* "22/11/2026" */
void say_date(struct text *out, const struct report_voice *voice, int32_t day);

/* A word with a first day and a last. */
void say_days(struct text *out, const struct report_voice *voice,
              enum report_word word, int32_t from, int32_t to);

/* The first day and the last, as a sentence; nothing when there are none. */
void say_span(struct text *out, const struct report_voice *voice);

/* How many minutes of the open ones the terminal was ready; both are known. */
void say_minutes(struct text *out, const struct report_voice *voice,
                 const struct sum_hour *total);

/* A word with one number in it. */
void say_with_count(struct text *out, const struct report_voice *voice,
                    enum report_word word, int64_t count);

/* What a terminal is called: "VANTRUONG/QUAY-1", with its chain where two are
   called so. */
void say_terminal(struct text *out, const struct report_part *part);

/* Likewise, at the head: with its office, where that is not said of all. */
void say_terminal_of(struct text *out, const struct report_voice *voice,
                     const struct report_part *part);

/* A question's theme, else its text, else its id; of one that was asked in
   several ways all three, with the version of its form. */
void say_question(struct text *out, const struct report_voice *voice,
                  const struct sum_question *question);

/* Its text, when say_question said something else; else NULL. */
const char *say_question_text(const struct report_voice *voice,
                              const struct sum_question *question);

/* The label of a level, else "level 3". */
void say_level(struct text *out, const struct report_voice *voice,
               const struct sum_question *question, int level);

/* A reason as it was read, else its id. */
const char *say_reason(const struct report_voice *voice,
                       const struct sum_question *question, const char *reason);

/* "T2": 0 is Monday. What a flag means: by its bit, from 0. */
const char *say_weekday(const struct report_voice *voice, int weekday);
const char *say_flag(const struct report_voice *voice, int bit);

/* What a remark is about: a file and its line, the first and last of several, a
   terminal and its days. */
void say_about(struct text *out, const struct report_voice *voice,
               const struct report_remark *remark);

#endif
