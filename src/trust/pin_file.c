#include "trust/pin_file.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"

static const char pin_name[] = "pin";
static const char tries_name[] = "pin-tries";
static const char pin_head[] = "pin 1 "; /* and the hash */

/*
 * Six digits are a million: whoever has the file finds the PIN, in a blink from
 * a plain hash, in most of a day from this one. What keeps it is the mode of
 * the file, so this takes no more than a hand at the pad will not notice: 0.06
 * s on the PC where it was measured, by their clock rates 0.1 to 0.3 on boards
 * of the Raspberry Pi class; and of memory what such a board has to spare.
 */
const struct pin_cost pin_file_cost = {3, (size_t)32 << 20};

static_assert(sizeof pin_head + crypto_pwhash_STRBYTES <= SECRET_SIZE,
              "a hash has outgrown its file");

/* libsodium does not always say why; the reason is then nearly always this. */
static bool no_memory(void)
{
    errno = errno != 0 ? errno : ENOMEM;
    return false;
}

bool pin_file_set(const char *data_dir, const char *pin,
                  const struct pin_cost *cost)
{
    struct secret secret;
    char hash[crypto_pwhash_STRBYTES];
    errno = 0;
    if (sodium_init() < 0 ||
        crypto_pwhash_str(hash, pin, strlen(pin), cost->passes, cost->bytes) !=
            0) {
        return no_memory();
    }
    text_must(secret.text, sizeof secret.text, "%s%s", pin_head, hash);
    return secret_write(&secret, data_dir, pin_name);
}

/* The PIN that is set, and the tries at it. */
struct kept {
    struct secret pin;
    int wrong;
};

static void say_locked(const char *data_dir, const char *name)
{
    log_error("%s/%s: %s: the staff's panel stays locked until 'bonluon pin' "
              "sets a PIN",
              data_dir, name, errno != 0 ? strerror(errno) : "damaged");
}

/* "tries 1 <id of the PIN> <count>" */
static bool parse_tries(const char *text, char id[SECRET_DIGEST_SIZE],
                        int *wrong)
{
    static const char head[] = "tries 1 ";
    const size_t id_length = SECRET_DIGEST_SIZE - 1;
    if (strncmp(text, head, sizeof head - 1) != 0 ||
        strlen(text) < sizeof head + id_length) {
        return false;
    }
    memcpy(id, text + sizeof head - 1, id_length);
    id[id_length] = '\0';
    char *end;
    long count = strtol(text + sizeof head - 1 + id_length, &end, 10);
    *wrong = (int)count;
    return *end == '\0' && count >= 0 && count <= PIN_LOCKED_TRIES;
}

/* Into the file of the tries: so many at this PIN. */
static bool keep_tries(const char *data_dir, const struct kept *kept, int wrong)
{
    struct secret secret;
    text_must(secret.text, sizeof secret.text, "tries 1 %s %d",
              kept->pin.digest, wrong);
    return secret_write(&secret, data_dir, tries_name);
}

static enum pin_result read_pin(struct secret *pin, const char *data_dir)
{
    switch (secret_read(pin, data_dir, pin_name)) {
    case SECRET_READ: break;
    case SECRET_MISSING: return PIN_UNSET;
    case SECRET_UNREADABLE: say_locked(data_dir, pin_name); return PIN_LOCKED;
    }
    if (strncmp(pin->text, pin_head, sizeof pin_head - 1) != 0) {
        errno = 0;
        say_locked(data_dir, pin_name);
        return PIN_LOCKED;
    }
    return PIN_READY;
}

static enum pin_result read_tries(struct kept *kept, const char *data_dir)
{
    struct secret tries;
    char id[SECRET_DIGEST_SIZE];
    int wrong;
    switch (secret_read(&tries, data_dir, tries_name)) {
    case SECRET_READ: break;
    case SECRET_MISSING: kept->wrong = 0; return PIN_READY;
    case SECRET_UNREADABLE: say_locked(data_dir, tries_name); return PIN_LOCKED;
    }
    if (!parse_tries(tries.text, id, &wrong)) {
        errno = 0;
        say_locked(data_dir, tries_name);
        return PIN_LOCKED;
    }
    kept->wrong = strcmp(id, kept->pin.digest) == 0 ? wrong : 0;
    return PIN_READY;
}

/* The wait for this count begins. */
static void wait_from(struct pin_gate *gate, int wrong, int64_t boot_ms)
{
    int64_t wait_ms = pin_wait_ms(wrong);
    gate->wrong = wrong;
    gate->opens_ms = wait_ms == INT64_MAX ? INT64_MAX : boot_ms + wait_ms;
}

/* Reads what is kept, and sets the gate when it knew otherwise. */
static enum pin_result look(struct pin_gate *gate, struct kept *kept,
                            const char *data_dir, int64_t boot_ms)
{
    enum pin_result result = read_pin(&kept->pin, data_dir);
    if (result == PIN_READY) {
        result = read_tries(kept, data_dir);
    }
    if (result != PIN_READY) {
        *gate = (struct pin_gate){.opens_ms = result == PIN_LOCKED ? INT64_MAX
                                                                   : boot_ms};
        return result;
    }
    if (strcmp(gate->id, kept->pin.digest) != 0 || gate->wrong != kept->wrong) {
        memcpy(gate->id, kept->pin.digest, sizeof gate->id);
        wait_from(gate, kept->wrong, boot_ms);
    }
    return gate->opens_ms == INT64_MAX ? PIN_LOCKED
           : gate->opens_ms > boot_ms  ? PIN_WAITING
                                       : PIN_READY;
}

enum pin_result pin_file_look(struct pin_gate *gate, const char *data_dir,
                              int64_t boot_ms)
{
    struct kept kept;
    return look(gate, &kept, data_dir, boot_ms);
}

static enum pin_result say_failed(const char *data_dir, const char *what)
{
    log_error("%s: %s (%s): the PIN that was entered is not looked at",
              data_dir, what, strerror(errno));
    return PIN_FAILED;
}

static enum pin_result compare(const struct kept *kept, const char *data_dir,
                               const char *pin)
{
    errno = 0;
    const char *hash = kept->pin.text + sizeof pin_head - 1;
    if (crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0) {
        return PIN_RIGHT;
    }
    if (errno == EINVAL) { /* libsodium's word for another password */
        return PIN_WRONG;
    }
    no_memory();
    return say_failed(data_dir, "no memory for Argon2");
}

enum pin_result pin_file_try(struct pin_gate *gate, const char *data_dir,
                             const char *pin, int64_t boot_ms)
{
    struct kept kept;
    enum pin_result result = look(gate, &kept, data_dir, boot_ms);
    if (result != PIN_READY) {
        return result;
    }
    if (sodium_init() < 0) {
        no_memory();
        return say_failed(data_dir, "libsodium does not start");
    }
    int spent = kept.wrong + 1;
    if (!keep_tries(data_dir, &kept, spent)) {
        return say_failed(data_dir, "cannot write down that a PIN is tried");
    }
    wait_from(gate, spent, boot_ms);
    result = compare(&kept, data_dir, pin);
    if (result == PIN_RIGHT) {
        if (keep_tries(data_dir, &kept, 0)) {
            wait_from(gate, 0, boot_ms);
        } else {
            log_warning("%s: cannot forget the tries (%s): they go on counting",
                        data_dir, strerror(errno));
        }
    }
    return result;
}
