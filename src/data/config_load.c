#include "data/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/config_hours.h"
#include "data/config_languages.h"
#include "data/config_source.h"
#include "data/form_file.h"
#include "data/keyfile.h"
#include "data/lang_file.h"

enum {
    SECOND_MS = 1000,
    MINUTE_MS = 60 * SECOND_MS,
    HOUR_MS = 60 * MINUTE_MS,
    SAVING_MS = SECOND_MS, /* not a key: how soon "saving" is shown */
    SIDE_LEAST_PX = 480,
    SIDE_MOST_PX = 3840,
};

/* The files that were read. Every text of the config points into one. */
struct config_texts {
    struct keyfile *ini;
    struct keyfile *form;
    struct keyfile *words[FORM_LANGUAGES_MAX];
};

/* ---- the sections of bonluon.ini ------------------------------------------
 */

static void read_office(const struct source *source, struct config *config)
{
    source_texts(source, (struct place){"office", "name"}, config->office_name);
    source_code(source, (struct place){"office", "unit_code"},
                config->unit_code);
    source_code(source, (struct place){"office", "device_id"},
                config->device_id);
}

static bool parse_size(const char *text, int *width, int *height)
{
    int end = 0;
    return text[strspn(text, "0123456789x")] == '\0' &&
           sscanf(text, "%5dx%5d%n", width, height, &end) == 2 &&
           text[end] == '\0' && *width >= SIDE_LEAST_PX &&
           *width <= SIDE_MOST_PX && *height >= SIDE_LEAST_PX &&
           *height <= SIDE_MOST_PX;
}

static void read_screen(const struct source *source, struct config *config)
{
    struct place width = {"screen", "width_mm"};
    config->width_mm = (int)source_number(
        source, width, (struct range){.least = 100, .most = 2000});
    if (keyfile_line(source->keys, width.section, width.key) == 0) {
        source_fault(source, width,
                     "width_mm is missing; measure the lit part of the glass "
                     "from left to right and add width_mm=344 below [screen]");
    }
    config->width_px = 1920;
    config->height_px = 1080;
    struct place place = {"screen", "size"};
    const char *size = source_value(source, place);
    if (size != NULL &&
        !parse_size(size, &config->width_px, &config->height_px)) {
        source_fault(source, place,
                     "size=%.*s is no size of %d to %d pixels each way; write "
                     "1920x1080",
                     source_shown(size), size, SIDE_LEAST_PX, SIDE_MOST_PX);
    }
}

static void read_timing(const struct source *source, struct config *config)
{
    struct flow_timing *timing = &config->timing;
    const struct {
        const char *key;
        int64_t *to;
        struct range range;
    } keys[] = {
        {"settle_ms", &timing->settle_ms, {0, MINUTE_MS, 500}},
        {"advance_ms", &timing->advance_ms, {0, MINUTE_MS, 500}},
        {"thanks_ms", &timing->thanks_ms, {1, 10 * MINUTE_MS, 4000}},
        {"idle_ms", &timing->idle_ms, {1, HOUR_MS, 30000}},
        {"still_there_ms", &timing->still_there_ms, {1, HOUR_MS, 20000}},
        {"cooldown_ms", &config->cooldown_ms, {0, HOUR_MS, 5000}},
        {"staff_hold_ms", &config->staff_hold_ms, {1, MINUTE_MS, 3000}},
        {"staff_idle_ms", &config->staff_idle_ms, {1, HOUR_MS, 60000}},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        *keys[i].to = source_number(
            source, (struct place){"timing", keys[i].key}, keys[i].range);
    }
    timing->saving_ms = SAVING_MS;
}

static void read_export(const struct source *source, struct config *config)
{
    static const struct {
        const char *name;
        char separator;
    } choices[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}};
    struct place place = {"export", "separator"};
    const char *written = source_value(source, place);
    config->separator = ',';
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        if (written != NULL && strcmp(written, choices[i].name) == 0) {
            config->separator = choices[i].separator;
            return;
        }
    }
    if (written != NULL) {
        source_fault(source, place,
                     "separator=%.*s is unknown; write comma, semicolon or "
                     "tab",
                     source_shown(written), written);
    }
}

