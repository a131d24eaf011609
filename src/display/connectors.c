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
        /* "card0-HDMI-A-1" is one; "card0" and "renderD128" are none. */
        const char *name = entry->d_name;
        if (strncmp(name, "card", 4) == 0 && strchr(name, '-') != NULL &&
            says(folder, name, "status", "connected")) {
            connected = true;
            lit = says(folder, name, "enabled", "enabled") &&
                  says(folder, name, "dpms", "On");
        }
    }
    closedir(drm);
    return lit || !connected;
}
