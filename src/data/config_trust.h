/* [trust]: whether visitors see the day's code, and where the record's log
   lies. */
#ifndef DATA_CONFIG_TRUST_H
#define DATA_CONFIG_TRUST_H

#include "data/config_source.h"

void config_trust_read(const struct source *source, struct config *config);

#endif
