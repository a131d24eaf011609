#include "config/sections.h"

#include <errno.h>
#include <string.h>

#include "base/png_head.h"

static const struct place place = {"office", "logo"};

enum {
    FILE_MOST = 16 * 1024 * 1024,
    SIDE_LEAST_PX = 16,
    SIDE_MOST_PX = 4096,
};

static bool is_side(int px)
{
    return px >= SIDE_LEAST_PX && px <= SIDE_MOST_PX;
}

static void read_head(const struct source *source, const struct text *bytes,
                      struct config *config)
{
    int width;
    int height;
    if (!png_head_read(bytes->data, bytes->length, &width, &height)) {
        source_fault(source, place,
                     "logo: %s is no PNG; save the picture as one",
                     config->logo_path);
    } else if (!is_side(width) || !is_side(height)) {
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
