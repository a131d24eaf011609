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

/* "text[vi]" is of "vi". */
static bool is_in(const char *key, const char *code)
{
    const char *bracket = strchr(key, '[');
    size_t length = strlen(code);
    return bracket != NULL && strncmp(bracket + 1, code, length) == 0 &&
           bracket[1 + length] == ']';
}

static bool reads(const char *written, const char *shown)
{
    while (*written == *shown || (*written == ' ' && *shown == '\n')) {
        if (*written == '\0') {
            return true;
        }
        written++;
        shown++;
    }
    return false;
}

/* A section of one of the files; `code` NULL: texts of every key, else of those
   in a language. */
struct spot {
    int file;
    const char *section, *code;
};

/* The line at which a section holds the text; `code` NULL: in any key. */
static int find_text(struct keyfile *file, const char *section,
                     const char *code, const char *shown)
{
    const char *key;
    for (int i = 0;
         file != NULL && (key = keyfile_key_at(file, section, i)) != NULL;
         i++) {
        const char *written = keyfile_get(file, section, key);
        if (written != NULL && (code == NULL || is_in(key, code)) &&
            reads(written, shown)) {
            return keyfile_line(file, section, key);
        }
    }
    return 0;
}

/* The same in one of the files, which is then told. */
static int find_in(const struct config *config, const struct spot *spot,
                   const char *shown, const char **file)
{
    struct keyfile *keys = file_of(config, spot->file);
    int line = find_text(keys, spot->section, spot->code, shown);
    *file = line > 0 ? keyfile_path(keys) : NULL;
    return line;
}

int config_origin(const struct config *config, const struct config_text *text,
                  const char **file)
{
    const struct form *form = text->asked->form;
    int form_file = TEXTS_FORMS + (int)(form - config->forms);
    const char *code = config->words[text->language].code;
    char question[FORM_ID_SIZE + 16];
    text_must(question, sizeof question, "question:%s",
              form->questions[text->asked->question].id);
    const struct spot spots[] = {
        {form_file, question, code},
        {form_file, "levels", code},
        {TEXTS_INI, "office", code},
        {TEXTS_ENTERED, "office", code},
        {TEXTS_WORDS + text->language, "language", NULL},
        {TEXTS_WORDS + text->language, "words", NULL}};
    int line = 0;
    for (size_t i = 0; line == 0 && i < sizeof spots / sizeof spots[0]; i++) {
        line = find_in(config, &spots[i], text->shown, file);
    }
    /* What a language leaves out for staff is another's. */
    for (int i = 0; line == 0 && i < config->language_count; i++) {
        const struct spot other = {TEXTS_WORDS + i, "words", NULL};
        line = find_in(config, &other, text->shown, file);
    }
    return line;
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
