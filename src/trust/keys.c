#include "trust/keys.h"

#include <errno.h>
#include <string.h>

#include "base/files.h"
#include "base/quarantine.h"
#include "base/speak.h"
#include "base/unread.h"
#include "base/who.h"
#include "trust/signers.h"

enum state { HERE, GONE, DAMAGED, REFUSED };

/* One of the two files, and what became of it. */
struct part {
    const char *name;
    enum state state;
    int error;      /* of REFUSED */
    char where[32]; /* "quarantine/3": there it was set aside */
};

struct opening {
    struct keys *keys;
    const char *data_dir;
    struct part chain, sign;
};

/* What the system refuses for now, or the disk does not give, is no reason to
   set a key aside. */
static enum state state_of(enum secret_read read, int error)
{
    if (read != SECRET_UNREADABLE) {
        return read == SECRET_READ ? HERE : GONE;
    }
    switch (error) {
    case 0:
    case EISDIR:
    case ELOOP:
    case EINVAL: return DAMAGED;
    default: return REFUSED;
    }
}

static struct part part_of(const char *name, enum secret_read read)
{
    return (struct part){
        .name = name, .state = state_of(read, errno), .error = errno};
}

static void look(struct opening *opening, struct keys *keys,
                 const struct keys_params *params)
{
    *keys = (struct keys){0};
    *opening = (struct opening){.keys = keys, .data_dir = params->data_dir};
    who_write(params->unit_code, params->device_id, keys->who);
    opening->chain =
        part_of(CHAIN_KEY_NAME, chain_key_load(&keys->chain, params->data_dir));
    opening->sign =
        part_of(SIGN_KEY_NAME, sign_key_load(&keys->sign, params->data_dir));
}

static enum keys_result failed(struct keys *keys, const char *data_dir,
                               const char *name, char why[KEYS_WHY_SIZE])
{
    int error = errno;
    keys_wipe(keys);
    text_must(why, KEYS_WHY_SIZE, "%s/%s: %s", data_dir, name, strerror(error));
    return KEYS_FAILED;
}

/* "chain-key was damaged (moved to quarantine/3)"; of what is well nothing */
static void tell_part(const struct part *part, char out[80])
{
    out[0] = '\0';
    if (part->state == GONE) {
        text_cut(out, 80, speak("%s was gone"), part->name);
    } else if (part->state == DAMAGED) {
        text_cut(out, 80, speak("%s was damaged (moved to %s)"), part->name,
                 part->where);
    }
}

static void tell_mended(const struct opening *opening, char why[KEYS_WHY_SIZE])
{
    char chain[80];
    char sign[80];
    tell_part(&opening->chain, chain);
    tell_part(&opening->sign, sign);
    const char *both = chain[0] != '\0' && sign[0] != '\0' ? ", " : "";
    text_cut(why, KEYS_WHY_SIZE,
             speak("%s: %s%s%s: a new one was made, which nobody "
                   "outside knows: see 'bonluon enrol'"),
             opening->data_dir, chain, both, sign);
}

static bool set_aside(struct part *part, const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    char folder[FILES_PATH_SIZE];
    if (part->state != DAMAGED) {
        return true;
    }
    if (!files_join(path, data_dir, part->name) ||
        !quarantine_take_file(data_dir, path, folder)) {
        return false;
    }
    return text_copy(part->where, sizeof part->where, quarantine_name(folder));
}

/* One that so many starts could not read is given up. */
static void give_up(struct part *part, const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    if (!files_join(path, data_dir, part->name)) {
        return;
    }
    if (part->state == HERE) {
        unread_forget(path);
    } else if (part->state == REFUSED && part->error == EIO &&
               unread_gives_up(path)) {
        part->state = DAMAGED;
        unread_forget(path);
    }
}

/* The file that failed; NULL: all went well. */
static const char *make_missing(struct opening *opening)
{
    struct keys *keys = opening->keys;
    struct part *chain = &opening->chain;
    struct part *sign = &opening->sign;
    if (!set_aside(sign, opening->data_dir) ||
        (sign->state != HERE &&
         !sign_key_make(&keys->sign, opening->data_dir))) {
        return sign->name;
    }
    if (chain->state != HERE) {
        chain_key_draw(&keys->chain, false);
    }
    if (!set_aside(chain, opening->data_dir) ||
        (chain->state != HERE &&
         !chain_key_set(&keys->chain, opening->data_dir))) {
        return chain->name;
    }
    return signers_enter(opening->data_dir, keys->who, keys->sign.public_key)
               ? NULL
               : SIGNERS_NAME;
}

/* Whether the line of the signing key is in allowed_signers, where it comes
   last of all: without it, a first making was cut short. */
static bool is_entered(const struct opening *opening)
{
    char path[FILES_PATH_SIZE];
    struct signers signers = {0};
    bool entered = files_join(path, opening->data_dir, SIGNERS_NAME) &&
                   signers_read(&signers, path) &&
                   signers_allow(&signers, opening->keys->who,
                                 opening->keys->sign.public_key);
    signers_free(&signers);
    return entered;
}

static enum keys_result result_of(const struct opening *opening)
{
    enum state chain = opening->chain.state;
    enum state sign = opening->sign.state;
    if (chain == HERE && sign == HERE) {
        return KEYS_READY;
    }
    bool first = chain == GONE &&
                 (sign == GONE || (sign == HERE && !is_entered(opening)));
    return first ? KEYS_MADE : KEYS_MENDED;
}

enum keys_result keys_open(struct keys *keys, const struct keys_params *params,
                           char why[KEYS_WHY_SIZE])
{
    struct opening opening;
    why[0] = '\0';
    look(&opening, keys, params);
    give_up(&opening.chain, params->data_dir);
    give_up(&opening.sign, params->data_dir);
    const struct part *refused =
        opening.chain.state == REFUSED ? &opening.chain : &opening.sign;
    if (refused->state == REFUSED) {
        errno = refused->error;
        return failed(keys, params->data_dir, refused->name, why);
    }
    enum keys_result result = result_of(&opening);
    const char *bad = make_missing(&opening);
    if (bad != NULL) {
        return failed(keys, params->data_dir, bad, why);
    }
    if (result == KEYS_MENDED) {
        tell_mended(&opening, why);
    }
    return result;
}

enum keys_result keys_load(struct keys *keys, const struct keys_params *params,
                           char why[KEYS_WHY_SIZE])
{
    struct opening opening;
    why[0] = '\0';
    look(&opening, keys, params);
    if (opening.chain.state == HERE && opening.sign.state == HERE) {
        return KEYS_READY;
    }
    if (opening.chain.state == GONE && opening.sign.state == GONE) {
        return KEYS_MISSING;
    }
    const struct part *bad =
        opening.chain.state != HERE ? &opening.chain : &opening.sign;
    if (bad->state == REFUSED) {
        errno = bad->error;
        return failed(keys, params->data_dir, bad->name, why);
    }
    keys_wipe(keys);
    text_cut(why, KEYS_WHY_SIZE,
             speak("%s/%s: %s: the next start of the terminal makes it anew"),
             params->data_dir, bad->name,
             bad->state == GONE ? speak("gone") : speak("damaged"));
    return KEYS_FAILED;
}

void keys_wipe(struct keys *keys)
{
    tag_key_wipe(&keys->chain.key);
    sign_key_wipe(&keys->sign);
}
