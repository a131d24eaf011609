/*
 * The touch test, on a picture by which the glass itself is looked at: lines
 * along the edges that show whether all of it is seen, a circle, steps of grey
 * and the colours of the house, and a rule of 50 mm, to lay one beside. All of
 * it keeps its true millimetres, however little room there is for the words.
 */
#include "view/screens.h"
#include "view/staff.h"

enum { RULE_MM = 50, STRIP_MM = 8, CROSS_MM = 3, MOST_MM = 999 };

static struct touch_glass glass_of(const struct layout *layout)
{
    const struct view_params *params = layout->params;
    return (struct touch_glass){params->width_px, params->height_px,
                                params->width_mm};
}

/* Pixels of true millimetres. */
static int px_of(const struct touch_glass *glass, int mm)
{
    return (mm * glass->width_px + glass->width_mm / 2) / glass->width_mm;
}

static struct box around(struct touch_place middle, int half)
{
    return (struct box){middle.x - half, middle.y - half, 2 * half, 2 * half};
}

static void add_edges(struct layout *layout, const struct touch_glass *glass)
{
    int w = glass->width_px;
    int h = glass->height_px;
    int thick = px_most(px_of(glass, 1), 2);
    int side = h - 2 * thick;
    layout_add(layout, LOOK_EDGE, (struct box){0, 0, w, thick});
    layout_add(layout, LOOK_EDGE, (struct box){0, h - thick, w, thick});
    layout_add(layout, LOOK_EDGE, (struct box){0, thick, thick, side});
    layout_add(layout, LOOK_EDGE, (struct box){w - thick, thick, thick, side});
}

static enum spot_state state_of(const struct touch_test *test, int spot)
{
    return spot > test->at     ? SPOT_TO_COME
           : spot == test->at  ? SPOT_ASKED
           : !test->came[spot] ? SPOT_SILENT
           : touch_test_off_mm(test, spot) <= TOUCH_TEST_RADIUS_MM
               ? SPOT_MET
               : SPOT_BESIDE;
}

/* Beside it where the glass is upright, above or below it where it is not:
   there between the spots is nothing else. */
static struct box number_box(const struct layout *layout,
                             const struct touch_glass *glass, struct box spot)
{
    struct box box = spot;
    bool last = layout_upright(layout) ? spot.x > glass->width_px / 2
                                       : spot.y > glass->height_px / 2;
    if (layout_upright(layout)) {
        int between =
            glass->width_px / 2 - px_of(glass, TOUCH_TEST_INSET_MM) - spot.w;
        box.w = px_least(spot.w, between / 2);
        box.x += last ? -box.w : spot.w;
        return box;
    }
    box.h = staff_lines(layout, 1);
    box.y += last ? -box.h : spot.h;
    return box;
}

static void add_number(struct layout *layout, struct box box, int mm)
{
    struct figure figure = figure_whole(layout, px_least(mm, MOST_MM));
    struct fit fit = staff_fit(layout, ALIGN_CENTER);
    layout_words(layout, LOOK_TEXT, box, figure.text, fit);
}

static void add_spots(struct layout *layout, const struct touch_glass *glass)
{
    const struct touch_test *test = &layout->panel->test;
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        struct box box = around(touch_test_spot(glass, i),
                                px_of(glass, TOUCH_TEST_RADIUS_MM));
        struct item *spot = layout_add(layout, LOOK_SPOT, box);
        spot->current = (int)state_of(test, i);
        if (i < test->at && test->came[i]) {
            add_number(layout, number_box(layout, glass, box),
                       touch_test_off_mm(test, i));
        }
    }
}

static int within(int value, int size)
{
    return px_most(px_least(value, size - 1), 0);
}

/* Smaller near the edges: its middle is what counts. */
static void add_cross(struct layout *layout, const struct touch_glass *glass,
                      struct touch_place landed)
{
    int x = within(landed.x, glass->width_px);
    int y = within(landed.y, glass->height_px);
    int half = px_least(px_of(glass, CROSS_MM),
                        px_least(px_least(x, glass->width_px - 1 - x),
                                 px_least(y, glass->height_px - 1 - y)));
    layout_add(layout, LOOK_CROSS,
               (struct box){x - half, y - half, 2 * half + 1, 2 * half + 1});
}

