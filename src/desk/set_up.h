/*
 * What the installer sets on the glass, and whether it was set: the PIN and
 * the first key. Called while nobody has the record open. Each says on the log
 * what it could not do.
 */
#ifndef DESK_SET_UP_H
#define DESK_SET_UP_H

#include "base/clock.h"
#include "survey/installer.h"
#include "trust/pin_file.h"

/* Sets the staff's PIN. `cost` NULL: the usual. */
bool desk_set_pin(const char *data_dir, const char *pin,
                  const struct pin_cost *cost)
    __attribute__((warn_unused_result));

bool desk_has_pin(const char *data_dir, struct moment now);

/* Draws a first key, which is on the disk before anybody sees it, and the
   signing key where there is none yet. The lines that the province keeps of
   them are the caller's to overwrite: the first is secret. */
bool desk_draw_key(const char *data_dir, const char *unit, const char *device,
                   struct installer_key *out)
    __attribute__((warn_unused_result));

/* Whether a key was drawn, and shown. */
bool desk_enrolled(const char *data_dir);

#endif
