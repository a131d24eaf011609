/*
 * bonluon enrol: makes the terminal known to the province. A new first key is
 * drawn, shown, and from then on kept elsewhere, too; the signing key stays
 * what it is. A record that is there goes on: the next start of the terminal
 * adds to it that a new chain begins.
 */
#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/enrol_say.h"
#include "cmd/setup.h"
#include "trust/keys.h"

/* The keys as they lie there, or made now; and whether this may go on. */
static int open_keys(struct keys *keys, const struct keys_params *params,
                     bool anew)
{
    char why[KEYS_WHY_SIZE];
    enum keys_result result = keys_open(keys, params, why);
    if (result == KEYS_FAILED) {
        log_error("%s: no key was shown", why);
        return EX_CANTCREAT;
    }
    if (result == KEYS_MENDED) {
        log_warning("%s", why);
    }
    if (keys->chain.shown && !anew) {
        log_error("%s: the first key was shown already, "
                  "and it is shown once only: 'bonluon enrol --anew' begins a "
                  "new chain, which 'bonluon verify' will name",
                  params->data_dir);
        return EX_CANTCREAT;
    }
    return 0;
}

/* Kept before it is shown: a key that somebody saw is never forgotten. */
static int keep_and_show(const struct chain_key *chain,
                         const struct enrol_say *say, const char *data_dir)
{
    if (!chain_key_set(chain, data_dir)) {
        log_error("%s/" CHAIN_KEY_NAME ": cannot be written (%s): no key was "
                  "shown",
                  data_dir, strerror(errno));
        return EX_CANTCREAT;
    }
    if (!enrol_say(say)) {
        log_error("standard output did not take all of it (%s): the key it "
                  "should have shown is in use now; 'bonluon enrol --anew' "
                  "shows another",
                  strerror(errno));
        return EX_IOERR;
    }
    return EX_OK;
}

static int draw_and_show(const struct keys *keys, const char *data_dir)
{
    struct chain_key chain;
    struct first_key first;
    struct qr qr;
    char line[FIRST_KEY_SIZE];
    int status = EX_SOFTWARE;
    chain_key_draw(&chain, true);
    first.key = chain.key;
    memcpy(first.id, chain.id, sizeof first.id);
    memcpy(first.who, keys->who, sizeof first.who);
    first_key_write(&first, line);
    if (qr_make(&qr, line)) {
        status = keep_and_show(
            &chain, &(struct enrol_say){&first, line, &qr, &keys->sign},
            data_dir);
    } else {
        log_error("no memory for the QR code: no key was made");
    }
    tag_key_wipe(&chain.key);
    tag_key_wipe(&first.key);
    secret_wipe(line, sizeof line);
    secret_wipe(&qr, sizeof qr);
    return status;
}

static int enrol(const struct keys_params *params, bool anew)
{
    struct keys keys;
    int status = open_keys(&keys, params, anew);
    if (status == 0) {
        status = draw_and_show(&keys, params->data_dir);
    }
    keys_wipe(&keys);
    return status;
}

int cmd_enrol(const struct options *options)
{
    struct config config;
    char data_dir[FILES_PATH_SIZE];
    int lock = -1;
    int status = setup_config(&config, options);
    if (status == 0) {
        status = setup_data_dir(options, data_dir);
    }
    if (status == 0) {
        lock = setup_lock(data_dir, &status);
    }
    if (lock >= 0) {
        const struct keys_params params = {data_dir, config.unit_code,
                                           config.device_id};
        status = enrol(&params, options->anew);
        close(lock);
    }
    config_free(&config);
    return status;
}
