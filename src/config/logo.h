/* [office] logo: the office's picture, a PNG. */
#ifndef CONFIG_LOGO_H
#define CONFIG_LOGO_H

#include "config/source.h"

/* Where it lies and how large it is: a layout needs to know that before
   anybody has decoded it. No logo: an empty path. */
void config_logo_read(const struct source *source, struct config *config);

#endif
