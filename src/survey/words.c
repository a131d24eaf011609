#include "survey/words.h"

#include <assert.h>
#include <string.h>

struct entry {
    const char *key;
    int places; /* %1, %2 ... */
};

static const struct entry words[WORD_COUNT] = {
#define WORDS_ENTRY(name, key, numbers) [WORD_##name] = {key, numbers},
    WORDS_LIST(WORDS_ENTRY)
#undef WORDS_ENTRY
};

static const struct entry report_words[REPORT_WORD_COUNT] = {
#define WORDS_ENTRY(name, key, places) [REPORT_##name] = {key, places},
    REPORT_WORDS_LIST(WORDS_ENTRY)
#undef WORDS_ENTRY
};

const char *words_key(enum word word)
{
    assert(word >= 0 && word < WORD_COUNT);
    return words[word].key;
}

int words_numbers(enum word word)
{
    assert(word >= 0 && word < WORD_COUNT);
    return words[word].places;
}

const char *report_words_key(enum report_word word)
{
    assert(word >= 0 && word < REPORT_WORD_COUNT);
    return report_words[word].key;
}

int report_words_places(enum report_word word)
{
    assert(word >= 0 && word < REPORT_WORD_COUNT);
    return report_words[word].places;
}

bool lang_code_valid(const char *code)
{
    size_t length = strspn(code, "abcdefghijklmnopqrstuvwxyz-");
    return length >= 2 && length < LANG_CODE_SIZE && code[length] == '\0' &&
           code[0] != '-';
}
