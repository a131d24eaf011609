#include "base/hex.h"

#include <sodium.h>
#include <string.h>

void hex_write(const void *bytes, size_t size, char *out)
{
    sodium_bin2hex(out, 2 * size + 1, bytes, size);
}

bool hex_read(const char *hex, void *out, size_t size)
{
    size_t length = 0;
    return strspn(hex, "0123456789abcdef") == 2 * size &&
           hex[2 * size] == '\0' &&
           sodium_hex2bin(out, size, hex, 2 * size, NULL, &length, NULL) == 0 &&
           length == size;
}
