#include "config/sections.h"

#include <string.h>

#include "base/speak.h"

static const struct place place = {"languages", "typefaces"};

/* "noto.ttc#2" is the third face of its file; takes that off the name. */
static int take_face(char *name)
{
    char *mark = strrchr(name, '#');
    int64_t face = 0;
    if (mark != NULL && source_parse_number(mark + 1, &face)) {
        *mark = '\0';
    }
    return face < INT16_MAX ? (int)face : INT16_MAX;
}

/* What is wrong with it, and what to do; NULL when it was added. */
static const char *add(const struct source *source, struct config *config,
                       char *name)
{
    if (config->typeface_count == CONFIG_TYPEFACES_MAX) {
        return N_("is one more than 8; leave some out");
    }
    struct config_typeface *typeface =
        &config->typefaces[config->typeface_count];
    typeface->face = take_face(name);
    if (!source_path(source, name, typeface->path)) {
        return N_("is too long a path; use a shorter one");
    }
    config->typeface_count++;
    return NULL;
}

/* The next name of the list, without spaces around it; false at the end. One
   that is too long to be a path is cut, and refused for it. */
static bool next_name(const char **rest, char out[2 * FILES_PATH_SIZE])
{
    *rest += strspn(*rest, " ;");
    size_t length = strcspn(*rest, ";");
    const char *name = *rest;
    *rest += length;
    while (length > 0 && name[length - 1] == ' ') {
        length--;
    }
    text_cut(out, 2 * FILES_PATH_SIZE, "%.*s", (int)length, name);
    return length > 0;
}

void config_typefaces_read(const struct source *source, struct config *config)
{
    const char *rest = source_given(source, place);
    char name[2 * FILES_PATH_SIZE];
    while (rest != NULL && next_name(&rest, name)) {
        const char *wrong = add(source, config, name);
        if (wrong != NULL) {
            source_fault(source, place, "typefaces: %.*s %s",
                         source_shown(name), name, speak(wrong));
        }
    }
}
