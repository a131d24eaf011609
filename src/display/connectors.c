#include "display/connectors.h"

#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/files.h"

/* One of a connector's files; NULL when there is none. */
static FILE *open_file(const char *folder, const char *connector,
                       const char *name)
{
    char path[FILES_PATH_SIZE];
    return text_format(path, sizeof path, "%s/%s/%s", folder, connector, name)
               ? fopen(path, "re")
               : NULL;
}

static bool says(const char *folder, const char *connector, const char *name,
                 const char *wanted)
{
    char word[32] = "";
    FILE *file = open_file(folder, connector, name);
    bool read = file != NULL && fscanf(file, "%31s", word) == 1;
    if (file != NULL) {
        fclose(file);
    }
    return read && strcmp(word, wanted) == 0;
}

static bool read_size(const char *folder, const char *connector,
                      struct edid_size *size)
{
    uint8_t block[EDID_BLOCK];
    size_t length = 0;
    FILE *file = open_file(folder, connector, "edid");
    if (file != NULL) {
        length = fread(block, 1, sizeof block, file);
        fclose(file);
    }
    return edid_size(block, length, size);
}

/* Whether it can show a picture of that size, either way up. One of which the
   kernel lists nothing can. */
static bool lists(const char *folder, const char *connector, int width,
                  int height)
{
    char line[64];
    int w;
    int h;
    bool any = false;
    bool found = false;
    FILE *file = open_file(folder, connector, "modes");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        bool size = sscanf(line, "%dx%d", &w, &h) == 2;
        any = any || size;
        found = size &&
                ((w == width && h == height) || (w == height && h == width));
    }
    if (file != NULL) {
        fclose(file);
    }
    return found || !any;
}

/* "card0-HDMI-A-1" is one; "card0" and "renderD128" are none. */
static bool plugged_in(const char *folder, const char *name)
{
    return strncmp(name, "card", 4) == 0 && strchr(name, '-') != NULL &&
           says(folder, name, "status", "connected");
}

/* What is asked of those that are on; zeroed: nothing. */
struct question {
    struct edid_size *size;
    int width, height;
};

struct monitors_there {
    int plugged, on, lit;
    bool told;   /* the last that is on told its size */
    int listing; /* so many of those that are on list the picture's */
};

static struct monitors_there look(const char *folder, struct question asked)
{
    struct monitors_there there = {.plugged = 0};
    DIR *drm = opendir(folder);
    const struct dirent *entry;
    while (drm != NULL && (entry = readdir(drm)) != NULL) {
        const char *name = entry->d_name;
        if (!plugged_in(folder, name)) {
            continue;
        }
        there.plugged++;
        if (says(folder, name, "enabled", "enabled")) {
            there.on++;
            there.lit += says(folder, name, "dpms", "On");
            there.told =
                asked.size != NULL && read_size(folder, name, asked.size);
            there.listing += asked.width > 0 &&
                             lists(folder, name, asked.width, asked.height);
        }
    }
    if (drm != NULL) {
        closedir(drm);
    }
    return there;
}

bool connectors_lit(const char *folder)
{
    struct monitors_there there = look(folder, (struct question){0});
    return there.lit > 0 || there.plugged == 0;
}

bool connectors_list(const char *folder, int width, int height)
{
    struct monitors_there there =
        look(folder, (struct question){.width = width, .height = height});
    return there.listing > 0 || there.on == 0;
}

bool connectors_size(const char *folder, struct edid_size *size)
{
    struct monitors_there there = look(folder, (struct question){.size = size});
    return there.told && there.on == 1;
}
