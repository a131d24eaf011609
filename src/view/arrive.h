/*
 * Arriving and sparing: a scene that is laid out may have items that come up
 * to their place a little late, and stands now and then two pixels beside
 * itself so that nothing burns in. Used inside view only.
 */
#ifndef VIEW_ARRIVE_H
#define VIEW_ARRIVE_H

#include "view/scene.h"

/* Shortens every `travel` to the gap below its item, so that an item on its
   way is never in another's place, nor below `bottom`. */
void arrive_limit(struct scene *scene, int bottom);

/* Moves everything down. */
void arrive_lower(struct scene *scene, int px);

/* How far everything has come: `ease` in thousandths of the way. */
void arrive_mark(struct scene *scene, int ease);

/* Moves everything round a square, one side for each count of `shift`. */
void arrive_shift(struct scene *scene, int shift);

#endif
