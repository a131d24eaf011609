/*
 * Children play with the terminal, one after another: ten fingers and a mouse,
 * a thousand events a second, ten minutes in all. What the glass showed as
 * pressed when a finger left it must be in the record, row by row, and nothing
 * else. The disk is slow now and then.
 *
 * All is drawn from fixed seeds, and the disk answers when the test lets it:
 * a failure comes again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "data/with_faulty_vfs.h"
#include "kiosk/with_terminal.h"

enum {
    CHILDREN = 10,
    PLAY_MS = 60000, /* of each child */
    POINTERS = 11,   /* the last is the mouse */
    SLOW_MS = 3000,  /* the longest that the disk takes */
    AWAY_S = 60,     /* longer than a visit outlives its visitor */
};

struct pointer {
    bool down;
    int x, y;
    struct action on; /* what it came down on, when that was on the glass */
    int question;
};

struct play {
    struct terminal terminal;
    unsigned seed;
    struct pointer pointers[POINTERS];
    struct text expected; /* rows, as terminal_rows gives them */
    int last_question;    /* that was seen */
    bool visiting;
    bool done[FORM_QUESTIONS_MAX]; /* has an answer or skip in this visit */
    bool may_repeat[FORM_QUESTIONS_MAX]; /* the child came back to it */
    int visits, repeats, partial;        /* so many there were */
    int owed; /* rows handed over while the disk is slow */
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

/* The question on the glass; -1: there is none. */
static int question(const struct play *play)
{
    const struct scene *scene = glass(play);
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == LOOK_FLOWER) {
            return scene->items[i].current;
        }
    }
    return -1;
}

/* ---- what must come of it ------------------------------------------------ */

static void expect_row(struct play *play, const char *kind, const char *item,
                       int value)
{
    text_append_format(&play->expected, "%s %s %d\n", kind, item, value);
}

static const char *id_of(const struct play *play, int question)
{
    return play->terminal.config.form.questions[question].id;
}

static void end_visit(struct play *play, int complete)
{
    expect_row(play, "end", "", complete);
    play->visiting = false;
    play->partial += !complete;
    memset(play->done, 0, sizeof play->done);
    memset(play->may_repeat, 0, sizeof play->may_repeat);
}

static void replied(struct play *play, struct action action, int question)
{
    const struct form *form = &play->terminal.config.form;
    if (!play->visiting) {
        expect_row(play, "visit", form->id, 0);
        play->visiting = true;
        play->visits++;
    }
    if (play->done[question]) {
        assert_true(play->may_repeat[question]);
        play->repeats++;
    }
    play->done[question] = true;
    play->may_repeat[question] = false;
    expect_row(play, action.kind == ACTION_SKIP ? "skip" : "answer",
               id_of(play, question), action.value);
    play->owed++;
    if (question == form->question_count - 1) {
        end_visit(play, 1);
    }
}

/* The visit was left at a question, which is not on the glass any more. */
static void walked_away(struct play *play)
{
    if (!play->done[play->last_question]) {
        expect_row(play, "timeout", id_of(play, play->last_question), 0);
    }
    end_visit(play, 0);
    play->owed++;
}

/* A pointer lifted from what it had come down on. */
static void tapped(struct play *play, const struct pointer *pointer,
                   struct action action)
{
    assert_true(action_same(pointer->on, action));
    switch (action.kind) {
    case ACTION_ANSWER:
    case ACTION_SKIP: replied(play, action, pointer->question); break;
    case ACTION_BACK:
        assert_in_range(pointer->question, 1, FORM_QUESTIONS_MAX);
        play->may_repeat[pointer->question - 1] = true;
        break;
    case ACTION_LANGUAGE: break;
    case ACTION_NONE:
    case ACTION_CONTINUE: fail_msg("nothing there to be tapped");
    }
}

/* ---- the disk ------------------------------------------------------------ */

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
    for (; play->owed > 0; play->owed--) {
        terminal_hear(&play->terminal);
    }
}

/* ---- hands --------------------------------------------------------------- */

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
    pointer->question = question(play);
    pointer->down = true;
    report(play, which, INPUT_DOWN);
}

static void lift(struct play *play, int which)
{
    struct pointer *pointer = &play->pointers[which];
    report(play, which, INPUT_MOVE);
    struct action shown = pressed(play);
    bool over = action_same(under(play, pointer), shown);
    int before = question(play);
    report(play, which, INPUT_UP);
    /* What stays pressed is another finger's. */
    if (shown.kind != ACTION_NONE && over &&
        pressed(play).kind == ACTION_NONE) {
        assert_int_equal(pointer->question, before);
        tapped(play, pointer, shown);
    }
    pointer->down = false;
}

static void fidget(struct play *play)
{
    int which = below(play, POINTERS);
    struct pointer *pointer = &play->pointers[which];
    int what = below(play, 100);
    if (!pointer->down) {
        come_down(play, which);
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

/* Nobody is there for a minute: a visit that was left open ends. */
static void stay_away(struct play *play)
{
    struct terminal *terminal = &play->terminal;
    for (int second = 0; second < AWAY_S; second++) {
        bool asked = terminal_says(terminal, "still-there");
        play->last_question = asked ? play->last_question : question(play);
        terminal_wait(terminal, 1000);
        hear(play);
        if (asked && !terminal_says(terminal, "still-there")) {
            walked_away(play);
            hear(play);
        }
    }
    assert_false(kiosk_broken(terminal->kiosk));
    assert_false(play->visiting);
    assert_int_equal(question(play), 0);
    assert_false(terminal_shows(terminal, PRESS(BACK)));
}

/* Of every second child the glass never says that its fingers were lifted. */
static void one_child(struct play *play, int child)
{
    for (int ms = 0; ms < PLAY_MS; ms++) {
        terminal_wait(&play->terminal, 1);
        hear(play);
        if (play->slow_until_ms == 0 && below(play, 5000) == 0) {
            make_slow(play);
        }
        fidget(play);
        assert_false(kiosk_broken(play->terminal.kiosk));
    }
    for (int i = 0; i < POINTERS; i++) {
        if (play->pointers[i].down && child % 2 == 0) {
            lift(play, i);
        }
        play->pointers[i].down = false;
    }
    stay_away(play);
}

static int setup(void **state)
{
    static struct play play;
    play = (struct play){.seed = 7};
    faulty_vfs_pass();
    /* The office closes while they play. */
    terminal_open(&play.terminal, with_moment(WITH_MONDAY, 16, 50));
    *state = &play;
    return 0;
}

static int teardown(void **state)
{
    struct play *play = *state;
    faulty_vfs_pass();
    terminal_close(&play->terminal);
    text_free(&play->expected);
    return 0;
}

static void children_leave_what_they_tapped_and_no_more(void **state)
{
    struct play *play = *state;
    for (int child = 0; child < CHILDREN; child++) {
        one_child(play, child);
    }
    terminal_stop(&play->terminal);
    char *rows = terminal_rows(&play->terminal);
    assert_string_equal(rows, play->expected.data);
    free(rows);
    /* Or they did not come to play with everything. */
    assert_in_range(play->visits, 3 * CHILDREN, 12 * CHILDREN);
    assert_in_range(play->repeats, CHILDREN, play->visits);
    assert_in_range(play->partial, 3, CHILDREN);
}

int main(void)
{
    faulty_vfs_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            children_leave_what_they_tapped_and_no_more, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
