/* A daily file as the report adds it up: what is taken adds up, and what is
   refused has a line and a reason that can be printed. */
#include <assert.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "report/file_sum.h"

static void look_at(const struct sum *sum)
{
    assert(sum->complete >= 0 && sum->no_opinion >= 0);
    assert(sum->complete + sum->no_opinion <= sum->visits);
    assert(sum->clean <= sum->visits);
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        for (int level = 0; level < question->raw.levels; level++) {
            assert(question->clean.counts[level] <=
                   question->raw.counts[level]);
        }
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct file_sum file;
    struct glossary glossary = {0};
    struct file_name name;
    struct text bytes = input_text(data, size);
    assert(file_name_read("4luon_van-truong_quay-1_2026-11-23.csv", &name));
    if (file_sum_read(&file, &name, &bytes, &glossary)) {
        look_at(&file.sum);
    } else {
        assert(file.fault[0] != '\0');
        assert(text_is_utf8(file.fault, strlen(file.fault)));
        assert(!text_has_control(file.fault));
    }
    glossary_free(&glossary);
    text_free(&bytes);
    return 0;
}
