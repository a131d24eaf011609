/*
 * What is asked, and above it the theme ("Luôn mỉm cười"): the first thing to
 * be read. Used inside view only.
 */
#ifndef VIEW_TITLE_H
#define VIEW_TITLE_H

#include "view/layout.h"

struct title {
    const char *theme, *text;
    struct fit theme_fit, text_fit;
    int theme_h; /* with the gap below; 0 where there is no room for it */
    int text_h;
};

/* For a room of this size: as large as goes in. */
struct title title_plan(const struct layout *layout, struct box room,
                        const char *text);

int title_height(const struct title *title);

/* Both, from the top of `room` on; returns where they end. */
int title_add(struct layout *layout, const struct title *title,
              struct box room);

#endif
