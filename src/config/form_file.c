#include "config/form_file.h"

#include <string.h>

static const char question_prefix[] = "question:";
static const char reason_prefix[] = "reason:";

/* What follows a prefix; NULL when the name begins otherwise. */
static const char *after(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 ? name + length : NULL;
}

static void read_head(const struct source *source, struct form *form,
                      const char *id)
{
    struct place place = {"form", "id"};
    const char *written = source_text(source, place);
    if (written != NULL && strcmp(written, id) != 0) {
        source_fault(source, place,
                     "id=%.*s is not the file's own name; write id=%s",
                     source_shown(written), written, id);
    }
    struct place version = {"form", "version"};
    form->version = (int)source_number(
        source, version, (struct range){.least = 1, .most = 1000000});
    if (keyfile_line(source->keys, "form", "version") == 0) {
        source_missed(source, version,
                      "add version=1, and count it up at each change of the "
                      "wording");
    }
    source_texts(source, (struct place){"form", "title"}, form->title);
}

static void read_levels(const struct source *source, struct form *form)
{
    static const char *const numbers[FORM_LEVELS_MAX] = {"1", "2", "3", "4",
                                                         "5"};
    form->levels =
        (int)source_number(source, (struct place){"levels", "count"},
                           (struct range){.least = FORM_LEVELS_MIN,
                                          .most = FORM_LEVELS_MAX,
                                          .otherwise = FORM_LEVELS_MAX});
    for (int i = 0; i < form->levels; i++) {
        source_texts(source, (struct place){"levels", numbers[i]},
                     form->level_text[i]);
    }
}

/* The id in "reason:ID[vi]"; false when the key is no reason's. One that is
   too long to be an id comes out empty, which is not valid either. */
static bool reason_id(const char *key, char id[FORM_ID_SIZE])
{
    const char *from = after(key, reason_prefix);
    const char *bracket = from == NULL ? NULL : strchr(from, '[');
    if (bracket == NULL) {
        return false;
    }
    size_t length = (size_t)(bracket - from);
    length = length < FORM_ID_SIZE ? length : 0;
    memcpy(id, from, length);
    id[length] = '\0';
    return true;
}

static bool has_reason(const struct form_question *question, const char *id)
{
    for (int i = 0; i < question->reason_count; i++) {
        if (strcmp(question->reasons[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Makes every language of a reason known, wherever its texts go. */
static void read_reason(const struct source *source, const char *section,
                        struct form_reason *reason)
{
    char key[KEYFILE_NAME_MAX + 1];
    if (text_format(key, sizeof key, "%s%s", reason_prefix, reason->id)) {
        source_texts(source, (struct place){section, key}, reason->text);
    }
}

static void add_reason(const struct source *source, struct place place,
                       struct form_question *question)
{
    struct form_reason reason = {0};
    if (!reason_id(place.key, reason.id) || has_reason(question, reason.id)) {
        return;
    }
    if (!source_id_valid(reason.id)) {
        source_value(source, place);
        source_fault(source, place,
                     "%s names no id; write reason:ID[vi], an id of 1 to %d "
                     "of a-z, 0-9 and -",
                     place.key, FORM_ID_SIZE - 1);
    } else if (question->reason_count == FORM_REASONS_MAX) {
        source_value(source, place);
        source_fault(source, place,
                     "%s is one reason too many; a question has at most %d",
                     place.key, FORM_REASONS_MAX);
    } else {
        read_reason(source, place.section, &reason);
        question->reasons[question->reason_count++] = reason;
    }
}

static void read_question(const struct source *source, const char *section,
                          struct form_question *question)
{
    struct place place = {section, NULL};
    const char *id = after(section, question_prefix);
    if (!source_id_valid(id) ||
        !text_copy(question->id, sizeof question->id, id)) {
        source_fault(source, place,
                     "[%s] names no id; write [question:ID], an id of 1 to "
                     "%d of a-z, 0-9 and -",
                     section, FORM_ID_SIZE - 1);
    }
    source_texts(source, (struct place){section, "text"}, question->text);
    source_texts(source, (struct place){section, "theme"}, question->theme);
    source_texts_optional(source, (struct place){section, "na"}, question->na);
    const char *key;
    for (int i = 0; (key = keyfile_key_at(source->keys, section, i)) != NULL;
         i++) {
        add_reason(source, (struct place){section, key}, question);
    }
}

static void read_questions(const struct source *source, struct form *form)
{
    const char *section;
    for (int i = 0; (section = keyfile_section_at(source->keys, i)) != NULL;
         i++) {
        struct place place = {section, NULL};
        if (after(section, question_prefix) == NULL) {
            continue;
        }
        struct form_question question = {0};
        read_question(source, section, &question);
        if (form->question_count < FORM_QUESTIONS_MAX) {
            form->questions[form->question_count++] = question;
        } else {
            source_fault(source, place,
                         "[%s] is one question too many; a visit has at most "
                         "%d",
                         section, FORM_QUESTIONS_MAX);
        }
    }
    if (form->question_count == 0) {
        keyfile_expect(source->keys, "question:ID");
        faults_add(source->faults, keyfile_path(source->keys), 0,
                   "the form asks nothing; add a section [question:ID]");
    }
}

struct keyfile *form_load(struct form *form, const struct form_file *file,
                          struct faults *faults)
{
    struct source source = {.keys = keyfile_open(file->path, faults),
                            .faults = faults,
                            .languages = file->languages};
    if (source.keys == NULL) {
        return NULL;
    }
    if (!text_copy(form->id, sizeof form->id, file->id)) {
        faults_add(faults, file->path, 0, "the form's name is too long");
    }
    form->language_count = file->languages->offered_count;
    read_head(&source, form, file->id);
    read_levels(&source, form);
    read_questions(&source, form);
    keyfile_refuse_unknown(source.keys, faults);
    return source.keys;
}
