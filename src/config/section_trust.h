/* [trust]: whether visitors see the day's code, and where the record's log
   lies. */
#ifndef CONFIG_SECTION_TRUST_H
#define CONFIG_SECTION_TRUST_H

#include "config/source.h"

void config_trust_read(const struct source *source, struct config *config);

#endif
