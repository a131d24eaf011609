/*
 * The keys of the bars above and below a question: which there are, what each
 * says and does. And the progress that stands among them.
 */
#ifndef VIEW_BAR_KEYS_H
#define VIEW_BAR_KEYS_H

#include "view/key.h"
#include "view/phrase.h"

/* The keys of the bars, from left to right. */
enum bar_key {
    BAR_BACK,
    BAR_LOWER,
    BAR_DONE, /* of the reasons: in the middle */
    BAR_SPEAK,
    BAR_LANGUAGE,
    BAR_SKIP,
    BAR_KEYS
};

/* True for the keys that the screen has at all. */
bool bars_has(const struct layout *layout, enum bar_key key);

/* What a key says and does. */
struct key bars_key(const struct layout *layout, enum bar_key key, bool bare);

/* Low reach, or a glass too small for two bars of keys: all are below. */
bool bars_keys_down(const struct layout *layout);

/* Which question it is, of how many; and the width that this needs. */
struct phrase bars_progress(const struct layout *layout);
int bars_progress_least(const struct layout *layout);

#endif
