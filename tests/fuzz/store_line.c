/* A line of the journal, whose check is put behind it here: what counts is
   written the same again. */
#include <assert.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "store/journal_line.h"

static void write_line(struct text *out, const struct journal_line *line)
{
    switch (line->kind) {
    case JOURNAL_ROW: journal_line_row(out, &line->row); break;
    case JOURNAL_WORDING: journal_line_wording(out, &line->wording); break;
    case JOURNAL_SEAL: journal_line_seal(out, &line->seal); break;
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct journal_line line;
    struct text given = {0};
    struct text whole = {0};
    struct text again = {0};
    text_append(&given, (const char *)data, size);
    text_append(&given, "\t*", 2);
    input_checked(&whole, (const uint8_t *)given.data, given.length, '\t', 16);
    struct text cut = input_text((const uint8_t *)whole.data, whole.length);
    if (journal_line_read(cut.data, cut.length, &line)) {
        write_line(&again, &line);
        text_append(&whole, "\n", 1);
        assert(again.length == whole.length &&
               memcmp(again.data, whole.data, whole.length) == 0);
    }
    text_free(&given);
    text_free(&whole);
    text_free(&again);
    text_free(&cut);
    return 0;
}
