/* [voice]: whether questions can be heard, from which recordings, and when the
   terminal keeps quiet. */
#ifndef CONFIG_SECTION_VOICE_H
#define CONFIG_SECTION_VOICE_H

#include "config/source.h"

void config_voice_read(const struct source *source, struct config *config);

#endif
