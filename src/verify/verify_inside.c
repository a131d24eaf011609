#include "verify/verify_inside.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for one more in an array that doubles. */
static void *grown(struct inquiry *inquiry, void *array, int count,
                   int *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    int more = *capacity == 0 ? 8 : 2 * *capacity;
    void *larger = realloc(array, (size_t)more * size);
    inquiry->failed = inquiry->failed || larger == NULL;
    *capacity = larger == NULL ? *capacity : more;
    return larger;
}

void inquiry_terminal(struct inquiry *inquiry, const char *who)
{
    struct terminals *terminals = &inquiry->terminals;
    for (int i = terminals->count - 1; i >= 0; i--) {
        if (strcmp(terminals->list[i], who) == 0) {
            return;
        }
    }
    void *list = grown(inquiry, terminals->list, terminals->count,
                       &terminals->capacity, sizeof *terminals->list);
    if (list == NULL) {
        return;
    }
    terminals->list = list;
    if (text_copy(terminals->list[terminals->count], WHO_SIZE, who)) {
        inquiry->account.terminals = ++terminals->count;
    }
}

const struct first_key *inquiry_key(const struct inquiry *inquiry,
                                    const char *id)
{
    for (int i = 0; i < inquiry->key_count; i++) {
        if (strcmp(inquiry->keys[i].id, id) == 0) {
            return &inquiry->keys[i];
        }
    }
    return NULL;
}

void inquiry_know(struct inquiry *inquiry, int32_t day, const char *sha256)
{
    struct known_days *known = &inquiry->known;
    struct known_day *list = grown(inquiry, known->list, known->count,
                                   &known->capacity, sizeof *list);
    if (list != NULL) {
        known->list = list;
        list[known->count].day = day;
        memcpy(list[known->count].sha256, sha256, DIGEST_HEX_SIZE);
        known->count++;
    }
}

void inquiry_free(struct inquiry *inquiry)
{
    free(inquiry->terminals.list);
    free(inquiry->known.list);
    inquiry->terminals = (struct terminals){0};
    inquiry->known = (struct known_days){0};
}
