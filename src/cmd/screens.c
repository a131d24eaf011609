#include "cmd/screens.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_name names[] = {
    {"question", SCREEN_QUESTION, PLACE_QUESTION},
    {"reasons", SCREEN_REASONS, PLACE_QUESTION},
    {"thanks", SCREEN_THANKS, PLACE_NONE},
    {"still-there", SCREEN_STILL_THERE, PLACE_NONE},
    {"asleep", SCREEN_ASLEEP, PLACE_NONE},
    {"out-of-order", SCREEN_OUT_OF_ORDER, PLACE_NONE},
    {"pin", SCREEN_PIN, PLACE_NONE},
    {"panel", SCREEN_PANEL, PLACE_PAGE},
    {"clock", SCREEN_PANEL, PLACE_DOUBT},
    {"export", SCREEN_EXPORT, PLACE_NONE}};

/* The "3" of "question:3". */
static bool read_place(const char *digits, int *place)
{
    char *end;
    long value = strtol(digits, &end, 10);
    *place = (int)value;
    return end > digits && *end == '\0' && value >= 1 && value <= INT_MAX;
}

const struct screen_name *screens_find(const char *text, int *place)
{
    size_t length = strcspn(text, ":");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct screen_name *name = &names[i];
        if (strlen(name->name) != length ||
            strncmp(name->name, text, length) != 0) {
            continue;
        }
        *place = 0;
        if (text[length] == '\0') {
            return name;
        }
        return name->places != PLACE_NONE &&
                       read_place(text + length + 1, place)
                   ? name
                   : NULL;
    }
    return NULL;
}
