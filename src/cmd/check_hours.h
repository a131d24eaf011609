/*
 * The calendar beside the date: nothing of it is a fault, and all of it is
 * worth a look.
 */
#ifndef CMD_CHECK_HOURS_H
#define CMD_CHECK_HOURS_H

#include "config/config.h"

/* Prints a line where the office has hours of a week and no date of this year
   has its own, or, in December, of the next; and where dates are of years that
   are over. */
void check_hours(const struct config *config, int32_t today);

#endif
