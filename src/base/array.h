/*
 * Growing arrays: a list, how many there are, and for how many there is room.
 *
 *     struct day *days = array_room(list->days, list->count,
 *                                   &list->capacity, sizeof *days);
 *     if (days == NULL) {
 *         return false;
 *     }
 *     list->days = days;
 *     list->days[list->count++] = day;
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/*
 * Makes room for one more behind `count` elements of `size` bytes. Returns the
 * array, which may have moved; it is the caller's to free. NULL with ENOMEM:
 * there is no memory, and what was there is as it was. Begin with NULL and a
 * capacity of 0.
 */
void *array_room(void *array, int count, int *capacity, size_t size)
    __attribute__((warn_unused_result));

#endif
