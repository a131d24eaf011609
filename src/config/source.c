#include "config/source.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/speak.h"
#include "config/setup_file.h"
#include "config/shown_text.h"

/* The file that tells of a place. */
static struct keyfile *file_of(const struct source *source, struct place place)
{
    return setup_file_counts(source->keys, source->entered, place.section,
                             place.key)
               ? source->entered
               : source->keys;
}

static int line_of(const struct source *source, struct place place)
{
    struct keyfile *keys = file_of(source, place);
    int line = keyfile_line(keys, place.section, place.key);
    return line > 0 ? line : keyfile_line(keys, place.section, NULL);
}

void source_fault(const struct source *source, struct place place,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    faults_add_list(source->faults, keyfile_path(file_of(source, place)),
                    line_of(source, place), format, args);
    va_end(args);
}

const char *source_value(const struct source *source, struct place place)
{
    return keyfile_get(file_of(source, place), place.section, place.key);
}

bool source_asks(const struct source *source, struct place place)
{
    return source->asks && source_given(source, place) == NULL &&
           !keyfile_spoilt(source->keys, place.section, place.key);
}

const char *source_given(const struct source *source, struct place place)
{
    const char *value = source_value(source, place);
    return value == NULL || value[0] == '\0' ? NULL : value;
}

void source_missed(const struct source *source, struct place place,
                   const char *advice)
{
    char fault[4 * KEYFILE_NAME_MAX];
    text_cut(fault, sizeof fault, speak("%s is missing; %s"), place.key,
             speak(advice));
    keyfile_miss(source->keys, place.section, place.key, fault);
}

/* A value that must be there. */
static const char *needed(const struct source *source, struct place place)
{
    const char *value = source_value(source, place);
    /* A key that has a line and no value was told of by the key file. */
    if (value == NULL &&
        keyfile_line(source->keys, place.section, place.key) == 0) {
        char advice[3 * KEYFILE_NAME_MAX];
        text_cut(advice, sizeof advice, speak("add %s=... below [%s]"),
                 place.key, place.section);
        source_missed(source, place, advice);
    }
    return value;
}

const char *source_text(const struct source *source, struct place place)
{
    const char *text = needed(source, place);
    const char *wrong = text == NULL ? NULL : shown_text_wrong(text);
    if (wrong != NULL) {
        source_fault(source, place, "%s %s", place.key, speak(wrong));
        return NULL;
    }
    return text;
}

/* "text" and "vi": "text[vi]". False: longer than any key of a file. */
static bool translated(char out[KEYFILE_NAME_MAX + 1], const char *key,
                       const char *language)
{
    return text_format(out, KEYFILE_NAME_MAX + 1, "%s[%s]", key, language);
}

/* Makes the texts known that stand in languages which are not offered. */
static void know_others(const struct source *source, struct place place)
{
    const struct languages *languages = source->languages;
    char key[KEYFILE_NAME_MAX + 1];
    for (int i = 0; i < languages->other_count; i++) {
        struct place other = {place.section, key};
        if (translated(key, place.key, languages->others[i]) &&
            keyfile_line(file_of(source, other), place.section, key) > 0) {
            (void)source_value(source, other);
        }
    }
}

void source_texts(const struct source *source, struct place place,
                  const char *out[FORM_LANGUAGES_MAX])
{
    const struct languages *languages = source->languages;
    char key[KEYFILE_NAME_MAX + 1];
    for (int i = 0; i < languages->offered_count; i++) {
        if (translated(key, place.key, languages->offered[i])) {
            out[i] = source_text(source, (struct place){place.section, key});
        } else {
            source_fault(source, place, "%s is too long a name", place.key);
        }
    }
    know_others(source, place);
}

void source_texts_optional(const struct source *source, struct place place,
                           const char *out[FORM_LANGUAGES_MAX])
{
    const struct languages *languages = source->languages;
    char key[KEYFILE_NAME_MAX + 1];
    bool given = false;
    for (int i = 0; i < languages->offered_count; i++) {
        if (translated(key, place.key, languages->offered[i]) &&
            source_given(source, (struct place){place.section, key}) != NULL) {
            given = true;
        }
    }
    if (given) {
        source_texts(source, place, out);
    } else {
        know_others(source, place);
    }
}

bool source_parse_number(const char *text, int64_t *number)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 15 || text[digits] != '\0') {
        return false;
    }
    return sscanf(text, "%" SCNd64, number) == 1;
}

static bool is_within(int64_t number, struct range range)
{
    return (number >= range.least && number <= range.most) ||
           (number == 0 && range.or_none);
}

