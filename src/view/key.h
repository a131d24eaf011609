/*
 * Keys: a plate to press, with a sign and a word on it that stand together in
 * its middle. Used inside view only.
 */
#ifndef VIEW_KEY_H
#define VIEW_KEY_H

#include "view/layout.h"

struct key {
    enum look look; /* LOOK_BUTTON, LOOK_PRIMARY, LOOK_TAB or LOOK_DAY */
    enum sign sign;
    struct action action;
    const char *text;
    bool bare; /* the sign alone, where there is no room for the word */
    int em_px; /* of the word at the most, that of its row; 0: its own */
};

/* A plain key: no sign, and an action without a value. */
struct key key_of(const struct layout *layout, enum look look,
                  enum action_kind kind, enum word word);

struct item *key_add(struct layout *layout, struct box box,
                     const struct key *key);

/* A key that stays chosen, with a tick box before its words (LOOK_CHOICE), or
   of which one of several does, with a ring (LOOK_RADIO). */
struct item *key_choice(struct layout *layout, struct box box,
                        const struct key *key);

/* The em of its word in this box: as large as goes in. */
int key_em(const struct layout *layout, struct box box, const struct key *key);

/* The least width of a key with its word, or bare. */
int key_least(const struct layout *layout, const struct key *key);

#endif
