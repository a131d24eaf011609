/*
 * The witness: one small line on the idle screen, the day's count of visits
 * and the code of the record's last tag. Whoever photographs it can tell later
 * whether anything before was changed. Where there is no touch screen that is
 * said in its place, to staff: nobody could answer. Used inside view only.
 */
#ifndef VIEW_WITNESS_H
#define VIEW_WITNESS_H

#include "view/layout.h"

/* The height that it takes; 0 when it is not shown. */
int witness_height(const struct layout *layout);

void witness_add(struct layout *layout, struct box box);

#endif
