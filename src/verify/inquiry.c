#include "verify/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

void inquiry_terminal(struct inquiry *inquiry, const char *who)
{
    struct terminals *terminals = &inquiry->terminals;
    for (int i = terminals->count - 1; i >= 0; i--) {
        if (strcmp(terminals->list[i], who) == 0) {
            return;
        }
    }
    char *added = array_add(&terminals->list, &terminals->count,
                            &terminals->capacity, WHO_SIZE);
    if (added == NULL) {
        inquiry->failed = true;
        return;
    }
    text_must(added, WHO_SIZE, "%s", who);
    inquiry->account.terminals = terminals->count;
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
    struct known_day *added =
        array_add(&known->list, &known->count, &known->capacity, sizeof *added);
    if (added == NULL) {
        inquiry->failed = true;
        return;
    }
    added->day = day;
    memcpy(added->sha256, sha256, DIGEST_HEX_SIZE);
}

void inquiry_free(struct inquiry *inquiry)
{
    free(inquiry->terminals.list);
    free(inquiry->known.list);
    inquiry->terminals = (struct terminals){0};
    inquiry->known = (struct known_days){0};
}
