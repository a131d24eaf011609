#include "cmd/machine.h"

#include <errno.h>
#include <string.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/log.h"

/* The id itself stays where it is: machine-id(5) asks for that. */
static bool read_own(char out[DIGEST_HEX_SIZE])
{
    enum { ID_SIZE = 64 };
    struct text id = {0};
    bool read = files_read("/etc/machine-id", ID_SIZE, &id) && id.length > 1;
    if (read) {
        text_append_string(&id, "bonluon");
        digest_of(id.data, id.length, out);
    }
    read = read && !id.failed;
    text_free(&id);
    return read;
}

static void keep(const char *path, const char *own)
{
    if (!files_replace(path, own, strlen(own), FILES_SYNCED)) {
        log_warning("%s: %s: the next start does not know whether it is on "
                    "another computer",
                    path, strerror(errno));
    }
}

void machine_compare(const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    char own[DIGEST_HEX_SIZE];
    struct text kept = {0};
    if (!read_own(own) || !files_join(path, data_dir, "machine")) {
        return;
    }
    bool known = files_read(path, DIGEST_HEX_SIZE, &kept);
    bool new = !known &&errno == ENOENT;
    bool same = known && strcmp(kept.data, own) == 0;
    if (!known && !new) {
        log_warning("%s: %s: nobody knows whether these data were used on "
                    "another computer before",
                    path, strerror(errno));
    } else if (known && !same) {
        log_warning("%s: was used on another computer before: if that one "
                    "still runs with these data, turn it off, since only one "
                    "may go on from them (docs/moving.md)",
                    data_dir);
    }
    if (new || (known && !same)) {
        keep(path, own);
    }
    text_free(&kept);
}
