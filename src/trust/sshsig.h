/*
 * SSHSIG, the form of signature that `ssh-keygen -Y` makes and verifies
 * (OpenSSH's PROTOCOL.sshsig): Ed25519 over the SHA-512 of a text, in the
 * namespace "bonluon", armoured in base 64. Only what this program itself
 * makes is read: one algorithm, one hash, one namespace, one armour.
 */
#ifndef TRUST_SSHSIG_H
#define TRUST_SSHSIG_H

#include <stddef.h>

#include "trust/sign_key.h"

#define SSHSIG_NAMESPACE "bonluon"

enum { SSHSIG_SIZE = 512 }; /* armoured, with the end; it is of one length */

/* Signs a text. The signature of the same text is the same every time. */
void sshsig_make(const struct sign_key *key, const void *text, size_t length,
                 char out[SSHSIG_SIZE]);

enum sshsig_result {
    SSHSIG_GOOD,
    SSHSIG_BAD,    /* it is one, but not of this text by this key */
    SSHSIG_BROKEN, /* it is none, or of another kind than ours */
};

/* Checks the armoured signature of a text, to the byte, and gives out by which
   key it is (but for SSHSIG_BROKEN). Whether that key is anybody's is asked of
   signers.h. */
enum sshsig_result sshsig_check(const char *armoured, const void *text,
                                size_t length,
                                unsigned char public_key[SIGN_PUBLIC_SIZE])
    __attribute__((warn_unused_result));

#endif
