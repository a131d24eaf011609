#include "config/sections.h"

#include <errno.h>
#include <string.h>

static const struct place place = {"office", "logo"};

enum {
    PNG_WIDTH_AT = 16,
    PNG_HEIGHT_AT = 20,
    PNG_HEAD_SIZE = 24, /* signature, and IHDR as far as the height */
    FILE_MOST = 16 * 1024 * 1024,
    SIDE_LEAST_PX = 16,
    SIDE_MOST_PX = 4096,
};

/* Four bytes, the high one first; -1 for more than an int holds. */
static int number_at(const char *bytes)
{
    int number = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (i == 0 && c > 0x7F) {
            return -1;
        }
        number = number * 256 + c;
    }
    return number;
}

/* How a PNG begins (its specification, 5.2 and 11.2.2). */
static bool is_png(const struct text *bytes)
{
    static const char start[] = "\x89PNG\r\n\x1A\n"
                                "\0\0\0\x0DIHDR";
    return bytes->length >= PNG_HEAD_SIZE &&
           memcmp(bytes->data, start, sizeof start - 1) == 0;
}

static bool is_side(int px)
{
    return px >= SIDE_LEAST_PX && px <= SIDE_MOST_PX;
}

static void read_head(const struct source *source, const struct text *bytes,
                      struct config *config)
{
    if (!is_png(bytes)) {
        source_fault(source, place,
                     "logo: %s is no PNG; save the picture as one",
                     config->logo_path);
        return;
    }
    int width = number_at(bytes->data + PNG_WIDTH_AT);
    int height = number_at(bytes->data + PNG_HEIGHT_AT);
    if (!is_side(width) || !is_side(height)) {
        source_fault(source, place,
                     "logo: %s is of %dx%d pixels; make it %d to %d each way",
                     config->logo_path, width, height, SIDE_LEAST_PX,
                     SIDE_MOST_PX);
    } else {
        config->logo_width = width;
        config->logo_height = height;
    }
}

void config_logo_read(const struct source *source, struct config *config)
{
    struct text bytes = {0};
    const char *name = source_given(source, place);
    if (name == NULL) {
        return;
    }
    if (!source_path(source, name, config->logo_path)) {
        source_fault(source, place,
                     "logo is too long a path; use a shorter one");
    } else if (!files_read(config->logo_path, FILE_MOST, &bytes)) {
        source_fault(source, place,
                     "logo: %s cannot be read: %s; put a PNG there, or write "
                     "logo= for none",
                     config->logo_path, strerror(errno));
    } else {
        read_head(source, &bytes, config);
    }
    text_free(&bytes);
    if (config->logo_width == 0) {
        config->logo_path[0] = '\0';
    }
}
