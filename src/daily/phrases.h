/*
 * Phrases: the parts of a CSV row that come from a wording, encoded once and
 * copied for each answer. Wordings are read back from the record when an
 * answer first names them, and kept from day to day.
 */
#ifndef DAILY_PHRASES_H
#define DAILY_PHRASES_H

#include <stdbool.h>

#include "format/wording.h"
#include "record/record.h"

enum {
    PHRASES_PREFIX = 16
}; /* hex digits by which an answer names a wording */

/* A piece of the encoded text. */
struct phrase {
    size_t at, length;
};

struct phrase_book {
    char prefix[PHRASES_PREFIX + 1];
    struct wording wording;
    struct text text;   /* all phrases, one after another */
    struct phrase form; /* "form_id,form_version," */
    /* ",question_id,question_text,": the place before it is the visit's */
    struct phrase questions[FORM_QUESTIONS_MAX][FORM_LANGUAGES_MAX];
    struct phrase labels[FORM_LEVELS_MAX][FORM_LANGUAGES_MAX];
};

/* Zeroed at the start; the owner calls phrases_free. */
struct phrases {
    struct phrase_book **books;
    int count;
    char separator; /* of the encoded texts */
};

enum phrases_result {
    PHRASES_FOUND,
    PHRASES_UNKNOWN, /* the record has no such wording, or not a sound one */
    PHRASES_FAILED,  /* the record could not be read: record_error tells */
    PHRASES_NO_MEMORY,
};

/* To be told before each day; makes room when many wordings were met. */
void phrases_begin(struct phrases *phrases, char separator);

/* The number of the book for a wording, good until the next day begins. */
enum phrases_result phrases_find(struct phrases *phrases, struct record *record,
                                 const char *prefix, int *out)
    __attribute__((warn_unused_result));

void phrases_free(struct phrases *phrases);

#endif
