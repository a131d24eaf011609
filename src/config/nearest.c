#include "config/nearest.h"

#include <stddef.h>
#include <string.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* How many bytes are to be changed, added, left out, or swapped with their
   neighbour (optimal string alignment), by the last three rows. */
static int distance(const char *a, const char *b)
{
    int rows[3][NEAREST_NAME_MAX + 1];
    int width = (int)strlen(b);
    for (int j = 0; j <= width; j++) {
        rows[0][j] = j;
    }
    int last = 0;
    for (int i = 1; a[i - 1] != '\0'; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3];
        const int *twice = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= width; j++) {
            int change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], twice[j - 2] + 1);
            }
        }
        last = i % 3;
    }
    return rows[last][width];
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
