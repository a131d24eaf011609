#include "desk/set_up.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "trust/chain_key.h"
#include "trust/first_key.h"
#include "trust/keys.h"
#include "trust/secret.h"
#include "trust/signers.h"

#define ROOM(line) sizeof(((struct installer_key *)0)->line)
static_assert(ROOM(first) >= FIRST_KEY_SIZE &&
                  ROOM(signer) >= SIGNERS_LINE_SIZE &&
                  ROOM(fingerprint) >= SIGN_FINGERPRINT_SIZE,
              "the lines of a key have room");

bool desk_set_pin(const char *data_dir, const char *pin,
                  const struct pin_cost *cost)
{
    bool done = pin_file_set(data_dir, pin, cost);
    if (!done) {
        log_error("%s/pin: cannot be written (%s): the PIN is not set",
                  data_dir, strerror(errno));
    }
    return done;
}

bool desk_has_pin(const char *data_dir, struct moment now)
{
    struct pin_gate gate = {.wrong = 0};
    const struct pin_time at = {.boot_ms = now.boot_ms};
    return pin_file_look(&gate, data_dir, at) != PIN_UNSET;
}

static void write_key(const struct chain_key *chain, const struct keys *keys,
                      struct installer_key *out)
{
    struct first_key first = {.key = chain->key};
    memcpy(first.id, chain->id, sizeof first.id);
    memcpy(first.who, keys->who, sizeof first.who);
    first_key_write(&first, out->first);
    signers_line(keys->who, keys->sign.public_key, out->signer);
    memcpy(out->fingerprint, keys->sign.fingerprint, SIGN_FINGERPRINT_SIZE);
    secret_wipe(&first, sizeof first);
}

/* Kept before it is shown: a key that somebody saw is never forgotten. */
static bool draw(const char *data_dir, const struct keys *keys,
                 struct installer_key *out)
{
    struct chain_key chain;
    chain_key_draw(&chain, true);
    bool kept = chain_key_set(&chain, data_dir);
    if (kept) {
        write_key(&chain, keys, out);
    } else {
        log_error("%s/" CHAIN_KEY_NAME ": cannot be written (%s): no key was "
                  "shown",
                  data_dir, strerror(errno));
    }
    tag_key_wipe(&chain.key);
    return kept;
}

bool desk_draw_key(const char *data_dir, const char *unit, const char *device,
                   struct installer_key *out)
{
    struct keys keys;
    char why[KEYS_WHY_SIZE];
    const struct keys_params params = {data_dir, unit, device};
    bool done = false;
    switch (keys_open(&keys, &params, why)) {
    case KEYS_FAILED:
    case KEYS_MISSING: log_error("%s: no key was shown", why); break;
    case KEYS_MENDED: log_warning("%s", why); /* fall through */
    case KEYS_READY:
    case KEYS_MADE: done = draw(data_dir, &keys, out); break;
    }
    keys_wipe(&keys);
    return done;
}

bool desk_enrolled(const char *data_dir)
{
    struct chain_key chain;
    bool shown = chain_key_load(&chain, data_dir) == SECRET_READ && chain.shown;
    tag_key_wipe(&chain.key);
    return shown;
}
