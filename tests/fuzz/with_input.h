/*
 * What the fuzz targets share. A target is one file, named after the room of
 * what it tries (ROOM_NAME.c), and one function, fuzz_one, that is given bytes
 * as somebody outside might. libFuzzer makes them up (`make fuzz`), and `make
 * test` gives it those of corpus/ROOM_NAME (replay.c). A promise that does not
 * hold ends the program.
 */
#ifndef TESTS_FUZZ_WITH_INPUT_H
#define TESTS_FUZZ_WITH_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* libFuzzer's name for it. */
#define fuzz_one LLVMFuzzerTestOneInput
int fuzz_one(const uint8_t *data, size_t size);

/* A copy with an end, and not a byte more, so that whoever reads on is caught;
   the caller frees it. */
char *input_string(const uint8_t *data, size_t size);
struct text input_text(const uint8_t *data, size_t size);

/* The bytes up to the next NUL, or up to the end; what is behind it comes with
   the next call. */
struct input_part {
    const uint8_t *at;
    size_t length;
};
struct input_part input_next(const uint8_t **data, size_t *size);

/* A folder of this process alone that lies in memory, removed at the end. */
const char *input_folder(void);

/* Its path for a name; valid until the fourth call from here. */
const char *input_path(const char *name);

/* Writes a file there; removes one, or a folder with all that is in it. */
void input_file(const char *name, const void *bytes, size_t length);
void input_remove(const char *name);

/* Takes what `verify` says: it can be printed. */
void input_said(void *context, const char *line);

/* Lines with a check at the end: nobody guesses a digest. Appends them with the
   first `digits` hex digits of the SHA-256 of what stands before, in the place
   of a '*' that ends a line behind this byte. */
void input_checked(struct text *out, const uint8_t *data, size_t size,
                   char before, size_t digits);

#endif
