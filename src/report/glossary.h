/*
 * The glossary: how the ids of a report are called by people, in as many
 * languages as are known: questions, themes, levels and reasons. Filled from
 * the daily files, from the config's forms, or both; what was put last holds.
 *
 * The same id may have been asked in other words, with other levels, or in
 * another version of its form: each of these is a wording of its own, by its
 * number from 1 on, and never added up with another.
 */
#ifndef REPORT_GLOSSARY_H
#define REPORT_GLOSSARY_H

#include <stdbool.h>

#include "survey/form.h"
#include "survey/words.h"

enum glossary_kind {
    GLOSSARY_THEME,    /* of a question */
    GLOSSARY_QUESTION, /* as it is asked */
    GLOSSARY_LEVEL,    /* of a question, too */
    GLOSSARY_REASON,
};

/* What a text belongs to; what does not tell it apart is left zero. */
struct glossary_key {
    enum glossary_kind kind;
    const char *form, *question;
    int wording; /* 0: not known */
    const char *reason;
    int level, levels;
};

/* What a row of a file tells of how it was asked. */
struct glossary_asked {
    const char *form, *question;
    int version, levels;
    const char *language; /* "": the terminal's first; */
    const char *text;
    int level; /* that was answered; 0: none */
    const char *label;
};

struct glossary_entry;
struct glossary_wording;

/* Zeroed at the start; the owner calls glossary_free. */
struct glossary {
    struct glossary_entry *entries;
    int count, capacity;
    struct glossary_wording *wordings;
    int wording_count, wording_capacity;
    bool failed; /* memory ran out: not all texts are known */
};

void glossary_put(struct glossary *glossary, const struct glossary_key *key,
                  const char *language, const char *text);

/* In this language, else in any; NULL when it is not known. */
const char *glossary_find(const struct glossary *glossary,
                          const struct glossary_key *key, const char *language);

/* The wording by which this may have been asked; 0: none that is known. */
int glossary_known(const struct glossary *glossary,
                   const struct glossary_asked *asked, int likely);

/* The same; `likely` is the one that the same file
   used before, or 0: a row in a language of which nothing is known may be of
   several. A new one is added. 0 without memory. */
int glossary_wording(struct glossary *glossary,
                     const struct glossary_asked *asked, int likely);

/* The version of the form in which it was asked; 0: not known. */
int glossary_version(const struct glossary *glossary, int wording);

/* All texts of a form, whose languages `words` names. Where the glossary knows
   a question of it in other words, that wording is not this form's, and
   nothing of the question is put there. */
void glossary_put_form(struct glossary *glossary, const struct form *form,
                       const struct words *words);

void glossary_free(struct glossary *glossary);

#endif
