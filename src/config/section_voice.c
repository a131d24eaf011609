#include "config/section_voice.h"

#include <sys/stat.h>

#include "config/section_hours.h"

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A folder that is not there yet matters only to who wants to hear it. */
static void read_folder(const struct source *source, struct config *config)
{
    struct place place = {"voice", "folder"};
    const char *written = source_given(source, place);
    const char *name = written == NULL ? "voice" : written;
    if (!source_path(source, name, config->voice_folder)) {
        config->voice_folder[0] = '\0';
        source_fault(source, place,
                     "folder is too long a path; use a shorter one");
    } else if (config->voice && !is_folder(config->voice_folder)) {
        source_fault(source, place,
                     "folder: there is no folder %s; put the recordings "
                     "there, or write on=no",
                     config->voice_folder);
    }
}

static void read_quiet(const struct source *source, struct config *config)
{
    struct place place = {"voice", "quiet"};
    const char *text = source_value(source, place);
    const char *wrong =
        text == NULL ? NULL : config_hours_spans(text, &config->voice_quiet);
    if (wrong != NULL) {
        source_fault(source, place, "quiet %s", wrong);
    }
}

void config_voice_read(const struct source *source, struct config *config)
{
    config->voice = source_yes(source, (struct place){"voice", "on"});
    read_folder(source, config);
    read_quiet(source, config);
}
