/* What a file is: by its first bytes, and by its name where they tell
   nothing. */
#ifndef VERIFY_KIND_H
#define VERIFY_KIND_H

#include <stdbool.h>

/* Of the description that lies beside a CSV (CSVW). */
#define KIND_METADATA_ENDING "-metadata.json"

enum kind {
    KIND_OTHER,
    KIND_DATABASE,
    KIND_CSV,
    KIND_SEAL,
    KIND_SIGNATURE,
    KIND_ARCHIVE, /* a zip file and the like: what is in it is not seen */
};

/* False, with errno, when it cannot be opened. */
bool kind_of(const char *path, enum kind *kind)
    __attribute__((warn_unused_result));

/* By the name alone; what follows the stem begins at `*ending`. */
enum kind kind_named(const char *path, const char **ending);

/* By the name alone, without a folder: a file of a day, or one that goes with
   it, whose writing was cut off (files.h); and one that goes with a day, or
   with a folder of them, and is looked at with it. */
bool kind_unfinished(const char *name);
bool kind_beside(const char *name);

#endif
