#include "survey/words.h"

#include <assert.h>
#include <string.h>

const char *words_key(enum word word)
{
    static const char *const keys[WORD_COUNT] = {
#define WORDS_KEY(name, key, numbers) [WORD_##name] = key,
        WORDS_LIST(WORDS_KEY)
#undef WORDS_KEY
    };
    assert(word >= 0 && word < WORD_COUNT);
    return keys[word];
}

int words_numbers(enum word word)
{
    static const int numbers_of[WORD_COUNT] = {
#define WORDS_NUMBERS(name, key, numbers) [WORD_##name] = numbers,
        WORDS_LIST(WORDS_NUMBERS)
#undef WORDS_NUMBERS
    };
    assert(word >= 0 && word < WORD_COUNT);
    return numbers_of[word];
}

bool lang_code_valid(const char *code)
{
    size_t length = strspn(code, "abcdefghijklmnopqrstuvwxyz-");
    return length >= 2 && length < LANG_CODE_SIZE && code[length] == '\0' &&
           code[0] != '-';
}
