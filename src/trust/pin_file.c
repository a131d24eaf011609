#include "trust/pin_file.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/speak.h"
#include "base/text.h"
#include "trust/chance.h"

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
    if (!chance_begin() || crypto_pwhash_str(hash, pin, strlen(pin),
                                             cost->passes, cost->bytes) != 0) {
        return no_memory();
    }
    text_must(secret.text, sizeof secret.text, "%s%s", pin_head, hash);
    return secret_write(&secret, data_dir, pin_name);
}

/* Tries at a PIN. */
struct tries {
    char id[SECRET_DIGEST_SIZE]; /* of the PIN */
    int wrong;
    int32_t right_day; /* a right one came after them: with that day they end;
                          0: none did */
};

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

/* "tries 1 <id of the PIN> <count>", and " <day>" behind a right one */
static bool parse_tries(const char *text, struct tries *tries)
{
    static const char head[] = "tries 1 ";
    const size_t id_length = sizeof tries->id - 1;
    if (strncmp(text, head, sizeof head - 1) != 0 ||
        strlen(text) < sizeof head + id_length) {
        return false;
    }
    memcpy(tries->id, text + sizeof head - 1, id_length);
    tries->id[id_length] = '\0';
    char *end;
    long count = strtol(text + sizeof head - 1 + id_length, &end, 10);
    long day = *end == ' ' ? strtol(end, &end, 10) : 0;
    tries->wrong = (int)count;
    tries->right_day = (int32_t)day;
    return *end == '\0' && count >= 0 && count <= PIN_LOCKED_TRIES &&
           day >= 0 && day <= INT32_MAX;
}

/* Into the file of the tries: so many at this PIN, and the day of the right one
   behind them, or 0. */
static bool keep_tries(const char *data_dir, const struct kept *kept, int wrong,
                       int32_t right_day)
{
    struct secret secret;
    char day[16] = "";
    if (right_day > 0) {
        text_must(day, sizeof day, " %" PRId32, right_day);
    }
    text_must(secret.text, sizeof secret.text, "tries 1 %s %d%s",
              kept->pin.digest, wrong, day);
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

/* Those of an earlier day that a right one came after are over. */
static bool counts(const struct tries *tries, const struct kept *kept,
                   int32_t today)
{
    return strcmp(tries->id, kept->pin.digest) == 0 &&
           (tries->right_day == 0 || tries->right_day >= today);
}

static enum pin_result read_tries(struct kept *kept, const char *data_dir,
                                  int32_t today)
{
    struct secret secret;
    struct tries tries;
    kept->wrong = 0;
    switch (secret_read(&secret, data_dir, tries_name)) {
    case SECRET_READ: break;
    case SECRET_MISSING: return PIN_READY;
    case SECRET_UNREADABLE: say_locked(data_dir, tries_name); return PIN_LOCKED;
    }
    if (!parse_tries(secret.text, &tries)) {
        errno = 0;
        say_locked(data_dir, tries_name);
        return PIN_LOCKED;
    }
    kept->wrong = counts(&tries, kept, today) ? tries.wrong : 0;
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
                            const char *data_dir, struct pin_time now)
{
    enum pin_result result = read_pin(&kept->pin, data_dir);
    if (result == PIN_READY) {
        result = read_tries(kept, data_dir, now.day);
    }
    if (result != PIN_READY) {
        *gate = (struct pin_gate){
            .opens_ms = result == PIN_LOCKED ? INT64_MAX : now.boot_ms};
        return result;
    }
    if (strcmp(gate->id, kept->pin.digest) != 0 || gate->wrong != kept->wrong) {
        memcpy(gate->id, kept->pin.digest, sizeof gate->id);
        wait_from(gate, kept->wrong, now.boot_ms);
    }
    return gate->opens_ms == INT64_MAX    ? PIN_LOCKED
           : gate->opens_ms > now.boot_ms ? PIN_WAITING
                                          : PIN_READY;
}

enum pin_result pin_file_look(struct pin_gate *gate, const char *data_dir,
                              struct pin_time now)
{
    struct kept kept;
    return look(gate, &kept, data_dir, now);
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
    return say_failed(data_dir, speak("no memory for Argon2"));
}

/* Opens at once, and the tries end with this day. */
static void forget(struct pin_gate *gate, const struct kept *kept,
                   const char *data_dir, struct pin_time now)
{
    bool none = kept->wrong == 0;
    if (!keep_tries(data_dir, kept, kept->wrong, none ? 0 : now.day)) {
        log_warning("%s: cannot forget the tries (%s): they go on counting",
                    data_dir, strerror(errno));
        return;
    }
    gate->wrong = kept->wrong;
    gate->opens_ms = now.boot_ms;
}

enum pin_result pin_file_try(struct pin_gate *gate, const char *data_dir,
                             const char *pin, struct pin_time now)
{
    struct kept kept;
    enum pin_result result = look(gate, &kept, data_dir, now);
    if (result != PIN_READY) {
        return result;
    }
    if (!chance_begin()) {
        no_memory();
        return say_failed(data_dir, speak("libsodium does not start"));
    }
    if (!keep_tries(data_dir, &kept, kept.wrong + 1, 0)) {
        return say_failed(data_dir,
                          speak("cannot write down that a PIN is tried"));
    }
    wait_from(gate, kept.wrong + 1, now.boot_ms);
    result = compare(&kept, data_dir, pin);
    if (result == PIN_RIGHT) {
        forget(gate, &kept, data_dir, now);
    }
    return result;
}
