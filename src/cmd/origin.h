/*
 * Where a text of the screens was written: the file and line that the one who
 * installs the terminal can change.
 */
#ifndef CMD_ORIGIN_H
#define CMD_ORIGIN_H

#include "config/config.h"
#include "survey/sheet.h"

struct origin {
    const char *file;
    int line;
};

/* Whose texts stand on the screen. */
struct origin_of {
    const struct config *config;
    const struct asked *asked; /* the question */
    int language;
};

/* Looks for a text, whose lines may end in '\n' where the file has a blank.
   False when nobody wrote it: it was put together from others. */
bool origin_find(struct origin *origin, const struct origin_of *of,
                 const char *text);

#endif
