#include "survey/report_words.h"

#include <assert.h>

struct entry {
    const char *key;
    int places;
};

static struct entry entry_of(enum report_word word)
{
    static const struct entry entries[REPORT_WORD_COUNT] = {
#define REPORT_WORDS_ENTRY(name, key, places) [REPORT_##name] = {key, places},
        REPORT_WORDS_LIST(REPORT_WORDS_ENTRY)
#undef REPORT_WORDS_ENTRY
    };
    assert(word >= 0 && word < REPORT_WORD_COUNT);
    return entries[word];
}

const char *report_words_key(enum report_word word)
{
    return entry_of(word).key;
}

int report_words_places(enum report_word word)
{
    return entry_of(word).places;
}
