/*
 * Which days are of one terminal, whatever codes it had. The days of a chain
 * are, and those of a chain that goes on from a seal of it; a chain that goes
 * on from none here goes by the codes of its first day, and so does a day
 * without a seal.
 */
#include <stdlib.h>
#include <string.h>

#include "verify/lineage.h"

static int by_chain(const void *a, const void *b)
{
    const struct daily *x = *(struct daily *const *)a;
    const struct daily *y = *(struct daily *const *)b;
    int order = y->sealed - x->sealed;
    order = order != 0 ? order : strcmp(x->chain, y->chain);
    order =
        order != 0 ? order : (x->number > y->number) - (x->number < y->number);
    return order != 0 ? order : strcmp(daily_path(x), daily_path(y));
}

static struct daily *find_seal(const struct dailies *dailies,
                               const char *sha256)
{
    for (int i = 0; i < dailies->count && dailies->list[i]->sealed; i++) {
        if (strcmp(dailies->list[i]->sha256, sha256) == 0) {
            return dailies->list[i];
        }
    }
    return NULL;
}

/* How many, from this one on, are of one chain. */
static int chain_length(const struct dailies *dailies, int first)
{
    int count = 1;
    while (first + count < dailies->count &&
           dailies->list[first + count]->sealed &&
           strcmp(dailies->list[first + count]->chain,
                  dailies->list[first]->chain) == 0) {
        count++;
    }
    return count;
}

/* The codes of the first day of the chain that this one goes on from, back to
   the first; `most` chains lie between, or they go in a circle. */
static const char *first_codes(const struct dailies *dailies,
                               const struct daily *first, int most)
{
    while (most-- > 0 && first->before_sha256[0] != '\0') {
        const struct daily *before = find_seal(dailies, first->before_sha256);
        int i = 0;
        if (before == NULL) {
            break;
        }
        while (strcmp(dailies->list[i]->chain, before->chain) != 0) {
            i++;
        }
        first = dailies->list[i];
    }
    return first->who;
}

static void name_unsealed(const struct dailies *dailies, struct daily *daily)
{
    int i = 0;
    while (i < dailies->count && dailies->list[i]->sealed &&
           strcmp(dailies->list[i]->who, daily->who) != 0) {
        i++;
    }
    bool found = i < dailies->count && dailies->list[i]->sealed;
    const char *line = found ? dailies->list[i]->line : daily->who;
    memmove(daily->line, line, sizeof daily->line);
}

void lineage_name(struct dailies *dailies)
{
    int i = 0;
    if (dailies->count > 1) {
        qsort(dailies->list, (size_t)dailies->count, sizeof *dailies->list,
              by_chain);
    }
    for (int count; i < dailies->count && dailies->list[i]->sealed;
         i += count) {
        count = chain_length(dailies, i);
        const char *who =
            first_codes(dailies, dailies->list[i], dailies->count);
        for (int k = i; k < i + count; k++) {
            memcpy(dailies->list[k]->line, who, sizeof dailies->list[k]->line);
        }
    }
    for (; i < dailies->count; i++) {
        name_unsealed(dailies, dailies->list[i]);
    }
}
