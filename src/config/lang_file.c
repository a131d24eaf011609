#include "config/lang_file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static void add_other(struct languages *languages, const char *file)
{
    char code[LANG_CODE_SIZE];
    size_t length = strcspn(file, ".");
    if (strcmp(file + length, ".ini") != 0 || length >= sizeof code ||
        languages->other_count == SOURCE_LANGUAGES_MAX) {
        return;
    }
    memcpy(code, file, length);
    code[length] = '\0';
    if (lang_code_valid(code)) {
        memcpy(languages->others[languages->other_count++], code, sizeof code);
    }
}

static int by_code(const void *a, const void *b)
{
    return strcmp(a, b);
}

void lang_list(struct languages *languages, const char *share)
{
    char folder[FILES_PATH_SIZE];
    DIR *dir =
        files_join(folder, share, "assets/lang") ? opendir(folder) : NULL;
    if (dir == NULL) {
        return;
    }
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        add_other(languages, e->d_name);
    }
    closedir(dir);
    qsort(languages->others, (size_t)languages->other_count,
          sizeof languages->others[0], by_code);
}

/* Each number has its place in the words, and no place is left open. */
static void check_numbers(const struct source *source, struct place place,
                          const char *text, int numbers)
{
    for (int i = 1; text != NULL && i <= 9; i++) {
        const char sign[] = {'%', (char)('0' + i), '\0'};
        bool there = strstr(text, sign) != NULL;
        if (i <= numbers && !there) {
            source_fault(source, place,
                         "%s lacks %s; write it where a number or a name is "
                         "to stand",
                         place.key, sign);
        } else if (i > numbers && there) {
            source_fault(source, place,
                         "nothing stands for %s in %s; take it out", sign,
                         place.key);
        }
    }
}

static void read_words(const struct source *source, struct words *words)
{
    struct place name = {"language", "name"};
    struct place code = {"language", "code"};
    words->name = source_text(source, name);
    const char *written = source_text(source, code);
    if (written != NULL && strcmp(written, words->code) != 0) {
        source_fault(source, code,
                     "code=%.*s is not the file's own name; write code=%s",
                     source_shown(written), written, words->code);
    }
    for (int i = 0; i < WORD_COUNT; i++) {
        struct place place = {"words", words_key((enum word)i)};
        words->text[i] = source_text(source, place);
        check_numbers(source, place, words->text[i],
                      words_numbers((enum word)i));
    }
}

static void read_report(const struct source *source, struct words *words)
{
    for (int i = 0; i < REPORT_WORD_COUNT; i++) {
        enum report_word word = (enum report_word)i;
        struct place place = {"report", report_words_key(word)};
        const char *text = source_text(source, place);
        words->report[i] = text;
        for (int n = 1; text != NULL && n <= report_words_places(word); n++) {
            const char mark[] = {'%', (char)('0' + n), '\0'};
            if (strstr(text, mark) == NULL) {
                source_fault(source, place,
                             "%s lacks %s; write it where it stands in the "
                             "other languages",
                             place.key, mark);
            }
        }
    }
}

struct keyfile *lang_load(struct words *words, const char *share,
                          const char *code, struct faults *faults)
{
    char name[32];
    char path[FILES_PATH_SIZE];
    bool fits = text_copy(words->code, sizeof words->code, code) &&
                text_format(name, sizeof name, "assets/lang/%s.ini", code) &&
                files_join(path, share, name);
    if (!fits) {
        faults_add(faults, share, 0, "the path of language %s is too long",
                   code);
        return NULL;
    }
    struct source source = {.keys = keyfile_open(path, faults),
                            .faults = faults};
    if (source.keys != NULL) {
        read_words(&source, words);
        read_report(&source, words);
        keyfile_refuse_unknown(source.keys, faults);
    }
    return source.keys;
}
