/*
 * The pad for a PIN, as a telephone has it: places that fill, and its keys;
 * never a digit that was typed. Used inside view only.
 */
#ifndef VIEW_PAD_H
#define VIEW_PAD_H

#include "view/layout.h"

/* So many of the places are filled; below them stands the text. */
void pad_places(struct layout *layout, struct box room, int digits,
                const char *text);

/* The ten digits, erase and enter. */
void pad_keys(struct layout *layout, struct box room);

#endif
