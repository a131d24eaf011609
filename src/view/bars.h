/*
 * What stands above and below a question or its reasons: the office's logo,
 * the flower, who asks, the promise of anonymity; the keys, the progress,
 * the pledge and the witness. First all is planned, then added. Planned is what
 * any question of the sheet, or its reasons, may show; each adds its own. Used
 * inside view only.
 */
#ifndef VIEW_BARS_H
#define VIEW_BARS_H

#include "view/key.h"
#include "view/phrase.h"

/* The keys of the bars, from left to right. */
enum bar_key {
    BAR_BACK,
    BAR_LOWER,
    BAR_DONE, /* of the reasons: in the middle */
    BAR_SPEAK,
    BAR_LANGUAGE,
    BAR_NA, /* the question's own, for whom it does not apply to */
    BAR_SKIP,
    BAR_KEYS
};

/* True for the keys that have a place, and for those that are shown in it. */
bool bars_has(const struct layout *layout, enum bar_key key);
bool bars_shows(const struct layout *layout, enum bar_key key);

/* What a key says and does. */
struct key bars_key(const struct layout *layout, enum bar_key key, bool bare);

/* What the key of the question at hand says, for whom it does not apply to;
   NULL: it has none. */
const char *bars_na(const struct layout *layout);

/* Low reach, or a glass too small for two bars of keys: all are below. */
bool bars_keys_down(const struct layout *layout);

/* Which question this is, of how many; and the width that this needs. */
struct phrase bars_progress(const struct layout *layout, int question);
int bars_progress_least(const struct layout *layout);

/* An empty box: not on this screen. */
struct bars {
    struct box keys[BAR_KEYS];
    bool bare[BAR_KEYS];
    struct box logo, flower;
    struct box name, promise; /* who asks, and that it is anonymous */
    enum align name_align, promise_align;
    struct box date, hour; /* over each other in a bar, */
    enum align clock_align;
    struct box line; /* or on one of their own, and one that asks staff */
    struct box pledge, witness;
    struct box progress;
    struct box middle; /* between the bars: for the question */
};

struct bars bars_plan(const struct layout *layout);
void bars_add(struct layout *layout, const struct bars *bars);

/* The two bars, the upper one first: each plans its boxes, and says where the
   head ends and the foot begins. The progress is in the foot, unless the head
   took it. */
int head_plan(const struct layout *layout, struct bars *bars);
int foot_plan(const struct layout *layout, struct bars *bars);

/* The date and the time of the idle screen (bar_clock.c). Their place at the
   right of a room in which words so wide stand on the left; or in a room that
   is left below; and how many lines of their own are wanted. */
void bars_clock_above(const struct layout *layout, struct bars *bars,
                      struct box *room, int words);
void bars_clock_below(const struct layout *layout, struct bars *bars,
                      struct box room);
int bars_clock_lines(const struct layout *layout, const struct bars *bars);
/* Whether staff are to be asked elsewhere, for want of such a line. */
bool bars_clock_asks(const struct layout *layout, const struct bars *bars);
void bars_clock_add(struct layout *layout, const struct bars *bars);

/* True when keys and progress stand beside each other below. */
bool foot_has_room(const struct layout *layout);

#endif
