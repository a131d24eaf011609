/*
 * One seal and its signature, looked at by themselves: is it a seal, who
 * signed it, may he?
 */
#ifndef VERIFY_SEALED_H
#define VERIFY_SEALED_H

#include <stdbool.h>

#include "format/seal.h"
#include "trust/sshsig.h"
#include "verify/inside.h"

struct sealed {
    bool read; /* it is a seal; what follows `sha256` is of no meaning else */
    int line;
    const char *text; /* what was read: the caller's */
    char sha256[DIGEST_HEX_SIZE];
    struct seal seal;
    bool good; /* the signature is of this text by `signer` */
    unsigned char signer[SIGN_PUBLIC_SIZE];
};

/* The text of a seal; false when it is none, and then `line` is the first that
   is wrong. */
bool sealed_read(struct sealed *sealed, const char *text, size_t length)
    __attribute__((warn_unused_result));

/* The signature of that text. `vouched`: a chain under a first key that was
   given names who signs it, and no list need. */
void sealed_check(struct sealed *sealed, struct inquiry *inquiry,
                  const char *signature, bool vouched);

#endif
