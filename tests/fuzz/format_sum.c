/* A text is one sum, and a sum one text; it adds up. */
#include <assert.h>
#include <string.h>

#include "format/sum.h"
#include "fuzz/with_input.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct sum sum;
    static struct sum all;
    struct text text = input_text(data, size);
    struct text again = {0};
    if (sum_read(text.data, &sum)) {
        sum_write(&sum, &again);
        assert(sum.older || strcmp(again.data, text.data) == 0);
        all = (struct sum){.day = sum.day};
        sum_add(&all, &sum);
        assert(all.visits == sum.visits);
        assert(all.question_count == sum.question_count);
    }
    text_free(&text);
    text_free(&again);
    return 0;
}
