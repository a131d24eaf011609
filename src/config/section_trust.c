#include "config/section_trust.h"

/* The folder need not be there: it is made, on the disk that is meant for
   it. */
static void read_log(const struct source *source, struct config *config)
{
    struct place place = {"trust", "log"};
    const char *path = source_given(source, place);
    if (path == NULL) {
        return;
    }
    const char *wrong = NULL;
    if (path[0] != '/') {
        wrong = "is no absolute path of a folder; write the whole path, or "
                "nothing for the folder log beside the database";
    } else if (!text_copy(config->log_folder, sizeof config->log_folder,
                          path)) {
        wrong = "is too long a path; use a shorter one";
    }
    if (wrong != NULL) {
        config->log_folder[0] = '\0';
        source_fault(source, place, "log: %.*s %s", source_shown(path), path,
                     wrong);
    }
}

void config_trust_read(const struct source *source, struct config *config)
{
    config->witness = source_yes(source, (struct place){"trust", "witness"});
    read_log(source, config);
}