/* ---- the other files ------------------------------------------------------
 */

/* forms/<name>.ini beside bonluon.ini, else in the program's own config. */
static bool find_form(struct config *config, const char *share,
                      const char *name)
{
    char file[FORM_ID_SIZE + 16];
    char folder[FILES_PATH_SIZE];
    if (!text_format(file, sizeof file, "forms/%s.ini", name) ||
        !text_copy(folder, sizeof folder, config->path)) {
        return false;
    }
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        if (!text_copy(config->form_path, sizeof config->form_path, file)) {
            return false;
        }
    } else {
        slash[1] = '\0';
        if (!files_join(config->form_path, folder, file)) {
            return false;
        }
    }
    return files_exists(config->form_path) ||
           (files_join(folder, share, "config") &&
            files_join(config->form_path, folder, file) &&
            files_exists(config->form_path));
}

static void read_survey(const struct source *source, const char *share,
                        struct config *config)
{
    struct place place = {"survey", "form"};
    const char *written = source_value(source, place);
    const char *name = written == NULL ? "4-luon" : written;
    if (!source_id_valid(name)) {
        source_fault(source, place,
                     "form=%.*s is no name of a form; write form=4-luon",
                     source_shown(name), name);
    } else if (!find_form(config, share, name)) {
        source_fault(source, place,
                     "form: there is no forms/%s.ini, neither beside this "
                     "file nor in %s/config; write form=4-luon",
                     name, share);
    } else {
        struct form_file file = {
            .path = config->form_path,
            .id = name,
            .languages = source->languages,
        };
        config->texts->form = form_load(&config->form, &file, source->faults);
    }
}

static void read_words(const struct source *source, const char *share,
                       struct config *config)
{
    const struct languages *languages = source->languages;
    config->language_count = languages->offered_count;
    for (int i = 0; i < languages->offered_count; i++) {
        config->texts->words[i] = lang_load(
            &config->words[i], share, languages->offered[i], source->faults);
    }
}

/* ---- all of it ------------------------------------------------------------
 */

static void read_ini(const struct source *source, const char *share,
                     struct config *config)
{
    read_office(source, config);
    read_screen(source, config);
    config_hours_read(source, &config->hours, &config->utc_offset_min);
    read_timing(source, config);
    read_export(source, config);
    read_survey(source, share, config);
    read_words(source, share, config);
    keyfile_refuse_unknown(source->keys, source->faults);
}

bool config_load(struct config *config, const char *path, const char *share,
                 struct faults *faults)
{
    int before = faults->count;
    *config = (struct config){0};
    config->texts = calloc(1, sizeof *config->texts);
    if (config->texts == NULL) {
        faults_add(faults, path, 0, "no memory to read it");
        return false;
    }
    if (!text_copy(config->path, sizeof config->path, path)) {
        faults_add(faults, path, 0, "the path is too long; use a shorter one");
        return false;
    }
    struct keyfile *ini = keyfile_open(path, faults);
    config->texts->ini = ini;
    if (ini != NULL &&
        text_copy(config->digest, sizeof config->digest, keyfile_digest(ini))) {
        struct languages languages = {0};
        struct source source = {
            .keys = ini, .faults = faults, .languages = &languages};
        config_languages_read(&source, share, &languages);
        read_ini(&source, share, config);
    }
    return faults->count == before;
}

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
    if (is_at(texts->form, file)) {
        return keyfile_line(texts->form, group, key);
    }
    for (int i = 0; i < FORM_LANGUAGES_MAX; i++) {
        if (is_at(texts->words[i], file)) {
            return keyfile_line(texts->words[i], group, key);
        }
    }
    return 0;
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
        keyfile_close(texts->form);
        for (int i = 0; i < FORM_LANGUAGES_MAX; i++) {
            keyfile_close(texts->words[i]);
        }
        free(texts);
    }
    *config = (struct config){0};
}
