/* A typeface made here, for letters that the program's own lacks: of each code
   a block, so that a test knows what it sees. */
#ifndef TESTS_DISPLAY_WITH_TYPEFACE_H
#define TESTS_DISPLAY_WITH_TYPEFACE_H

#include <stdbool.h>
#include <stdint.h>

/* In thousandths of an em. */
enum {
    WITH_ADVANCE = 800,
    WITH_BLOCK = 700, /* as wide as that, from the left */
    WITH_TALL = 700,  /* over the baseline: of even codes, of odd ones */
    WITH_LOW = 200,
};

struct with_typeface {
    uint32_t first, last; /* codes */
    int depth;            /* below the baseline, of all */
};

/* Writes it as a TTF file; false when that fails. */
bool with_typeface_write(const char *path, struct with_typeface typeface);

#endif
