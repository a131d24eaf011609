#include "survey/action.h"

#include <assert.h>
#include <stdio.h>

struct entry {
    const char *name;
    /* How the name goes on after ':': not at all, with the value, or with what
       only the scene knows. */
    enum { PLAIN, NUMBERED, LETTERED, NAMED } more;
};

static const struct entry entries[] = {
    [ACTION_NONE] = {"none", PLAIN},
    [ACTION_ANSWER] = {"answer", NUMBERED},
    [ACTION_BACK] = {"back", PLAIN},
    [ACTION_SKIP] = {"skip", PLAIN},
    [ACTION_NA] = {"na", PLAIN},
    [ACTION_LANGUAGE] = {"language", PLAIN},
    [ACTION_CONTINUE] = {"continue", PLAIN},
    [ACTION_FINISH] = {"finish", PLAIN},
    [ACTION_REASON] = {"reason", NAMED},
    [ACTION_DONE] = {"done", PLAIN},
    [ACTION_LOW_REACH] = {"low-reach", PLAIN},
    [ACTION_SPEAK] = {"speak", PLAIN},
    [ACTION_STAFF] = {"staff", PLAIN},
    [ACTION_DIGIT] = {"digit", NUMBERED},
    [ACTION_ERASE] = {"erase", PLAIN},
    [ACTION_ENTER] = {"enter", PLAIN},
    [ACTION_CLOSE] = {"close", PLAIN},
    [ACTION_PAGE] = {"page", NUMBERED},
    [ACTION_EXPORT] = {"export", PLAIN},
    [ACTION_CANCEL] = {"cancel", PLAIN},
    [ACTION_PENDING] = {"pending", PLAIN},
    [ACTION_DAY] = {"day", NAMED},
    [ACTION_EARLIER] = {"earlier", PLAIN},
    [ACTION_LATER] = {"later", PLAIN},
    [ACTION_TARGET] = {"target", NUMBERED},
    [ACTION_REPORTS] = {"reports", PLAIN},
    [ACTION_CONFIRM] = {"confirm", PLAIN},
    [ACTION_TOUCH_TEST] = {"touch-test", PLAIN},
    [ACTION_SET_CLOCK] = {"set-clock", PLAIN},
    [ACTION_AGAIN] = {"again", PLAIN},
    [ACTION_CLEAN] = {"clean", PLAIN},
    [ACTION_LETTER] = {"letter", LETTERED},
    [ACTION_LESS] = {"less", NAMED},
    [ACTION_MORE] = {"more", NAMED},
};

enum { ENTRY_COUNT = sizeof entries / sizeof entries[0] };

void action_name(struct action action, char out[ACTION_NAME_SIZE])
{
    assert((size_t)action.kind < ENTRY_COUNT);
    const struct entry *entry = &entries[action.kind];
    int n = entry->more == NUMBERED ? snprintf(out, ACTION_NAME_SIZE, "%s:%d",
                                               entry->name, action.value)
            : entry->more == LETTERED
                ? snprintf(out, ACTION_NAME_SIZE, "%s:%c", entry->name,
                           action.value)
                : snprintf(out, ACTION_NAME_SIZE, "%s", entry->name);
    assert(n > 0 && n < ACTION_NAME_SIZE);
}

bool action_same(struct action a, struct action b)
{
    return a.kind == b.kind && a.value == b.value;
}
