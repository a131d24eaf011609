#include "base/array.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

enum { FIRST = 16 };

void *array_room(void *array, int count, int *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    if (*capacity > INT_MAX / 2) {
        errno = ENOMEM;
        return NULL;
    }
    int more = *capacity == 0 ? FIRST : 2 * *capacity;
    void *larger = reallocarray(array, (size_t)more, size);
    if (larger != NULL) {
        *capacity = more;
    }
    return larger;
}
