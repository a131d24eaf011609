#include "base/places.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool holds_fonts(const char *folder)
{
    char path[FILES_PATH_SIZE];
    return files_join(path, folder, "fonts/BeVietnamPro-Regular.ttf") &&
           files_exists(path);
}

/* The tree above build/<variant>/bonluon; a test lies deepest in it, as
   build/<variant>/tests/<room>/test_x. */
static bool find_tree(char out[FILES_PATH_SIZE])
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
        if (holds_fonts(out)) {
            return true;
        }
    }
    return false;
}

bool places_share(char out[FILES_PATH_SIZE])
{
    if (find_tree(out)) {
        return true;
    }
    if (text_copy(out, FILES_PATH_SIZE, BONLUON_SHARE) && holds_fonts(out)) {
        return true;
    }
    errno = ENOENT;
    return false;
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

bool places_config(const char *given, char out[FILES_PATH_SIZE])
{
    if (given != NULL) {
        return copy_given(given, out);
    }
    if (under_home(out, "XDG_CONFIG_HOME", ".config", "bonluon/bonluon.ini") &&
        files_exists(out)) {
        return true;
    }
    if (text_copy(out, FILES_PATH_SIZE, "/etc/bonluon/bonluon.ini") &&
        files_exists(out)) {
        return true;
    }
    char share[FILES_PATH_SIZE];
    return places_share(share) && files_join(out, share, "config/bonluon.ini");
}

bool places_data(const char *given, char out[FILES_PATH_SIZE])
{
    return given != NULL
               ? copy_given(given, out)
               : under_home(out, "XDG_DATA_HOME", ".local/share", "bonluon");
}
