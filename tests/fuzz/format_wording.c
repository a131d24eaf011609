/* What reads as a wording, written, reads as the same. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "format/wording.h"
#include "fuzz/with_input.h"

static void write_again(const struct wording *wording, struct text *to)
{
    static struct words words[FORM_LANGUAGES_MAX];
    const struct form *form = &wording->form;
    for (int i = 0; i < form->language_count; i++) {
        memcpy(words[i].code, wording->codes[i], sizeof words[i].code);
    }
    wording_write(to, form, words);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct wording wording;
    static struct wording again;
    struct text first = {0};
    struct text second = {0};
    char *text = input_string(data, size);
    if (wording_read(text, &wording)) {
        write_again(&wording, &first);
        assert(wording_read(first.data, &again));
        write_again(&again, &second);
        assert(strcmp(first.data, second.data) == 0);
        wording_free(&again);
    }
    wording_free(&wording);
    text_free(&first);
    text_free(&second);
    free(text);
    return 0;
}
