/*
 * libsodium made ready, which draws keys and salts from the kernel. Where the
 * kernel refuses, it knows of no other way than abort(3). Here the program ends
 * with a sentence then, and with EX_OSERR: the service manager starts it again,
 * and what is on the disk is as after a power cut.
 */
#ifndef TRUST_CHANCE_H
#define TRUST_CHANCE_H

#include <stdbool.h>

/* Before libsodium is used; as often as one likes, from any thread. False: it
   cannot be used. */
bool chance_begin(void) __attribute__((warn_unused_result));

#endif
