#include "view/bars.h"

#include <assert.h>
#include <stdio.h>

#include "view/cut.h"

enum { PLEDGE_LINES = 3 }; /* at the most */

/* What is said of a question beside the dots. A small glass gives up the line
   above the question: which luôn it is then stands here, where there is room.
 */
static struct phrase say_progress(const struct layout *layout, struct box room,
                                  struct fit fit, int at)
{
    const struct sheet *sheet = layout->params->sheet;
    const char *theme = sheet_ever_question(sheet, at)->theme[layout->language];
    struct phrase phrase =
        bars_progress(layout, px_least(at, sheet->count - 1));
    struct phrase longer;
    int written = snprintf(longer.text, sizeof longer.text, "%s · %s",
                           phrase.text, theme);
    bool names = layout->thrift >= THRIFT_THEME && written > 0 &&
                 (size_t)written < sizeof longer.text &&
                 layout_try(layout, room, longer.text, &fit) > 0;
    return names ? longer : phrase;
}

/* As small for each question as the longest needs it. */
static struct fit fit_progress(const struct layout *layout, struct box room)
{
    struct fit fit = layout_fit(layout, STYLE_SMALL, 1, ALIGN_CENTER);
    struct fit least = fit;
    for (int i = 0; i < sheet_ever(layout->params->sheet); i++) {
        struct phrase phrase = say_progress(layout, room, fit, i);
        (void)layout_try(layout, room, phrase.text, &least);
    }
    return least;
}

/* On the smallest glass staff are asked here to look at the clock. */
static void ask_staff(const struct layout *layout, struct box room,
                      struct fit fit, struct phrase *phrase)
{
    struct phrase ask = phrase_of(layout, WORD_CLOCK_STAFF, NULL);
    if (layout_try(layout, room, ask.text, &fit) > 0) {
        *phrase = ask;
    }
}

static void add_progress(struct layout *layout, const struct bars *bars)
{
    bool saving = layout->flow->saving; /* then no key is beside it */
    struct item *item = layout_add(
        layout, LOOK_DOTS, saving ? layout_bottom_bar(layout) : bars->progress);
    struct fit fit = layout_fit(layout, STYLE_SMALL, 1, ALIGN_CENTER);
    int line = layout_lines_height(fit.em_px, 1);
    item->count = layout->params->sheet->count;
    item->current = layout->flow->question;
    item->words = cut_bottom(&item->art, line, 0);
    struct phrase phrase = say_progress(
        layout, item->words, fit,
        sheet_ever_at(layout->params->sheet, layout->flow->question));
    fit = fit_progress(layout, item->words);
    if (bars_clock_asks(layout, bars)) {
        ask_staff(layout, item->words, fit, &phrase);
    }
    layout_text(layout, item,
                saving ? layout_word(layout, WORD_SAVING) : phrase.text, fit);
}

/* One quiet line on the idle screen, or where it takes more, two or three. A
   small glass gives it up, unless it is the text that is too long for any: then
   it stays, to be found out. */
static int pledge_lines(const struct layout *layout, struct fit *fit)
{
    if (layout->params->pledge == NULL || layout->screen != SCREEN_QUESTION) {
        return 0;
    }
    const char *text = layout->params->pledge[layout->language];
    struct box room = {0, 0, layout->params->width_px - 2 * layout->margin,
                       layout->params->height_px};
    int lines = 0;
    for (int most = 1; most <= PLEDGE_LINES && lines == 0; most++) {
        *fit = layout_fit(layout, STYLE_SMALL, most, ALIGN_CENTER);
        lines = layout_try(layout, room, text, fit);
    }
    return lines == 0 ? 1 : layout->thrift < THRIFT_PLEDGE ? lines : 0;
}

/* The smallest of glasses gives it up last of all: it is wanted by those who
   check, and whoever comes to answer can do without. Nobody comes to answer
   where there is no touch. */
static bool shows_witness(const struct layout *layout)
{
    bool wanted = layout->witness != NULL && layout->thrift < THRIFT_WITNESS;
    return layout->screen == SCREEN_QUESTION && (wanted || layout->touchless);
}

/* A code is on one line; what staff are told of the touch may take two. */
static struct fit witness_fit(const struct layout *layout)
{
    return layout_fit(layout, STYLE_SMALL, layout->touchless ? 2 : 1,
                      ALIGN_CENTER);
}

static int witness_height(const struct layout *layout)
{
    struct fit fit = witness_fit(layout);
    struct box room = layout_room(layout);
    return layout->touchless
               ? layout_height(layout, room,
                               layout_word(layout, WORD_TOUCH_MISSING), &fit)
               : layout_lines_height(fit.em_px, 1);
}

/* Above the foot; with low reach, where there is no room, below the head. */
static struct box take_edge(const struct layout *layout, struct box *middle,
                            int h, int gap)
{
    return layout->low ? cut_top(middle, h, gap) : cut_bottom(middle, h, gap);
}

/* The pledge, under it the witness, and at the very edge the date: they stand
   together. */
static void plan_lines(const struct layout *layout, struct bars *bars)
{
    struct fit fit;
    int lines = pledge_lines(layout, &fit);
    int line = layout_lines_height(
        layout_fit(layout, STYLE_SMALL, 1, ALIGN_CENTER).em_px, 1);
    bool witness = shows_witness(layout);
    int own = bars_clock_lines(layout, bars);
    if (own > 0) {
        bars->line = take_edge(layout, &bars->middle, own * line,
                               witness || lines > 0 ? 0 : layout->gap);
    }
    if (witness) {
        bars->witness = take_edge(layout, &bars->middle, witness_height(layout),
                                  lines > 0 ? 0 : layout->gap);
    }
    if (lines > 0) {
        bars->pledge = take_edge(
            layout, &bars->middle, layout_lines_height(fit.em_px, lines),
            layout->thrift < THRIFT_THEME ? layout->gap : 0);
    }
}

