#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "with_story.h"

int story_open(void **state)
{
    struct story *story = calloc(1, sizeof *story);
    assert_non_null(story);
    with_form(&story->form);
    story->sheet = sheet_make(&story->form, NULL, 0);
    story->rules = with_rules(&story->sheet);
    *state = story;
    return 0;
}

int story_close(void **state)
{
    free(*state);
    return 0;
}

static void spell(const struct flow_keeps *keeps, char *out)
{
    for (int i = 0; i < keeps->count; i++) {
        enum keep_kind kind = keeps->keeps[i].kind;
        *out++ = kind == KEEP_END && keeps->keeps[i].value == 0
                     ? 'P'
                     : "BASNTRE"[kind];
    }
    *out = '\0';
}

struct flow story_play(const struct story *story, const struct beat *beats,
                       size_t count)
{
    struct flow flow = flow_start(&story->rules, 1000);
    for (size_t i = 0; i < count; i++) {
        struct flow_keeps keeps;
        struct flow_event event = {beats[i].event, beats[i].action};
        char kept[FLOW_KEEPS_MAX + 1];
        flow = flow_step(flow, &story->rules, event, beats[i].at_ms, &keeps);
        spell(&keeps, kept);
        print_message("beat %zu\n", i);
        assert_string_equal(kept, beats[i].kept);
        assert_int_equal(flow.screen, beats[i].screen);
        assert_int_equal(flow.question, beats[i].question);
    }
    return flow;
}
