#include "base/png_head.h"

#include <string.h>

enum { WIDTH_AT = 16, HEIGHT_AT = 20 };

/* Four bytes, the high one first. */
static int number_at(const char *bytes)
{
    int number = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (i == 0 && c > 0x7F) {
            return -1;
        }
        number = number * 256 + c;
    }
    return number;
}

bool png_head_read(const char *bytes, size_t length, int *width, int *height)
{
    static const char start[] = "\x89PNG\r\n\x1A\n"
                                "\0\0\0\x0DIHDR";
    if (length < PNG_HEAD_SIZE || memcmp(bytes, start, WIDTH_AT) != 0) {
        return false;
    }
    *width = number_at(bytes + WIDTH_AT);
    *height = number_at(bytes + HEIGHT_AT);
    return true;
}
