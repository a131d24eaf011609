/* Writes a typeface that has blocks for letters (with_typeface.h):

       make_typeface FILE FIRST LAST      codes, in hex */
#include "with_typeface.h"

#include <stdlib.h>

int main(int count, char **words)
{
    if (count != 4) {
        return EXIT_FAILURE;
    }
    const struct with_typeface typeface = {
        (uint32_t)strtoul(words[2], NULL, 16),
        (uint32_t)strtoul(words[3], NULL, 16), 0};
    return with_typeface_write(words[1], typeface) ? EXIT_SUCCESS
                                                   : EXIT_FAILURE;
}
