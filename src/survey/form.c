#include "survey/form.h"

#include <assert.h>
#include <string.h>

int form_face(int levels, int level)
{
    static const int faces[][FORM_LEVELS_MAX] = {
        {2, 3, 4}, {1, 2, 4, 5}, {1, 2, 3, 4, 5}};
    assert(levels >= FORM_LEVELS_MIN && levels <= FORM_LEVELS_MAX);
    assert(level >= 1 && level <= levels);
    return faces[levels - FORM_LEVELS_MIN][level - 1];
}

bool form_id_valid(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length >= 1 && length < FORM_ID_SIZE && id[length] == '\0';
}
