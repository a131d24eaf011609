#include "daily/encoded_wordings.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/speak.h"
#include "format/csv_write.h"

enum { KEPT = 16 };

static const char no_memory[] = N_("no memory for the wording of an answer");

static void free_one(struct encoded_wording *encoded)
{
    if (encoded != NULL) {
        wording_free(&encoded->wording);
        text_free(&encoded->text);
        free(encoded);
    }
}

void encoded_wordings_free(struct encoded_wordings *wordings)
{
    for (int i = 0; i < wordings->count; i++) {
        free_one(wordings->list[i]);
    }
    free(wordings->list);
    *wordings = (struct encoded_wordings){0};
}

void encoded_wordings_begin(struct encoded_wordings *wordings, char separator)
{
    if (wordings->separator != separator || wordings->count > KEPT) {
        encoded_wordings_free(wordings);
    }
    wordings->separator = separator;
}

static struct encoded_text put(struct encoded_wording *encoded,
                               const char *text, char separator)
{
    struct encoded_text field = {.at = encoded->text.length};
    csv_field(&encoded->text, text, separator);
    field.length = encoded->text.length - field.at;
    return field;
}

static void put_question(struct encoded_wording *encoded, int question,
                         int language, char separator)
{
    const struct form_question *asked =
        &encoded->wording.form.questions[question];
    struct encoded_text *field = &encoded->questions[question][language];
    field->at = encoded->text.length;
    text_append_format(&encoded->text, "%c%s%c", separator, asked->id,
                       separator);
    csv_field(&encoded->text, asked->text[language], separator);
    text_append(&encoded->text, &separator, 1);
    field->length = encoded->text.length - field->at;
}

static void encode(struct encoded_wording *encoded, char separator)
{
    const struct form *form = &encoded->wording.form;
    text_append_format(&encoded->text, "%s%c%d%c", form->id, separator,
                       form->version, separator);
    encoded->form.length = encoded->text.length;
    for (int language = 0; language < form->language_count; language++) {
        for (int i = 0; i < form->question_count; i++) {
            put_question(encoded, i, language, separator);
        }
        for (int i = 0; i < form->levels; i++) {
            encoded->labels[i][language] =
                put(encoded, form->level_text[i][language], separator);
        }
    }
}

static const char *fill(struct encoded_wording *encoded, struct record *record,
                        const char *prefix, char separator)
{
    const char *fault = "";
    struct text text = {0};
    memcpy(encoded->prefix, prefix, WORDING_PREFIX);
    if (record_wording(record, encoded->prefix, &text) == STORE_OK) {
        digest_of(text.data, text.length, encoded->hash);
        fault = text.length > 0 && wording_read(text.data, &encoded->wording)
                    ? NULL
                    : N_("the wording of an answer is not there");
    }
    text_free(&text);
    if (fault == NULL) {
        encode(encoded, separator);
        fault = encoded->text.failed ? no_memory : NULL;
    }
    return fault;
}

const char *encoded_wordings_find(struct encoded_wordings *wordings,
                                  struct record *record, const char *prefix,
                                  int *out)
{
    /* From the end: the last one met is most likely the next one too. */
    for (int i = wordings->count - 1; i >= 0; i--) {
        if (memcmp(wordings->list[i]->prefix, prefix, WORDING_PREFIX) == 0) {
            *out = i;
            return NULL;
        }
    }
    struct encoded_wording *encoded =
        array_new(&wordings->list, &wordings->count, &wordings->capacity,
                  sizeof *encoded);
    if (encoded == NULL) {
        return no_memory;
    }
    *out = wordings->count - 1;
    const char *fault = fill(encoded, record, prefix, wordings->separator);
    if (fault != NULL) {
        free_one(encoded);
        wordings->count--;
    }
    return fault;
}
