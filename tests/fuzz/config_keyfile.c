/* Any bytes as a key file: it knows its lines, and refuses nothing that was
   asked for. */
#include <assert.h>
#include <string.h>

#include "config/keyfile.h"
#include "fuzz/with_input.h"

static void ask(struct keyfile *file, const char *section)
{
    const char *key;
    assert(keyfile_line(file, section, NULL) > 0);
    keyfile_expect(file, section);
    for (int i = 0; (key = keyfile_key_at(file, section, i)) != NULL; i++) {
        const char *value = keyfile_get(file, section, key);
        assert(keyfile_line(file, section, key) > 0);
        assert(value == NULL || text_is_utf8(value, strlen(value)));
        assert(value != NULL || keyfile_spoilt(file, section, key));
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct faults faults = {0};
    struct text bytes = input_text(data, size);
    struct keyfile *file = keyfile_parse("a.ini", &bytes, &faults);
    if (file != NULL) {
        const char *section;
        int before = faults.count;
        for (int i = 0; (section = keyfile_section_at(file, i)) != NULL; i++) {
            ask(file, section);
        }
        keyfile_refuse_unknown(file, &faults);
        assert(faults.count == before);
        assert(strlen(keyfile_digest(file)) == 64);
    } else {
        assert(faults.count > 0);
    }
    keyfile_close(file);
    faults_free(&faults);
    text_free(&bytes);
    return 0;
}
