#include "format/wording.h"

#include <stdlib.h>
#include <string.h>

static void put_texts(struct text *out, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++) {
        text_append_string(out, "\t");
        text_append_string(out, texts[i] == NULL ? "" : texts[i]);
    }
    text_append_string(out, "\n");
}

static void put_question(struct text *out, const struct form_question *question,
                         int languages)
{
    text_append_format(out, "question\t%s\ntext", question->id);
    put_texts(out, question->text, languages);
    text_append_string(out, "theme");
    put_texts(out, question->theme, languages);
    for (int i = 0; i < question->reason_count; i++) {
        text_append_format(out, "reason\t%s", question->reasons[i].id);
        put_texts(out, question->reasons[i].text, languages);
    }
}

void wording_write(struct text *out, const struct form *form,
                   const struct words *words)
{
    text_append_format(out, "wording\t1\nform\t%s\t%d\t%d\nlanguages", form->id,
                       form->version, form->levels);
    for (int i = 0; i < form->language_count; i++) {
        text_append_format(out, "\t%s", words[i].code);
    }
    text_append_string(out, "\ntitle");
    put_texts(out, form->title, form->language_count);
    for (int i = 0; i < form->levels; i++) {
        text_append_string(out, "level");
        put_texts(out, form->level_text[i], form->language_count);
    }
    for (int i = 0; i < form->question_count; i++) {
        put_question(out, &form->questions[i], form->language_count);
    }
}

/* A line cut at its TABs. */
enum { FIELDS_MAX = FORM_LANGUAGES_MAX + 2 };
struct line {
    char *fields[FIELDS_MAX];
    int count;
};

/* Cuts the next line off the text; false at its end. A line with too many
   fields keeps a TAB in its last one, and no rule below takes that. */
static bool next_line(char **rest, struct line *line)
{
    char *at = *rest;
    char *end = strchr(at, '\n');
    if (end == NULL) {
        return false;
    }
    *end = '\0';
    *rest = end + 1;
    line->count = 0;
    while (at != NULL && line->count < FIELDS_MAX) {
        line->fields[line->count++] = at;
        at = strchr(at, '\t');
        if (at != NULL) {
            *at++ = '\0';
        }
    }
    return at == NULL;
}

static bool number(const char *text, int most, int *out)
{
    char *end;
    long value = strtol(text, &end, 10);
    *out = (int)value;
    return end != text && *end == '\0' && value >= 0 && value <= most;
}

static bool take_form(struct wording *wording, const struct line *line)
{
    struct form *form = &wording->form;
    return line->count == 4 && form_id_valid(line->fields[1]) &&
           text_copy(form->id, sizeof form->id, line->fields[1]) &&
           number(line->fields[2], 1 << 30, &form->version) &&
           number(line->fields[3], FORM_LEVELS_MAX, &form->levels) &&
           form->levels >= FORM_LEVELS_MIN;
}

static bool take_languages(struct wording *wording, const struct line *line)
{
    int count = line->count - 1;
    if (count < 1 || count > FORM_LANGUAGES_MAX) {
        return false;
    }
    wording->form.language_count = count;
    for (int i = 0; i < count; i++) {
        if (!text_copy(wording->codes[i], WORDING_CODE_SIZE,
                       line->fields[i + 1])) {
            return false;
        }
    }
    return true;
}

/* The last fields of a line: one text a language. */
static bool take_texts(const struct wording *wording, const struct line *line,
                       int first, const char **out)
{
    int count = wording->form.language_count;
    if (count == 0 || line->count != first + count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        out[i] = line->fields[first + i];
    }
    return true;
}

static bool take_question(struct wording *wording, const struct line *line)
{
    struct form *form = &wording->form;
    if (form->question_count == FORM_QUESTIONS_MAX || line->count != 2 ||
        !form_id_valid(line->fields[1])) {
        return false;
    }
    struct form_question *question = &form->questions[form->question_count++];
    return text_copy(question->id, sizeof question->id, line->fields[1]);
}

static bool take_reason(struct wording *wording, const struct line *line)
{
    struct form *form = &wording->form;
    struct form_question *question = &form->questions[form->question_count - 1];
    if (question->reason_count == FORM_REASONS_MAX || line->count < 2 ||
        !form_id_valid(line->fields[1])) {
        return false;
    }
    struct form_reason *reason = &question->reasons[question->reason_count++];
    return text_copy(reason->id, sizeof reason->id, line->fields[1]) &&
           take_texts(wording, line, 2, reason->text);
}

