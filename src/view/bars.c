#include "view/bars.h"

#include <assert.h>
#include <stdio.h>

static struct fit small_fit(const struct layout *layout, enum align align)
{
    return (struct fit){.em_px = layout_grow(layout, VIEW_SMALL_EM_MM, 0.026),
                        .least_px = layout_px(layout, VIEW_SMALL_EM_MM),
                        .most = 1,
                        .weight = WEIGHT_REGULAR,
                        .align = align};
}

static int language_width(const struct layout *layout)
{
    int least = layout_px(layout, 50.0);
    int share = layout->params->width_px / 7;
    return layout->params->language_count < 2 ? 0
           : share > least                    ? share
                                              : least;
}

static void add_language(struct layout *layout)
{
    struct box bar = layout_top_bar(layout);
    int width = language_width(layout);
    if (width == 0) {
        return;
    }
    int next = (layout->language + 1) % layout->params->language_count;
    struct box box = {bar.x + bar.w - width, bar.y, width, bar.h};
    layout_key(layout, box,
               &(struct key){.look = LOOK_BUTTON,
                             .sign = SIGN_GLOBE,
                             .action = {ACTION_LANGUAGE, 0},
                             .text = layout->params->words[next].name});
}

/* Who asks, beside the flower. Lying down, the promise of
   anonymity stands under the name; upright it has a line of its own. What is
   left between the bars is for the question. */
struct bars bars_plan(const struct layout *layout)
{
    struct bars bars;
    struct box top = layout_top_bar(layout);
    struct box bottom = layout_bottom_bar(layout);
    struct box who = top;
    int below = top.y + top.h + layout->gap;
    who.x += top.h + layout->gap;
    who.w -= top.h + 2 * layout->gap + language_width(layout);
    bars.name = who;
    bars.promise = who;
    if (layout_upright(layout)) {
        int line = layout_lines_height(small_fit(layout, ALIGN_LEFT).em_px, 1);
        bars.promise = (struct box){top.x, below, top.w, line};
        below += line + layout->gap;
    } else {
        bars.name.h = who.h / 2;
        bars.promise.y += bars.name.h;
        bars.promise.h -= bars.name.h;
    }
    bars.middle =
        (struct box){top.x, below, top.w, bottom.y - layout->gap - below};
    return bars;
}

/* The flower has the corner: as many petals as there are questions. */
static void add_flower(struct layout *layout)
{
    struct box bar = layout_top_bar(layout);
    bar.w = bar.h;
    struct item *flower = layout_add(layout, LOOK_FLOWER, bar);
    flower->count = layout->params->form->question_count;
    flower->current = layout->flow->question;
}

void bars_add_top(struct layout *layout, const struct bars *bars)
{
    add_flower(layout);
    struct fit fit = small_fit(layout, ALIGN_LEFT);
    fit.weight = WEIGHT_SEMIBOLD;
    fit.most = 2;
    layout_text(layout, layout_add(layout, LOOK_TITLE, bars->name),
                layout->params->office_name[layout->language], fit);
    layout_text(
        layout, layout_add(layout, LOOK_QUIET, bars->promise),
        layout_word(layout, WORD_ANONYMOUS),
        small_fit(layout, layout_upright(layout) ? ALIGN_CENTER : ALIGN_LEFT));
    add_language(layout);
}

/* "Câu %1/%2" with its two numbers. */
static void fill_progress(const char *pattern, int place, int count, char *out,
                          size_t size)
{
    size_t n = 0;
    for (const char *p = pattern; *p != '\0'; p++) {
        int value = p[0] != '%'   ? 0
                    : p[1] == '1' ? place
                    : p[1] == '2' ? count
                                  : 0;
        if (value == 0) {
            assert(n + 1 < size);
            out[n++] = *p;
            continue;
        }
        int written = snprintf(out + n, size - n, "%d", value);
        assert(written > 0 && (size_t)written < size - n);
        n += (size_t)written;
        p++;
    }
    out[n] = '\0';
}

static void add_progress(struct layout *layout, struct box box)
{
    const struct form *form = layout->params->form;
    struct item *item = layout_add(layout, LOOK_DOTS, box);
    struct fit fit = small_fit(layout, ALIGN_CENTER);
    int line = layout_lines_height(fit.em_px, 1);
    item->count = form->question_count;
    item->current = layout->flow->question;
    item->words.y += box.h - line;
    item->words.h = line;
    item->art.h -= line;
    char text[400];
    fill_progress(layout_word(layout, WORD_PROGRESS),
                  layout->flow->question + 1, form->question_count, text,
                  sizeof text);
    layout_text(layout, item,
                layout->flow->saving ? layout_word(layout, WORD_SAVING) : text,
                fit);
}

void bars_add_bottom(struct layout *layout)
{
    struct box bar = layout_bottom_bar(layout);
    int least = layout_px(layout, 38.0);
    int width = bar.w / 6 > least ? bar.w / 6 : least;
    struct box left = {bar.x, bar.y, width, bar.h};
    struct box right = {bar.x + bar.w - width, bar.y, width, bar.h};
    if (layout->flow->question > 0) {
        layout_key(layout, left,
                   &(struct key){.look = LOOK_BUTTON,
                                 .sign = SIGN_BACK,
                                 .action = {ACTION_BACK, 0},
                                 .text = layout_word(layout, WORD_BACK)});
    }
    struct box middle = {bar.x + width + layout->gap, bar.y,
                         bar.w - 2 * (width + layout->gap), bar.h};
    add_progress(layout, middle);
    layout_key(layout, right,
               &(struct key){.look = LOOK_BUTTON,
                             .sign = SIGN_FORWARD,
                             .action = {ACTION_SKIP, 0},
                             .text = layout_word(layout, WORD_SKIP)});
}
