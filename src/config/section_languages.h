/* [languages]: which languages the terminal offers; the first is the default.
 */
#ifndef CONFIG_SECTION_LANGUAGES_H
#define CONFIG_SECTION_LANGUAGES_H

#include "config/source.h"

/* Those that have a file in share's assets/lang and are not offered become
   `others`, and so does what was offered in vain: its texts may stay. */
void config_languages_read(const struct source *source, const char *share,
                           struct languages *languages);

#endif
