/* A random walk of installers, children and disks that refuse, for what must
   hold whatever happens: nothing unsound is kept, nothing secret stays, and
   there is a way to the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "with_installer_story.h"

struct walk {
    struct installer installer;
    int64_t now_ms;
    int64_t minute;
    int ends, leaves, keys, pins, clocks, hidden;
};

static int any_action(const struct walk *walk)
{
    static const enum action_kind kinds[] = {
        ACTION_LETTER, ACTION_LETTER, ACTION_DIGIT,   ACTION_DIGIT,
        ACTION_DIGIT,  ACTION_ERASE,  ACTION_ENTER,   ACTION_ENTER,
        ACTION_ENTER,  ACTION_MORE,   ACTION_LESS,    ACTION_BACK,
        ACTION_CLOSE,  ACTION_ANSWER, ACTION_LANGUAGE};
    bool pin = walk->installer.page == INSTALLER_PIN;
    if (!pin && rand() % 2 == 0) {
        return rand() % 3 == 0 ? ACTION_ERASE : ACTION_ENTER;
    }
    /* Six digits want a hand that has something in mind. */
    return pin && rand() % 12 != 0
               ? (walk->installer.digit_count == PIN_DIGITS ? ACTION_ENTER
                                                            : ACTION_DIGIT)
               : (int)kinds[rand() % (int)(sizeof kinds / sizeof *kinds)];
}

static int value_for(const struct walk *walk, int action)
{
    static const char pin[] = "739182";
    const struct installer *installer = &walk->installer;
    if (action == ACTION_DIGIT) {
        return rand() % 60 == 0 ? rand() % 10
                                : pin[installer->digit_count % 6] - '0';
    }
    if (action == ACTION_LETTER) {
        return "ABZ09-a "[rand() % 8];
    }
    return rand() % 7;
}

/* Nothing is wanted that is not sound. */
static void check_wants(struct walk *walk, const struct installer *before,
                        const struct installer_wants *wants)
{
    const struct installer *now = &walk->installer;
    switch (wants->want) {
    case INSTALLER_KEEP_UNIT:
        assert_true(now->unit[0] != '\0' && now->unit[0] != '-');
        assert_int_equal(
            strspn(now->unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"),
            strlen(now->unit));
        break;
    case INSTALLER_KEEP_DEVICE:
        assert_true(now->device[0] != '\0' && now->device[0] != '-');
        break;
    case INSTALLER_KEEP_WIDTH:
        assert_in_range(now->width_mm, INSTALLER_LEAST_MM, INSTALLER_MOST_MM);
        break;
    case INSTALLER_KEEP_PIN:
        assert_int_equal(pin_judge(wants->pin), PIN_SOUND);
        assert_string_equal(wants->pin, before->first_digits);
        walk->pins++;
        break;
    case INSTALLER_KEEP_CLOCK:
        assert_true(wants->minute >= (int64_t)20454 * 1440);
        walk->clocks++;
        break;
    case INSTALLER_FINISH:
        assert_true(before->page == INSTALLER_ENROL && before->key_shown &&
                    before->notice == INSTALLER_SURE);
        break;
    case INSTALLER_DRAW_KEY: assert_false(before->key_shown); break;
    case INSTALLER_LEAVE:
        assert_true(before->may_leave);
        walk->leaves++;
        break;
    case INSTALLER_END:
        assert_int_equal(before->page, INSTALLER_DONE);
        walk->ends++;
        break;
    case INSTALLER_NOTHING: break;
    }
}

static void check_secrets(struct walk *walk, const struct installer *before)
{
    static const struct installer_key none;
    const struct installer *now = &walk->installer;
    if (now->page != INSTALLER_PIN) {
        assert_int_equal(now->digit_count, 0);
        assert_int_equal(now->digits[0] | now->first_digits[0], '\0');
    }
    if (!now->key_shown) {
        assert_memory_equal(&now->key, &none, sizeof none);
    }
    if (now->key_shown && !before->key_shown) {
        assert_int_equal(before->doing, INSTALLER_DRAW_KEY);
        walk->keys++;
    }
    walk->hidden +=
        before->key_shown && !now->key_shown && now->page == INSTALLER_ENROL;
}

static void step(struct walk *walk)
{
    struct installer before = walk->installer;
    struct installer_wants wants;
    int what = before.doing != INSTALLER_NOTHING && rand() % 2 == 0
                   ? (rand() % 5 == 0 ? COULD_NOT : DID)
               : rand() % 8 == 0 ? WAITED
               : rand() % 8 == 0 ? TOUCHED
                                 : any_action(walk);
    wants = installer_story_step(&walk->installer, what, value_for(walk, what),
                                 walk->now_ms, walk->minute);
    if (before.doing != INSTALLER_NOTHING && what != DID && what != COULD_NOT) {
        assert_int_equal(wants.want, INSTALLER_NOTHING);
        assert_int_equal(walk->installer.page, before.page);
    }
    check_wants(walk, &before, &wants);
    check_secrets(walk, &before);
}

static void begin(struct walk *walk)
{
    unsigned all = (1u << INSTALLER_DONE) - (1u << INSTALLER_UNIT);
    bool begun = rand() % 2 == 0;
    unsigned kept =
        begun ? (unsigned)rand() & all & ~(1u << INSTALLER_DATE) : 0;
    walk->installer = installer_story_start(all, begun, kept);
    walk->installer.may_leave = !begun;
    walk->installer.touched_ms = walk->now_ms;
}

static void nothing_unsound_nothing_secret_and_an_end(void **state)
{
    (void)state;
    struct walk walk = {.now_ms = 1000, .minute = NOW};
    srand(20261130);
    begin(&walk);
    for (int i = 0; i < 600000; i++) {
        walk.now_ms += rand() % 100 == 0 ? rand() % 400000 : rand() % 900;
        walk.minute = rand() % 5000 == 0 ? rand() % 100 : NOW + i / 60;
        step(&walk);
        if (walk.installer.doing == INSTALLER_END ||
            walk.installer.doing == INSTALLER_LEAVE) {
            begin(&walk);
        }
    }
    /* It has seen what it was to see. */
    assert_true(walk.ends > 20);
    assert_true(walk.leaves > 20);
    assert_true(walk.keys > 20);
    assert_true(walk.pins > 20);
    assert_true(walk.clocks > 20);
    assert_true(walk.hidden > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_unsound_nothing_secret_and_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
