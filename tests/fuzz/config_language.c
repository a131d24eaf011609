/* A language file beside bonluon.ini: with no fault the visitor's words are
   there, fit to be shown. */
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "config/lang_file.h"
#include "fuzz/with_input.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct words words;
    const struct text none = {0};
    struct faults faults = {0};
    words = (struct words){0};
    mkdir(input_path("lang"), 0700);
    input_file("lang/xx.ini", data, size);
    struct keyfile *ini =
        keyfile_parse(input_path("bonluon.ini"), &none, &faults);
    const struct source config = {.keys = ini, .faults = &faults};
    struct keyfile *keys = lang_load(&config, input_folder(), "xx", &words);
    assert(keys != NULL || faults.count > 0);
    for (int i = 0; faults.count == 0 && i < WORD_CLOSE; i++) {
        assert(words.text[i] != NULL && !text_has_control(words.text[i]));
    }
    keyfile_close(ini);
    keyfile_close(keys);
    faults_free(&faults);
    return 0;
}
