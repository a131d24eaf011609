/*
 * The terminal's keys, together: that of the chain and that which signs. A
 * terminal that has none makes them at its first start, so that no day is
 * without a seal; then nobody outside knows the first key, and what the chain
 * proves begins when `bonluon enrol` shows one.
 *
 * What is damaged goes into the quarantine before it is made anew: nothing is
 * overwritten. A new key of the chain is a new chain, and its row (ROW_ENROL)
 * says so. A new signing key alone makes none here: a chain that has not sealed
 * yet goes on with it, and for one that has the record begins a new chain
 * (record_enrol), since nobody outside knows that signer.
 */
#ifndef TRUST_KEYS_H
#define TRUST_KEYS_H

#include "trust/chain_key.h"
#include "base/who.h"
#include "trust/sign_key.h"

struct keys {
    struct chain_key chain;
    struct sign_key sign;
    char who[WHO_SIZE];
};

enum keys_result {
    KEYS_READY,
    KEYS_MADE,    /* there were none, now there are */
    KEYS_MENDED,  /* damaged ones were set aside, or one of the two was gone */
    KEYS_MISSING, /* keys_load only */
    KEYS_FAILED,  /* the disk refused, or they are damaged (keys_load) */
};

/* RECORD_TERMINAL only: loads them, makes what is missing, sets aside what is
   damaged, enters its line into allowed_signers. `why` (of FILES_PATH_SIZE
   and more) is one line about KEYS_MENDED and KEYS_FAILED, else "". */
enum { KEYS_WHY_SIZE = 1280 };
struct keys_params {
    const char *data_dir;
    const char *unit_code, *device_id;
};
enum keys_result keys_open(struct keys *keys, const struct keys_params *params,
                           char why[KEYS_WHY_SIZE])
    __attribute__((warn_unused_result));

/* Of a command that adds rows: loads them as they are, and makes nothing. */
enum keys_result keys_load(struct keys *keys, const struct keys_params *params,
                           char why[KEYS_WHY_SIZE])
    __attribute__((warn_unused_result));

/* Overwrites what is secret. */
void keys_wipe(struct keys *keys);

#endif
