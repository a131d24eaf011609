/*
 * The pad for a PIN, as a telephone has it: places that fill, and its keys;
 * never a digit that was typed. Used inside view only.
 */
#ifndef VIEW_PAD_H
#define VIEW_PAD_H

#include "view/layout.h"

/* Places, of which so many are filled, over the text; and below them, or where
   the glass lies beside them, the ten digits, erase and enter. */
void pad_add(struct layout *layout, struct box room, int digits,
             const char *text);

#endif
