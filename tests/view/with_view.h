/* A terminal's texts and a typeface of even letters, for tests of the view. */
#ifndef TESTS_VIEW_WITH_VIEW_H
#define TESTS_VIEW_WITH_VIEW_H

#include "view/view.h"

enum { WITH_TEXT_SIZE = 65536 }; /* of a language file */

struct with_view {
    struct form form;
    struct sheet sheet;    /* the whole form */
    struct words words[2]; /* the tree's own, in word_texts */
    char word_texts[2][WITH_TEXT_SIZE];
    const char *office_name[2];
    const char *pledge[2]; /* to be given to params, or not */
    struct flow flow;
    struct view_params params;
};

/* Two languages, four questions, five levels, 1280x800 and 344 mm. */
void with_view(struct with_view *with);

/* The item with an action; NULL when it is not on this screen. */
const struct item *scene_find(const struct scene *scene, struct action action);

#endif
