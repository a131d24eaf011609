/* The words of a command line, parted by NULs: what is taken is in bounds. */
#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/options.h"
#include "fuzz/with_input.h"

enum { WORDS_MOST = 16 };

int fuzz_one(const uint8_t *data, size_t size)
{
    static const struct command command = {
        .name = "all",
        .options = "windowed size play pictures set-up date from to into "
                   "pending screen lang png low-reach json anew format out "
                   "first-key signers witness PATH"};
    char program[] = "bonluon";
    char *words[WORDS_MOST + 2] = {program};
    struct options options = {0};
    int count = 1;
    while (size > 0 && count <= WORDS_MOST) {
        struct input_part part = input_next(&data, &size);
        words[count++] = input_string(part.at, part.length);
    }
    char *given[WORDS_MOST + 2];
    memcpy(given, words, sizeof given);
    optind = 0;
    if (options_read(&options, &command, count, given) == 0) {
        assert(options.width == 0 || options.width >= 320);
        assert(options.height == 0 || options.height <= 16384);
        assert(!options.dated || options.from_day <= options.to_day);
        assert(options.path_count >= 0 && options.path_count < count);
        assert(options.first_key_count <= OPTIONS_KEYS_MAX);
    }
    for (int i = 1; i < count; i++) {
        free(words[i]);
    }
    return 0;
}