static void add_crosses(struct layout *layout, const struct touch_glass *glass)
{
    const struct touch_test *test = &layout->panel->test;
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        if (test->came[i]) {
            add_cross(layout, glass, test->landed[i]);
        }
    }
}

static void add_steps(struct layout *layout, struct box box, enum steps steps)
{
    layout_add(layout, LOOK_STEPS, box)->current = (int)steps;
}

/* A glass that has no room for it has none. */
static void add_rule(struct layout *layout, const struct touch_glass *glass,
                     struct box box)
{
    int w = px_of(glass, RULE_MM);
    if (w > box.w) {
        return;
    }
    struct item *item = layout_add(layout, LOOK_RULE, cut_centre(box, w));
    item->count = RULE_MM;
    item->words = cut_bottom(&item->art, staff_lines(layout, 1), 0);
    layout_text(layout, item, layout_word(layout, WORD_TEST_RULE),
                staff_fit(layout, ALIGN_CENTER));
}

static void add_picture(struct layout *layout, const struct touch_glass *glass,
                        struct box room)
{
    int gap = layout->gap;
    int strip = px_of(glass, STRIP_MM);
    add_rule(layout, glass,
             cut_bottom(&room, strip + staff_lines(layout, 1), gap));
    add_steps(layout, cut_bottom(&room, strip, gap), STEPS_COLOURS);
    add_steps(layout, cut_bottom(&room, strip, gap), STEPS_GREYS);
    layout_add(layout, LOOK_CIRCLE, cut_square(room, cut_side(room)));
}

static struct phrase with(const struct layout *layout, enum word word, int a,
                          int b, int c)
{
    return phrase_of(layout, word,
                     (struct figure[]){figure_whole(layout, a),
                                       figure_whole(layout, b),
                                       figure_whole(layout, c)});
}

static const char *turn_of(const struct layout *layout, enum touch_turn turn)
{
    static const enum word words[TOUCH_TURNS] = {
        [TOUCH_STRAIGHT] = WORD_TEST, /* is no turn */
        [TOUCH_LEFT_RIGHT] = WORD_TURN_LEFT_RIGHT,
        [TOUCH_UPSIDE_DOWN] = WORD_TURN_UPSIDE_DOWN,
        [TOUCH_HALF_TURN] = WORD_TURN_HALF,
        [TOUCH_TURNED_LEFT] = WORD_TURN_LEFT,
        [TOUCH_TURNED_RIGHT] = WORD_TURN_RIGHT,
        [TOUCH_DIAGONAL] = WORD_TURN_DIAGONAL,
        [TOUCH_ANTI_DIAGONAL] = WORD_TURN_DIAGONAL,
    };
    return layout_word(layout, words[turn]);
}

static struct phrase message(const struct layout *layout,
                             const struct touch_verdict *verdict)
{
    const struct touch_test *test = &layout->panel->test;
    int all = TOUCH_TEST_SPOTS;
    struct figure turn = figure_text(turn_of(layout, verdict->turn));
    switch (verdict->result) {
    case TOUCH_ASKING: break;
    case TOUCH_NOTHING:
        return with(layout, WORD_TEST_NOTHING, touch_test_silent_s(test), 0, 0);
    case TOUCH_WELL:
        return with(layout, WORD_TEST_WELL, all, verdict->worst_mm, 0);
    case TOUCH_PARTLY:
        return with(layout, WORD_TEST_PARTLY, verdict->count, all,
                    verdict->worst_mm);
    case TOUCH_TURNED: return phrase_of(layout, WORD_TEST_TURNED, &turn);
    case TOUCH_OFF: return with(layout, WORD_TEST_OFF, verdict->worst_mm, 0, 0);
    }
    return with(layout, WORD_TEST_ASK, test->at + 1, all, 0);
}

