/*
 * The staff's PIN: six digits, and how often it may be tried. Pure; what is
 * kept of it and how it is compared is trust/pin_file's.
 */
#ifndef SURVEY_PIN_H
#define SURVEY_PIN_H

#include <stdbool.h>
#include <stdint.h>

enum {
    PIN_DIGITS = 6,
    PIN_SIZE = PIN_DIGITS + 1,
    PIN_FREE_TRIES = 4,    /* wrong ones without a wait; the fifth waits */
    PIN_WAIT_MS = 15000,   /* after the fifth, doubled by each one more */
    PIN_LOCKED_TRIES = 15, /* wrong ones: only a new PIN helps */
};

enum pin_fault {
    PIN_SOUND,
    PIN_NOT_SIX,  /* anything but six digits */
    PIN_SAME,     /* of one or two digits only, or of pairs: 000000, 121212,
                     111222, 112233 */
    PIN_RUN,      /* goes up or down in even steps, whole or every other digit:
                     123456, 890123, 654321, 135791, 142536, 102030 */
    PIN_REPEATED, /* a part and the same again, or backwards: 123123, 123321 */
    PIN_DRAWN,    /* two straight lines on the pad: 147258, 159753, 123654 */
    PIN_DATE,     /* a day of somebody's life: ddmmyy, yymmdd, 19yy.., 20yy.. */
};

/* Why a PIN is too easily guessed. */
enum pin_fault pin_judge(const char *pin);

/* How long to wait after so many wrong ones in a row before the next try; 0
   for none. INT64_MAX: locked. */
int64_t pin_wait_ms(int wrong);

#endif
