/*
 * Dates that have hours of their own, in [hours] of bonluon.ini and of the
 * calendars of a year:
 *
 *     closed=2027-01-01;2027-02-04..2027-02-10
 *     open=2027-05-08;2027-02-03 07:30-11:30
 *     2027-05-08=07:30-11:30 13:30-17:00
 *     2027-09-02..2027-09-03=closed
 *
 * An open date that names no hours has those of its weekday, or, where that is
 * closed, those of the other weekdays, when they all have the same. A day that
 * stands twice in a file must have the same hours both times.
 */
#ifndef CONFIG_DATES_H
#define CONFIG_DATES_H

#include "config/source.h"

enum { DATES_YEAR_ANY = 0 };

/* Reads those of one file behind what `hours` has already, which counts before
   them. `hours` has its week. In the calendar of a year each date must be of
   that year. */
void dates_read(const struct source *source, int year, struct hours *hours);

#endif
