/*
 * What was entered on the glass at the first start: `setup.ini` in the data
 * directory, a key file like bonluon.ini and read behind it. It gives the
 * values that bonluon.ini leaves out or empty; what is written there wins.
 *
 *     [office]  unit_code, device_id, name[vi], name[en] ...
 *     [screen]  width_mm
 *     [set-up]  begun=yes, done=2026-11-30
 *
 * The terminal writes it, and so may whatever installs the terminal. Nothing
 * in it is secret: of mode 0640, owned as the folder is.
 */
#ifndef CONFIG_SETUP_FILE_H
#define CONFIG_SETUP_FILE_H

#include <stdbool.h>

#include "config/config.h"
#include "config/keyfile.h"

#define SETUP_FILE_NAME "setup.ini"

/* Where it lies. False, when there is none. */
bool setup_file_find(const char *data_dir, char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* True when it is `entered` (NULL: there is none) that tells of this key, and
   not `ini`. The key is known in both from then on. */
bool setup_file_counts(struct keyfile *ini, struct keyfile *entered,
                       const char *section, const char *key);

/* [set-up] into the config. */
void setup_file_read(struct keyfile *entered, struct config *config);

struct setup_value {
    const char *section, *key;
    const char *value; /* one line */
};

/* Sets these, and keeps what else is there. True: it is on the disk for good.
   False with errno; EILSEQ: the file that is there has faults. */
bool setup_file_put(const char *data_dir, const struct setup_value *values,
                    int count) __attribute__((warn_unused_result));

#endif
