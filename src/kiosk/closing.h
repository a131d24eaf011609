/*
 * When days are to be closed next: at the office's closing time, and at local
 * midnight for a day on which it does not close (or was open later). Pure.
 */
#ifndef KIOSK_CLOSING_H
#define KIOSK_CLOSING_H

#include <stdint.h>

#include "survey/hours.h"

/* The next such wall time after `wall_ms`. */
int64_t closing_next(const struct hours *hours, int utc_offset_min,
                     int64_t wall_ms);

#endif
