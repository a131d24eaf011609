/*
 * Why there is no display, and what to do: SDL tries one way after another and
 * tells the error of the last one, or none.
 */
#ifndef DISPLAY_NO_DISPLAY_H
#define DISPLAY_NO_DISPLAY_H

#include "base/text.h"

/* Appends what the environment and the machine's devices say of each way that
   was open to SDL; never nothing. `said` is the library's own word. */
void no_display_tell(struct text *out, const char *said);

#endif
