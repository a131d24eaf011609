#include "base/array.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

enum { FIRST = 16 };

void *array_room(void *array, int count, int *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    size_t more = *capacity == 0 ? FIRST : 2 * (size_t)*capacity;
    if (more > INT_MAX || more > SIZE_MAX / size) {
        errno = ENOMEM;
        return NULL;
    }
    void *larger = realloc(array, more * size);
    if (larger != NULL) {
        *capacity = (int)more;
    }
    return larger;
}