static void say_more(struct layout *layout, struct box *room,
                     const struct touch_verdict *verdict)
{
    char numbers[TOUCH_TEST_MATRIX_SIZE];
    int silent_s = touch_test_silent_s(&layout->panel->test);
    if (verdict->result == TOUCH_TURNED) {
        touch_test_matrix(verdict->turn, numbers);
        struct figure figure = figure_text(numbers);
        struct phrase line = phrase_of(layout, WORD_TEST_MATRIX, &figure);
        staff_lead(layout, LOOK_TEXT, room, line.text);
    } else if (verdict->result == TOUCH_ASKING && silent_s > 0) {
        struct phrase line = with(layout, WORD_TEST_SILENT, silent_s, 0, 0);
        staff_lead(layout, LOOK_TEXT, room, line.text);
    }
}

static void say_picture(struct layout *layout, const struct touch_glass *glass,
                        struct box *room)
{
    int high_mm = (glass->height_px * glass->width_mm + glass->width_px / 2) /
                  glass->width_px;
    /* Pixels as the maker writes them: 1920, not 1.920. */
    struct phrase size =
        phrase_of(layout, WORD_TEST_SIZE,
                  (struct figure[]){figure_digits(glass->width_px, 1),
                                    figure_digits(glass->height_px, 1),
                                    figure_whole(layout, glass->width_mm),
                                    figure_whole(layout, high_mm)});
    if (layout->thrift < THRIFT_THEME) {
        staff_lead(layout, LOOK_QUIET, room,
                   layout_word(layout, WORD_TEST_LOOK));
    }
    staff_lead(layout, LOOK_QUIET, room, size.text);
}

static void add_keys(struct layout *layout, struct box row, bool ended)
{
    struct key close = key_of(layout, LOOK_BUTTON, ACTION_CLOSE, WORD_CLOSE);
    struct key again =
        key_of(layout, LOOK_PRIMARY, ACTION_AGAIN, WORD_TEST_AGAIN);
    int gap = layout->gap;
    key_add(layout, cut_column(row, 0, 2, gap), &close);
    if (ended) {
        key_add(layout, cut_column(row, 1, 2, gap), &again);
    }
}

static void add_words(struct layout *layout, const struct touch_glass *glass,
                      struct box room)
{
    struct touch_verdict verdict = touch_test_verdict(&layout->panel->test);
    struct phrase phrase = message(layout, &verdict);
    bool ended = verdict.result != TOUCH_ASKING;
    struct box keys =
        cut_bottom(&room, layout_px(layout, VIEW_KEY_MM), layout->gap);
    add_keys(layout, keys, ended);
    if (layout->params->sample) {
        staff_lead(layout, LOOK_MARK, &room, layout_word(layout, WORD_SAMPLE));
    }
    staff_lead(layout, LOOK_TITLE, &room, phrase.text);
    say_more(layout, &room, &verdict);
    if (!ended) {
        say_picture(layout, glass, &room);
    }
}

/* Between the spots the glass falls into halves: for the picture, and for the
   words. No key stands where a spot is, nor where one would be that is
   mirrored or turned. */
void screen_touch_test(struct layout *layout)
{
    struct touch_glass glass = glass_of(layout);
    int taken =
        px_of(&glass, TOUCH_TEST_INSET_MM + TOUCH_TEST_RADIUS_MM) + layout->gap;
    int middle = 2 * px_of(&glass, TOUCH_TEST_RADIUS_MM) + 2 * layout->gap;
    struct box room = {taken, taken, glass.width_px - 2 * taken,
                       glass.height_px - 2 * taken};
    struct box words = layout_upright(layout)
                           ? cut_bottom(&room, (room.h - middle) / 2, middle)
                           : cut_right(&room, (room.w - middle) / 2, middle);
    add_edges(layout, &glass);
    add_picture(layout, &glass, room);
    add_words(layout, &glass, words);
    add_spots(layout, &glass);
    add_crosses(layout, &glass);
}
