/*
 * Each luôn: how often each face was chosen, as bars of all answers and of
 * those without a flag, and beside them the figures in columns. In two
 * columns where the glass lies and one would be too long.
 */
#include <stdio.h>

#include "view/pages.h"

/* The columns of a part: names, bars, figures. */
struct columns {
    int name, figure;
    int line, gap;
    int count; /* the width of how often a face was chosen, with the face */
    int width; /* of the part */
    bool
        beside; /* the counts stand beside the question's name, else below it */
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
    columns.name = px_most(columns.name,
                           width_of(layout, layout_word(layout, WORD_LAST_30)));
    columns.figure = width_of(layout, widest.text);
    for (int i = 0; i < FIGURES; i++) {
        columns.figure =
            px_most(columns.figure, width_of(layout, heading(layout, i)));
    }
    columns.figure += columns.gap;
    for (int i = 0; i < layout->panel->question_count; i++) {
        const struct score *score = &layout->panel->questions[i].raw;
        for (int k = 0; k < score->levels; k++) {
            struct figure count = figure_whole(layout, score->counts[k]);
            columns.count =
                px_most(columns.count, width_of(layout, count.text));
        }
    }
    columns.count += columns.line + columns.gap;
    return columns;
}

static struct phrase percent(const struct layout *layout, int whole)
{
    struct figure figure = figure_whole(layout, whole);
    return phrase_of(layout, WORD_PERCENT, &figure);
}

/* The axis of the bars: none of it, half, and all. */
static void add_axis(struct layout *layout, struct box line)
{
    static const enum align aligns[] = {ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT};
    for (int i = 0; i < 3; i++) {
        struct phrase text = percent(layout, 50 * i);
        staff_words(layout, LOOK_QUIET, cut_column(line, i, 3, 0), text.text,
                    aligns[i]);
    }
}

static void add_headings(struct layout *layout, const struct columns *columns,
                         struct box line)
{
    for (int i = FIGURES - 1; i >= 0; i--) {
        struct box box = cut_right(&line, columns->figure, columns->gap);
        staff_words(layout, LOOK_QUIET, box, heading(layout, i), ALIGN_RIGHT);
    }
    staff_words(layout, LOOK_QUIET,
                cut_left(&line, columns->name, columns->gap),
                layout_word(layout, WORD_LAST_30), ALIGN_LEFT);
    add_axis(layout, line);
}

