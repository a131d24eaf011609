#include "config/sections.h"

#include <string.h>

#include "base/clock.h"
#include "config/form_file.h"
#include "config/texts.h"

static const char section[] = "survey";
static const char from_prefix[] = "from:";

struct reading {
    const struct source *source;
    const char *share;
    struct config *config;
};

/* Takes the next place in config->forms, which is free; -1: no such file. */
static int load_form(const struct reading *reading, const char *name)
{
    struct config *config = reading->config;
    int at = config->form_count;
    struct form *form = &config->forms[at];
    struct form_file file = {
        .path = config->form_paths[at],
        .id = name,
        .languages = reading->source->languages,
    };
    char its_file[FORM_ID_SIZE + 16];
    if (!text_format(its_file, sizeof its_file, "forms/%s.ini", name) ||
        !source_find(reading->source, reading->share, its_file,
                     config->form_paths[at]) ||
        !text_copy(form->id, sizeof form->id, name)) {
        config->form_paths[at][0] = '\0';
        return -1;
    }
    config->form_count++;
    config->texts->files[TEXTS_FORMS + at] =
        form_load(form, &file, reading->source->faults);
    return at;
}

/* The form that a key names, out of config->forms, where it is put when it is
   named for the first time. -1 after a fault; `example` is what to write. */
static int use_form(const struct reading *reading, struct place place,
                    const char *name, const char *example)
{
    bool valid = source_id_valid(name);
    int at = valid ? config_find_form(reading->config, name) : -1;
    if (!valid) {
        source_fault(reading->source, place,
                     "%s=%.*s is no name of a form; write %s=%s", place.key,
                     source_shown(name), name, place.key, example);
    } else if (at < 0 && reading->config->form_count == CONFIG_FORMS_MAX) {
        source_fault(reading->source, place,
                     "%s: %s is one form too many, %d different ones fit; "
                     "remove one that is over",
                     place.key, name, CONFIG_FORMS_MAX);
    } else if (at < 0) {
        at = load_form(reading, name);
        if (at < 0) {
            source_fault(reading->source, place,
                         "%s: there is no forms/%s.ini, neither beside this "
                         "file nor in %s/config; write %s=%s",
                         place.key, name, reading->share, place.key, example);
        }
    }
    return at;
}

static void read_main(const struct reading *reading)
{
    struct config *config = reading->config;
    struct place place = {section, "form"};
    const char *written = source_value(reading->source, place);
    const char *name = written == NULL ? "4-luon" : written;
    if (use_form(reading, place, name, "4-luon") < 0) {
        config->form_count = 1;
    }
    config->plan[0] = (struct config_plan){.from_day = INT32_MIN, .form = 0};
    config->plan_count = 1;
}

/* Puts it in by its day, behind the first, which is from ever. */
static void insert(struct config *config, struct config_plan planned)
{
    int at = config->plan_count++;
    for (; config->plan[at - 1].from_day > planned.from_day; at--) {
        config->plan[at] = config->plan[at - 1];
    }
    config->plan[at] = planned;
}

/* A date that stands twice is a key that stands twice: the key file's to
   refuse, as there is one way only to write a date. */
static void read_planned(const struct reading *reading, const char *key)
{
    struct config *config = reading->config;
    struct place place = {section, key};
    const char *name = source_value(reading->source, place);
    int32_t day;
    if (!clock_parse_date(key + strlen(from_prefix), &day)) {
        source_fault(reading->source, place,
                     "%s names no date; write from:2027-01-01=5-tieu-chi", key);
    } else if (config->plan_count == CONFIG_PLAN_MAX) {
        source_fault(reading->source, place,
                     "%s is one date too many, %d fit; remove those that are "
                     "over",
                     key, CONFIG_PLAN_MAX - 1);
    } else if (name != NULL) {
        int form = use_form(reading, place, name, "5-tieu-chi");
        if (form >= 0) {
            insert(config, (struct config_plan){day, form});
        }
    }
}

