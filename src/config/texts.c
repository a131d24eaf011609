#include "config/texts.h"

#include <stdlib.h>
#include <string.h>

#include "config/setup_file.h"

/* One of the files; NULL: it was not read. */
static struct keyfile *file_of(const struct config *config, int index)
{
    return config->texts == NULL ? NULL : config->texts->files[index];
}

int config_line(const struct config *config, const char *file,
                const char *group, const char *key)
{
    for (int i = 0; i < TEXTS_COUNT; i++) {
        const struct keyfile *keys = file_of(config, i);
        if (keys != NULL && strcmp(keyfile_path(keys), file) == 0) {
            return keyfile_line(keys, group, key);
        }
    }
    return 0;
}

const char *config_file_of(const struct config *config, const char *group,
                           const char *key)
{
    struct keyfile *ini = file_of(config, TEXTS_INI);
    struct keyfile *entered = file_of(config, TEXTS_ENTERED);
    return ini != NULL && setup_file_counts(ini, entered, group, key)
               ? keyfile_path(entered)
               : config->path;
}

const char *config_words_path(const struct config *config, int language)
{
    const struct keyfile *words = file_of(config, TEXTS_WORDS + language);
    return words == NULL ? NULL : keyfile_path(words);
}

void config_free(struct config *config)
{
    if (config == NULL) {
        return;
    }
    for (int i = 0; i < TEXTS_COUNT; i++) {
        keyfile_close(file_of(config, i));
    }
    free(config->texts);
    *config = (struct config){0};
}
