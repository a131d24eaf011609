/*
 * Children play with the terminal, one after another: ten fingers and a mouse,
 * a thousand events a second, ten minutes in all. What the glass showed as
 * pressed when a finger left it must be in the record, row by row, and nothing
 * else. There are reasons, keys that come down, a voice and a question that
 * rotates; screens take their time to arrive; the disk is slow now and then;
 * and the office closes, so that a child may find the terminal asleep.
 *
 * All is drawn from fixed seeds, and the disk answers when the test lets it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kiosk/press.h"
#include "store/with_faulty_vfs.h"
#include "with_ledger.h"
#include "with_terminal.h"
#include "tried.h"

enum {
    CHILDREN = 10,
    PLAY_MS = 60000, /* of each child */
    POINTERS = 11,   /* the last is the mouse */
    SLOW_MS = 3000,  /* the longest that the disk takes */
    VOICE_MS = 4000, /* a recording sounds so long, or about */
    AWAY_S = 180,    /* longer than it takes to fall asleep */
};

struct pointer {
    bool down;
    int64_t down_ms;
    int x, y;
    struct action on; /* what it came down on, when that was on the glass */
    struct spot spot;
};

struct play {
    struct terminal terminal;
    unsigned seed;
    struct pointer pointers[POINTERS];
    struct ledger ledger;
    struct spot last;                    /* that was seen */
    int naps, dims, voices, low_reaches; /* so many there were */
    int64_t slow_until_ms;
};

static int below(struct play *play, int limit)
{
    return rand_r(&play->seed) % limit;
}

static const struct scene *glass(const struct play *play)
{
    return kiosk_scene(play->terminal.kiosk);
}

static struct action pressed(const struct play *play)
{
    const struct scene *scene = glass(play);
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].pressed) {
            return scene->items[i].action;
        }
    }
    return (struct action){ACTION_NONE, 0};
}

static struct action under(const struct play *play, const struct pointer *at)
{
    const struct item *item = scene_hit(glass(play), at->x, at->y);
    return item != NULL ? item->action : (struct action){ACTION_NONE, 0};
}

static bool shown_chosen(const struct play *play, struct action action)
{
    const struct item *item = scene_find(glass(play), action);
    return item != NULL && item->chosen;
}

/* Where the visitor is, as the glass tells; remembers a lent question. */
static struct spot spot(struct play *play)
{
    const struct scene *scene = glass(play);
    struct spot at = {-1, scene_find(scene, PRESS(DONE)) != NULL};
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        const char *text = scene_text(scene, item);
        if (item->look == LOOK_FLOWER) {
            at.place = item->current;
        }
        if (strncmp(text, "5-biet-", 7) == 0) {
            assert_true(text_copy(play->ledger.lent, FORM_ID_SIZE, text));
        }
    }
    return at;
}

static void reasons_tapped(struct play *play, int place, struct action action)
{
    if (action.kind == ACTION_REASON) {
        ledger_reason(&play->ledger, place, action.value,
                      shown_chosen(play, action));
    } else {
        ledger_done(&play->ledger, place, action.kind == ACTION_SKIP);
    }
}

/* A pointer lifted from what it had come down on. */
static void tapped(struct play *play, const struct pointer *pointer,
                   struct action action)
{
    assert_true(action_same(pointer->on, action));
    switch (action.kind) { /* of many, a child sees a few */
    case ACTION_ANSWER:
        assert_false(pointer->spot.reasons);
        ledger_reply(&play->ledger, pointer->spot.place, action);
        break;
    case ACTION_SKIP:
        if (!pointer->spot.reasons) {
            ledger_reply(&play->ledger, pointer->spot.place, action);
            break;
        }
        reasons_tapped(play, pointer->spot.place, action);
        break;
    case ACTION_REASON:
    case ACTION_DONE:
        assert_true(pointer->spot.reasons);
        reasons_tapped(play, pointer->spot.place, action);
        break;
    case ACTION_BACK: ledger_back(&play->ledger, pointer->spot); break;
    case ACTION_LANGUAGE: break;
    case ACTION_LOW_REACH: play->low_reaches++; break;
    case ACTION_SPEAK:
        play->voices += kiosk_voice(play->terminal.kiosk) != NULL;
        break;
    default: fail_msg("nothing there to be tapped");
    }
}

