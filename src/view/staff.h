/*
 * What the screens of staff have in common: denser than those of visitors, in
 * small words, with a bar above that ends in the key to close. Used inside
 * view only.
 */
#ifndef VIEW_STAFF_H
#define VIEW_STAFF_H

#include "view/cut.h"
#include "view/key.h"
#include "view/phrase.h"

/* The bar above without its key; `body` gets what is below. */
struct box staff_head(struct layout *layout, struct box *body);

/* The width of a key at an end of a bar. */
int staff_key_width(const struct layout *layout, const struct key *key);

/* The words of staff, on one line or more, and the height of their lines. */
struct fit staff_fit(const struct layout *layout, enum align align);

/* Larger, where there is room: what has to be read before anything is pressed.
   On `most` lines. */
struct fit staff_say_fit(const struct layout *layout, int most);
int staff_lines(const struct layout *layout, int lines);

/* Between things that belong together. */
int staff_gap(const struct layout *layout);

/* A text of that look on one line of its own. */
struct item *staff_words(struct layout *layout, enum look look, struct box box,
                         const char *text, enum align align);

/* The width that such a text takes. */
int staff_width(const struct layout *layout, const char *text,
                enum weight weight);

/* A text on as many lines as it takes, cut off the top of `rest`. */
void staff_lead(struct layout *layout, enum look look, struct box *rest,
                const char *text);

/* The height that such a text takes in a room of this width. */
int staff_height(const struct layout *layout, int width, const char *text);

/* A text without a blank at which lines could be broken: where it is too long
   for one line of this width it gets one in its middle. */
struct phrase staff_halves(const struct layout *layout, int width,
                           const char *text);

/* The least side of a code of so many modules: with the quiet zone of four all
   around, and half a millimetre for each. */
int staff_code_least(const struct layout *layout, int modules);

/* A text as a code to be photographed. */
void staff_code(struct layout *layout, struct box box, const char *text);

/* The pad for a PIN, as a telephone has it, and never a digit that was typed.
   Places, of which so many are filled, over the text; and below them, or where
   the glass lies beside them, the ten digits, erase and enter. */
void pad_add(struct layout *layout, struct box room, int digits,
             const char *text);

/* A few words in the middle: what there is instead of figures, or of keys. */
void staff_say(struct layout *layout, struct box box, const char *text);

#endif
