/*
 * [survey]: which forms are asked, and from when on.
 *
 *     form=4-luon                      until another one is planned
 *     from:2027-01-01=5-tieu-chi       from that local day on; any number
 *     rotating=5-biet                  lends one question a visit
 *     levels=4                         for all of them
 *     reasons=yes                      ask why after a low answer
 *
 * A form file is looked for in the folder `forms` beside bonluon.ini, then in
 * that of `share`; each is loaded once, whatever it is used for.
 */
#ifndef CONFIG_SECTION_SURVEY_H
#define CONFIG_SECTION_SURVEY_H

#include "config/source.h"

/* After a fault in `form` forms[0] is an empty one, so that the plan has a
   beginning in any case. */
void config_survey_read(const struct source *source, const char *share,
                        struct config *config);

#endif
