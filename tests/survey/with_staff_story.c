#include "with_staff_story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

const struct staff_rules staff_story_rules = {.hold_ms = 3000,
                                              .idle_ms = 60000,
                                              .settle_ms = 500,
                                              .glass = {1280, 800, 320}};

static char shown(const struct staff *staff)
{
    if (!staff->open) {
        return '-';
    }
    if (staff->screen == SCREEN_PIN) {
        return 'P';
    }
    return staff->screen == SCREEN_PANEL        ? 'S'
           : staff->screen == SCREEN_TOUCH_TEST ? 'T'
           : staff->screen == SCREEN_CLEAN      ? 'K'
                                                : "EWR"[staff->work];
}

static void spell(const struct staff_wants *wants, char out[8])
{
    const struct {
        bool wanted;
        char letter;
    } all[] = {{wants->look, 'L'},    {wants->compare, 'C'},
               {wants->figures, 'F'}, {wants->days, 'D'},
               {wants->begin, 'B'},   {wants->cancel, 'X'},
               {wants->confirm, 'T'}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].wanted) {
            *out++ = all[i].letter;
        }
    }
    *out = '\0';
}

struct staff_wants staff_story_play(struct staff *staff,
                                    const struct beat *beats, size_t count)
{
    struct staff_wants wants = {0};
    for (size_t i = 0; i < count; i++) {
        char expected[64];
        char found[64];
        char letters[8];
        long long at_ms = (long long)beats[i].at_ms;
        staff_step(staff, &staff_story_rules, &beats[i].event, beats[i].at_ms,
                   &wants);
        spell(&wants, letters);
        snprintf(found, sizeof found, "beat %zu at %lld: %c %s", i, at_ms,
                 shown(staff), letters);
        snprintf(expected, sizeof expected, "beat %zu at %lld: %c %s", i, at_ms,
                 beats[i].shows, beats[i].wants);
        assert_string_equal(found, expected);
    }
    return wants;
}

void staff_story_type(struct staff *staff, const char *pin, int64_t at_ms)
{
    for (; *pin != '\0'; pin++) {
        const struct beat beats[] = {
            {at_ms, PRESS(DIGIT, *pin - '0'), 'P', ""}};
        PLAY(staff, beats);
    }
}

struct staff staff_story_at_pad(void)
{
    struct staff staff = {0};
    const struct beat beats[] = {
        {1000, EVENT(HOLD), '-', ""},
        {4000, EVENT(TICK), 'P', "L"},
        {4000, TOLD(1, FREE, 0, 0), 'P', ""},
    };
    PLAY(&staff, beats);
    return staff;
}

struct staff staff_story_at_panel(void)
{
    struct staff staff = staff_story_at_pad();
    const struct beat beats[] = {{5000, PRESS(ENTER, 0), 'P', "C"},
                                 {5000, TOLD(2, RIGHT, 0, 0), 'S', "F"}};
    staff_story_type(&staff, "271828", 5000);
    PLAY(&staff, beats);
    return staff;
}

struct staff staff_story_at_export(void)
{
    struct staff staff = staff_story_at_panel();
    const struct beat beats[] = {{6000, PRESS(EXPORT, 0), 'E', "D"},
                                 {6000, DAYS(100, 200, 2), 'E', ""},
                                 {6500, PRESS(TARGET, 0), 'E', ""}};
    PLAY(&staff, beats);
    return staff;
}
