#include "base/array.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 16 };

void *array_add(void *list, int *count, int *capacity, size_t size)
{
    /* A pointer to whatever it is: copied, as its type is not known here. */
    char *array;
    memcpy(&array, list, sizeof array);
    if (*count == *capacity) {
        size_t more = *capacity == 0 ? FIRST : 2 * (size_t)*capacity;
        if (more > INT_MAX || more > SIZE_MAX / size) {
            errno = ENOMEM;
            return NULL;
        }
        array = realloc(array, more * size);
        if (array == NULL) {
            return NULL;
        }
        memcpy(list, &array, sizeof array);
        *capacity = (int)more;
    }
    return memset(array + size * (size_t)(*count)++, 0, size);
}

void *array_new(void *list, int *count, int *capacity, size_t size)
{
    void *element = calloc(1, size);
    void *place = element == NULL
                      ? NULL
                      : array_add(list, count, capacity, sizeof element);
    if (place == NULL) {
        free(element);
        return NULL;
    }
    memcpy(place, &element, sizeof element);
    return element;
}
