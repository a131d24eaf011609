/* What a file is: by its first bytes, and by its name where they tell
   nothing. */
#ifndef VERIFY_KIND_H
#define VERIFY_KIND_H

#include <stdbool.h>

enum kind {
    KIND_OTHER,
    KIND_DATABASE,
    KIND_CSV,
    KIND_SEAL,
    KIND_SIGNATURE,
};

/* False, with errno, when it cannot be opened. */
bool kind_of(const char *path, enum kind *kind)
    __attribute__((warn_unused_result));

/* By the name alone; what follows the stem begins at `*ending`. */
enum kind kind_named(const char *path, const char **ending);

/* By the name alone, without a folder: a file of a day, or one that goes with
   it, whose writing was cut off (files.h). */
bool kind_unfinished(const char *name);

#endif