struct bars bars_plan(const struct layout *layout)
{
    struct bars bars = {.name_align = ALIGN_LEFT};
    int top = head_plan(layout, &bars) + layout->gap;
    int bottom = foot_plan(layout, &bars) - layout->gap;
    bars.middle = layout_room(layout);
    bars.middle.y = top;
    bars.middle.h = bottom - top;
    plan_lines(layout, &bars);
    return bars;
}

/* As many petals as there are questions, up to the one that is asked. */
static struct item *add_flower(struct layout *layout, struct box box)
{
    struct item *flower = layout_add(layout, LOOK_FLOWER, box);
    flower->count = layout->params->sheet->count;
    flower->current = layout->flow->question;
    return flower;
}

/* What stands in the corner, the logo or the flower, is where staff come in;
   visitors need not know. On the smallest glass it is too small for that. */
static void add_art(struct layout *layout, const struct bars *bars)
{
    bool logo = bars->logo.w > 0;
    struct item *corner =
        logo ? layout_add(layout, LOOK_LOGO, bars->logo) : NULL;
    struct item *flower = add_flower(layout, bars->flower);
    struct item *art = logo ? corner : flower;
    bool small =
        px_least(art->box.w, art->box.h) < layout_px(layout, VIEW_KEY_MM);
    if (layout->screen == SCREEN_QUESTION && small &&
        layout->thrift >= THRIFT_CORNER) {
        layout_corner(layout);
    } else if (layout->screen == SCREEN_QUESTION) {
        art->action.kind = ACTION_STAFF;
    }
}

/* Whoever photographs it can tell later whether anything before was changed.
   "K7QM-2XRD-9F4TB": groups are read, and typed, more surely than one. Where
   there is no touch screen that is said in its place, to staff. */
static void add_witness(struct layout *layout, struct box box)
{
    enum { GROUP = 4 }; /* the last one takes what is left */
    const struct witness *witness = layout->witness;
    struct phrase said;
    if (layout->touchless) {
        said = phrase_of(layout, WORD_TOUCH_MISSING, NULL);
    } else {
        struct figure code;
        int n = snprintf(code.text, sizeof code.text, "%.*s-%.*s-%s", GROUP,
                         witness->code, GROUP, witness->code + GROUP,
                         witness->code + 2 * GROUP);
        assert(n > 0 && (size_t)n < sizeof code.text);
        said = phrase_of(
            layout, WORD_WITNESS,
            (struct figure[]){figure_short_date(layout, witness->day),
                              figure_whole(layout, witness->visits), code});
    }
    layout_words(layout, LOOK_QUIET, box, said.text, witness_fit(layout));
}

static bool knows_witness(const struct layout *layout)
{
    return layout->touchless ||
           (!layout->begun && layout->witness->code[0] != '\0');
}

static void add_texts(struct layout *layout, const struct bars *bars)
{
    bool idle = layout->flow->question == 0;
    struct fit name = layout_far(layout, 2, bars->name_align);
    name.weight = WEIGHT_SEMIBOLD;
    layout_words(layout, LOOK_TITLE, bars->name,
                 layout->params->office_name[layout->language], name);
    layout_words(layout, LOOK_QUIET, bars->promise,
                 layout_word(layout, WORD_ANONYMOUS),
                 layout_far(layout, 2, bars->promise_align));
    if (bars->pledge.w > 0 && idle) {
        layout_words(
            layout, LOOK_QUIET, bars->pledge,
            layout->params->pledge[layout->language],
            layout_fit(layout, STYLE_SMALL, PLEDGE_LINES, ALIGN_CENTER));
    }
    bars_clock_add(layout, bars);
    if (bars->witness.w > 0 && idle && knows_witness(layout)) {
        add_witness(layout, bars->witness);
    }
}

/* The words of all keys have one size, whichever of them are shown. */
static int keys_em(const struct layout *layout, const struct bars *bars)
{
    int em = 0;
    for (int i = 0; i < BAR_KEYS; i++) {
        struct key key = bars_key(layout, (enum bar_key)i, bars->bare[i]);
        if (bars_has(layout, (enum bar_key)i) && !key.bare) {
            int own = key_em(layout, bars->keys[i], &key);
            em = em == 0 ? own : px_least(em, own);
        }
    }
    return em;
}

static void add_keys(struct layout *layout, const struct bars *bars)
{
    int em = keys_em(layout, bars);
    for (int i = 0; i < BAR_KEYS; i++) {
        struct key key = bars_key(layout, (enum bar_key)i, bars->bare[i]);
        key.em_px = em;
        key.text = i == BAR_NA ? bars_na(layout) : key.text;
        if (bars_shows(layout, (enum bar_key)i)) {
            key_add(layout, bars->keys[i], &key);
        }
    }
}

void bars_add(struct layout *layout, const struct bars *bars)
{
    add_art(layout, bars);
    add_texts(layout, bars);
    if (layout->screen == SCREEN_QUESTION) {
        add_progress(layout, bars);
    }
    add_keys(layout, bars);
}
