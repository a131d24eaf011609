#include "cmd/told_width.h"

#include <stdlib.h>

#include "base/log.h"
#include "display/connectors.h"

int told_width_mm(const char *connectors, int width_px, int height_px)
{
    struct edid_size size;
    return connectors_size(connectors, &size)
               ? edid_across_mm(size, width_px, height_px)
               : 0;
}

bool told_width_warn(const struct config *config, int told_mm)
{
    const char *file = config_file_of(config, "screen", "width_mm");
    bool differs =
        told_mm > 0 && abs(config->width_mm - told_mm) * 10 > told_mm;
    if (differs) {
        log_warning("%s:%d: width_mm=%d, but the monitor says that it is %d mm "
                    "wide: measure the lit part of the glass from left to "
                    "right, and write that",
                    file, config_line(config, file, "screen", "width_mm"),
                    config->width_mm, told_mm);
    }
    return differs;
}
