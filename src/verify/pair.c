/* Files of a day that lie apart. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "verify/lineage.h"

static bool is_whole(const struct daily *daily)
{
    bool whole = true;
    for (int i = 0; i < PART_COUNT; i++) {
        whole = whole && daily->paths[i] != NULL;
    }
    return whole;
}

static int by_stem(const void *a, const void *b)
{
    const struct daily *x = *(struct daily *const *)a;
    const struct daily *y = *(struct daily *const *)b;
    int length;
    int other;
    const char *name = daily_stem(x, &length);
    const char *other_name = daily_stem(y, &other);
    int order =
        strncmp(name, other_name, (size_t)(length < other ? length : other));
    return order != 0        ? order
           : length != other ? length - other
                             : strcmp(daily_path(x), daily_path(y));
}

static bool same_stem(const struct daily *a, const struct daily *b)
{
    int length;
    int other;
    const char *name = daily_stem(a, &length);
    const char *other_name = daily_stem(b, &other);
    return length == other && memcmp(name, other_name, (size_t)length) == 0;
}

static bool is_empty(const struct daily *daily)
{
    return daily_path(daily) == NULL;
}

static void give(struct daily *to, struct daily *from)
{
    for (int i = 0; i < PART_COUNT; i++) {
        if (to->paths[i] == NULL) {
            to->paths[i] = from->paths[i];
            from->paths[i] = NULL;
        }
    }
}

static void pair(struct daily *const *apart, int count)
{
    int first = 0;
    for (int i = 1; i < count; i++) {
        if (same_stem(apart[first], apart[i])) {
            give(apart[first], apart[i]);
        } else {
            first = i;
        }
    }
}

void lineage_pair(struct inquiry *inquiry, struct dailies *dailies)
{
    struct daily **apart = NULL;
    int count = 0;
    int capacity = 0;
    int kept = 0;
    for (int i = 0; i < dailies->count; i++) {
        if (!is_whole(dailies->list[i])) {
            struct daily **added =
                array_add(&apart, &count, &capacity, sizeof *added);
            if (added == NULL) {
                inquiry->failed = true;
                break;
            }
            *added = dailies->list[i];
        }
    }
    if (count > 1) {
        qsort(apart, (size_t)count, sizeof *apart, by_stem);
        pair(apart, count);
    }
    free(apart);
    for (int i = 0; i < dailies->count; i++) {
        struct daily *daily = dailies->list[i];
        if (is_empty(daily)) {
            daily_free(daily);
        } else {
            dailies->list[kept++] = daily;
        }
    }
    dailies->count = kept;
}
