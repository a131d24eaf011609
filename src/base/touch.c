/*
 * What counts as a touch screen is what udev, and so X and Wayland, take for
 * one: positions, and either the property of lying before the picture or a
 * touch without the tools of a touchpad, a pen or a mouse.
 */
#include "base/touch.h"

#include <assert.h>
#include <dirent.h>
#include <limits.h>
#include <linux/input-event-codes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/text.h"

enum {
    WORD_BITS = sizeof(unsigned long) * CHAR_BIT,
    WORDS = KEY_CNT / WORD_BITS + 1,
    LINE_SIZE = 512
};

static_assert((int)WORDS * (int)(WORD_BITS / 4 + 1) < (int)LINE_SIZE,
              "the longest set of bits is read whole");

/* As the kernel prints it: the word of the lowest bits is the last. */
struct bits {
    unsigned long words[WORDS];
    int count;
};

static bool has(const struct bits *bits, int bit)
{
    int word = bits->count - 1 - bit / WORD_BITS;
    return word >= 0 && (bits->words[word] >> bit % WORD_BITS & 1u) != 0;
}

static void parse(const char *line, struct bits *bits)
{
    char *end;
    for (bits->count = 0; bits->count < WORDS; bits->count++, line = end) {
        bits->words[bits->count] = strtoul(line, &end, 16);
        if (end == line) {
            break;
        }
    }
}

/* Of what cannot be read no bit is set: the device may just have gone. */
static struct bits read_bits(const char *folder, const char *device,
                             const char *name)
{
    char path[FILES_PATH_SIZE];
    char line[LINE_SIZE] = "";
    struct bits bits = {.count = 0};
    FILE *file =
        text_format(path, sizeof path, "%s/%s/device/%s", folder, device, name)
            ? fopen(path, "re")
            : NULL;
    if (file != NULL) {
        if (fgets(line, sizeof line, file) != NULL) {
            parse(line, &bits);
        }
        fclose(file);
    }
    return bits;
}

static bool is_touch_screen(const char *folder, const char *device)
{
    struct bits properties = read_bits(folder, device, "properties");
    struct bits axes = read_bits(folder, device, "capabilities/abs");
    struct bits keys = read_bits(folder, device, "capabilities/key");
    bool direct = has(&properties, INPUT_PROP_DIRECT);
    bool many = has(&axes, ABS_MT_POSITION_X) && has(&axes, ABS_MT_POSITION_Y);
    bool one = has(&axes, ABS_X) && has(&axes, ABS_Y);
    bool pen = has(&keys, BTN_TOOL_PEN) || has(&keys, BTN_STYLUS);
    bool pad = has(&keys, BTN_TOOL_FINGER) && !direct;
    bool mouse = has(&keys, BTN_LEFT) && !many;
    return (many || one) && !pen && !pad && !mouse &&
           (direct || has(&keys, BTN_TOUCH));
}

const char *touch_folder(void)
{
    const char *folder = getenv("BONLUON_INPUT");
    return folder != NULL && folder[0] != '\0' ? folder : NULL;
}

struct touch_devices touch_find(const char *folder)
{
    struct touch_devices found = {TOUCH_UNKNOWN, 0};
    DIR *devices = folder != NULL ? opendir(folder) : NULL;
    if (devices == NULL) {
        return found;
    }
    const struct dirent *entry;
    found.touch = TOUCH_MISSING;
    while ((entry = readdir(devices)) != NULL) {
        if (strncmp(entry->d_name, "event", strlen("event")) != 0) {
            continue;
        }
        found.count++;
        if (is_touch_screen(folder, entry->d_name)) {
            found.touch = TOUCH_FOUND;
        }
    }
    closedir(devices);
    return found;
}
