#include "report/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

struct glossary_entry {
    char name[3 * FORM_ID_SIZE + 32]; /* all that its key says */
    char language[sizeof((struct words *)0)->code];
    char *text;
};

/* False when the key is no key that can be kept: its names are too long. */
static bool name(struct glossary_entry *entry, const struct glossary_key *key)
{
    return text_format(entry->name, sizeof entry->name, "%d %d/%d %s %s %s",
                       (int)key->kind, key->level, key->levels, key->form,
                       key->question != NULL ? key->question : "",
                       key->reason != NULL ? key->reason : "");
}

static struct glossary_entry *find(const struct glossary *glossary,
                                   const struct glossary_entry *wanted,
                                   const char *language)
{
    for (int i = 0; i < glossary->count; i++) {
        struct glossary_entry *entry = &glossary->entries[i];
        if (strcmp(entry->name, wanted->name) == 0 &&
            (language == NULL || strcmp(entry->language, language) == 0)) {
            return entry;
        }
    }
    return NULL;
}

void glossary_put(struct glossary *glossary, const struct glossary_key *key,
                  const char *language, const char *text)
{
    struct glossary_entry wanted = {0};
    if (!name(&wanted, key) ||
        !text_copy(wanted.language, sizeof wanted.language, language)) {
        return;
    }
    struct glossary_entry *entry = find(glossary, &wanted, language);
    if (entry != NULL && strcmp(entry->text, text) == 0) {
        return;
    }
    wanted.text = strdup(text);
    if (wanted.text != NULL && entry == NULL) {
        entry = array_add(&glossary->entries, &glossary->count,
                          &glossary->capacity, sizeof *entry);
    }
    if (wanted.text == NULL || entry == NULL) {
        glossary->failed = true;
        free(wanted.text);
        return;
    }
    free(entry->text);
    *entry = wanted;
}

const char *glossary_find(const struct glossary *glossary,
                          const struct glossary_key *key, const char *language)
{
    struct glossary_entry wanted = {0};
    const struct glossary_entry *entry = NULL;
    if (name(&wanted, key)) {
        entry = find(glossary, &wanted, language);
        entry = entry != NULL ? entry : find(glossary, &wanted, NULL);
    }
    return entry != NULL ? entry->text : NULL;
}

static void put_texts(struct glossary *glossary, const struct glossary_key *key,
                      const char *const *texts, const struct words *words)
{
    for (int i = 0; i < FORM_LANGUAGES_MAX && texts[i] != NULL; i++) {
        glossary_put(glossary, key, words[i].code, texts[i]);
    }
}

/* Whether no text of the question contradicts what is known of it. */
static bool agrees(const struct glossary *glossary,
                   const struct glossary_key *key, const char *const *texts,
                   const struct words *words)
{
    struct glossary_entry wanted = {0};
    if (!name(&wanted, key)) {
        return true;
    }
    const struct glossary_entry *untold =
        find(glossary, &wanted, GLOSSARY_UNTOLD);
    bool agrees = untold == NULL;
    for (int i = 0; i < FORM_LANGUAGES_MAX && texts[i] != NULL; i++) {
        const struct glossary_entry *known =
            find(glossary, &wanted, words[i].code);
        if (known != NULL && strcmp(known->text, texts[i]) != 0) {
            return false;
        }
        agrees = agrees || strcmp(untold->text, texts[i]) == 0;
    }
    return agrees;
}

static void put_question(struct glossary *glossary, const struct form *form,
                         const struct form_question *question,
                         const struct words *words)
{
    struct glossary_key key = {
        .kind = GLOSSARY_QUESTION, .form = form->id, .question = question->id};
    if (!agrees(glossary, &key, question->text, words)) {
        return;
    }
    put_texts(glossary, &key, question->text, words);
    key.kind = GLOSSARY_THEME;
    put_texts(glossary, &key, question->theme, words);
    key.kind = GLOSSARY_REASON;
    for (int i = 0; i < question->reason_count; i++) {
        key.reason = question->reasons[i].id;
        put_texts(glossary, &key, question->reasons[i].text, words);
    }
}

void glossary_put_form(struct glossary *glossary, const struct form *form,
                       const struct words *words)
{
    for (int i = 0; i < form->question_count; i++) {
        put_question(glossary, form, &form->questions[i], words);
    }
    struct glossary_key key = {
        .kind = GLOSSARY_LEVEL, .form = form->id, .levels = form->levels};
    for (int i = 0; i < form->levels; i++) {
        key.level = i + 1;
        if (agrees(glossary, &key, form->level_text[i], words)) {
            put_texts(glossary, &key, form->level_text[i], words);
        }
    }
}

void glossary_free(struct glossary *glossary)
{
    for (int i = 0; i < glossary->count; i++) {
        free(glossary->entries[i].text);
    }
    free(glossary->entries);
    *glossary = (struct glossary){0};
}
