/*
 * The pages of the installer. Each has a bar above with its title, the step
 * and the language, and a bar below with the way back and the way on; what it
 * asks for stands between. Used inside view only.
 */
#ifndef VIEW_SET_UP_H
#define VIEW_SET_UP_H

#include "view/cut.h"
#include "view/key.h"
#include "view/phrase.h"

/* What there is to read: what the page asks for, or what there is to say
   instead; the room is for the longer of the two, and for `more` (NULL: none),
   so that the keys below stay where they are. Cut off the top of `body`. */
struct set_up_words {
    const char *asks;
    const char *says; /* NULL: nothing */
    const char *more;
};
void set_up_say(struct layout *layout, struct box *body,
                const struct set_up_words *words);

/* What is said on any page: that the disk is waited for, or refused. NULL:
   neither. */
const char *set_up_common(const struct layout *layout);

/* The pages, between the bars. */
void set_up_code(struct layout *layout, struct box body);
void set_up_width(struct layout *layout, struct box body);
void set_up_pin(struct layout *layout, struct box body);
void set_up_date(struct layout *layout, struct box body);
void set_up_enrol(struct layout *layout, struct box body);

#endif
