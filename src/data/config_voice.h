/* [voice]: whether questions can be heard, from which recordings, and when the
   terminal keeps quiet. */
#ifndef DATA_CONFIG_VOICE_H
#define DATA_CONFIG_VOICE_H

#include "data/config_source.h"

void config_voice_read(const struct source *source, struct config *config);

#endif
