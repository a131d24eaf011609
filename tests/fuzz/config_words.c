/* The small things of a config: hours, lists, numbers, ids. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "config/source.h"
#include "config/spans.h"
#include "fuzz/with_input.h"

static void try_spans(const char *text)
{
    struct hours_weekday day = {0};
    int minute = -1;
    if (spans_parse(text, &day) == NULL) {
        assert(day.count >= 0 && day.count <= HOURS_SPANS_MAX);
        for (int i = 0; i < day.count; i++) {
            assert(day.spans[i].from_minute < day.spans[i].to_minute);
            assert(day.spans[i].to_minute <= 1440);
        }
    }
    assert(!spans_time(text, &minute) || (minute >= 0 && minute <= 1440));
}

static void try_list(const char *text)
{
    char word[SOURCE_WORD_SIZE];
    const char *rest = text;
    const char *before = NULL;
    while (source_word(&rest, word)) {
        assert(strlen(word) < sizeof word && rest > before);
        before = rest;
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    char *text = input_string(data, size);
    int64_t number;
    try_spans(text);
    try_list(text);
    assert(!source_parse_number(text, &number) || number >= 0);
    assert(!source_id_valid(text) || strlen(text) < FORM_ID_SIZE);
    int shown = source_shown(text);
    assert(shown >= 0 && (size_t)shown <= strlen(text));
    if (text_is_utf8(text, strlen(text))) {
        assert(text_is_utf8(text, (size_t)shown));
    }
    free(text);
    return 0;
}
