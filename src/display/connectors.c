#include "display/connectors.h"

#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/files.h"

/* What one of a connector's files says; empty when there is none. */
static void read_word(const char *folder, const char *connector,
                      const char *name, char word[32])
{
    char path[FILES_PATH_SIZE];
    word[0] = '\0';
    if (!text_format(path, sizeof path, "%s/%s/%s", folder, connector, name)) {
        return;
    }
    FILE *file = fopen(path, "re");
    if (file != NULL) {
        if (fscanf(file, "%31s", word) != 1) {
            word[0] = '\0';
        }
        fclose(file);
    }
}

static bool says(const char *folder, const char *connector, const char *name,
                 const char *wanted)
{
    char word[32];
    read_word(folder, connector, name, word);
    return strcmp(word, wanted) == 0;
}

/* "card0-HDMI-A-1" is one; "card0" and "renderD128" are none. */
static bool plugged_in(const char *folder, const char *name)
{
    return strncmp(name, "card", 4) == 0 && strchr(name, '-') != NULL &&
           says(folder, name, "status", "connected");
}

bool connectors_lit(const char *folder)
{
    DIR *drm = opendir(folder);
    if (drm == NULL) {
        return true;
    }
    bool connected = false;
    bool lit = false;
    const struct dirent *entry;
    while (!lit && (entry = readdir(drm)) != NULL) {
        const char *name = entry->d_name;
        if (plugged_in(folder, name)) {
            connected = true;
            lit = says(folder, name, "enabled", "enabled") &&
                  says(folder, name, "dpms", "On");
        }
    }
    closedir(drm);
    return lit || !connected;
}

static bool read_size(const char *folder, const char *connector,
                      struct edid_size *size)
{
    char path[FILES_PATH_SIZE];
    uint8_t block[EDID_BLOCK];
    size_t length = 0;
    if (!text_format(path, sizeof path, "%s/%s/edid", folder, connector)) {
        return false;
    }
    FILE *file = fopen(path, "re");
    if (file != NULL) {
        length = fread(block, 1, sizeof block, file);
        fclose(file);
    }
    return edid_size(block, length, size);
}

bool connectors_size(const char *folder, struct edid_size *size)
{
    DIR *drm = opendir(folder);
    if (drm == NULL) {
        return false;
    }
    int monitors = 0;
    bool told = false;
    const struct dirent *entry;
    while ((entry = readdir(drm)) != NULL) {
        const char *name = entry->d_name;
        if (plugged_in(folder, name) &&
            says(folder, name, "enabled", "enabled")) {
            monitors++;
            told = read_size(folder, name, size);
        }
    }
    closedir(drm);
    return told && monitors == 1;
}
