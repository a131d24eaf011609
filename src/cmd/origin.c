#include "cmd/origin.h"

#include <string.h>

/* A text that is looked for, and the place where it was found. */
struct search {
    const struct origin_of *of;
    const char *text;
    const char *code; /* of the language */
    struct origin *origin;
};

static bool same(const char *written, const char *shown)
{
    if (written == NULL) {
        return false;
    }
    while (*written == *shown || (*written == ' ' && *shown == '\n')) {
        if (*written == '\0') {
            return true;
        }
        written++;
        shown++;
    }
    return false;
}

static bool found(const struct search *search, const char *file,
                  const char *group, const char *key)
{
    *search->origin = (struct origin){
        file, config_line(search->of->config, file, group, key)};
    return true;
}

/* The same for a key of the language: "text[vi]". */
static bool found_in_language(const struct search *search, const char *file,
                              const char *group, const char *key)
{
    char whole[96];
    return text_format(whole, sizeof whole, "%s[%s]", key, search->code) &&
           found(search, file, group, whole);
}

static bool found_name(const struct search *search)
{
    char key[96];
    return text_format(key, sizeof key, "name[%s]", search->code) &&
           found(search, config_file_of(search->of->config, "office", key),
                 "office", key);
}

static const char *form_path(const struct search *search)
{
    const struct config *config = search->of->config;
    return config->form_paths[search->of->asked->form - config->forms];
}

static bool in_question(const struct search *search)
{
    const struct asked *asked = search->of->asked;
    const struct form_question *question =
        &asked->form->questions[asked->question];
    int language = search->of->language;
    const char *path = form_path(search);
    char group[64];
    char key[64];
    if (!text_format(group, sizeof group, "question:%s", question->id)) {
        return false;
    }
    if (same(question->text[language], search->text)) {
        return found_in_language(search, path, group, "text");
    }
    if (same(question->theme[language], search->text)) {
        return found_in_language(search, path, group, "theme");
    }
    for (int i = 0; i < question->reason_count; i++) {
        const struct form_reason *reason = &question->reasons[i];
        if (same(reason->text[language], search->text)) {
            return text_format(key, sizeof key, "reason:%s", reason->id) &&
                   found_in_language(search, path, group, key);
        }
    }
    return false;
}

static bool in_levels(const struct search *search)
{
    const struct form *form = search->of->asked->form;
    for (int level = 1; level <= form->levels; level++) {
        char key[16];
        if (same(form->level_text[level - 1][search->of->language],
                 search->text)) {
            return text_format(key, sizeof key, "%d", level) &&
                   found_in_language(search, form_path(search), "levels", key);
        }
    }
    return false;
}

static bool in_office(const struct search *search)
{
    const struct config *config = search->of->config;
    int language = search->of->language;
    if (same(config->office_name[language], search->text)) {
        return found_name(search);
    }
    if (same(config->pledge[language], search->text)) {
        return found_in_language(search, config->path, "office", "pledge");
    }
    return false;
}

static bool in_words(const struct search *search)
{
    const struct config *config = search->of->config;
    const char *path = config_words_path(config, search->of->language);
    for (int i = 0; path != NULL && i < WORD_COUNT; i++) {
        if (same(config->words[search->of->language].text[i], search->text)) {
            return found(search, path, "words", words_key((enum word)i));
        }
    }
    return false;
}

bool origin_find(struct origin *origin, const struct origin_of *of,
                 const char *text)
{
    struct search search = {
        .of = of,
        .text = text,
        .code = of->config->words[of->language].code,
        .origin = origin,
    };
    return in_question(&search) || in_levels(&search) || in_office(&search) ||
           in_words(&search);
}
