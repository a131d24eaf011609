/*
 * The section [export]: the separator, folders to carry files to, and the
 * command that uploads.
 */
#ifndef DATA_CONFIG_EXPORT_H
#define DATA_CONFIG_EXPORT_H

#include "data/config_source.h"

void config_export_read(const struct source *source, struct config *config);

#endif
