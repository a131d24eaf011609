#include "survey/action.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/form.h"

struct entry {
    const char *name;
    enum { PLAIN, LEVELLED, NAMED } more; /* how the name goes on after ':' */
};

static const struct entry entries[] = {
    [ACTION_NONE] = {"none", PLAIN},
    [ACTION_ANSWER] = {"answer", LEVELLED},
    [ACTION_BACK] = {"back", PLAIN},
    [ACTION_SKIP] = {"skip", PLAIN},
    [ACTION_LANGUAGE] = {"language", PLAIN},
    [ACTION_CONTINUE] = {"continue", PLAIN},
    [ACTION_REASON] = {"reason", NAMED},
    [ACTION_DONE] = {"done", PLAIN},
    [ACTION_LOW_REACH] = {"low-reach", PLAIN},
    [ACTION_SPEAK] = {"speak", PLAIN},
};

enum { ENTRY_COUNT = sizeof entries / sizeof entries[0] };

void action_name(struct action action, char out[ACTION_NAME_SIZE])
{
    assert((size_t)action.kind < ENTRY_COUNT);
    const struct entry *entry = &entries[action.kind];
    int n = entry->more == LEVELLED
                ? snprintf(out, ACTION_NAME_SIZE, "%s:%d", entry->name,
                           action.value)
                : snprintf(out, ACTION_NAME_SIZE, "%s", entry->name);
    assert(n > 0 && n < ACTION_NAME_SIZE);
}

static bool parse_level(const char *text, int *value)
{
    char *end;
    long level = strtol(text, &end, 10);
    *value = (int)level;
    return end != text && *end == '\0' && level >= 1 &&
           level <= FORM_LEVELS_MAX;
}

bool action_parse(const char *name, struct action *out)
{
    for (int i = 0; i < ENTRY_COUNT; i++) {
        size_t length = strlen(entries[i].name);
        if (strncmp(name, entries[i].name, length) != 0) {
            continue;
        }
        *out = (struct action){.kind = (enum action_kind)i};
        if (entries[i].more == LEVELLED) {
            return name[length] == ':' &&
                   parse_level(name + length + 1, &out->value);
        }
        if (entries[i].more == PLAIN && name[length] == '\0') {
            return true;
        }
    }
    return false;
}

bool action_same(struct action a, struct action b)
{
    return a.kind == b.kind && a.value == b.value;
}
