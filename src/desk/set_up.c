#include "desk/set_up.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/log.h"
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

static void draw(const struct keys *keys, struct desk_key *out)
{
    struct first_key first;
    chain_key_draw(&out->chain, true);
    first.key = out->chain.key;
    memcpy(first.id, out->chain.id, sizeof first.id);
    memcpy(first.who, keys->who, sizeof first.who);
    memcpy(out->who, keys->who, sizeof out->who);
    first_key_write(&first, out->lines.first);
    signers_line(keys->who, keys->sign.public_key, out->lines.signer);
    memcpy(out->lines.fingerprint, keys->sign.fingerprint,
           sizeof keys->sign.fingerprint);
    out->another = keys->chain.shown;
    secret_wipe(&first, sizeof first);
}

bool desk_draw_key(const char *data_dir, const char *unit, const char *device,
                   struct desk_key *out)
{
    struct keys keys;
    char why[KEYS_WHY_SIZE];
    const struct keys_params params = {data_dir, unit, device};
    enum keys_result result = keys_open(&keys, &params, why);
    if (result == KEYS_FAILED) {
        log_error("%s: no key was shown", why);
        return false;
    }
    if (result == KEYS_MENDED) {
        log_warning("%s", why);
    }
    draw(&keys, out);
    keys_wipe(&keys);
    return true;
}

bool desk_keep_key(const char *data_dir, const struct desk_key *key)
{
    bool kept = chain_key_set(&key->chain, data_dir);
    if (!kept) {
        log_error("%s/%s: cannot be written (%s): no key was shown", data_dir,
                  CHAIN_KEY_NAME, strerror(errno));
    }
    return kept;
}

void desk_key_wipe(struct desk_key *key)
{
    secret_wipe(key, sizeof *key);
}

bool desk_enrolled(const char *data_dir)
{
    struct chain_key chain;
    bool shown = chain_key_load(&chain, data_dir) == SECRET_READ && chain.shown;
    tag_key_wipe(&chain.key);
    return shown;
}
