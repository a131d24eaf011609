#include "kiosk/draw.h"

#include <stdbool.h>
#include <sys/random.h>

unsigned draw(void)
{
    unsigned lot = 0;
    bool drawn = false;
    while (!drawn) {
        /* So few bytes come whole; what can fail is only that a signal came
           before the kernel had gathered its first randomness. */
        drawn = getrandom(&lot, sizeof lot, 0) == (ssize_t)sizeof lot;
    }
    return lot;
}
