#include "base/places.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Of the user's config, below a folder for configs. */
#define CONFIG_TAIL "bonluon/bonluon.ini"

#define MACHINE_CONFIG "/etc/" CONFIG_TAIL

static const char fonts[] = "fonts/BeVietnamPro-Regular.ttf";

static bool holds(const char *folder, const char *file)
{
    char path[FILES_PATH_SIZE];
    return files_join(path, folder, file) && files_exists(path);
}

/* The folder with `file` above build/<variant>/bonluon; a test lies deepest in
   it, as build/<variant>/tests/<room>/test_x. */
static bool find_above(const char *file, char out[FILES_PATH_SIZE])
{
    ssize_t n = readlink("/proc/self/exe", out, FILES_PATH_SIZE - 1);
    if (n <= 0) {
        return false;
    }
    out[n] = '\0';
    for (int up = 0; up < 5; up++) {
        char *slash = strrchr(out, '/');
        if (slash == NULL) {
            return false;
        }
        *slash = '\0';
        if (holds(out, file)) {
            return true;
        }
    }
    return false;
}

static bool find(const char *file, char out[FILES_PATH_SIZE])
{
    if (find_above(file, out) ||
        (text_copy(out, FILES_PATH_SIZE, BONLUON_SHARE) && holds(out, file))) {
        return true;
    }
    errno = ENOENT;
    return false;
}

bool places_share(char out[FILES_PATH_SIZE])
{
    return find(fonts, out);
}

bool places_catalogs(const char *language, char out[FILES_PATH_SIZE])
{
    char file[128];
    char above[FILES_PATH_SIZE];
    return language[0] != '\0' && strpbrk(language, "/.") == NULL &&
           text_format(file, sizeof file, "locale/%s/LC_MESSAGES/bonluon.mo",
                       language) &&
           find(file, above) && files_join(out, above, "locale");
}

/* $variable/tail, else $HOME/fallback/tail. */
static bool under_home(char out[FILES_PATH_SIZE], const char *variable,
                       const char *fallback, const char *tail)
{
    const char *base = getenv(variable);
    if (base != NULL && base[0] == '/') {
        return files_join(out, base, tail);
    }
    const char *home = getenv("HOME");
    if (home == NULL || home[0] == '\0') {
        errno = ENOENT;
        return false;
    }
    char folder[FILES_PATH_SIZE];
    return files_join(folder, home, fallback) && files_join(out, folder, tail);
}

static bool copy_given(const char *given, char out[FILES_PATH_SIZE])
{
    if (given[0] != '\0' && text_copy(out, FILES_PATH_SIZE, given)) {
        return true;
    }
    errno = given[0] == '\0' ? EINVAL : ENAMETOOLONG;
    return false;
}

bool places_config_at(int place, char out[FILES_PATH_SIZE])
{
    return place == 0
               ? under_home(out, "XDG_CONFIG_HOME", ".config", CONFIG_TAIL)
               : text_copy(out, FILES_PATH_SIZE, MACHINE_CONFIG);
}

bool places_config(const char *given, char out[FILES_PATH_SIZE], bool *sample)
{
    *sample = false;
    if (given != NULL) {
        return copy_given(given, out);
    }
    for (int i = 0; i < PLACES_CONFIGS; i++) {
        if (places_config_at(i, out) && files_exists(out)) {
            return true;
        }
    }
    char share[FILES_PATH_SIZE];
    *sample = true;
    return places_share(share) && files_join(out, share, "config/bonluon.ini");
}

typedef bool is_meant(const char *name, const char *wanted);

static bool begins_likewise(const char *name, const char *wanted)
{
    static const char begin[] = "bonluon";
    return strncasecmp(name, begin, strlen(begin)) == 0 &&
           strcmp(name, wanted) != 0;
}

/* "Bonluon.INI", "bonluon.ini.txt". */
static bool is_twin(const char *name, const char *wanted)
{
    size_t length = strlen(wanted);
    return strncasecmp(name, wanted, length) == 0 &&
           (name[length] == '\0' || strcasecmp(name + length, ".txt") == 0) &&
           strcmp(name, wanted) != 0;
}

/* The first by name of the files beside one that may be meant instead. */
static bool find_beside(const char *path, is_meant *meant,
                        char out[FILES_PATH_SIZE])
{
    char folder[FILES_PATH_SIZE];
    char nearest[NAME_MAX + 1] = "";
    char *slash;
    struct dirent *entry;
    if (!text_copy(folder, sizeof folder, path) ||
        (slash = strrchr(folder, '/')) == NULL) {
        return false;
    }
    *slash = '\0';
    DIR *dir = opendir(folder);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;
        bool first = nearest[0] == '\0' || strcmp(name, nearest) < 0;
        if (meant(name, slash + 1) && first &&
            !text_copy(nearest, sizeof nearest, name)) {
            nearest[0] = '\0';
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return nearest[0] != '\0' && files_join(out, folder, nearest);
}

bool places_config_near(const char *path, char out[FILES_PATH_SIZE])
{
    return find_beside(path, begins_likewise, out);
}

bool places_config_twin(const char *path, char out[FILES_PATH_SIZE])
{
    return find_beside(path, is_twin, out);
}

bool places_service_data(const char *config, char out[FILES_PATH_SIZE])
{
    return strcmp(config, MACHINE_CONFIG) == 0 &&
           text_copy(out, FILES_PATH_SIZE, "/var/lib/bonluon");
}

bool places_data(const char *given, char out[FILES_PATH_SIZE])
{
    return given != NULL
               ? copy_given(given, out)
               : under_home(out, "XDG_DATA_HOME", ".local/share", "bonluon");
}
