/*
 * Encoded wordings: the parts of a CSV row that come from a wording, encoded
 * once and copied for each answer. Wordings are read back from the record when
 * an answer first names them, and kept from day to day.
 */
#ifndef DAILY_ENCODED_WORDINGS_H
#define DAILY_ENCODED_WORDINGS_H

#include "format/wording.h"
#include "record/record.h"

/* A piece of the encoded text. */
struct encoded_text {
    size_t at, length;
};

struct encoded_wording {
    char prefix[WORDING_PREFIX + 1];
    char hash[DIGEST_HEX_SIZE]; /* all of it */
    struct wording wording;
    struct text text;         /* all of it */
    struct encoded_text form; /* "form_id,form_version," */
    /* ",question_id,question_text,": the place before it is the visit's */
    struct encoded_text questions[FORM_QUESTIONS_MAX][FORM_LANGUAGES_MAX];
    struct encoded_text labels[FORM_LEVELS_MAX][FORM_LANGUAGES_MAX];
};

/* Zeroed at the start; the owner calls encoded_wordings_free. */
struct encoded_wordings {
    struct encoded_wording **list;
    int count, capacity;
    char separator; /* of the encoded texts */
};

/* To be told before each day; makes room when many wordings were met. */
void encoded_wordings_begin(struct encoded_wordings *wordings, char separator);

/* The place of a wording in the list, good until the next day begins. NULL, or
   what is wrong; "" when the record could not be read: record_error tells. */
const char *encoded_wordings_find(struct encoded_wordings *wordings,
                                  struct record *record, const char *prefix,
                                  int *out) __attribute__((warn_unused_result));

void encoded_wordings_free(struct encoded_wordings *wordings);

#endif
