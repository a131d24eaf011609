/*
 * Where things lie. The program's own files (fonts, assets, the sample config)
 * are found beside the tree it was built in, else where it was installed; the
 * user's by the rules of the XDG base directories.
 */
#ifndef BASE_PLACES_H
#define BASE_PLACES_H

#include <stdbool.h>

#include "base/files.h"

/* The folder that holds fonts/, assets/ and config/. False, with errno, when
   neither the source tree nor the installed folder is there. */
bool places_share(char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The folder of the catalogs, which has one of that language, "vi": beside the
   program that was built, else where it was installed. False: there is none. */
bool places_catalogs(const char *language, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The config to use: `given` unless NULL, else the first that exists of the
   places below, else the sample, and only then is *sample true. */
bool places_config(const char *given, char out[FILES_PATH_SIZE], bool *sample)
    __attribute__((warn_unused_result));

/* Where a config is looked for when none is given, in this order:
   $XDG_CONFIG_HOME/bonluon/bonluon.ini (or ~/.config/...), then
   /etc/bonluon/bonluon.ini. False, with errno, when a place is not known. */
enum { PLACES_CONFIGS = 2 };
bool places_config_at(int place, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* A file that may have been meant for the config at `path`, and has another
   name: "bonluon.ini.txt" and the like. False: there is none. */
bool places_config_near(const char *path, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* A file beside the config in use in which somebody may have written instead:
   its name with .txt behind it, or in other capitals. False: there is none. */
bool places_config_twin(const char *path, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The data directory of the service, when `config` is the one in /etc, by which
   it runs; false for any other. */
bool places_service_data(const char *config, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The data directory: `given` unless NULL, else $XDG_DATA_HOME/bonluon (or
   ~/.local/share/bonluon). Does not make it. */
bool places_data(const char *given, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

#endif
