#include "verify/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Hex digits by which an answer names a wording (row.h). */
enum { PREFIX = 16 };

struct reading {
    struct catalog *catalog;
    struct findings *findings;
};

static bool keep(struct catalog *catalog, const char *hash,
                 const struct wording *wording)
{
    struct catalog_book **books = array_room(catalog->books, catalog->count,
                                             &catalog->capacity, sizeof *books);
    struct catalog_book *book = books == NULL ? NULL : calloc(1, sizeof *book);
    if (books != NULL) {
        catalog->books = books;
    }
    if (book == NULL) {
        catalog->failed = true;
        return false;
    }
    memcpy(book->hash, hash, sizeof book->hash);
    book->wording = *wording;
    catalog->books[catalog->count++] = book;
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
        findings_add(reading->findings, spot_file(),
                     "wording %.16s: its text is no wording", given->hash);
        wording_free(&wording);
        return true;
    }
    bool kept = keep(reading->catalog, hash, &wording);
    if (!kept) {
        wording_free(&wording);
    }
    return kept;
}

enum store_result catalog_read(struct catalog *catalog, struct store *store,
                               struct findings *findings)
{
    struct reading reading = {catalog, findings};
    const struct store_wordings scan = {take, &reading};
    enum store_result result = store_wordings(store, &scan);
    return catalog->failed ? STORE_FAILED : result;
}

/* "vi 0123456789abcdef" */
static int find_book(const struct catalog *catalog, const char *note)
{
    const char *blank = strchr(note, ' ');
    if (blank == NULL || strlen(blank + 1) != PREFIX) {
        return -1;
    }
    size_t code = (size_t)(blank - note);
    for (int i = 0; i < catalog->count; i++) {
        const struct catalog_book *book = catalog->books[i];
        for (int k = 0; memcmp(book->hash, blank + 1, PREFIX) == 0 &&
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

int catalog_find(struct catalog *catalog, const char *note)
{
    if (catalog->last < catalog->note_count &&
        strcmp(catalog->notes[catalog->last].note, note) == 0) {
        return catalog->notes[catalog->last].book;
    }
    for (int i = 0; i < catalog->note_count; i++) {
        if (strcmp(catalog->notes[i].note, note) == 0) {
            catalog->last = i;
            return catalog->notes[i].book;
        }
    }
    int book = find_book(catalog, note);
    struct catalog_note *notes =
        book < 0 ? NULL
                 : array_room(catalog->notes, catalog->note_count,
                              &catalog->note_capacity, sizeof *notes);
    if (notes != NULL) {
        struct catalog_note *kept = &notes[catalog->note_count];
        catalog->notes = notes;
        kept->book = book;
        if (text_copy(kept->note, sizeof kept->note, note)) {
            catalog->last = catalog->note_count++;
        }
    }
    return book;
}

void catalog_free(struct catalog *catalog)
{
    for (int i = 0; i < catalog->count; i++) {
        wording_free(&catalog->books[i]->wording);
        free(catalog->books[i]);
    }
    free(catalog->books);
    free(catalog->notes);
    *catalog = (struct catalog){0};
}
