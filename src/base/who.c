#include "base/who.h"

#include <string.h>

#include "base/text.h"

/* How many letters of a code stand here. */
static size_t code_length(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz"
                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
}

static bool may_be_so_long(size_t length)
{
    return length > 0 && length < WHO_CODE_SIZE;
}

bool who_is_code(const char *code)
{
    size_t length = code_length(code);
    return may_be_so_long(length) && code[length] == '\0';
}

void who_write(const char *unit, const char *device, char out[WHO_SIZE])
{
    text_must(out, WHO_SIZE, "%s/%s", unit, device);
}

bool who_is(const char *who)
{
    size_t unit = code_length(who);
    return who[unit] == '/' && may_be_so_long(unit) &&
           who_is_code(who + unit + 1);
}

void who_split(const char *who, char unit[WHO_CODE_SIZE],
               char device[WHO_CODE_SIZE])
{
    int length = (int)code_length(who);
    text_must(unit, WHO_CODE_SIZE, "%.*s", length, who);
    text_must(device, WHO_CODE_SIZE, "%s", who + length + 1);
}
