/*
 * The typefaces, and whether they have every letter that a config writes: one
 * that they lack would be a hollow box on the glass.
 */
#ifndef CMD_LETTERS_H
#define CMD_LETTERS_H

#include "config/config.h"
#include "display/fonts.h"

/* The program's own typeface, and those of the config behind it; a fault for
   each that cannot be used. The caller closes them. NULL after a message. */
struct fonts *letters_fonts(const struct config *config, struct faults *faults);

/* A fault for each text of the glass with a letter that no typeface has. All
   texts of the config must be there. */
void letters_check(const struct config *config, struct fonts *fonts,
                   struct faults *faults);

#endif
