#include "format/file_name.h"

#include <string.h>

#include "base/clock.h"

/* A code and the '_' behind it. */
static bool read_code(const char **rest, char out[WHO_CODE_SIZE])
{
    size_t length = strcspn(*rest, "_");
    if (length >= WHO_CODE_SIZE || (*rest)[length] != '_') {
        return false;
    }
    memcpy(out, *rest, length);
    out[length] = '\0';
    *rest += length + 1;
    return who_is_code(out);
}

bool file_name_read(const char *name, struct file_name *out)
{
    static const char begin[] = "4luon_";
    char date[CLOCK_DATE_SIZE];
    const char *rest = name + sizeof begin - 1;
    *out = (struct file_name){0};
    if (strncmp(name, begin, sizeof begin - 1) != 0 ||
        !read_code(&rest, out->unit) || !read_code(&rest, out->device) ||
        strlen(rest) < sizeof date - 1) {
        return false;
    }
    memcpy(date, rest, sizeof date - 1);
    date[sizeof date - 1] = '\0';
    rest += sizeof date - 1;
    out->provisional = strcmp(rest, "_tam.csv") == 0;
    return clock_parse_date(date, &out->day) &&
           (out->provisional || strcmp(rest, ".csv") == 0);
}
