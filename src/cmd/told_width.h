/*
 * How wide the monitor says that it is, held against what people measured. It
 * corrects nobody: a picture that was measured is right, and monitors err.
 */
#ifndef CMD_TOLD_WIDTH_H
#define CMD_TOLD_WIDTH_H

#include "config/config.h"

/* Millimetres across a picture of so many pixels that fills the one monitor
   there is, by the kernel's folder (display/connectors.h). 0: it does not
   tell. */
int told_width_mm(const char *connectors, int width_px, int height_px);

/* Warns when the config's width is another by more than a tenth; true then.
   `told_mm` may be 0. */
bool told_width_warn(const struct config *config, int told_mm);

#endif
