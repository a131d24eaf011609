/* A file of the chain's key, its places and its bytes. */
#ifndef TESTS_TRUST_WITH_CHAIN_KEY_H
#define TESTS_TRUST_WITH_CHAIN_KEY_H

#include "base/with_data_folder.h"
#include "trust/chain_key.h"

enum { PLACE = 4096, KEY_FILE_SIZE = 2 * PLACE };

/* A new first key. */
struct chain_key chain_key_drawn(bool shown);

/* The one after it, computed and not written. */
struct chain_key chain_key_after(const struct chain_key *key);

void assert_same_key(const struct chain_key *found,
                     const struct chain_key *expected);

/* The file's bytes, put and got. */
void chain_key_put(const struct data_folder *folder, const char *bytes,
                   size_t length);
void chain_key_get(const struct data_folder *folder, char out[KEY_FILE_SIZE]);

/* One place holds something, and not both. */
void assert_one_place(const struct data_folder *folder);

/* This key is loaded, and no other is left. */
void assert_loads(const struct data_folder *folder,
                  const struct chain_key *expected);

#endif
