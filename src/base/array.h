/*
 * Growing arrays: a list, how many there are, and for how many there is room.
 *
 *     struct day *day = array_add(&list->days, &list->count,
 *                                 &list->capacity, sizeof *day);
 *     if (day == NULL) {
 *         return false;
 *     }
 *     day->visits = 1;
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/*
 * Adds an element of `size` bytes, all zero, and returns it. `list` is the
 * address of the pointer to the first of them, which may move; it is the
 * caller's to free. NULL with ENOMEM: there is no memory, and all is as it was.
 * Begin with NULL and zeros.
 */
void *array_add(void *list, int *count, int *capacity, size_t size)
    __attribute__((warn_unused_result));

/* The same for a list of pointers, to elements that stay where they are: each
   is of `size` bytes, and the caller's to free. */
void *array_new(void *list, int *count, int *capacity, size_t size)
    __attribute__((warn_unused_result));

#endif
