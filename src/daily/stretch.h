/*
 * Stretches: the finest time that a daily file tells of a visit, so that nobody
 * who saw when somebody stood at the terminal finds that visit in the file.
 *
 * A stretch is a run of whole hours with at least STRETCH_LEAST visits in which
 * something was answered. The day's visits are gone through from the first on:
 * one that begins in another hour than the visit before it begins a stretch
 * when the one under way has enough. What is left at the end and is too few
 * goes with the stretch before; a day that has too few is one stretch. Its
 * hours are the first and the last in which a visit of it began, both included:
 * 7 to 9 ends at 9:59.
 *
 * The day is gone through in the order of the record and not of the clock, and
 * visits from before the day (after the closing of the day before, or by a
 * clock that was set back) come last: so a visit never changes the stretches of
 * those before it, whatever somebody does to the clock.
 *
 * Codes that were changed in the midst of the day (struct day_visit, `who`) are
 * told of each visit, too: what was given under each is gone through by itself.
 *
 * A stretch is finished when the one after it has enough visits, too: nothing
 * is joined to it then any more. As only finished ones are told of a day that
 * is open, two files of it, or one of them and the final one, differ by whole
 * stretches.
 */
#ifndef DAILY_STRETCH_H
#define DAILY_STRETCH_H

#include "daily/visit.h"

enum { STRETCH_LEAST = 5 }; /* DESIGN: measured with simulated offices */

/* Sets `from`, `to` and `finished` of visits in the order of the record; all
   visits of a stretch get the version of the program of its first one, which an
   update within it would tell apart. Changes their order. */
void stretch_make(struct day_visit *visits, int count);

#endif
