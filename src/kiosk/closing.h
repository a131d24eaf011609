/*
 * When the wall clock has something to tell. Pure.
 */
#ifndef KIOSK_CLOSING_H
#define KIOSK_CLOSING_H

#include <stdint.h>

#include "survey/hours.h"

/* When days are to be closed next, after `wall_ms`: at the office's closing
   time, and at local midnight for a day on which it does not close (or was
   open later). */
int64_t closing_next(const struct hours *hours, int utc_offset_min,
                     int64_t wall_ms);

/* When the office opens or closes next within this local day, or else when
   this day ends: the wall clock is not asked before. */
int64_t closing_turn(const struct hours *hours, int utc_offset_min,
                     int64_t wall_ms);

#endif
