/* setup.ini, to which the glass adds: what it writes reads as it was meant, and
   the rest as before. */
#include <assert.h>
#include <string.h>

#include "config/setup_file.h"
#include "fuzz/with_input.h"

static struct keyfile *open_file(void)
{
    struct faults faults = {0};
    struct keyfile *keys = keyfile_open(input_path(SETUP_FILE_NAME), &faults);
    assert(keys != NULL && faults.count == 0);
    faults_free(&faults);
    return keys;
}

static void compare(struct keyfile *before, struct keyfile *after)
{
    const char *section;
    for (int i = 0; (section = keyfile_section_at(before, i)) != NULL; i++) {
        const char *key;
        for (int j = 0; (key = keyfile_key_at(before, section, j)) != NULL;
             j++) {
            const char *old = keyfile_get(before, section, key);
            const char *new = keyfile_get(after, section, key);
            assert(new != NULL);
            assert(strcmp(section, "office") == 0 || strcmp(old, new) == 0);
        }
    }
    assert(strcmp(keyfile_get(after, "office", "unit_code"), "an-khe") == 0);
    assert(strcmp(keyfile_get(after, "office", "name[vi]"), "An \\ Khê") == 0);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static const struct setup_value values[] = {
        {"office", "unit_code", "an-khe"}, {"office", "name[vi]", "An \\ Khê"}};
    struct faults faults = {0};
    struct text bytes = input_text(data, size);
    struct keyfile *before = keyfile_parse("setup.ini", &bytes, &faults);
    input_file(SETUP_FILE_NAME, data, size);
    bool put = setup_file_put(input_folder(), values, 2);
    assert(put == (before != NULL && faults.count == 0));
    if (put) {
        struct keyfile *after = open_file();
        compare(before, after);
        keyfile_close(after);
    }
    keyfile_close(before);
    faults_free(&faults);
    text_free(&bytes);
    return 0;
}
