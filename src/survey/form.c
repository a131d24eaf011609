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

bool form_low(int levels, int level)
{
    return form_face(levels, level) <= 2;
}

/* The level of a form that bears a face; 0 when none does. */
static int level_of_face(int levels, int face)
{
    for (int level = 1; level <= levels; level++) {
        if (form_face(levels, level) == face) {
            return level;
        }
    }
    return 0;
}

bool form_reduce(struct form *form, int levels)
{
    int from[FORM_LEVELS_MAX];
    for (int level = 1; level <= levels; level++) {
        from[level - 1] = level_of_face(form->levels, form_face(levels, level));
        if (from[level - 1] == 0) {
            return false;
        }
    }
    /* Upward, never reading what was written: a face is never further down
       the shorter list than the longer one. */
    for (int i = 0; i < levels; i++) {
        memmove(form->level_text[i], form->level_text[from[i] - 1],
                sizeof form->level_text[i]);
    }
    form->levels = levels;
    return true;
}

bool form_id_valid(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length >= 1 && length < FORM_ID_SIZE && id[length] == '\0';
}
