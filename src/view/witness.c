#include "view/witness.h"

#include "view/phrase.h"

/* The smallest of glasses gives it up last of all: it is wanted by those who
   check, and whoever comes to answer can do without. Nobody comes to answer
   where there is no touch. */
static bool shown(const struct layout *layout)
{
    bool wanted = layout->witness != NULL && layout->thrift < THRIFT_WITNESS;
    return layout->screen == SCREEN_QUESTION && layout->flow->question == 0 &&
           (wanted || layout->touchless);
}

int witness_height(const struct layout *layout)
{
    int em = layout_small(layout, ALIGN_CENTER).em_px;
    return shown(layout) ? layout_lines_height(em, 1) : 0;
}

/* "K7QM-2XRD-9F4TB": groups are read, and typed, more surely than one. */
static struct figure code_of(const struct witness *witness)
{
    enum { GROUP = 4, LAST = 2 * GROUP }; /* the last takes what is left */
    struct figure figure = {""};
    char *out = figure.text;
    for (int i = 0; i < WITNESS_LETTERS; i++) {
        if (i == GROUP || i == LAST) {
            *out++ = '-';
        }
        *out++ = witness->code[i];
    }
    *out = '\0';
    return figure;
}

void witness_add(struct layout *layout, struct box box)
{
    const struct witness *witness = layout->witness;
    if (layout->touchless) {
        layout_words(layout, LOOK_QUIET, box,
                     layout_word(layout, WORD_TOUCH_MISSING),
                     layout_small(layout, ALIGN_CENTER));
        return;
    }
    struct phrase phrase =
        phrase_of(layout, WORD_WITNESS,
                  (struct figure[]){figure_short_date(layout, witness->day),
                                    figure_whole(layout, witness->visits),
                                    code_of(witness)});
    layout_words(layout, LOOK_QUIET, box, phrase.text,
                 layout_small(layout, ALIGN_CENTER));
}
