/*
 * Reading the texts that the record keeps (sums, seals): lines of words parted
 * by one blank. Each text has one way of being written, so everything here is
 * read to the byte. Each call takes its part off the text; or leaves it where
 * it is and says false.
 */
#ifndef FORMAT_PARSE_H
#define FORMAT_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/form.h"

/* What is left of a text, which needs no end but `end`. */
struct parse {
    const char *at, *end;
};

/* These very bytes. */
bool parse_bytes(struct parse *parse, const char *literal)
    __attribute__((warn_unused_result));

/* A blank and a word of 1 to `size` - 1 bytes, none of them a control
   character, copied with its end. */
bool parse_word(struct parse *parse, char *out, size_t size)
    __attribute__((warn_unused_result));

/* A blank and an id (form_id_valid). */
bool parse_id(struct parse *parse, char out[FORM_ID_SIZE])
    __attribute__((warn_unused_result));

/* A blank and so many hex digits, lower case, copied with their end. */
bool parse_hex(struct parse *parse, char *out, size_t digits)
    __attribute__((warn_unused_result));

/* A blank and a number without a leading zero, of at most 18 digits. */
bool parse_number(struct parse *parse, int64_t least, int64_t most,
                  int64_t *out) __attribute__((warn_unused_result));

/* Likewise, up to INT_MAX. */
bool parse_int(struct parse *parse, int least, int *out)
    __attribute__((warn_unused_result));

#endif
