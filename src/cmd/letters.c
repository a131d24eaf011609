#include "cmd/letters.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/places.h"
#include "base/speak.h"

static void add(struct fonts *fonts, const struct config *config,
                const struct config_typeface *typeface, struct faults *faults)
{
    int line = config_line(config, config->path, "languages", "typefaces");
    switch (fonts_add(fonts, typeface->path, typeface->face)) {
    case FONTS_ADDED: break;
    case FONTS_UNREAD:
        faults_add(faults, config->path, line,
                   "typefaces: %s cannot be read: %s; install the package that "
                   "it is of (fonts-noto-core), or write where it lies",
                   typeface->path, strerror(errno));
        break;
    case FONTS_STRANGE:
        faults_add(faults, config->path, line,
                   "typefaces: %s is no typeface with a face number %d; write "
                   "the path of a TTF or OTF file, or of a TTC file with the "
                   "number of its face, from 0, behind a #",
                   typeface->path, typeface->face);
        break;
    }
}

static_assert((int)CONFIG_TYPEFACES_MAX <= (int)FONTS_MORE_MAX,
              "there is room for all that a config names");

struct fonts *letters_fonts(const struct config *config, struct faults *faults)
{
    char share[FILES_PATH_SIZE];
    char folder[FILES_PATH_SIZE];
    if (!places_share(share) || !files_join(folder, share, "fonts")) {
        log_error("the fonts are not where the program was built or "
                  "installed: install it again with 'make install'");
        return NULL;
    }
    struct fonts *fonts = fonts_open(folder);
    for (int i = 0; fonts != NULL && i < config->typeface_count; i++) {
        add(fonts, config, &config->typefaces[i], faults);
    }
    return fonts;
}

struct reading {
    const struct config *config;
    struct fonts *fonts;
    struct faults *faults;
    struct asked asked; /* where we are */
    int language;
};

/* Takes NULL: a text that need not be there. */
static void read_text(struct reading *at, const char *text)
{
    char letter[FONTS_LETTER_SIZE];
    if (text == NULL || !fonts_lack(at->fonts, text, letter)) {
        return;
    }
    const struct config_text of = {text, &at->asked, at->language};
    const char *file;
    int line = config_origin(at->config, &of, &file);
    faults_add(at->faults, line > 0 ? file : at->config->path, line,
               "\"%s\" has a letter that no typeface here has: %s; write it "
               "without, or name one that has it in [languages] typefaces "
               "(docs/languages.md)",
               text, letter);
}

static void read_question(struct reading *at)
{
    const struct form *form = at->asked.form;
    const struct form_question *question = &form->questions[at->asked.question];
    int language = at->language;
    read_text(at, question->text[language]);
    read_text(at, question->theme[language]);
    read_text(at, question->na[language]);
    for (int i = 0; i < question->reason_count; i++) {
        read_text(at, question->reasons[i].text[language]);
    }
}

static void read_form(struct reading *at, const struct form *form)
{
    at->asked = (struct asked){.form = form};
    for (int i = 0; i < form->levels; i++) {
        read_text(at, form->level_text[i][at->language]);
    }
    for (int i = 0; i < form->question_count; i++) {
        at->asked.question = i;
        read_question(at);
    }
}

static void read_language(struct reading *at)
{
    const struct config *config = at->config;
    const struct words *words = &config->words[at->language];
    read_text(at, config->office_name[at->language]);
    read_text(at, config->pledge[at->language]);
    read_text(at, words->name);
    for (int i = 0; i < WORD_COUNT; i++) {
        read_text(at, words->text[i]);
    }
    for (int i = 0; i < config->form_count; i++) {
        read_form(at, &config->forms[i]);
    }
}

void letters_check(const struct config *config, struct fonts *fonts,
                   struct faults *faults)
{
    struct reading at = {.config = config,
                         .fonts = fonts,
                         .faults = faults,
                         .asked = {.form = &config->forms[0]}};
    for (; at.language < config->language_count; at.language++) {
        read_language(&at);
    }
}
