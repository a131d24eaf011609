#include "config/sections.h"

#include <string.h>

#include "config/lang_file.h"
#include "config/nearest.h"

static const struct place offered = {"languages", "offered"};

static int find(char (*codes)[LANG_CODE_SIZE], int count, const char *code)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(codes[i], code) == 0) {
            return i;
        }
    }
    return -1;
}

static void refuse_without_file(const struct source *source, const char *code,
                                struct languages *languages)
{
    struct nearest nearest = nearest_begin(code);
    for (int i = 0; i < languages->other_count; i++) {
        nearest_try(&nearest, languages->others[i]);
    }
    if (nearest.best != NULL) {
        source_fault(source, offered,
                     "offered: %s has no file assets/lang/%s.ini; did you "
                     "mean %s?",
                     code, code, nearest.best);
    } else {
        source_fault(source, offered,
                     "offered: %s has no file assets/lang/%s.ini; write "
                     "lang/%s.ini beside this file, or remove %s",
                     code, code, code, code);
    }
    if (languages->other_count < SOURCE_LANGUAGES_MAX &&
        text_copy(languages->others[languages->other_count], LANG_CODE_SIZE,
                  code)) {
        languages->other_count++;
    }
}

/* Moves a language from the others to the offered ones. */
static void offer(struct languages *languages, int other)
{
    int last = --languages->other_count;
    memcpy(languages->offered[languages->offered_count++],
           languages->others[other], LANG_CODE_SIZE);
    memmove(languages->others[other], languages->others[last], LANG_CODE_SIZE);
}

static void read_code(const struct source *source, const char *code,
                      struct languages *languages)
{
    int other = find(languages->others, languages->other_count, code);
    if (!lang_code_valid(code)) {
        source_fault(source, offered,
                     "offered: %s is no language; write codes such as vi;en",
                     code);
    } else if (find(languages->offered, languages->offered_count, code) >= 0) {
        source_fault(source, offered, "offered: %s stands twice; remove one",
                     code);
    } else if (other < 0) {
        refuse_without_file(source, code, languages);
    } else if (languages->offered_count == FORM_LANGUAGES_MAX) {
        source_fault(source, offered,
                     "offered: %s is one language too many; at most %d can "
                     "be offered, remove some",
                     code, FORM_LANGUAGES_MAX);
    } else {
        offer(languages, other);
    }
}

void config_languages_read(const struct source *source, const char *share,
                           struct languages *languages)
{
    lang_list(source, share, languages);
    const char *list = source_value(source, offered);
    const char *rest = list == NULL ? "vi;en" : list;
    char code[SOURCE_WORD_SIZE];
    int words = 0;
    for (; source_word(&rest, code); words++) {
        read_code(source, code, languages);
    }
    if (words == 0) {
        source_fault(source, offered, "offered names no language; write vi;en");
    }
}
