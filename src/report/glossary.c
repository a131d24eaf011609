#include "report/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

struct glossary_entry {
    char name[3 * FORM_ID_SIZE + 48]; /* all that its key says */
    char language[sizeof((struct words *)0)->code];
    char *text;
};

struct glossary_wording {
    char form[FORM_ID_SIZE];
    char question[FORM_ID_SIZE];
    int version, levels;
};

/* False when the key is no key that can be kept: its names are too long. */
static bool name(struct glossary_entry *entry, const struct glossary_key *key)
{
    return text_format(entry->name, sizeof entry->name, "%d %d/%d %d %s %s %s",
                       (int)key->kind, key->level, key->levels, key->wording,
                       key->form, key->question != NULL ? key->question : "",
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
    if (entry != NULL && text_reads_same(entry->text, text)) {
        return;
    }
    wanted.text = strdup(text);
    if (wanted.text != NULL) {
        text_unjoin(wanted.text);
    }
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

/* Whether a text does not contradict what is known. */
static bool fits(const struct glossary *glossary,
                 const struct glossary_key *key, const char *language,
                 const char *text)
{
    struct glossary_entry wanted;
    const struct glossary_entry *known =
        name(&wanted, key) ? find(glossary, &wanted, language) : NULL;
    return known == NULL || text_reads_same(known->text, text);
}

/* The same of a form's texts, in every language. */
static bool agrees(const struct glossary *glossary,
                   const struct glossary_key *key, const char *const *texts,
                   const struct words *words)
{
    bool agreed = true;
    for (int i = 0; i < FORM_LANGUAGES_MAX && texts[i] != NULL; i++) {
        agreed = agreed && fits(glossary, key, words[i].code, texts[i]);
    }
    return agreed;
}

/* Of this wording, or of none that is known (0). */
static void put_question(struct glossary *glossary, const struct form *form,
                         const struct form_question *question, int wording,
                         const struct words *words)
{
    struct glossary_key key = {.kind = GLOSSARY_QUESTION,
                               .form = form->id,
                               .question = question->id,
                               .wording = wording};
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
    key = (struct glossary_key){.kind = GLOSSARY_LEVEL,
                                .form = form->id,
                                .question = question->id,
                                .wording = wording,
                                .levels = form->levels};
    for (key.level = 1; key.level <= form->levels; key.level++) {
        const char *const *texts = form->level_text[key.level - 1];
        if (agrees(glossary, &key, texts, words)) {
            put_texts(glossary, &key, texts, words);
        }
    }
}

void glossary_put_form(struct glossary *glossary, const struct form *form,
                       const struct words *words)
{
    for (int i = 0; i < form->question_count; i++) {
        const struct form_question *question = &form->questions[i];
        put_question(glossary, form, question, 0, words);
        for (int k = 0; k < glossary->wording_count; k++) {
            const struct glossary_wording *wording = &glossary->wordings[k];
            if (wording->levels == form->levels &&
                strcmp(wording->form, form->id) == 0 &&
                strcmp(wording->question, question->id) == 0) {
                put_question(glossary, form, question, k + 1, words);
            }
        }
    }
}

static struct glossary_key key_of(const struct glossary_asked *asked,
                                  enum glossary_kind kind, int wording)
{
    struct glossary_key key = {.kind = kind,
                               .form = asked->form,
                               .question = asked->question,
                               .wording = wording};
    if (kind == GLOSSARY_LEVEL) {
        key.level = asked->level;
        key.levels = asked->levels;
    }
    return key;
}

/* Which language the first one is no file says: in every office it is this. */
static const char *language_of(const struct glossary_asked *asked)
{
    return asked->language[0] != '\0' ? asked->language : "vi";
}

/* Whether it may have been asked by this wording. */
static bool may_be(const struct glossary *glossary,
                   const struct glossary_asked *asked, int wording)
{
    const struct glossary_wording *known = &glossary->wordings[wording - 1];
    const struct glossary_key text = key_of(asked, GLOSSARY_QUESTION, wording);
    const struct glossary_key level = key_of(asked, GLOSSARY_LEVEL, wording);
    return known->version == asked->version && known->levels == asked->levels &&
           strcmp(known->question, asked->question) == 0 &&
           strcmp(known->form, asked->form) == 0 &&
           fits(glossary, &text, language_of(asked), asked->text) &&
           (asked->level == 0 ||
            fits(glossary, &level, language_of(asked), asked->label));
}

static int new_wording(struct glossary *glossary,
                       const struct glossary_asked *asked)
{
    struct glossary_wording *wording =
        array_add(&glossary->wordings, &glossary->wording_count,
                  &glossary->wording_capacity, sizeof *wording);
    if (wording == NULL) {
        glossary->failed = true;
        return 0;
    }
    text_must(wording->form, sizeof wording->form, "%s", asked->form);
    text_must(wording->question, sizeof wording->question, "%s",
              asked->question);
    wording->version = asked->version;
    wording->levels = asked->levels;
    return glossary->wording_count;
}

int glossary_known(const struct glossary *glossary,
                   const struct glossary_asked *asked, int likely)
{
    int found = likely > 0 && may_be(glossary, asked, likely) ? likely : 0;
    for (int i = 1; found == 0 && i <= glossary->wording_count; i++) {
        found = may_be(glossary, asked, i) ? i : 0;
    }
    return found;
}

int glossary_wording(struct glossary *glossary,
                     const struct glossary_asked *asked, int likely)
{
    int found = glossary_known(glossary, asked, likely);
    found = found == 0 ? new_wording(glossary, asked) : found;
    struct glossary_key key = key_of(asked, GLOSSARY_QUESTION, found);
    glossary_put(glossary, &key, language_of(asked), asked->text);
    if (asked->level > 0) {
        key = key_of(asked, GLOSSARY_LEVEL, found);
        glossary_put(glossary, &key, language_of(asked), asked->label);
    }
    return found;
}

int glossary_version(const struct glossary *glossary, int wording)
{
    return wording > 0 ? glossary->wordings[wording - 1].version : 0;
}

void glossary_free(struct glossary *glossary)
{
    for (int i = 0; i < glossary->count; i++) {
        free(glossary->entries[i].text);
    }
    free(glossary->entries);
    free(glossary->wordings);
    *glossary = (struct glossary){0};
}
