#include "data/nearest.h"

#include <stddef.h>
#include <string.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance in bytes, one row at a time. */
static int distance(const char *a, const char *b)
{
    int row[NEAREST_NAME_MAX + 1];
    size_t width = strlen(b);
    for (size_t j = 0; j <= width; j++) {
        row[j] = (int)j;
    }
    for (size_t i = 0; a[i] != '\0'; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (size_t j = 0; j < width; j++) {
            int above = row[j + 1];
            int change = diagonal + (a[i] != b[j]);
            row[j + 1] = least(change, least(above, row[j]) + 1);
            diagonal = above;
        }
    }
    return row[width];
}

/* "name" for "name[vi]": the likeliest slip of all. */
static int without_language(const char *wrong, const char *known)
{
    size_t length = strlen(wrong);
    return strncmp(wrong, known, length) == 0 && known[length] == '[';
}

struct nearest nearest_begin(const char *wrong)
{
    /* A third of the letters may differ; in a short name, one. */
    int reach = (int)(strlen(wrong) / 3);
    return (struct nearest){.wrong = wrong,
                            .distance = (reach > 1 ? reach : 1) + 1};
}

void nearest_try(struct nearest *nearest, const char *known)
{
    if (strlen(nearest->wrong) > NEAREST_NAME_MAX ||
        strlen(known) > NEAREST_NAME_MAX) {
        return;
    }
    int d = without_language(nearest->wrong, known)
                ? 1
                : distance(nearest->wrong, known);
    if (d < nearest->distance) {
        nearest->best = known;
        nearest->distance = d;
    }
}
