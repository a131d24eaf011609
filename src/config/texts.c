#include "config/texts.h"

#include <stdlib.h>
#include <string.h>

#include "config/setup_file.h"

static bool is_at(const struct keyfile *keys, const char *path)
{
    return keys != NULL && strcmp(keyfile_path(keys), path) == 0;
}

int config_line(const struct config *config, const char *file,
                const char *group, const char *key)
{
    const struct config_texts *texts = config->texts;
    if (texts == NULL) {
        return 0;
    }
    if (is_at(texts->ini, file)) {
        return keyfile_line(texts->ini, group, key);
    }
    if (is_at(texts->entered, file)) {
        return keyfile_line(texts->entered, group, key);
    }
    for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
        if (is_at(texts->forms[i], file)) {
            return keyfile_line(texts->forms[i], group, key);
        }
    }
    for (int i = 0; i < FORM_LANGUAGES_MAX; i++) {
        if (is_at(texts->words[i], file)) {
            return keyfile_line(texts->words[i], group, key);
        }
    }
    return 0;
}

const char *config_file_of(const struct config *config, const char *group,
                           const char *key)
{
    const struct config_texts *texts = config->texts;
    return texts != NULL && texts->ini != NULL &&
                   setup_file_counts(texts->ini, texts->entered, group, key)
               ? keyfile_path(texts->entered)
               : config->path;
}

const char *config_words_path(const struct config *config, int language)
{
    const struct config_texts *texts = config->texts;
    return texts == NULL || texts->words[language] == NULL
               ? NULL
               : keyfile_path(texts->words[language]);
}

void config_free(struct config *config)
{
    if (config == NULL) {
        return;
    }
    struct config_texts *texts = config->texts;
    if (texts != NULL) {
        keyfile_close(texts->ini);
        keyfile_close(texts->entered);
        for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
            keyfile_close(texts->forms[i]);
        }
        for (int i = 0; i < FORM_LANGUAGES_MAX; i++) {
            keyfile_close(texts->words[i]);
        }
        free(texts);
    }
    *config = (struct config){0};
}
