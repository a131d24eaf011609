#include "config/lang_file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* What staff read where another language leaves them out. */
static const char of_staff_code[] = "vi";

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
    for (int i = 0; i < languages->other_count; i++) {
        if (strcmp(languages->others[i], code) == 0) {
            return;
        }
    }
    if (lang_code_valid(code)) {
        memcpy(languages->others[languages->other_count++], code, sizeof code);
    }
}

static int by_code(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void add_folder(struct languages *languages, const char *folder)
{
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        return;
    }
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        add_other(languages, e->d_name);
    }
    closedir(dir);
}

void lang_list(const struct source *source, const char *share,
               struct languages *languages)
{
    char folder[FILES_PATH_SIZE];
    if (source_path(source, "lang", folder)) {
        add_folder(languages, folder);
    }
    if (files_join(folder, share, "assets/lang")) {
        add_folder(languages, folder);
    }
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

/* A file beside the config may leave out what no visitor reads. */
static const char *read_text(const struct source *source, struct place place,
                             bool may_lack)
{
    return may_lack && source_value(source, place) == NULL
               ? NULL
               : source_text(source, place);
}

static void read_words(const struct source *source, struct words *words,
                       bool own)
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
        words->text[i] = read_text(source, place, own && i >= WORD_CLOSE);
        check_numbers(source, place, words->text[i],
                      words_numbers((enum word)i));
    }
}

static void read_report(const struct source *source, struct words *words,
                        bool own)
{
    for (int i = 0; i < REPORT_WORD_COUNT; i++) {
        enum report_word word = (enum report_word)i;
        struct place place = {"report", report_words_key(word)};
        const char *text = read_text(source, place, own);
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

struct keyfile *lang_load(const struct source *config, const char *share,
                          const char *code, struct words *words)
{
    char name[32];
    char path[FILES_PATH_SIZE];
    struct faults *faults = config->faults;
    bool fits = text_copy(words->code, sizeof words->code, code) &&
                text_format(name, sizeof name, "lang/%s.ini", code);
    bool own = fits && source_path(config, name, path) && files_exists(path);
    if (!own) {
        fits = fits &&
               text_format(name, sizeof name, "assets/lang/%s.ini", code) &&
               files_join(path, share, name);
    }
    if (!fits) {
        faults_add(faults, share, 0, "the path of language %s is too long",
                   code);
        return NULL;
    }
    struct source source = {.keys = keyfile_open(path, faults),
                            .faults = faults};
    own = own && strcmp(code, of_staff_code) != 0;
    if (source.keys != NULL) {
        read_words(&source, words, own);
        read_report(&source, words, own);
        keyfile_refuse_unknown(source.keys, faults);
    }
    return source.keys;
}

static bool lacks(const struct words *words)
{
    bool lacks = false;
    for (int i = WORD_CLOSE; i < WORD_COUNT; i++) {
        lacks = lacks || words->text[i] == NULL;
    }
    for (int i = 0; i < REPORT_WORD_COUNT; i++) {
        lacks = lacks || words->report[i] == NULL;
    }
    return lacks;
}

static void fall_back(struct words *words, const struct words *from)
{
    for (int i = WORD_CLOSE; i < WORD_COUNT; i++) {
        words->text[i] =
            words->text[i] != NULL ? words->text[i] : from->text[i];
    }
    for (int i = 0; i < REPORT_WORD_COUNT; i++) {
        words->report[i] =
            words->report[i] != NULL ? words->report[i] : from->report[i];
    }
}

void lang_fill_gaps(const struct source *config, struct words *words, int count)
{
    const struct place place = {"languages", "offered"};
    const struct words *of_staff = NULL;
    for (int i = 0; i < count; i++) {
        of_staff =
            strcmp(words[i].code, of_staff_code) == 0 ? &words[i] : of_staff;
    }
    for (int i = 0; i < count; i++) {
        /* One that could not be read has no name either, and was told of. */
        if (words[i].name == NULL || !lacks(&words[i])) {
            continue;
        }
        if (of_staff != NULL) {
            fall_back(&words[i], of_staff);
        } else {
            source_fault(config, place,
                         "offered: %s leaves out the words of staff and of the "
                         "report; offer vi too, or write them all",
                         words[i].code);
        }
    }
}
