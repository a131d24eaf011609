#include "cmd/screens.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_name names[] = {
    {"question", SCREEN_QUESTION, PLACE_QUESTION},
    {"question-doubt", SCREEN_QUESTION, PLACE_ASK},
    {"reasons", SCREEN_REASONS, PLACE_QUESTION},
    {"thanks", SCREEN_THANKS, PLACE_NONE},
    {"still-there", SCREEN_STILL_THERE, PLACE_NONE},
    {"asleep", SCREEN_ASLEEP, PLACE_NONE},
    {"out-of-order", SCREEN_OUT_OF_ORDER, PLACE_NONE},
    {"pin", SCREEN_PIN, PLACE_NONE},
    {"panel", SCREEN_PANEL, PLACE_PAGE},
    {"clock", SCREEN_PANEL, PLACE_DOUBT},
    {"export", SCREEN_EXPORT, PLACE_EXPORT},
    {"set-clock", SCREEN_SET_CLOCK, PLACE_CLOCK},
    {"touch-test", SCREEN_TOUCH_TEST, PLACE_TEST},
    {"clean", SCREEN_CLEAN, PLACE_NONE},
    {"set-up", SCREEN_SET_UP, PLACE_SET_UP}};

static const struct screen_page pages[] = {
    {"welcome", INSTALLER_WELCOME, false}, {"unit", INSTALLER_UNIT, false},
    {"device", INSTALLER_DEVICE, false},   {"width", INSTALLER_WIDTH, false},
    {"pin", INSTALLER_PIN, false},         {"date", INSTALLER_DATE, false},
    {"enrol", INSTALLER_ENROL, false},     {"key", INSTALLER_ENROL, true},
    {"done", INSTALLER_DONE, false},       {"fault", INSTALLER_FAULT, false}};

enum { PAGE_COUNT = sizeof pages / sizeof pages[0] };

static const char *const exports[] = {
    [EXPORT_PICKING] = "picking",    [EXPORT_WORKING] = "working",
    [EXPORT_DONE] = "done",          [EXPORT_CANCELLED] = "cancelled",
    [EXPORT_GONE] = "gone",          [EXPORT_FULL] = "full",
    [EXPORT_READONLY] = "read-only", [EXPORT_DIFFERS] = "differs",
    [EXPORT_BROKEN] = "broken",      [EXPORT_FAILED] = "failed",
    [EXPORT_EMPTY] = "empty"};

/* Beyond the states: days are picked, and a stick is in that cannot be read. */
#define EXPORT_UNREAD "unread"

enum { EXPORT_COUNT = sizeof exports / sizeof exports[0] };

const struct screen_page *screens_page(int place)
{
    return place >= 1 && place <= PAGE_COUNT ? &pages[place - 1] : NULL;
}

/* The "pin" of "set-up:pin". */
static bool read_page(const char *text, int *place)
{
    for (int i = 0; i < PAGE_COUNT; i++) {
        if (strcmp(text, pages[i].name) == 0) {
            *place = i + 1;
            return true;
        }
    }
    return false;
}

enum export_state screens_export(int place, bool *unread)
{
    *unread = place > EXPORT_COUNT;
    return place >= 1 && place <= EXPORT_COUNT ? (enum export_state)(place - 1)
                                               : EXPORT_PICKING;
}

/* The "full" of "export:full". */
static bool read_export(const char *text, int *place)
{
    *place = 1;
    while (*place <= EXPORT_COUNT && strcmp(text, exports[*place - 1]) != 0) {
        (*place)++;
    }
    return *place <= EXPORT_COUNT || strcmp(text, EXPORT_UNREAD) == 0;
}

static const char *const settings[] = {[STAFF_TURNING] = "turning",
                                       [STAFF_OUTSIDE] = "outside",
                                       [STAFF_FAR] = "far",
                                       [STAFF_SETTING] = "setting",
                                       [STAFF_STUCK] = "stuck"};

/* The "far" of "set-clock:far". */
static bool read_setting(const char *text, int *place)
{
    for (int i = 0; i <= STAFF_STUCK; i++) {
        if (strcmp(text, settings[i]) == 0) {
            *place = i + 1;
            return true;
        }
    }
    return false;
}

/* The "3" of "question:3". */
static bool read_number(const char *digits, int *place)
{
    char *end;
    long value = strtol(digits, &end, 10);
    *place = (int)value;
    return end > digits && *end == '\0' && value >= 1 && value <= INT_MAX;
}

static bool read_place(const char *text, enum screen_places places, int *place)
{
    switch (places) {
    case PLACE_NONE:
    case PLACE_ASK: return false;
    case PLACE_SET_UP: return read_page(text, place);
    case PLACE_EXPORT: return read_export(text, place);
    case PLACE_CLOCK: return read_setting(text, place);
    case PLACE_QUESTION:
    case PLACE_PAGE:
    case PLACE_TEST:
    case PLACE_DOUBT: break;
    }
    return read_number(text, place);
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
        return read_place(text + length + 1, name->places, place) ? name : NULL;
    }
    return NULL;
}
