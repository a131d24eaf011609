#include "format/imprint.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "format/columns.h"

static const struct {
    char separator;
    const char *name;
} separators[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}};

enum { SEPARATOR_COUNT = sizeof separators / sizeof separators[0] };

void imprint_write(const struct imprint *imprint, char note[ROW_NOTE_SIZE])
{
    int i = 0;
    while (i < SEPARATOR_COUNT - 1 &&
           separators[i].separator != imprint->separator) {
        i++;
    }
    assert(separators[i].separator == imprint->separator);
    char schema[16] = "";
    if (imprint->schema > COLUMNS_FIRST_SCHEMA) {
        text_must(schema, sizeof schema, " %d", imprint->schema);
    }
    text_must(note, ROW_NOTE_SIZE, "%s %s %s %d%s", imprint->unit_code,
              imprint->device_id, separators[i].name, imprint->utc_offset_min,
              schema);
}

void imprint_config_write(const char *digest, const char *who,
                          char note[ROW_NOTE_SIZE])
{
    text_must(note, ROW_NOTE_SIZE, "%s %s", digest, who);
}

void imprint_config_who(const char *note, char who[WHO_SIZE])
{
    const char *blank = strchr(note, ' ');
    if (blank == NULL || !who_is(blank + 1) ||
        !text_copy(who, WHO_SIZE, blank + 1)) {
        who[0] = '\0';
    }
}

/* The codes become the name of a file. */
static bool is_sound(const struct imprint *imprint)
{
    return who_is_code(imprint->unit_code) && who_is_code(imprint->device_id) &&
           imprint->utc_offset_min > -24 * 60 &&
           imprint->utc_offset_min < 24 * 60;
}

bool imprint_read(const char *note, struct imprint *out)
{
    char name[16];
    int end = -1;
    int last = -1;
    static_assert(WHO_CODE_SIZE == 32, "the widths below");
    int read =
        sscanf(note, "%31s %31s %15s %d%n %d%n", out->unit_code, out->device_id,
               name, &out->utc_offset_min, &end, &out->schema, &last);
    if (read == 4) {
        out->schema = COLUMNS_FIRST_SCHEMA;
    }
    if (read < 4 || note[read == 5 ? last : end] != '\0' ||
        out->schema < COLUMNS_FIRST_SCHEMA || out->schema > COLUMNS_SCHEMA ||
        !is_sound(out)) {
        return false;
    }
    for (int i = 0; i < SEPARATOR_COUNT; i++) {
        if (strcmp(separators[i].name, name) == 0) {
            out->separator = separators[i].separator;
            return true;
        }
    }
    return false;
}
