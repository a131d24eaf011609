/*
 * One key file that is being read into the config: typed readings that say
 * what is wrong and what to write instead, at the line where it stands. A
 * reading that failed has added its fault; what it returns then is harmless.
 */
#ifndef CONFIG_SOURCE_H
#define CONFIG_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "config/keyfile.h"

enum {
    SOURCE_LANGUAGES_MAX = 128, /* files in assets/lang */
    SOURCE_WORD_SIZE = 48,
};

/* Which languages texts must be in. A text in one of `others` may stay in the
   file although the terminal does not offer that language. */
struct languages {
    char offered[FORM_LANGUAGES_MAX][LANG_CODE_SIZE];
    int offered_count;
    char others[SOURCE_LANGUAGES_MAX][LANG_CODE_SIZE];
    int other_count;
};

struct source {
    struct keyfile *keys;
    struct keyfile *entered; /* on the glass (setup_file.h); NULL: nothing */
    bool asks;               /* the glass is going to ask for what it can */
    struct faults *faults;
    const struct languages *languages; /* for source_texts */
};

/* A place in a key file: every reading and every fault is about one. */
struct place {
    const char *section;
    const char *key; /* NULL: the section itself */
};

/* Adds a fault at the key's line, else at its section's. */
void source_fault(const struct source *source, struct place place,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Of a key that must be there and is not: a fault at its section's line, told
   unless a slip of the pen explains it. `advice` is what to do. */
void source_missed(const struct source *source, struct place place,
                   const char *advice);

/* Nothing is written there, and nothing need be: the glass will ask. */
bool source_asks(const struct source *source, struct place place);

/* The value as it stands; NULL, without a fault of its own, when absent. */
const char *source_value(const struct source *source, struct place place);

/* The same; NULL also when nothing stands behind the =. */
const char *source_given(const struct source *source, struct place place);

/* A text that must be there and be fit to be shown and exported; else NULL. */
const char *source_text(const struct source *source, struct place place);

/* Such a text in every offered language, as key[vi], key[en] ... */
void source_texts(const struct source *source, struct place place,
                  const char *out[FORM_LANGUAGES_MAX]);

/* The same of a text that need not be: left out, or empty, in all languages
   it stays NULL; given in one, it must be there in each. */
void source_texts_optional(const struct source *source, struct place place,
                           const char *out[FORM_LANGUAGES_MAX]);

struct range {
    int64_t least, most, otherwise; /* `otherwise` when the key is absent */
    bool or_none;                   /* 0 will do as well */
    const char *unit;               /* what is counted; NULL: nothing to say */
};

/* Digits and nothing else; adds no fault. */
bool source_parse_number(const char *text, int64_t *number);

/* A whole number. */
int64_t source_number(const struct source *source, struct place place,
                      struct range range);

/* Which of `names`, whose end is NULL, stands there, from 0; the first one when
   the key is absent. */
int source_choice(const struct source *source, struct place place,
                  const char *const *names);

/* Of yes and no; no when the key is absent. */
bool source_yes(const struct source *source, struct place place);

/* A code that goes into file names; must be there. */
void source_code(const struct source *source, struct place place,
                 char out[WHO_CODE_SIZE]);

/* An id of the lower case, as the forms use them; does not add a fault. No
   dash at its beginning: the id becomes a cell of a spreadsheet. */
bool source_id_valid(const char *id);

/* The path of a file as a config names it: absolute, or from the folder of the
   key file. False, without a fault of its own, when it is too long. */
bool source_path(const struct source *source, const char *name,
                 char out[FILES_PATH_SIZE]) __attribute__((warn_unused_result));

/* The same of a file that is there, else of the program's own config in
   `share`; false when it is in neither. */
bool source_find(const struct source *source, const char *share,
                 const char *name, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The next word of a list ("vi;en") without the spaces around it; false at
   the end. A word that is too long to be right is cut, and so is not right. */
bool source_word(const char **rest, char out[SOURCE_WORD_SIZE]);

/* How much of a value a fault shows, in bytes, for "%.*s". */
int source_shown(const char *value);

#endif
