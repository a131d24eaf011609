#include "base/speak.h"
#include "config/sections.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void read_separator(const struct source *source, struct config *config)
{
    static const char *const names[] = {"comma", "semicolon", "tab", NULL};
    static const char separators[] = {',', ';', '\t'};
    config->separator = separators[source_choice(
        source, (struct place){"export", "separator"}, names)];
}

/* The next path of the list, without spaces around it and slashes behind it,
   as the kernel tells mount points. Its length; 0 at the end. */
static size_t next_path(const char **rest)
{
    *rest += strspn(*rest, " ;");
    size_t length = strcspn(*rest, ";");
    while (length > 0 && (*rest)[length - 1] == ' ') {
        length--;
    }
    while (length > 1 && (*rest)[length - 1] == '/') {
        length--;
    }
    return length;
}

static bool is_listed(const struct config *config, const char *path)
{
    for (int i = 0; i < config->target_count; i++) {
        if (strcmp(config->targets[i], path) == 0) {
            return true;
        }
    }
    return false;
}

/* What is wrong with it, and what to do; NULL when it was added. The folder
   need not be there: a stick comes and goes. */
static const char *add_target(struct config *config, const char *path,
                              size_t length)
{
    char *to = config->targets[config->target_count];
    if (path[0] != '/' || length < 2) {
        return N_("is no absolute path of a folder here; write one such as "
                  "/srv/4luon, and ; between two");
    }
    if (config->target_count == CONFIG_TARGETS_MAX) {
        return N_("is one more than 4; leave some out");
    }
    if (!text_format(to, FILES_PATH_SIZE, "%.*s", (int)length, path)) {
        return N_("is too long a path; use a shorter one");
    }
    if (is_listed(config, to)) {
        return N_("stands twice; remove one");
    }
    config->target_count++;
    return NULL;
}

static void read_targets(const struct source *source, struct config *config)
{
    struct place place = {"export", "targets"};
    const char *rest = source_given(source, place);
    while (rest != NULL) {
        size_t length = next_path(&rest);
        if (length == 0) {
            return;
        }
        const char *wrong = add_target(config, rest, length);
        if (wrong != NULL) {
            int shown = source_shown(rest);
            source_fault(source, place, "targets: %.*s %s",
                         (size_t)shown < length ? shown : (int)length, rest,
                         speak(wrong));
        }
        rest += strcspn(rest, ";");
    }
}

/* What is wrong with it; NULL when it can be run. */
static const char *command_wrong(const char *path)
{
    struct stat st;
    if (path[0] != '/') {
        return N_("is no absolute path");
    }
    if (stat(path, &st) != 0) {
        return strerror(errno);
    }
    if (!S_ISREG(st.st_mode)) {
        return N_("is no file");
    }
    return access(path, X_OK) == 0 ? NULL : N_("cannot be executed");
}

static void read_command(const struct source *source, struct config *config)
{
    struct place place = {"export", "upload_command"};
    const char *path = source_given(source, place);
    if (path == NULL) {
        return;
    }
    const char *wrong =
        text_copy(config->upload_command, sizeof config->upload_command, path)
            ? command_wrong(path)
            : N_("is too long a path");
    if (wrong != NULL) {
        config->upload_command[0] = '\0';
        source_fault(source, place,
                     "upload_command: %.*s: %s; write the whole path of a "
                     "program that can be run, without arguments, or nothing",
                     source_shown(path), path, speak(wrong));
    }
}

void config_export_read(const struct source *source, struct config *config)
{
    read_separator(source, config);
    read_targets(source, config);
    read_command(source, config);
}