static void read_plan(const struct reading *reading)
{
    const struct keyfile *keys = reading->source->keys;
    const char *key;
    for (int i = 0; (key = keyfile_key_at(keys, section, i)) != NULL; i++) {
        if (strncmp(key, from_prefix, strlen(from_prefix)) == 0) {
            read_planned(reading, key);
        }
    }
    /* For "did you mean": what such a key looks like. */
    (void)source_value(reading->source,
                       (struct place){section, "from:2027-01-01"});
}

static bool asks(const struct form *form, const char *id)
{
    for (int i = 0; i < form->question_count; i++) {
        if (strcmp(form->questions[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* The record tells the answers of a visit apart by the question's id. */
static void refuse_shared(const struct reading *reading, struct place place,
                          const struct form *rotating, const struct form *form)
{
    for (int i = 0; i < rotating->question_count; i++) {
        const char *id = rotating->questions[i].id;
        if (asks(form, id)) {
            source_fault(reading->source, place,
                         "rotating=%s has a question %s, and so has %s, which "
                         "it is asked with; give one of the two another id",
                         rotating->id, id, form->id);
        }
    }
}

static void read_rotating(const struct reading *reading)
{
    struct config *config = reading->config;
    struct place place = {section, "rotating"};
    const char *name = source_given(reading->source, place);
    config->rotating =
        name == NULL ? -1 : use_form(reading, place, name, "5-biet");
    for (int i = 0; config->rotating >= 0 && i < config->plan_count; i++) {
        const struct form *rotating = &config->forms[config->rotating];
        if (config->plan[i].form != config->rotating) {
            refuse_shared(reading, place, rotating,
                          &config->forms[config->plan[i].form]);
        } else {
            source_fault(reading->source, place,
                         "rotating=%s is asked as a whole too, by form or "
                         "from; name another one, or none",
                         rotating->id);
        }
    }
}

static void reduce(const struct reading *reading, struct form *form, int levels)
{
    struct place place = {section, "levels"};
    int had = form->levels;
    if (form_reduce(form, levels)) {
        return;
    }
    if (had < levels) {
        source_fault(reading->source, place,
                     "levels=%d: the form %s has no more than %d; write "
                     "levels=%d",
                     levels, form->id, had, had);
    } else {
        source_fault(reading->source, place,
                     "levels=%d: the form %s has %d, and no plain face in "
                     "their middle; write levels=%d, or give it %d",
                     levels, form->id, had, had, FORM_LEVELS_MAX);
    }
}

static void read_levels(const struct reading *reading)
{
    struct place place = {section, "levels"};
    struct config *config = reading->config;
    if (source_given(reading->source, place) == NULL) {
        return;
    }
    int levels = (int)source_number(
        reading->source, place,
        (struct range){.least = FORM_LEVELS_MIN, .most = FORM_LEVELS_MAX});
    for (int i = 0; levels > 0 && i < config->form_count; i++) {
        /* One that could not be read has none to reduce. */
        if (config->texts->files[TEXTS_FORMS + i] != NULL) {
            reduce(reading, &config->forms[i], levels);
        }
    }
}

void config_survey_read(const struct source *source, const char *share,
                        struct config *config)
{
    struct reading reading = {source, share, config};
    read_main(&reading);
    read_plan(&reading);
    read_rotating(&reading);
    read_levels(&reading);
    config->reasons = source_yes(source, (struct place){section, "reasons"});
}

const struct form *config_form(const struct config *config, int32_t day)
{
    int form = config->plan[0].form;
    for (int i = 1; i < config->plan_count; i++) {
        if (config->plan[i].from_day <= day) {
            form = config->plan[i].form;
        }
    }
    return &config->forms[form];
}

int config_find_form(const struct config *config, const char *id)
{
    for (int i = 0; i < config->form_count; i++) {
        if (strcmp(config->forms[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

const struct form *config_rotating(const struct config *config)
{
    return config->rotating < 0 || config->rotating >= config->form_count
               ? NULL
               : &config->forms[config->rotating];
}
