#include "survey/touch_test.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

/* What brings a touch to where it was meant, in shares of the picture: a row
   each for x and y. */
static const struct map {
    int x[3], y[3]; /* of x, of y, and what is added */
} maps[TOUCH_TURNS] = {
    [TOUCH_STRAIGHT] = {{1, 0, 0}, {0, 1, 0}},
    [TOUCH_LEFT_RIGHT] = {{-1, 0, 1}, {0, 1, 0}},
    [TOUCH_UPSIDE_DOWN] = {{1, 0, 0}, {0, -1, 1}},
    [TOUCH_HALF_TURN] = {{-1, 0, 1}, {0, -1, 1}},
    [TOUCH_TURNED_LEFT] = {{0, -1, 1}, {1, 0, 0}},
    [TOUCH_TURNED_RIGHT] = {{0, 1, 0}, {-1, 0, 1}},
    [TOUCH_DIAGONAL] = {{0, 1, 0}, {1, 0, 0}},
    [TOUCH_ANTI_DIAGONAL] = {{0, -1, 1}, {-1, 0, 1}},
};

void touch_test_start(struct touch_test *test, const struct touch_glass *glass,
                      int64_t now_ms)
{
    *test = (struct touch_test){.glass = *glass, .asked_ms = now_ms};
}

void touch_test_touch(struct touch_test *test, struct touch_place place,
                      int64_t now_ms)
{
    if (test->at < TOUCH_TEST_SPOTS &&
        now_ms - test->asked_ms >= TOUCH_TEST_PAUSE_MS) {
        test->came[test->at] = true;
        test->landed[test->at++] = place;
        test->asked_ms = now_ms;
    }
}

bool touch_test_wait(struct touch_test *test, int64_t now_ms)
{
    bool due = touch_test_deadline(test) <= now_ms;
    if (due) {
        test->at++;
        test->asked_ms = now_ms;
    }
    return due;
}

/* The picture is looked at before the first spot is touched. */
static int64_t patience_ms(int spot)
{
    return spot == 0 ? TOUCH_TEST_FIRST_MS : TOUCH_TEST_WAIT_MS;
}

int64_t touch_test_deadline(const struct touch_test *test)
{
    return test->at < TOUCH_TEST_SPOTS ? test->asked_ms + patience_ms(test->at)
                                       : INT64_MAX;
}

int touch_test_silent_s(const struct touch_test *test)
{
    int64_t silent_ms = 0;
    for (int i = test->at; i > 0 && !test->came[i - 1]; i--) {
        silent_ms += patience_ms(i - 1);
    }
    return (int)(silent_ms / 1000);
}

struct touch_place touch_test_spot(const struct touch_glass *glass, int spot)
{
    /* In halves of the picture; the corners come first. */
    static const struct touch_place halves[TOUCH_TEST_SPOTS] = {
        {0, 0}, {2, 0}, {2, 2}, {0, 2}, {1, 1}, {1, 0}, {2, 1}, {1, 2}, {0, 1}};
    assert(spot >= 0 && spot < TOUCH_TEST_SPOTS);
    int inset = TOUCH_TEST_INSET_MM * glass->width_px / glass->width_mm;
    const int xs[] = {inset, glass->width_px / 2, glass->width_px - inset};
    const int ys[] = {inset, glass->height_px / 2, glass->height_px - inset};
    return (struct touch_place){xs[halves[spot].x], ys[halves[spot].y]};
}

/* Millimetres from the spot to where its touch would have landed. */
static double off_mm(const struct touch_test *test, int spot,
                     const struct map *map)
{
    const struct touch_glass *glass = &test->glass;
    struct touch_place want = touch_test_spot(glass, spot);
    double u = (double)test->landed[spot].x / glass->width_px;
    double v = (double)test->landed[spot].y / glass->height_px;
    double x = map->x[0] * u + map->x[1] * v + map->x[2];
    double y = map->y[0] * u + map->y[1] * v + map->y[2];
    return hypot(x * glass->width_px - want.x, y * glass->height_px - want.y) *
           glass->width_mm / glass->width_px;
}

int touch_test_off_mm(const struct touch_test *test, int spot)
{
    return (int)(off_mm(test, spot, &maps[TOUCH_STRAIGHT]) + 0.5);
}

static double worst_mm(const struct touch_test *test, enum touch_turn turn)
{
    double worst = 0;
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        double off = test->came[i] ? off_mm(test, i, &maps[turn]) : 0;
        worst = off > worst ? off : worst;
    }
    return worst;
}

static enum touch_turn best_turn(const struct touch_test *test)
{
    int best = TOUCH_STRAIGHT;
    for (int i = 0; i < TOUCH_TURNS; i++) {
        if (worst_mm(test, (enum touch_turn)i) <
            worst_mm(test, (enum touch_turn)best)) {
            best = i;
        }
    }
    return (enum touch_turn)best;
}

struct touch_verdict touch_test_verdict(const struct touch_test *test)
{
    struct touch_verdict verdict = {.result = TOUCH_ASKING};
    double straight = worst_mm(test, TOUCH_STRAIGHT);
    enum touch_turn turn = best_turn(test);
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        verdict.count += test->came[i];
    }
    verdict.worst_mm = (int)(straight + 0.5);
    if (test->at < TOUCH_TEST_SPOTS) {
        return verdict;
    }
    if (verdict.count == 0) {
        verdict.result = TOUCH_NOTHING;
    } else if (straight <= (double)TOUCH_TEST_RADIUS_MM) {
        verdict.result =
            verdict.count == TOUCH_TEST_SPOTS ? TOUCH_WELL : TOUCH_PARTLY;
    } else if (verdict.count >= TOUCH_TEST_FEW &&
               worst_mm(test, turn) <= (double)TOUCH_TEST_RADIUS_MM) {
        verdict.result = TOUCH_TURNED;
        verdict.turn = turn;
    } else {
        verdict.result = TOUCH_OFF;
    }
    return verdict;
}

void touch_test_matrix(enum touch_turn turn, char out[TOUCH_TEST_MATRIX_SIZE])
{
    const struct map *map = &maps[turn];
    int n = snprintf(out, TOUCH_TEST_MATRIX_SIZE, "%d %d %d %d %d %d 0 0 1",
                     map->x[0], map->x[1], map->x[2], map->y[0], map->y[1],
                     map->y[2]);
    assert(n > 0 && n < TOUCH_TEST_MATRIX_SIZE);
}
