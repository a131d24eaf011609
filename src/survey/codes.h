/*
 * What codes of a terminal may be taken for: the codes that no terminal in
 * service has (those of the sample config, and the one that stands for want of
 * any), and those that other programs do not read as text.
 */
#ifndef SURVEY_CODES_H
#define SURVEY_CODES_H

#include <stdbool.h>

/* The codes of a terminal that nobody has configured. */
#define CODES_NONE "MAU"

/* True for the sample's pair, and when one of both is CODES_NONE. */
bool codes_of_nobody(const char *unit, const char *device);

/* As what programs that guess a column's type take a code when nobody tells
   them that it is text (docs/analysts.md, where each was tried): a number
   loses its zeros and its exponent, a date its digits. */
enum codes_guess {
    CODES_TEXT,
    CODES_NUMBER, /* 00004, 1E5, 0x1A */
    CODES_DATE,   /* 1-2, MAR-1, 2026-1-5 */
    CODES_VALUE,  /* NA, NULL, TRUE: no value, or a logical one */
};
enum codes_guess codes_guess(const char *code);

#endif
