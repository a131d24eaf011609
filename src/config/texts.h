/*
 * The files that a config was read from. Every text of the config points into
 * one of them, and each key has its line there.
 */
#ifndef CONFIG_TEXTS_H
#define CONFIG_TEXTS_H

#include "config/config.h"
#include "config/keyfile.h"

enum {
    TEXTS_INI,
    TEXTS_ENTERED,                                /* setup.ini */
    TEXTS_FORMS,                                  /* of config->forms */
    TEXTS_WORDS = TEXTS_FORMS + CONFIG_FORMS_MAX, /* of config->words */
    TEXTS_CALENDARS = TEXTS_WORDS + FORM_LANGUAGES_MAX,
    TEXTS_COUNT = TEXTS_CALENDARS + CONFIG_CALENDARS_MAX
};

struct config_texts {
    struct keyfile *files[TEXTS_COUNT]; /* NULL: there is none */
};

#endif