static bool take_line(struct wording *wording, const struct line *line,
                      int *levels)
{
    struct form *form = &wording->form;
    const char *what = line->fields[0];
    if (strcmp(what, "form") == 0) {
        return take_form(wording, line);
    }
    if (strcmp(what, "languages") == 0) {
        return take_languages(wording, line);
    }
    if (strcmp(what, "title") == 0) {
        return take_texts(wording, line, 1, form->title);
    }
    if (strcmp(what, "level") == 0) {
        return *levels < form->levels &&
               take_texts(wording, line, 1, form->level_text[(*levels)++]);
    }
    if (strcmp(what, "question") == 0) {
        return take_question(wording, line);
    }
    if (form->question_count == 0) {
        return false;
    }
    struct form_question *question = &form->questions[form->question_count - 1];
    if (strcmp(what, "text") == 0) {
        return take_texts(wording, line, 1, question->text);
    }
    if (strcmp(what, "theme") == 0) {
        return take_texts(wording, line, 1, question->theme);
    }
    return strcmp(what, "reason") == 0 && take_reason(wording, line);
}

/* Every question must have got its text: others rely on it. */
static bool whole(const struct wording *wording, int levels)
{
    const struct form *form = &wording->form;
    for (int i = 0; i < form->question_count; i++) {
        if (form->questions[i].text[0] == NULL) {
            return false;
        }
    }
    return form->question_count > 0 && levels == form->levels;
}

bool wording_read(const char *text, struct wording *out)
{
    *out = (struct wording){.text = strdup(text)};
    if (out->text == NULL) {
        return false;
    }
    char *rest = out->text;
    struct line line;
    int levels = 0;
    if (!next_line(&rest, &line) || line.count != 2 ||
        strcmp(line.fields[0], "wording") != 0 ||
        strcmp(line.fields[1], "1") != 0) {
        return false;
    }
    while (*rest != '\0') {
        if (!next_line(&rest, &line) || !take_line(out, &line, &levels)) {
            return false;
        }
    }
    return whole(out, levels);
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL || strcmp(a, b) == 0;
}

/* In a language of the one and in the same of the other. */
static bool same_levels(const struct form *a, int in_a, const struct form *b,
                        int in_b)
{
    bool same = a->levels == b->levels;
    for (int i = 0; same && i < a->levels; i++) {
        same = same_text(a->level_text[i][in_a], b->level_text[i][in_b]);
    }
    return same;
}

/* The first question that is; of one alone where `only` names it. */
static const char *reworded(const struct form *a, int in_a,
                            const struct form *b, int in_b, const char *only)
{
    for (int i = 0; i < a->question_count; i++) {
        const char *id = a->questions[i].id;
        for (int k = 0; k < b->question_count; k++) {
            if (strcmp(id, b->questions[k].id) == 0 &&
                (only == NULL || strcmp(id, only) == 0) &&
                !same_text(a->questions[i].text[in_a],
                           b->questions[k].text[in_b])) {
                return b->questions[k].id;
            }
        }
    }
    return NULL;
}

static bool same_version(const struct form *a, const struct form *b)
{
    return strcmp(a->id, b->id) == 0 && a->version == b->version;
}

/* Of two forms of the same version. */
static const char *clash_of(const struct wording *before,
                            const struct form *form, const struct words *words,
                            const char *only)
{
    const struct form *old = &before->form;
    const char *clash = old->levels != form->levels ? "levels" : NULL;
    for (int i = 0; i < old->language_count && clash == NULL; i++) {
        for (int k = 0; k < form->language_count && clash == NULL; k++) {
            if (strcmp(before->codes[i], words[k].code) == 0) {
                clash = same_levels(old, i, form, k)
                            ? reworded(old, i, form, k, only)
                            : "levels";
            }
        }
    }
    return clash;
}

const char *wording_clash(const struct wording *before, const struct form *form,
                          const struct words *words)
{
    return same_version(&before->form, form)
               ? clash_of(before, form, words, NULL)
               : NULL;
}

bool wording_asks(const struct wording *before, const struct form *form,
                  const struct words *words, const char *question)
{
    return same_version(&before->form, form) &&
           clash_of(before, form, words, question) == NULL;
}

void wording_free(struct wording *wording)
{
    if (wording != NULL) {
        free(wording->text);
        *wording = (struct wording){0};
    }
}
