#include "view/sample.h"

/* A long translation takes a second line. */
static struct fit words_fit(const struct layout *layout)
{
    struct fit fit = layout_small(layout, ALIGN_CENTER);
    fit.em_px = fit.least_px;
    fit.weight = WEIGHT_SEMIBOLD;
    fit.most = 2;
    return fit;
}

/* As high as the words need, with air around them. */
static struct box band(const struct layout *layout)
{
    struct fit fit = words_fit(layout);
    struct box box = {layout->margin, layout->margin,
                      layout->params->width_px - 2 * layout->margin,
                      layout_lines_height(fit.em_px, fit.most)};
    int lines = layout_try(layout, box, layout_word(layout, WORD_SAMPLE), &fit);
    int air = fit.em_px / 2;
    box.h = layout_lines_height(fit.em_px, lines > 0 ? lines : 1) + air;
    return box;
}

int sample_height(const struct layout *layout)
{
    return layout->params->sample ? layout->margin + band(layout).h : 0;
}

void sample_add(struct layout *layout)
{
    layout_words(layout, LOOK_MARK, band(layout),
                 layout_word(layout, WORD_SAMPLE), words_fit(layout));
}
