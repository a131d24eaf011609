/*
 * What the installer sets on the glass, and whether it was set: the PIN and
 * the first key. Called while nobody has the record open. Each says on the log
 * what it could not do.
 */
#ifndef DESK_SET_UP_H
#define DESK_SET_UP_H

#include "base/clock.h"
#include "base/who.h"
#include "survey/installer.h"
#include "trust/chain_key.h"
#include "trust/pin_file.h"

/* Sets the staff's PIN. `cost` NULL: the usual. */
bool desk_set_pin(const char *data_dir, const char *pin,
                  const struct pin_cost *cost)
    __attribute__((warn_unused_result));

bool desk_has_pin(const char *data_dir, struct moment now);

/* A first key, and the lines that the province keeps of a terminal. Secret. */
struct desk_key {
    struct chain_key chain;
    char who[WHO_SIZE];
    struct installer_key lines;
    bool another; /* was shown before */
};

/* Draws a first key, and the signing key where there is none yet. */
bool desk_draw_key(const char *data_dir, const char *unit, const char *device,
                   struct desk_key *out) __attribute__((warn_unused_result));

/* Before anybody sees it: a key that somebody saw is never forgotten. */
bool desk_keep_key(const char *data_dir, const struct desk_key *key)
    __attribute__((warn_unused_result));

/* Overwrites it. Takes one that was not drawn. */
void desk_key_wipe(struct desk_key *key);

/* Whether a key was drawn, and shown. */
bool desk_enrolled(const char *data_dir);

#endif
