#include "display/monitors.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void monitors_add(struct monitors *monitors, const char *name, struct box place)
{
    if (monitors->count < MONITORS_MAX) {
        struct monitor *monitor = &monitors->list[monitors->count++];
        text_show(monitor->name, sizeof monitor->name, name, strlen(name));
        monitor->place = place;
    }
}

/* What counts of a name. */
static void plain(char out[MONITORS_NAME_SIZE], const char *name)
{
    int length = 0;
    for (; *name != '\0' && length < MONITORS_NAME_SIZE - 1; name++) {
        if (isalnum((unsigned char)*name)) {
            out[length++] = (char)tolower((unsigned char)*name);
        }
    }
    out[length] = '\0';
    if (strncmp(out, "hdmia", 5) == 0) {
        memmove(out + 4, out + 5, strlen(out + 5) + 1);
    }
}

static bool is_number(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Whether a name says `word`, not as a part of a longer one: DP-1 is no
   eDP-1. */
static bool says(const char *name, const char *word)
{
    size_t length = strlen(word);
    const char *at = name;
    while ((at = strcasestr(at, word)) != NULL) {
        bool begins = at == name || !isalnum((unsigned char)at[-1]);
        if (begins && !isalnum((unsigned char)at[length])) {
            return true;
        }
        at++;
    }
    return false;
}

static int by_number(const struct monitors *monitors, const char *wanted)
{
    long number = strtol(wanted, NULL, 10);
    return number >= 1 && number <= monitors->count ? (int)number - 1 : -1;
}

/* Its index; -1: no such monitor. */
static int find(const struct monitors *monitors, const char *wanted)
{
    char want[MONITORS_NAME_SIZE];
    char name[MONITORS_NAME_SIZE];
    if (wanted == NULL || wanted[0] == '\0') {
        return 0;
    }
    if (is_number(wanted)) {
        return by_number(monitors, wanted);
    }
    plain(want, wanted);
    for (int i = 0; i < monitors->count; i++) {
        plain(name, monitors->list[i].name);
        if (want[0] != '\0' && strcmp(name, want) == 0) {
            return i;
        }
    }
    for (int i = 0; i < monitors->count; i++) {
        if (says(monitors->list[i].name, wanted)) {
            return i;
        }
    }
    return -1;
}

const struct monitor *monitors_choose(const struct monitors *monitors,
                                      const char *wanted, bool *known)
{
    int found = find(monitors, wanted);
    *known = found >= 0;
    return monitors->count == 0 ? NULL : &monitors->list[*known ? found : 0];
}

void monitors_tell(const struct monitors *monitors, struct text *out)
{
    for (int i = 0; i < monitors->count; i++) {
        text_append_format(out, "%s%d (%s)", i > 0 ? ", " : "", i + 1,
                           monitors->list[i].name);
    }
}
