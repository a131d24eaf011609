#include "survey/words.h"

#include <assert.h>

const char *words_key(enum word word)
{
    static const char *const keys[WORD_COUNT] = {
#define WORDS_KEY(name, key) [WORD_##name] = key,
        WORDS_LIST(WORDS_KEY)
#undef WORDS_KEY
    };
    assert(word >= 0 && word < WORD_COUNT);
    return keys[word];
}
