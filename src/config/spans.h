/*
 * Hours as they are written in a config: "07:30-11:30 13:30-17:00". Pure.
 */
#ifndef CONFIG_SPANS_H
#define CONFIG_SPANS_H

#include <stdbool.h>

#include "survey/hours.h"

enum { SPANS_TIME_LENGTH = 5 }; /* "HH:MM" */

/* "HH:MM" at the beginning of a text, 24:00 included. */
bool spans_time(const char *text, int *minute);

/* Adds the spans of a day to `day`, which has none. Returns what is wrong with
   them, and what to write; NULL: nothing. */
const char *spans_parse(const char *text, struct hours_weekday *day);

#endif
