/*
 * allowed_signers: whose signatures count, as `ssh-keygen -Y verify -f` reads
 * it. The terminal's own lies in its data directory; the province puts the
 * lines of all its terminals into one file. A line:
 *
 *     <unit>/<device> namespaces="bonluon" ssh-ed25519 <base 64>
 *
 * Blank lines and comments (#) are let be; principals may be several, parted
 * by commas. A line without any option counts, as it does there. A line of
 * another kind (other algorithms, other options, namespaces without ours,
 * patterns) does not count for us.
 */
#ifndef TRUST_SIGNERS_H
#define TRUST_SIGNERS_H

#include <stdbool.h>

#include "base/who.h"
#include "trust/sign_key.h"

#define SIGNERS_NAME "allowed_signers"

struct signer {
    char who[WHO_SIZE];
    unsigned char public_key[SIGN_PUBLIC_SIZE];
};

/* Zeroed at the start. */
struct signers {
    struct signer *list;
    int count, capacity;
};

/* Reads a file into it, besides what is there. False with errno. */
bool signers_read(struct signers *signers, const char *path)
    __attribute__((warn_unused_result));

/* Reads the one that lies in a folder, else, with `above`, the one above it, as
   with an outbox. False: there is none that can be read. */
bool signers_read_beside(struct signers *signers, const char *folder,
                         bool above) __attribute__((warn_unused_result));

/* Whether this key may sign as `who`. */
bool signers_allow(const struct signers *signers, const char *who,
                   const unsigned char public_key[SIGN_PUBLIC_SIZE]);

/* Takes NULL, and a zeroed one. */
void signers_free(struct signers *signers);

/* The line, without its end. */
enum { SIGNERS_LINE_SIZE = 256 };
void signers_line(const char *who,
                  const unsigned char public_key[SIGN_PUBLIC_SIZE],
                  char out[SIGNERS_LINE_SIZE]);

/* Sees to it that the terminal's file has its line, for good; what else is in
   it stays. A file that is no text is set aside in the quarantine, which is
   told in a message, and begins anew. False with errno. */
bool signers_enter(const char *data_dir, const char *who,
                   const unsigned char public_key[SIGN_PUBLIC_SIZE])
    __attribute__((warn_unused_result));

#endif
