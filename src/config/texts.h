/*
 * The files that a config was read from. Every text of the config points into
 * one of them, and each key has its line there.
 */
#ifndef CONFIG_TEXTS_H
#define CONFIG_TEXTS_H

#include "config/config.h"
#include "config/keyfile.h"

struct config_texts {
    struct keyfile *ini;
    struct keyfile *entered;                   /* setup.ini; NULL: none */
    struct keyfile *forms[CONFIG_FORMS_MAX];   /* of config->forms */
    struct keyfile *words[FORM_LANGUAGES_MAX]; /* of config->words */
};

#endif
