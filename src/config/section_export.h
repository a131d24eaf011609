/*
 * The section [export]: the separator, folders to carry files to, and the
 * command that uploads.
 */
#ifndef CONFIG_SECTION_EXPORT_H
#define CONFIG_SECTION_EXPORT_H

#include "config/source.h"

void config_export_read(const struct source *source, struct config *config);

#endif
