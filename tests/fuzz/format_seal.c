/* A text is one seal, and a seal one text. */
#include <assert.h>
#include <string.h>

#include "format/seal.h"
#include "fuzz/with_input.h"

static void look_at(const struct seal *seal)
{
    char language[WORDING_CODE_SIZE];
    char name[SEAL_OFFICE_SIZE];
    const char *at = seal->offices;
    while (seal_next_office(&at, language, name)) {
        assert(language[0] != '\0' && name[0] != '\0');
    }
    assert(*at == '\0');
    assert(seal->number > 0 && seal->last_seq >= seal->first_seq);
    assert(who_is(seal->who));
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct seal seal;
    struct text text = input_text(data, size);
    struct text again = {0};
    int line = 0;
    if (!seal_read(text.data, text.length, &seal, &line)) {
        assert(line > 0);
    } else {
        look_at(&seal);
        if (seal.version == 2) {
            seal_write(&seal, &again);
            assert(again.length == size &&
                   memcmp(again.data, text.data, size) == 0);
        }
    }
    text_free(&text);
    text_free(&again);
    return 0;
}