/* What holds at any time. */
static void look(struct play *play)
{
    struct spot at = spot(play);
    const struct scene *scene = glass(play);
    unsigned chosen = 0;
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        if (item->action.kind == ACTION_REASON && item->chosen) {
            chosen |= 1u << item->action.value;
        }
    }
    /* Then the reasons stay until all is kept, or a slow disk is told. */
    if (play->ledger.visiting || (!at.reasons && play->slow_until_ms == 0)) {
        assert_int_equal(chosen, at.reasons ? play->ledger.why[at.place] : 0);
    }
    assert_int_equal(shown_chosen(play, PRESS(SPEAK)),
                     kiosk_voice(play->terminal.kiosk) != NULL);
    assert_false(kiosk_broken(play->terminal.kiosk));
}

static void make_slow(struct play *play)
{
    faulty_vfs_hold_syncs();
    play->slow_until_ms = play->terminal.now.boot_ms + 1 + below(play, SLOW_MS);
}

/* Waits for what the disk owes, unless it is slow at the time. */
static void hear(struct play *play)
{
    if (play->terminal.now.boot_ms < play->slow_until_ms) {
        return;
    }
    if (play->slow_until_ms != 0) {
        faulty_vfs_pass();
        play->slow_until_ms = 0;
    }
    for (; play->ledger.owed > 0; play->ledger.owed--) {
        terminal_hear(&play->terminal);
    }
}

static void report(struct play *play, int which, enum input_kind kind)
{
    const struct pointer *pointer = &play->pointers[which];
    bool mouse = which == POINTERS - 1;
    terminal_input(&play->terminal,
                   (struct input){.kind = kind,
                                  .source = mouse ? INPUT_MOUSE : INPUT_FINGER,
                                  .finger = mouse ? 0 : which + 1,
                                  .x = pointer->x,
                                  .y = pointer->y});
}

/* Anywhere, or on something: children see well what can be pressed. */
static void aim(struct play *play, struct pointer *pointer)
{
    const struct scene *scene = glass(play);
    const struct item *item = &scene->items[below(play, scene->count)];
    struct box box = {-20, -20, scene->width + 40, scene->height + 40};
    if (item->action.kind != ACTION_NONE) {
        box = item->box;
    }
    pointer->x = box.x + below(play, box.w);
    pointer->y = box.y + below(play, box.h);
}

static void come_down(struct play *play, int which)
{
    struct pointer *pointer = &play->pointers[which];
    aim(play, pointer);
    pointer->on = under(play, pointer);
    pointer->spot = spot(play);
    pointer->down = true;
    pointer->down_ms = play->terminal.now.boot_ms;
    report(play, which, INPUT_DOWN);
}

static void lift(struct play *play, int which)
{
    struct pointer *pointer = &play->pointers[which];
    report(play, which, INPUT_MOVE);
    struct action shown = pressed(play);
    bool over = action_same(under(play, pointer), shown);
    struct spot before = spot(play);
    report(play, which, INPUT_UP);
    /* What stays pressed is another finger's. */
    if (shown.kind != ACTION_NONE && over &&
        pressed(play).kind == ACTION_NONE) {
        assert_int_equal(pointer->spot.place, before.place);
        assert_int_equal(pointer->spot.reasons, before.reasons);
        tapped(play, pointer, shown);
    }
    pointer->down = false;
}

/* With one more finger, which means nothing; children do it now and then. */
static bool would_slap(const struct play *play)
{
    int64_t since_ms = play->terminal.now.boot_ms - PRESS_SLAP_MS;
    int fresh = 1;
    for (int i = 0; i < POINTERS - 1; i++) {
        fresh +=
            play->pointers[i].down && play->pointers[i].down_ms >= since_ms;
    }
    return fresh >= PRESS_SLAP;
}

static void fidget(struct play *play)
{
    int which = below(play, POINTERS);
    struct pointer *pointer = &play->pointers[which];
    int what = below(play, 100);
    if (!pointer->down) {
        if (what == 0 || !would_slap(play)) {
            come_down(play, which);
        }
    } else if (what < 25) {
        lift(play, which);
    } else if (what < 27) {
        report(play, which, INPUT_CANCEL);
        pointer->down = false;
    } else if (what < 30) {
        aim(play, pointer);
        report(play, which, INPUT_MOVE);
    } else {
        pointer->x += below(play, 5) - 2;
        pointer->y += below(play, 5) - 2;
        report(play, which, INPUT_MOVE);
    }
}

/* Nobody is there for three minutes: a visit that was left open ends, and the
   screen goes dim, or to sleep. */
