/* [hours]: when the office is open, and the offset of its clock from UTC. */
#ifndef CONFIG_SECTION_HOURS_H
#define CONFIG_SECTION_HOURS_H

#include "config/source.h"

/*
 * A weekday that is not named is closed; when none is named at all, the office
 * is always open. Offset: minutes, +07:00 when the file names none.
 */
void config_hours_read(const struct source *source, struct hours *hours,
                       int *utc_offset_min);

/* The spans of one day, "07:30-11:30 13:30-17:00". Returns what is wrong with
   them and what to write, to follow the key in a fault; NULL: nothing. */
const char *config_hours_spans(const char *text, struct hours_weekday *day);

#endif
