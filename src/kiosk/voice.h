/*
 * Where recordings lie: <folder>/<language>/<form>/<question>.wav. Ships none;
 * an office records its own, or none, and a question without one has no key
 * to hear it by.
 */
#ifndef KIOSK_VOICE_H
#define KIOSK_VOICE_H

#include "base/files.h"
#include "config/config.h"
#include "survey/sheet.h"

/* The path of the recording of a question on the sheet; false when it is too
   long to be one. */
bool voice_path(const struct config *config, const struct sheet *sheet,
                int place, int language, char out[FILES_PATH_SIZE]);

/* Sets `voiced` of every question on the sheet: true where there is a file,
   the config wants voices, and no quiet hours are at this local minute. */
void voice_mark(const struct config *config, struct sheet *sheet, int minute);

#endif
