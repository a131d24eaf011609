#include "daily/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "format/csv_write.h"

enum { BOOKS_KEPT = 16 };

static void free_book(struct phrase_book *book)
{
    if (book != NULL) {
        wording_free(&book->wording);
        text_free(&book->text);
        free(book);
    }
}

void phrases_free(struct phrases *phrases)
{
    for (int i = 0; i < phrases->count; i++) {
        free_book(phrases->books[i]);
    }
    free(phrases->books);
    *phrases = (struct phrases){0};
}

void phrases_begin(struct phrases *phrases, char separator)
{
    if (phrases->separator != separator || phrases->count > BOOKS_KEPT) {
        phrases_free(phrases);
    }
    phrases->separator = separator;
}

static struct phrase put(struct phrase_book *book, const char *text,
                         char separator)
{
    struct phrase phrase = {.at = book->text.length};
    csv_field(&book->text, text, separator);
    phrase.length = book->text.length - phrase.at;
    return phrase;
}

static void put_question(struct phrase_book *book, int question, int language,
                         char separator)
{
    const struct form_question *asked = &book->wording.form.questions[question];
    struct phrase *phrase = &book->questions[question][language];
    phrase->at = book->text.length;
    text_append_format(&book->text, "%c%s%c", separator, asked->id, separator);
    csv_field(&book->text, asked->text[language], separator);
    text_append(&book->text, &separator, 1);
    phrase->length = book->text.length - phrase->at;
}

static void encode(struct phrase_book *book, char separator)
{
    const struct form *form = &book->wording.form;
    text_append_format(&book->text, "%s%c%d%c", form->id, separator,
                       form->version, separator);
    book->form.length = book->text.length;
    for (int language = 0; language < form->language_count; language++) {
        for (int i = 0; i < form->question_count; i++) {
            put_question(book, i, language, separator);
        }
        for (int i = 0; i < form->levels; i++) {
            book->labels[i][language] =
                put(book, form->level_text[i][language], separator);
        }
    }
}

static enum phrases_result fill(struct phrase_book *book, struct record *record,
                                const char *prefix, char separator)
{
    enum phrases_result result = PHRASES_FAILED;
    struct text text = {0};
    memcpy(book->prefix, prefix, PHRASES_PREFIX);
    if (record_wording(record, book->prefix, &text) == STORE_OK) {
        result = text.length > 0 && wording_read(text.data, &book->wording)
                     ? PHRASES_FOUND
                     : PHRASES_UNKNOWN;
    }
    text_free(&text);
    if (result == PHRASES_FOUND) {
        encode(book, separator);
        result = book->text.failed ? PHRASES_NO_MEMORY : result;
    }
    return result;
}

enum phrases_result phrases_find(struct phrases *phrases, struct record *record,
                                 const char *prefix, int *out)
{
    /* From the end: the last one met is most likely the next one too. */
    for (int i = phrases->count - 1; i >= 0; i--) {
        if (memcmp(phrases->books[i]->prefix, prefix, PHRASES_PREFIX) == 0) {
            *out = i;
            return PHRASES_FOUND;
        }
    }
    size_t size = (size_t)(phrases->count + 1) * sizeof *phrases->books;
    struct phrase_book **books = realloc(phrases->books, size);
    if (books == NULL) {
        return PHRASES_NO_MEMORY;
    }
    phrases->books = books;
    struct phrase_book *book = calloc(1, sizeof *book);
    if (book == NULL) {
        return PHRASES_NO_MEMORY;
    }
    enum phrases_result result = fill(book, record, prefix, phrases->separator);
    if (result != PHRASES_FOUND) {
        free_book(book);
        return result;
    }
    books[phrases->count] = book;
    *out = phrases->count++;
    return result;
}
