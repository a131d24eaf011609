/* The PIN and its tries, parted by a NUL: whatever they hold, nothing opens,
   and it is the same when it is looked at again. */
#include <assert.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "trust/pin_file.h"

static void put(const char *name, struct input_part part)
{
    struct text line = {0};
    input_checked(&line, part.at, part.length, ' ', SECRET_DIGEST_SIZE - 1);
    if (part.length > 0) {
        input_file(name, line.data, line.length);
    } else {
        input_remove(name);
    }
    text_free(&line);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    const struct pin_time now = {.boot_ms = 1000, .day = 20780};
    struct pin_gate gate = {0};
    put("pin", input_next(&data, &size));
    put("pin-tries", input_next(&data, &size));
    enum pin_result result = pin_file_look(&gate, input_folder(), now);
    assert(result != PIN_RIGHT && result != PIN_WRONG && result != PIN_FAILED);
    assert(gate.wrong >= 0 && gate.wrong <= PIN_LOCKED_TRIES);
    assert(result != PIN_READY || gate.opens_ms <= now.boot_ms);
    assert(result != PIN_LOCKED || gate.opens_ms == INT64_MAX);
    assert(pin_file_look(&gate, input_folder(), now) == result);
    return 0;
}