/* Whether somebody has written seconds. */
static bool is_seconds(int64_t number, struct range range)
{
    return range.unit != NULL && strcmp(range.unit, "milliseconds") == 0 &&
           number > 0 && number < range.least &&
           is_within(number * 1000, range);
}

int64_t source_number(const struct source *source, struct place place,
                      struct range range)
{
    const char *text = source_value(source, place);
    int64_t number = 0;
    char advice[120];
    if (text == NULL) {
        return range.otherwise;
    }
    bool read = source_parse_number(text, &number);
    if (read && is_within(number, range)) {
        return number;
    }
    text_cut(advice, sizeof advice, "%s",
             speak("write one, and nothing behind it"));
    if (is_seconds(number, range)) {
        text_cut(advice, sizeof advice, speak("did you mean %" PRId64 "?"),
                 number * 1000);
    }
    source_fault(source, place,
                 "%s=%.*s is not a whole number from %s%" PRId64 " to %" PRId64
                 "%s%s; %s",
                 place.key, source_shown(text), text,
                 range.or_none ? speak("0 or ") : "", range.least, range.most,
                 range.unit != NULL ? " " : "",
                 range.unit != NULL ? speak(range.unit) : "", advice);
    return range.otherwise;
}

static void refuse_choice(const struct source *source, struct place place,
                          const char *const *names)
{
    const char *written = source_value(source, place);
    struct text advice = {0};
    for (int i = 0; names[i] != NULL; i++) {
        const char *before = i == 0                 ? ""
                             : names[i + 1] == NULL ? speak(" or ")
                                                    : ", ";
        text_append_format(&advice, "%s%s", before, names[i]);
    }
    source_fault(source, place, "%s=%.*s is unknown; write %s", place.key,
                 source_shown(written), written,
                 advice.failed ? names[0] : advice.data);
    text_free(&advice);
}

int source_choice(const struct source *source, struct place place,
                  const char *const *names)
{
    const char *written = source_value(source, place);
    if (written == NULL) {
        return 0;
    }
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(written, names[i]) == 0) {
            return i;
        }
    }
    refuse_choice(source, place, names);
    return 0;
}

bool source_yes(const struct source *source, struct place place)
{
    static const char *const names[] = {"no", "yes", NULL};
    return source_choice(source, place, names) == 1;
}

void source_code(const struct source *source, struct place place,
                 char out[WHO_CODE_SIZE])
{
    if (source_asks(source, place)) {
        return;
    }
    const char *code = needed(source, place);
    if (code == NULL) {
        return;
    }
    if (code[0] == '\0') {
        source_fault(source, place,
                     "[%s] %s is not set: write it behind the =, 1 to %d of "
                     "A-Z, a-z, 0-9 and -",
                     place.section, place.key, WHO_CODE_SIZE - 1);
        return;
    }
    if (code[0] != '-' && who_is_code(code)) {
        text_must(out, WHO_CODE_SIZE, "%s", code);
    } else {
        out[0] = '\0';
        source_fault(source, place,
                     "%s is no code for a file name; write 1 to %d of A-Z, "
                     "a-z, 0-9 and -, not - first",
                     place.key, WHO_CODE_SIZE - 1);
    }
}

bool source_id_valid(const char *id)
{
    return id[0] != '-' && form_id_valid(id);
}

bool source_path(const struct source *source, const char *name,
                 char out[FILES_PATH_SIZE])
{
    const char *path = keyfile_path(source->keys);
    const char *slash = strrchr(path, '/');
    bool beside = name[0] != '/' && slash != NULL;
    return text_format(out, FILES_PATH_SIZE, "%.*s%s",
                       beside ? (int)(slash - path) + 1 : 0, path, name);
}

bool source_find(const struct source *source, const char *share,
                 const char *name, char out[FILES_PATH_SIZE])
{
    char config[FILES_PATH_SIZE];
    return (source_path(source, name, out) && files_exists(out)) ||
           (files_join(config, share, "config") &&
            files_join(out, config, name) && files_exists(out));
}

bool source_word(const char **rest, char out[SOURCE_WORD_SIZE])
{
    *rest += strspn(*rest, " ;");
    size_t length = strcspn(*rest, ";");
    const char *word = *rest;
    *rest += length;
    while (length > 0 && word[length - 1] == ' ') {
        length--;
    }
    size_t shown = (size_t)source_shown(word);
    length = length < shown ? length : shown;
    memcpy(out, word, length);
    out[length] = '\0';
    return length > 0;
}

int source_shown(const char *value)
{
    size_t length = strnlen(value, SOURCE_WORD_SIZE);
    if (length == SOURCE_WORD_SIZE) {
        length--;
        /* Not through the middle of a character. */
        while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    return (int)length;
}
