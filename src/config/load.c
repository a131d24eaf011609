#include "base/speak.h"
#include "config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "config/lang_file.h"
#include "config/sections.h"
#include "config/setup_file.h"
#include "config/source.h"
#include "config/texts.h"
#include "survey/belief.h"

enum {
    SECOND_MS = 1000,
    MINUTE_MS = 60 * SECOND_MS,
    HOUR_MS = 60 * MINUTE_MS,
    DAY_MS = 24 * HOUR_MS,
    TRANSITION_MOST_MS = 250, /* longer, it is waited for */
    SAVING_MS = SECOND_MS,    /* not a key: how soon "saving" is shown */
    SIDE_LEAST_PX = 480,
    SIDE_MOST_PX = 3840,
    WIDTH_LEAST_MM = 80,
    WIDTH_MOST_MM = 1250, /* 56 inches: beyond, it is pixels that were meant */
};

/* The province could not tell its days from those of other such terminals. */
static void refuse_nobody(const struct source *source,
                          const struct config *config)
{
    struct place place = {"office", "unit_code"};
    if (source->asks && codes_of_nobody(config->unit_code, config->device_id)) {
        source_fault(source, place,
                     "%s/%s are the codes of the sample: write those of this "
                     "terminal, or leave them empty to be asked on the glass",
                     config->unit_code, config->device_id);
    }
}

/* Of a terminal that is put up on its glass, where there is no keyboard for a
   name. It lives by setup.ini from then on, and with that lost starts anew. */
static bool may_be_nameless(const struct source *source)
{
    return source->asks || source->entered != NULL;
}