static void stay_away(struct play *play)
{
    struct terminal *terminal = &play->terminal;
    for (int second = 0; second < AWAY_S; second++) {
        bool asked = terminal_says(terminal, "still-there");
        play->last = asked ? play->last : spot(play);
        terminal_wait(terminal, 1000);
        hear(play);
        if (asked && !terminal_says(terminal, "still-there")) {
            ledger_left(&play->ledger, play->last);
            hear(play);
        }
        kiosk_voice_ended(terminal->kiosk, terminal->now);
        look(play);
    }
    bool asleep = terminal_says(terminal, "asleep");
    play->naps += asleep;
    play->dims += glass(play)->tone == TONE_DIM;
    assert_false(play->ledger.visiting);
    assert_int_equal(spot(play).place, asleep ? -1 : 0);
    assert_false(terminal_shows(terminal, PRESS(BACK)));
}

/* Of every second child the glass never says that its fingers were lifted. */
static void one_child(struct play *play, int child)
{
    struct kiosk *kiosk = play->terminal.kiosk;
    for (int ms = 0; ms < PLAY_MS; ms++) {
        terminal_wait(&play->terminal, 1);
        hear(play);
        if (play->slow_until_ms == 0 && below(play, 5000) == 0) {
            make_slow(play);
        }
        if (kiosk_voice(kiosk) != NULL && below(play, VOICE_MS) == 0) {
            kiosk_voice_ended(kiosk, play->terminal.now);
        }
        fidget(play);
        look(play);
    }
    for (int i = 0; i < POINTERS; i++) {
        if (play->pointers[i].down && child % 2 == 0) {
            lift(play, i);
        }
        play->pointers[i].down = false;
    }
    stay_away(play);
}

static void give_everything(struct terminal *terminal)
{
    static const char *const voiced[] = {"mim-cuoi", "lang-nghe", "giup-do"};
    struct config *config = &terminal->config;
    config->reasons = true;
    config->rotating = terminal_add_form(terminal, "5-biet", 5, 3);
    config->transition_ms = 200;
    config->shift_ms = 15000;
    for (size_t i = 0; i < sizeof voiced / sizeof voiced[0]; i++) {
        terminal_add_voice(terminal, "vi", voiced[i]);
    }
    terminal_restart(terminal);
}

static int setup(void **state)
{
    static struct play play;
    play = (struct play){.seed = 7};
    faulty_vfs_pass();
    /* The office closes while they play. */
    terminal_open(&play.terminal, with_moment(WITH_MONDAY, 16, 45));
    give_everything(&play.terminal);
    play.ledger.config = &play.terminal.config;
    *state = &play;
    return 0;
}

static int teardown(void **state)
{
    struct play *play = *state;
    faulty_vfs_pass();
    terminal_close(&play->terminal);
    text_free(&play->ledger.rows);
    return 0;
}

static void children_leave_what_they_tapped_and_no_more(void **state)
{
    struct play *play = *state;
    const struct ledger *ledger = &play->ledger;
    for (int child = 0; child < CHILDREN; child++) {
        one_child(play, child);
    }
    terminal_stop(&play->terminal);
    char *rows = terminal_rows(&play->terminal);
    assert_string_equal(rows, ledger->rows.data);
    free(rows);
    print_message("%d visits, %d left, %d repeats, %d reasons, %d voices, %d "
                  "low reaches, %d naps, %d dims\n",
                  ledger->visits, ledger->partial, ledger->repeats,
                  ledger->reasons, play->voices, play->low_reaches, play->naps,
                  play->dims);
    /* Or they did not come to play with everything. */
    assert_in_range(ledger->visits, 2 * CHILDREN, 12 * CHILDREN);
    assert_in_range(ledger->repeats, CHILDREN, 5 * ledger->visits);
    assert_in_range(ledger->partial, 3, CHILDREN);
    assert_in_range(ledger->reasons, CHILDREN, 6 * ledger->visits);
    assert_in_range(play->voices, CHILDREN, 5 * ledger->visits);
    assert_in_range(play->low_reaches, CHILDREN, 12 * ledger->visits);
    assert_in_range(play->naps, 3, CHILDREN - 3);
    assert_int_equal(play->naps + play->dims, CHILDREN);
}

int main(void)
{
    faulty_vfs_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            children_leave_what_they_tapped_and_no_more, setup, teardown),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "taps twice, holds, plays");
}
