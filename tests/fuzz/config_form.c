/* A form file, in two languages: with no fault every text is there. */
#include <assert.h>
#include <string.h>

#include "config/form_file.h"
#include "fuzz/with_input.h"

static void look_at(const struct form *form)
{
    assert(form->version > 0 && form->question_count > 0);
    assert(form->levels >= FORM_LEVELS_MIN && form->levels <= FORM_LEVELS_MAX);
    for (int i = 0; i < form->language_count; i++) {
        assert(form->title[i] != NULL);
        for (int level = 0; level < form->levels; level++) {
            assert(form->level_text[level][i] != NULL);
        }
        for (int j = 0; j < form->question_count; j++) {
            const struct form_question *question = &form->questions[j];
            assert(source_id_valid(question->id));
            assert(question->text[i] != NULL && question->theme[i] != NULL);
            for (int k = 0; k < question->reason_count; k++) {
                assert(question->reasons[k].text[i] != NULL);
            }
        }
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct form form;
    const struct languages languages = {.offered = {"vi", "en"},
                                        .offered_count = 2};
    struct faults faults = {0};
    input_file("f.ini", data, size);
    const struct form_file file = {input_path("f.ini"), "f", &languages};
    form = (struct form){0};
    struct keyfile *keys = form_load(&form, &file, &faults);
    assert(keys != NULL || faults.count > 0);
    if (faults.count == 0) {
        look_at(&form);
    }
    keyfile_close(keys);
    faults_free(&faults);
    return 0;
}
