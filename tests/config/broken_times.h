/* What can be wrong in the times of a config, as in broken_configs.h. */
#ifndef TESTS_CONFIG_BROKEN_TIMES_H
#define TESTS_CONFIG_BROKEN_TIMES_H

#include "broken.h"

/* clang-format off */
static const struct broken broken_times[] = {
{INI, "settle_ms=500", "settle_ms=-1",
 "bonluon.ini:164: settle_ms=-1 is not a whole number from 0 or 50 to 5000 "
 "milliseconds; write one, and nothing behind it\n"},
{INI, "settle_ms=500", "settle_ms=5001",
 "bonluon.ini:164: settle_ms=5001 is not a whole number from 0 or 50 to 5000 "
 "milliseconds; write one, and nothing behind it\n"},
{INI, "advance_ms=500", "advance_ms=5",
 "bonluon.ini:168: advance_ms=5 is not a whole number from 0 or 50 to 10000 "
 "milliseconds; did you mean 5000?\n"},
{INI, "thanks_ms=4000", "thanks_ms=4",
 "bonluon.ini:172: thanks_ms=4 is not a whole number from 100 to 60000 "
 "milliseconds; did you mean 4000?\n"},
{INI, "idle_ms=30000", "idle_ms=99999999999999999999",
 "bonluon.ini:176: idle_ms=99999999999999999999 is not a whole number from 500 "
 "to 600000 milliseconds; write one, and nothing behind it\n"},
{INI, "idle_ms=30000", "idle_ms=30",
 "bonluon.ini:176: idle_ms=30 is not a whole number from 500 to 600000 "
 "milliseconds; did you mean 30000?\n"},
{INI, "idle_ms=30000", "idle_ms=0",
 "bonluon.ini:176: idle_ms=0 is not a whole number from 500 to 600000 "
 "milliseconds; write one, and nothing behind it\n"},
{INI, "still_there_ms=20000", "still_there_ms=20",
 "bonluon.ini:180: still_there_ms=20 is not a whole number from 500 to 600000 "
 "milliseconds; did you mean 20000?\n"},
{INI, "cooldown_ms=5000", "cooldown_ms=5",
 "bonluon.ini:184: cooldown_ms=5 is not a whole number from 0 or 100 to 600000 "
 "milliseconds; did you mean 5000?\n"},
{INI, "longest_rest_days=16", "longest_rest_days=400",
 "bonluon.ini:190: longest_rest_days=400 is not a whole number from 1 to 366 "
 "days; write one, and nothing behind it\n"},
{INI, "staff_hold_ms=3000", "staff_hold_ms=3",
 "bonluon.ini:194: staff_hold_ms=3 is not a whole number from 100 to 15000 "
 "milliseconds; did you mean 3000?\n"},
{INI, "staff_idle_ms=60000", "staff_idle_ms=60",
 "bonluon.ini:198: staff_idle_ms=60 is not a whole number from 500 to 3600000 "
 "milliseconds; did you mean 60000?\n"},
{INI, "settle_ms", "setle_ms",
 "bonluon.ini:164: unknown key setle_ms in [timing]; did you mean "
 "settle_ms?\n"},
{INI, "dim_ms=120000", "dim_ms=120",
 "bonluon.ini:202: dim_ms=120 is not a whole number from 500 to 86400000 "
 "milliseconds; did you mean 120000?\n"},
{INI, "shift_ms=300000", "shift_ms=5min",
 "bonluon.ini:206: shift_ms=5min is not a whole number from 0 or 500 to "
 "3600000 milliseconds; write one, and nothing behind it\n"},
{INI, "transition_ms=200", "transition_ms=251",
 "bonluon.ini:210: transition_ms=251 is not a whole number from 0 to 250 "
 "milliseconds; write one, and nothing behind it\n"},
};
/* clang-format on */

#endif
