/* The two places of the chain's key, parted by a NUL: what is in use now is so
   at the next start, too, and moves forward from there. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "trust/chain_key.h"

enum { PLACE_SIZE = 4096 };

static void put(char *place, struct input_part part)
{
    struct text line = {0};
    input_checked(&line, part.at, part.length, ' ', 16);
    if (line.length > 0) {
        memcpy(place, line.data,
               line.length < PLACE_SIZE ? line.length : PLACE_SIZE);
    }
    text_free(&line);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    char places[2][PLACE_SIZE] = {{0}, {0}};
    struct chain_key key;
    struct chain_key again;
    const char *folder = input_folder();
    put(places[0], input_next(&data, &size));
    put(places[1], input_next(&data, &size));
    input_file(CHAIN_KEY_NAME, places, sizeof places);
    if (chain_key_load(&key, folder) == SECRET_READ) {
        assert(chain_key_load(&again, folder) == SECRET_READ);
        assert(memcmp(&key.key, &again.key, sizeof key.key) == 0);
        assert(key.epoch == again.epoch && key.shown == again.shown);
        assert(key.epoch == INT64_MAX || chain_key_forward(&key, folder));
        assert(chain_key_load(&again, folder) == SECRET_READ);
        assert(again.epoch == key.epoch);
        assert(memcmp(&key.key, &again.key, sizeof key.key) == 0);
    }
    return 0;
}
