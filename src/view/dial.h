/*
 * The date and the time: in words to be read, and in parts to be turned
 * (survey/dial.h), for the installer and for staff. Used inside view only. A
 * minute is local, and counted since 1970-01-01.
 */
#ifndef VIEW_DIAL_H
#define VIEW_DIAL_H

#include "view/phrase.h"

/* "Thứ Hai, 23/11/2026", and with the time behind it. */
struct figure dial_date(const struct layout *layout, int32_t day);
struct phrase dial_words(const struct layout *layout, int64_t minute);

/* What a person types who has to set it elsewhere, and where. */
struct phrase dial_elsewhere(const struct layout *layout, int64_t minute);

/* The words large, and below them a column for each part: its name, a key, the
   value, a key. */
void dial_add(struct layout *layout, struct box room, int64_t minute);

#endif
