#include "view/staff.h"

#include <assert.h>
#include <string.h>

enum { LEAD_LINES = 4, SAY_LINES = 6 };

struct box staff_head(struct layout *layout, struct box *body)
{
    struct key close = key_of(layout, LOOK_BUTTON, ACTION_CLOSE, WORD_CLOSE);
    *body = layout_room(layout);
    struct box head =
        cut_top(body, layout_px(layout, VIEW_KEY_MM), layout->gap);
    key_add(layout,
            cut_right(&head, staff_key_width(layout, &close), layout->gap),
            &close);
    return head;
}

int staff_key_width(const struct layout *layout, const struct key *key)
{
    return px_most(key_least(layout, key),
                   layout_px(layout, VIEW_KEY_MM * 1.6));
}

struct fit staff_fit(const struct layout *layout, enum align align)
{
    struct fit fit = layout_fit(layout, STYLE_SMALL, 1, align);
    if (layout->thrift != THRIFT_NONE) {
        fit.em_px = fit.least_px;
    }
    return fit;
}

int staff_lines(const struct layout *layout, int lines)
{
    return layout_lines_height(staff_fit(layout, ALIGN_LEFT).em_px, lines);
}

int staff_gap(const struct layout *layout)
{
    return layout->gap / 2;
}

struct item *staff_words(struct layout *layout, enum look look, struct box box,
                         const char *text, enum align align)
{
    struct fit fit = staff_fit(layout, align);
    fit.weight = look == LOOK_TITLE ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR;
    return layout_words(layout, look, box, text, fit);
}

int staff_width(const struct layout *layout, const char *text,
                enum weight weight)
{
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    return layout_width(layout, text, weight, fit.em_px);
}

static int count_lines(const struct layout *layout, int width, const char *text)
{
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    struct box room = {0, 0, width, layout->params->height_px};
    fit.most = LEAD_LINES;
    fit.least_px = fit.em_px;
    int lines = layout_try(layout, room, text, &fit);
    return lines > 0 ? lines : LEAD_LINES;
}

int staff_height(const struct layout *layout, int width, const char *text)
{
    return staff_lines(layout, count_lines(layout, width, text));
}

void staff_lead(struct layout *layout, enum look look, struct box *rest,
                const char *text)
{
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    fit.most = LEAD_LINES;
    fit.weight = look == LOOK_TITLE ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR;
    int h = staff_height(layout, rest->w, text);
    layout_words(layout, look, cut_top(rest, h, staff_gap(layout)), text, fit);
}

struct phrase staff_halves(const struct layout *layout, int width,
                           const char *text)
{
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    struct box room = {0, 0, width, layout->params->height_px};
    struct phrase phrase;
    fit.least_px = fit.em_px;
    size_t length = strlen(text);
    assert(length + 2 <= sizeof phrase.text);
    size_t first =
        layout_try(layout, room, text, &fit) > 0 ? length : length / 2;
    size_t gap = first < length;
    memcpy(phrase.text, text, first);
    memset(phrase.text + first, ' ', gap);
    memcpy(phrase.text + first + gap, text + first, length - first + 1);
    return phrase;
}

struct fit staff_say_fit(const struct layout *layout, int most)
{
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    if (layout->thrift == THRIFT_NONE) {
        fit.em_px = layout_grow(layout, VIEW_SMALL_EM_MM * 1.15, 0.034);
    }
    fit.most = most;
    return fit;
}

int staff_code_least(const struct layout *layout, int modules)
{
    return (modules + 2 * 4) * layout_px(layout, 0.5);
}

void staff_code(struct layout *layout, struct box box, const char *text)
{
    layout_say(layout, layout_add(layout, LOOK_CODE, box), text);
}

void staff_say(struct layout *layout, struct box box, const char *text)
{
    struct fit fit = layout_fit(layout, STYLE_SAY, SAY_LINES, ALIGN_CENTER);
    int h = layout_height(layout, box, text, &fit);
    layout_words(layout, LOOK_TEXT, cut_middle(box, h), text, fit);
}
