/*
 * The codes that no terminal in service has: those of the sample config, and
 * the one that stands for want of any.
 */
#ifndef SURVEY_CODES_H
#define SURVEY_CODES_H

#include <stdbool.h>

/* The codes of a terminal that nobody has configured. */
#define CODES_NONE "MAU"

/* True for the sample's pair, and when one of both is CODES_NONE. */
bool codes_of_nobody(const char *unit, const char *device);

#endif