/* Five shares, by face; too few answers have none. */
static void add_bar(struct layout *layout, struct box box,
                    const struct score *score)
{
    int64_t n = score_n(score);
    int shares[FORM_LEVELS_MAX] = {0};
    if (n < SCORE_LEAST) {
        staff_words(layout, LOOK_QUIET, box, layout_word(layout, WORD_TOO_FEW),
                    ALIGN_LEFT);
        return;
    }
    struct item *bar =
        layout_add(layout, LOOK_BAR, cut_middle(box, box.h * 6 / 10));
    for (int level = 1; level <= score->levels; level++) {
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
    add_bar(layout, line, score);
}

/* A small face, and words beside it. */
static void add_face(struct layout *layout, struct box box, int face,
                     const char *text)
{
    struct item *item = layout_add(layout, LOOK_FACE, box);
    item->face = face;
    item->art = cut_left(&item->words, box.h, staff_gap(layout));
    item->art = cut_square(item->art, box.h * 9 / 10);
    layout_text(layout, item, text, staff_fit(layout, ALIGN_LEFT));
}

/* Each face, from the worst to the best, and how often it was chosen: what the
   colours of the bars mean. */
static void add_counts(struct layout *layout, const struct columns *columns,
                       struct box line, const struct score *score)
{
    for (int i = score->levels - 1; i >= 0; i--) {
        struct figure count = figure_whole(layout, score->counts[i]);
        add_face(layout, cut_right(&line, columns->count, 2 * columns->gap),
                 form_face(score->levels, i + 1), count.text);
    }
}

static int counts_width(const struct columns *columns,
                        const struct score *score)
{
    return score->levels * (columns->count + 2 * columns->gap);
}

/* What stands beside the figures: for whom the question did not apply, and what
   was left out because it was asked otherwise. "": neither. */
static struct phrase note_of(const struct layout *layout,
                             const struct panel_question *question)
{
    const char *na = question->na_text[layout->language];
    struct phrase note = {""};
    struct phrase left_out = {""};
    if (na != NULL) {
        note = phrase_of(layout, WORD_NOT_ASKED,
                         (struct figure[]){figure_text(na),
                                           figure_whole(layout, question->na)});
    }
    if (question->otherwise > 0) {
        struct figure count = figure_whole(layout, question->otherwise);
        left_out = phrase_of(layout, WORD_OTHERWISE, &count);
    }
    bool both = note.text[0] != '\0' && left_out.text[0] != '\0';
    struct phrase joined;
    (void)snprintf(joined.text, sizeof joined.text, "%.200s%s%.200s", note.text,
                   both ? " \u00b7 " : "", left_out.text);
    return joined;
}

static int figures_width(const struct columns *columns)
{
    return FIGURES * (columns->figure + columns->gap);
}

/* Makes a part that wide; the counts stand beside the names where those of each
   question find room there. */
static void set_width(const struct layout *layout, struct columns *columns,
                      int width)
{
    const struct panel *panel = layout->panel;
    int room = width - figures_width(columns) - columns->gap;
    columns->width = width;
    columns->beside = true;
    for (int i = 0; i < panel->question_count; i++) {
        const struct panel_question *question = &panel->questions[i];
        int name = width_of(layout, question->theme[layout->language]);
        int counts = counts_width(columns, &question->raw);
        columns->beside = columns->beside && name + counts <= room;
    }
}

/* Whether a note stands between the name and the counts, or what is below. */
static bool note_beside(const struct layout *layout,
                        const struct columns *columns,
                        const struct panel_question *question)
{
    const struct score *score = &question->raw;
    struct phrase note = note_of(layout, question);
    int counts = counts_width(columns, score) + figures_width(columns);
    int room =
        columns->width - (columns->beside && score_n(score) > 0 ? counts : 0);
    return width_of(layout, question->theme[layout->language]) +
               2 * columns->gap + width_of(layout, note.text) <=
           room;
}

/* Of a question: its name, the counts beside it or below, two bars or that
   there are no answers, and what is noted. */
static int lines_of(const struct layout *layout, const struct columns *columns,
                    int index)
{
    const struct panel_question *question = &layout->panel->questions[index];
    bool none = score_n(&question->raw) == 0;
    return (none              ? 2
            : columns->beside ? 3
                              : 4) +
           (note_of(layout, question).text[0] != '\0' &&
            !note_beside(layout, columns, question));
}

/* The lines of those from `first` to before `end`. */
static int lines_from(const struct layout *layout,
                      const struct columns *columns, int first, int end)
{
    int lines = 0;
    for (int i = first; i < end; i++) {
        lines += lines_of(layout, columns, i);
    }
    return lines;
}

static void add_scores(struct layout *layout, const struct columns *columns,
                       struct box *room, const struct panel_question *question)
{
    add_score(layout, columns, cut_top(room, columns->line, 0), &question->raw,
              WORD_RAW);
    add_score(layout, columns, cut_top(room, columns->line, 0),
              &question->clean, WORD_CLEAN);
}

/* The counts: in what is left of the line of the name, which ends where the
   bars do, or on a line of their own. */
static void place_counts(struct layout *layout, const struct columns *columns,
                         struct box *name, struct box *room,
                         const struct score *score)
{
    int width = counts_width(columns, score) - 2 * columns->gap;
    if (columns->beside) {
        cut_right(name, figures_width(columns) - columns->gap, columns->gap);
        add_counts(layout, columns, cut_right(name, width, 2 * columns->gap),
                   score);
    } else {
        add_counts(layout, columns, cut_top(room, columns->line, 0), score);
    }
}

static void add_question(struct layout *layout, const struct columns *columns,
                         struct box room, int index)
{
    const struct panel_question *question = &layout->panel->questions[index];
    struct phrase note = note_of(layout, question);
    struct box name = cut_top(&room, columns->line, 0);
    struct box aside = name;
    bool beside = note_beside(layout, columns, question);
    if (score_n(&question->raw) == 0) {
        staff_words(layout, LOOK_QUIET, cut_top(&room, columns->line, 0),
                    layout_word(layout, WORD_FIGURES_NONE), ALIGN_LEFT);
    } else {
        place_counts(layout, columns, &name, &room, &question->raw);
        add_scores(layout, columns, &room, question);
    }
    if (note.text[0] != '\0' && beside) {
        aside = cut_right(&name, width_of(layout, note.text), columns->gap);
    }
    staff_words(layout, LOOK_TITLE, name, question->theme[layout->language],
                ALIGN_LEFT);
    if (note.text[0] != '\0') {
        staff_words(layout, LOOK_QUIET, beside ? aside : room, note.text,
                    beside ? ALIGN_RIGHT : ALIGN_LEFT);
    }
}

/* One part of the questions, from `first` on, below their headings. */
static void add_part(struct layout *layout, const struct columns *columns,
                     struct box room, const int from_to[2])
{
    int count = from_to[1] - from_to[0];
    add_headings(layout, columns, cut_top(&room, columns->line, 0));
    int spare = room.h - columns->line * lines_from(layout, columns, from_to[0],
                                                    from_to[1]);
    int gap = px_least(px_most(spare, 0) / (count + 1), 8 * columns->gap);
    for (int i = from_to[0]; i < from_to[1]; i++) {
        int lines = lines_of(layout, columns, i);
        room.y += gap;
        add_question(layout, columns, cut_top(&room, lines * columns->line, 0),
                     i);
    }
}

static int level_width(const struct layout *layout, const char *text)
{
    return staff_lines(layout, 1) + 2 * staff_gap(layout) +
           staff_width(layout, text, WEIGHT_REGULAR);
}

/* What the faces say, on as many lines as it takes; returns how many. Only
   counts them where `room` is NULL. */
static int add_levels(struct layout *layout, const struct form *form, int width,
                      struct box *room)
{
    int line = staff_lines(layout, 1);
    int lines = 0;
    struct box rest = {0};
    for (int i = 0; i < form->levels; i++) {
        const char *text = form->level_text[i][layout->language];
        int w = px_least(level_width(layout, text), width);
        if (lines == 0 || w > rest.w) {
            rest = room != NULL ? cut_top(room, line, 0)
                                : (struct box){0, 0, width, line};
            lines++;
        }
        struct box box = cut_left(&rest, w, layout->gap);
        if (room != NULL) {
            add_face(layout, box, form_face(form->levels, i + 1), text);
        }
    }
    return lines;
}

/* Where there is room for it. */
static void add_legend(struct layout *layout, struct box *room, int lines)
{
    const struct form *form = layout->params->sheet->asked[0].form;
    int wanted = add_levels(layout, form, room->w, NULL);
    if ((lines + wanted) * staff_lines(layout, 1) <= room->h) {
        add_levels(layout, form, room->w, room);
    }
}

void page_questions(struct layout *layout, struct box room)
{
    struct columns columns = plan_columns(layout);
    int count = layout->panel->question_count;
    const char *formula = layout_word(layout, WORD_FORMULA);
    if (count == 0) {
        staff_say(layout, room, layout_word(layout, WORD_FIGURES_NONE));
        return;
    }
    struct box below = cut_bottom(&room, staff_height(layout, room.w, formula),
                                  staff_gap(layout));
    int parts = 1;
    set_width(layout, &columns, room.w);
    int lines = 1 + lines_from(layout, &columns, 0, count);
    if (!layout_upright(layout) && lines * columns.line > room.h) {
        parts = 2;
        set_width(layout, &columns, room.w / 2 - layout->gap);
        lines = 1 + lines_from(layout, &columns, 0, (count + 1) / 2);
    }
    add_legend(layout, &room, lines);
    for (int i = 0; i < parts; i++) {
        const int from_to[2] = {(count * i + parts - 1) / parts,
                                (count * (i + 1) + parts - 1) / parts};
        add_part(layout, &columns, cut_column(room, i, parts, 2 * layout->gap),
                 from_to);
    }
    staff_lead(layout, LOOK_QUIET, &below, formula);
}
