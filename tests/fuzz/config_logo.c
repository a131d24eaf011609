/* The head of a logo, as the config reads it: a picture of a sane size. */
#include <assert.h>

#include "config/sections.h"
#include "fuzz/with_input.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct config config;
    struct text ini = {0};
    struct faults faults = {0};
    config = (struct config){0};
    input_file("logo.png", data, size);
    text_append_string(&ini, "[office]\nlogo=logo.png\n");
    struct keyfile *keys =
        keyfile_parse(input_path("bonluon.ini"), &ini, &faults);
    const struct source source = {.keys = keys, .faults = &faults};
    config_logo_read(&source, &config);
    assert((config.logo_width > 0) == (faults.count == 0));
    assert((config.logo_height > 0) == (config.logo_width > 0));
    assert((config.logo_path[0] != '\0') == (config.logo_width > 0));
    keyfile_close(keys);
    faults_free(&faults);
    text_free(&ini);
    return 0;
}
