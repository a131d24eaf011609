/* Bytes as hex digits: one number has one text. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>

/* Writes 2 * size small hex digits, and ends them. */
void hex_write(const void *bytes, size_t size, char *out);

/* Reads 2 * size digits in small letters; false when the text is anything
   else, or more. */
bool hex_read(const char *hex, void *out, size_t size)
    __attribute__((warn_unused_result));

#endif
