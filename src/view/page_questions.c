/*
 * Each luôn: how often each face was chosen, as bars of all answers and of
 * those without a flag, and beside them the figures in columns. In two
 * columns where the glass lies and one would be too long.
 */
#include <assert.h>
#include <stdio.h>

#include "view/pages.h"

/* The columns of a part: names, bars, figures. */
struct columns {
    int name, figure;
    int line, gap;
    int lines; /* of a question: its name, the counts beside it or below, and
                  two bars */
};

enum { FIGURES = 3 };

static int width_of(const struct layout *layout, const char *text)
{
    return staff_width(layout, text, WEIGHT_SEMIBOLD);
}

static const char *heading(const struct layout *layout, int column)
{
    static const enum word words[FIGURES] = {WORD_HOW_MANY, WORD_SATISFIED,
                                             WORD_INDEX};
    return layout_word(layout, words[column]);
}

static struct columns plan_columns(const struct layout *layout)
{
    struct columns columns = {.line = staff_lines(layout, 1),
                              .gap = staff_gap(layout)};
    struct figure widest = figure_percent(layout, 1000);
    columns.name = px_most(width_of(layout, layout_word(layout, WORD_RAW)),
                           width_of(layout, layout_word(layout, WORD_CLEAN)));
    columns.figure = width_of(layout, widest.text);
    for (int i = 0; i < FIGURES; i++) {
        columns.figure =
            px_most(columns.figure, width_of(layout, heading(layout, i)));
    }
    return columns;
}

static void add_headings(struct layout *layout, const struct columns *columns,
                         struct box line)
{
    for (int i = FIGURES - 1; i >= 0; i--) {
        struct box box = cut_right(&line, columns->figure, columns->gap);
        staff_words(layout, LOOK_QUIET, box, heading(layout, i), ALIGN_RIGHT);
    }
    staff_words(layout, LOOK_QUIET, line, layout_word(layout, WORD_LAST_30),
                ALIGN_LEFT);
}

/* Five shares, by face; too few answers have none. */
static void add_bar(struct layout *layout, struct box box,
                    const struct score *score)
{
    int64_t n = score_n(score);
    int shares[FORM_LEVELS_MAX] = {0};
    struct item *bar = layout_add(layout, LOOK_BAR, box);
    for (int level = 1; level <= score->levels && n >= SCORE_LEAST; level++) {
        shares[form_face(score->levels, level) - 1] =
            (int)(score->counts[level - 1] * 1000 / n);
    }
    for (int i = 0; i < FORM_LEVELS_MAX; i++) {
        layout_value(layout, bar, shares[i]);
    }
}

static void add_score(struct layout *layout, const struct columns *columns,
                      struct box line, const struct score *score,
                      enum word name)
{
    struct figure figures[FIGURES] = {
        figure_whole(layout, score_n(score)),
        figure_percent(layout, score_satisfied(score)),
        figure_tenths(layout, score_index(score))};
    for (int i = FIGURES - 1; i >= 0; i--) {
        struct box box = cut_right(&line, columns->figure, columns->gap);
        staff_words(layout, LOOK_TEXT, box, figures[i].text, ALIGN_RIGHT);
    }
    staff_words(layout, LOOK_TEXT, cut_left(&line, columns->name, columns->gap),
                layout_word(layout, name), ALIGN_LEFT);
    add_bar(layout, cut_middle(line, line.h * 6 / 10), score);
}

/* "3 · 5 · 12 · 40 · 60", from the worst to the best; of a question that was
   asked otherwise, too, in their place how many are left out. */
static struct phrase counts_of(const struct layout *layout,
                               const struct panel_question *question)
{
    const struct figure otherwise = figure_whole(layout, question->otherwise);
    struct phrase phrase = {""};
    size_t at = 0;
    if (question->otherwise > 0) {
        return phrase_of(layout, WORD_OTHERWISE, &otherwise);
    }
    for (int i = 0; i < question->raw.levels; i++) {
        struct figure figure = figure_whole(layout, question->raw.counts[i]);
        int n = snprintf(phrase.text + at, sizeof phrase.text - at, "%s%s",
                         i > 0 ? " \u00b7 " : "", figure.text);
        assert(n > 0 && (size_t)n < sizeof phrase.text - at);
        at += (size_t)n;
    }
    return phrase;
}

static int figures_width(const struct columns *columns)
{
    return FIGURES * (columns->figure + columns->gap);
}

/* How many lines a question takes in a part of this width. */
static int lines_of(const struct layout *layout, const struct columns *columns,
                    int width)
{
    const struct panel *panel = layout->panel;
    int room = width - figures_width(columns) - columns->gap;
    bool beside = true;
    for (int i = 0; i < panel->question_count; i++) {
        const struct panel_question *question = &panel->questions[i];
        struct phrase counts = counts_of(layout, question);
        int name = width_of(layout, question->theme[layout->language]);
        beside = beside && name + width_of(layout, counts.text) <= room;
    }
    return beside ? 3 : 4;
}

static void add_question(struct layout *layout, const struct columns *columns,
                         struct box room, int index)
{
    const struct panel_question *question = &layout->panel->questions[index];
    struct phrase counts = counts_of(layout, question);
    struct box name = cut_top(&room, columns->line, 0);
    struct box line = name;
    if (columns->lines > 3) {
        line = cut_top(&room, columns->line, 0);
    } else {
        cut_right(&line, figures_width(columns) - columns->gap, columns->gap);
    }
    staff_words(layout, LOOK_QUIET,
                cut_right(&line, width_of(layout, counts.text), columns->gap),
                counts.text, ALIGN_RIGHT);
    staff_words(layout, LOOK_TITLE, columns->lines > 3 ? name : line,
                question->theme[layout->language], ALIGN_LEFT);
    add_score(layout, columns, cut_top(&room, columns->line, 0), &question->raw,
              WORD_RAW);
    add_score(layout, columns, cut_top(&room, columns->line, 0),
              &question->clean, WORD_CLEAN);
}

/* One part of the questions, from `first` on, below their headings. */
static void add_part(struct layout *layout, const struct columns *columns,
                     struct box room, const int from_to[2])
{
    int count = from_to[1] - from_to[0];
    add_headings(layout, columns, cut_top(&room, columns->line, 0));
    int spare = room.h - count * columns->lines * columns->line;
    int gap = px_least(px_most(spare, 0) / (count + 1), 8 * columns->gap);
    for (int i = from_to[0]; i < from_to[1]; i++) {
        room.y += gap;
        add_question(layout, columns,
                     cut_top(&room, columns->lines * columns->line, 0), i);
    }
}

void page_questions(struct layout *layout, struct box room)
{
    struct columns columns = plan_columns(layout);
    int count = layout->panel->question_count;
    const char *formula = layout_word(layout, WORD_FORMULA);
    struct box below = cut_bottom(&room, staff_height(layout, room.w, formula),
                                  staff_gap(layout));
    int parts = 1;
    columns.lines = lines_of(layout, &columns, room.w);
    if (!layout_upright(layout) &&
        (1 + columns.lines * count) * columns.line > room.h) {
        parts = 2;
        columns.lines = lines_of(layout, &columns, room.w / 2 - layout->gap);
    }
    for (int i = 0; i < parts; i++) {
        const int from_to[2] = {(count * i + parts - 1) / parts,
                                (count * (i + 1) + parts - 1) / parts};
        add_part(layout, &columns, cut_column(room, i, parts, 2 * layout->gap),
                 from_to);
    }
    staff_lead(layout, LOOK_QUIET, &below, formula);
}
