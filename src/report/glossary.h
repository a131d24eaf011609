/*
 * The glossary: how the ids of a report are called by people, in as many
 * languages as are known: questions, themes, levels and reasons. Filled from
 * the daily files, from the config's forms, or both; what was put last holds.
 */
#ifndef REPORT_GLOSSARY_H
#define REPORT_GLOSSARY_H

#include <stdbool.h>

#include "survey/form.h"
#include "survey/words.h"

enum glossary_kind {
    GLOSSARY_THEME,    /* of a question */
    GLOSSARY_QUESTION, /* as it is asked */
    GLOSSARY_LEVEL,
    GLOSSARY_REASON,
};

/* What a text belongs to; what does not tell it apart is left zero. */
struct glossary_key {
    enum glossary_kind kind;
    const char *form;
    const char *question; /* of all but GLOSSARY_LEVEL */
    const char *reason;
    int level, levels;
};

/* The language of a text of which nothing tells it: a daily file has its texts
   in the first language of the terminal, whichever that was. */
#define GLOSSARY_UNTOLD ""

struct glossary_entry;

/* Zeroed at the start; the owner calls glossary_free. */
struct glossary {
    struct glossary_entry *entries;
    int count, capacity;
    bool failed; /* memory ran out: not all texts are known */
};

void glossary_put(struct glossary *glossary, const struct glossary_key *key,
                  const char *language, const char *text);

/* In this language, else in any; NULL when it is not known. */
const char *glossary_find(const struct glossary *glossary,
                          const struct glossary_key *key, const char *language);

/* All texts of a form, whose languages `words` names. Where the glossary knows
   a question of it in other words, the form is somebody else's by the same id,
   and nothing of that question is put. */
void glossary_put_form(struct glossary *glossary, const struct form *form,
                       const struct words *words);

void glossary_free(struct glossary *glossary);

#endif
