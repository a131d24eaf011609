#include "verify/wordings.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct reading {
    struct wordings *wordings;
    struct findings *findings;
};

static bool keep(struct wordings *wordings, const char *hash,
                 const struct wording *wording)
{
    struct wordings_book *book = array_new(&wordings->books, &wordings->count,
                                           &wordings->capacity, sizeof *book);
    if (book == NULL) {
        wordings->failed = true;
        return false;
    }
    memcpy(book->hash, hash, sizeof book->hash);
    book->wording = *wording;
    return true;
}

static bool take(void *context, const struct store_wording *given)
{
    struct reading *reading = context;
    struct wording wording;
    char hash[DIGEST_HEX_SIZE];
    digest_of(given->text, strlen(given->text), hash);
    if (strcmp(hash, given->hash) != 0) {
        findings_add(reading->findings, spot_file(),
                     "wording %.16s: its text is not the one of that hash",
                     given->hash);
        return true;
    }
    if (!wording_read(given->text, &wording)) {
        if (wording.text == NULL) {
            reading->wordings->failed = true;
            return false;
        }
        findings_add(reading->findings, spot_file(),
                     "wording %.16s: its text is no wording", given->hash);
        wording_free(&wording);
        return true;
    }
    bool kept = keep(reading->wordings, hash, &wording);
    if (!kept) {
        wording_free(&wording);
    }
    return kept;
}

enum store_result wordings_read(struct wordings *wordings, struct store *store,
                                struct findings *findings)
{
    struct reading reading = {wordings, findings};
    const struct store_wordings scan = {take, &reading};
    enum store_result result = store_wordings(store, &scan);
    return wordings->failed ? STORE_FAILED : result;
}

/* "vi 0123456789abcdef" */
static int find_book(const struct wordings *wordings, const char *note)
{
    const char *blank = strchr(note, ' ');
    if (blank == NULL || strlen(blank + 1) != WORDING_PREFIX) {
        return -1;
    }
    size_t code = (size_t)(blank - note);
    for (int i = 0; i < wordings->count; i++) {
        const struct wordings_book *book = wordings->books[i];
        for (int k = 0; memcmp(book->hash, blank + 1, WORDING_PREFIX) == 0 &&
                        k < book->wording.form.language_count;
             k++) {
            const char *language = book->wording.codes[k];
            if (strlen(language) == code && memcmp(language, note, code) == 0) {
                return i;
            }
        }
    }
    return -1;
}

int wordings_find(struct wordings *wordings, const char *note)
{
    if (wordings->last < wordings->note_count &&
        strcmp(wordings->notes[wordings->last].note, note) == 0) {
        return wordings->notes[wordings->last].book;
    }
    for (int i = 0; i < wordings->note_count; i++) {
        if (strcmp(wordings->notes[i].note, note) == 0) {
            wordings->last = i;
            return wordings->notes[i].book;
        }
    }
    int book = find_book(wordings, note);
    struct wordings_note *kept =
        book < 0 ? NULL
                 : array_add(&wordings->notes, &wordings->note_count,
                             &wordings->note_capacity, sizeof *kept);
    if (kept != NULL) {
        kept->book = book;
        text_must(kept->note, sizeof kept->note, "%s", note);
        wordings->last = wordings->note_count - 1;
    }
    return book;
}

void wordings_free(struct wordings *wordings)
{
    for (int i = 0; i < wordings->count; i++) {
        wording_free(&wordings->books[i]->wording);
        free(wordings->books[i]);
    }
    free(wordings->books);
    free(wordings->notes);
    *wordings = (struct wordings){0};
}