static void read_office(const struct source *source, struct config *config)
{
    struct place name = {"office", "name"};
    if (may_be_nameless(source)) {
        source_texts_optional(source, name, config->office_name);
    } else {
        source_texts(source, name, config->office_name);
    }
    source_code(source, (struct place){"office", "unit_code"},
                config->unit_code);
    source_code(source, (struct place){"office", "device_id"},
                config->device_id);
    refuse_nobody(source, config);
    source_texts_optional(source, (struct place){"office", "pledge"},
                          config->pledge);
    config_logo_read(source, config);
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

/* As many as the glass has pixels, or more than any glass is wide. */
static bool is_pixels(const struct config *config, int64_t width)
{
    return width >= WIDTH_LEAST_MM &&
           (width > WIDTH_MOST_MM || width >= config->width_px);
}

/* What only a ruler on the glass can tell. */
static void read_width(const struct source *source, struct config *config)
{
    struct place width = {"screen", "width_mm"};
    if (source_asks(source, width)) {
        return;
    }
    const char *written = source_value(source, width);
    int64_t number = 0;
    if (written == NULL) {
        if (!keyfile_spoilt(source->keys, width.section, width.key)) {
            source_missed(source, width,
                          "measure the lit part of the glass from left to "
                          "right and add width_mm=344 below [screen]");
        }
    } else if (written[0] == '\0') {
        source_fault(source, width,
                     "[screen] width_mm is not set: measure the lit part of "
                     "the glass from left to right and write width_mm=344");
    } else if (source_parse_number(written, &number) &&
               is_pixels(config, number)) {
        source_fault(source, width,
                     "width_mm=%s counts pixels, and millimetres are wanted; "
                     "measure the lit part of the glass from left to right "
                     "(15.6 inches: 344)",
                     written);
    } else {
        config->width_mm =
            (int)source_number(source, width,
                               (struct range){.least = WIDTH_LEAST_MM,
                                              .most = WIDTH_MOST_MM,
                                              .unit = N_("millimetres")});
    }
}

/* It is wanted by who says nothing. */
static bool read_clock(const struct source *source)
{
    static const char *const names[] = {"yes", "no", NULL};
    return source_choice(source, (struct place){"screen", "clock"}, names) == 0;
}

/* Which ones there are, only the terminal itself can know. */
static void read_monitor(const struct source *source, struct config *config)
{
    struct place place = {"screen", "monitor"};
    const char *name = source_value(source, place);
    if (name != NULL &&
        (text_has_control(name) ||
         !text_copy(config->monitor, sizeof config->monitor, name))) {
        config->monitor[0] = '\0';
        source_fault(source, place,
                     "monitor is no name of a monitor; write one of at most %d "
                     "bytes, as xrandr says it, or a number from 1",
                     CONFIG_MONITOR_SIZE - 1);
    }
}

static void read_screen(const struct source *source, struct config *config)
{
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
    read_width(source, config);
    config->low_reach =
        source_yes(source, (struct place){"screen", "low_reach"});
    config->reduced_motion =
        source_yes(source, (struct place){"screen", "reduced_motion"});
    config->clock = read_clock(source);
    read_monitor(source, config);
}

/* A folder that is not there yet matters only to who wants to hear it. */
static void read_folder(const struct source *source, struct config *config)
{
    struct place place = {"voice", "folder"};
    const char *written = source_given(source, place);
    const char *name = written == NULL ? "voice" : written;
    if (!source_path(source, name, config->voice_folder)) {
        config->voice_folder[0] = '\0';
        source_fault(source, place,
                     "folder is too long a path; use a shorter one");
    } else if (config->voice && !files_is_folder(config->voice_folder)) {
        source_fault(source, place,
                     "folder: there is no folder %s; put the recordings "
                     "there, or write on=no",
                     config->voice_folder);
    }
}

static void read_voice(const struct source *source, struct config *config)
{
    config->voice = source_yes(source, (struct place){"voice", "on"});
    config->tap = source_yes(source, (struct place){"voice", "tap"});
    read_folder(source, config);
    config_hours_spans(source, (struct place){"voice", "quiet"},
                       &config->voice_quiet);
}

/* Below the least, somebody has written seconds: with 30 ms until a visit
   counts as left, each would lose its answers. Beyond the most, a digit is one
   too many: the next visitor would find the screen of the last. */
static void read_timing(const struct source *source, struct config *config)
{
    struct flow_timing *timing = &config->timing;
    const struct {
        const char *key;
        int64_t *to;
        int64_t least, most, otherwise;
        bool or_none;
    } keys[] = {
        {"settle_ms", &timing->settle_ms, 50, 5 * SECOND_MS, 500, true},
        {"advance_ms", &timing->advance_ms, 50, 10 * SECOND_MS, 500, true},
        {"thanks_ms", &timing->thanks_ms, 100, MINUTE_MS, 4000, false},
        {"idle_ms", &timing->idle_ms, 500, 10 * MINUTE_MS, 30000, false},
        {"still_there_ms", &timing->still_there_ms, 500, 10 * MINUTE_MS, 20000,
         false},
        {"cooldown_ms", &config->cooldown_ms, 100, 10 * MINUTE_MS, 5000, true},
        {"staff_hold_ms", &config->staff_hold_ms, 100, 15 * SECOND_MS, 3000,
         false},
        {"staff_idle_ms", &config->staff_idle_ms, 500, HOUR_MS, 60000, false},
        {"dim_ms", &timing->dim_ms, 500, DAY_MS, 2 * MINUTE_MS, false},
        {"shift_ms", &config->shift_ms, 500, HOUR_MS, 5 * MINUTE_MS, true},
        {"transition_ms", &config->transition_ms, 0, TRANSITION_MOST_MS, 200,
         false},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        *keys[i].to =
            source_number(source, (struct place){"timing", keys[i].key},
                          (struct range){.least = keys[i].least,
                                         .most = keys[i].most,
                                         .otherwise = keys[i].otherwise,
                                         .or_none = keys[i].or_none,
                                         .unit = N_("milliseconds")});
    }
    config->longest_rest_ms =
        DAY_MS * source_number(source,
                               (struct place){"timing", "longest_rest_days"},
                               (struct range){.least = 1,
                                              .most = 366,
                                              .otherwise = BELIEF_REST_DAYS,
                                              .unit = N_("days")});
    timing->saving_ms = SAVING_MS;
    if (config->reduced_motion) {
        config->transition_ms = 0;
    }
}

/* The folder need not be there: it is made, on the disk that is meant for
   it. */
static void read_log(const struct source *source, struct config *config)
{
    struct place place = {"trust", "log"};
    const char *path = source_given(source, place);
    if (path == NULL) {
        return;
    }
    const char *wrong = NULL;
    if (path[0] != '/') {
        wrong = N_("is no absolute path of a folder; write the whole path, or "
                   "nothing for the folder log beside the database");
    } else if (!text_copy(config->log_folder, sizeof config->log_folder,
                          path)) {
        wrong = N_("is too long a path; use a shorter one");
    }
    if (wrong != NULL) {
        config->log_folder[0] = '\0';
        source_fault(source, place, "log: %.*s %s", source_shown(path), path,
                     speak(wrong));
    }
}

static void read_trust(const struct source *source, struct config *config)
{
    config->witness = source_yes(source, (struct place){"trust", "witness"});
    read_log(source, config);
}

static void read_words(const struct source *source, const char *share,
                       struct config *config)
{
    const struct languages *languages = source->languages;
    config->language_count = languages->offered_count;
    for (int i = 0; i < languages->offered_count; i++) {
        config->texts->files[TEXTS_WORDS + i] =
            lang_load(source, share, languages->offered[i], &config->words[i]);
    }
    config_typefaces_read(source, config);
    lang_fill_gaps(source, config->words, config->language_count);
    for (int i = 0; i < languages->offered_count; i++) {
        if (config->office_name[i] == NULL && may_be_nameless(source)) {
            config->office_name[i] = config->words[i].text[WORD_OFFICE_ANY];
        }
    }
}

static void read_ini(const struct source *source, const char *share,
                     struct config *config)
{
    read_office(source, config);
    read_screen(source, config);
    config_hours_read(source, share, config);
    read_voice(source, config);
    read_timing(source, config);
    config_export_read(source, config);
    read_trust(source, config);
    config_survey_read(source, share, config);
    read_words(source, share, config);
    keyfile_refuse_unknown(source->keys, source->faults);
}

/* bonluon.ini is open in texts; setup.ini behind it, if there is one. */
static void read_all(struct config *config, const struct config_params *params,
                     struct faults *faults)
{
    struct languages languages = {0};
    struct source source = {.keys = config->texts->files[TEXTS_INI],
                            .entered = config->texts->files[TEXTS_ENTERED],
                            .asks = params->asks,
                            .faults = faults,
                            .languages = &languages};
    config_languages_read(&source, params->share, &languages);
    read_ini(&source, params->share, config);
    if (source.entered != NULL) {
        setup_file_read(source.entered, config);
        keyfile_refuse_unknown(source.entered, faults);
    }
}

/* What was entered on the glass makes another config of the same file, and so
   does a calendar. */
static void tell_digest(struct config *config)
{
    const struct config_texts *texts = config->texts;
    const char *own = keyfile_digest(texts->files[TEXTS_INI]);
    bool alone = true;
    struct digest all;
    digest_begin(&all);
    digest_add(&all, own, strlen(own));
    for (int i = 0; i < TEXTS_COUNT; i++) {
        bool counts = i == TEXTS_ENTERED || i >= TEXTS_CALENDARS;
        if (counts && texts->files[i] != NULL) {
            const char *digest = keyfile_digest(texts->files[i]);
            digest_add(&all, digest, strlen(digest));
            alone = false;
        }
    }
    digest_end(&all, config->digest);
    if (alone) {
        memcpy(config->digest, own, sizeof config->digest);
    }
}

bool config_load_with(struct config *config, const struct config_params *params,
                      struct faults *faults)
{
    int before = faults->count;
    const char *path = params->path;
    *config = (struct config){.rotating = -1};
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
    config->texts->files[TEXTS_INI] = ini;
    if (params->entered != NULL) {
        config->texts->files[TEXTS_ENTERED] =
            keyfile_open(params->entered, faults);
    }
    if (ini != NULL) {
        read_all(config, params, faults);
        tell_digest(config);
    }
    return faults->count == before;
}

bool config_load(struct config *config, const char *path, const char *share,
                 struct faults *faults)
{
    return config_load_with(
        config, &(struct config_params){.path = path, .share = share}, faults);
}

bool config_lacks(const struct config *config)
{
    return config->unit_code[0] == '\0' || config->device_id[0] == '\0' ||
           config->width_mm == 0;
}
