#include "config/line.h"

#include <ctype.h>
#include <string.h>

#include "base/speak.h"
#include "base/text.h"

const char *line_dirt(const char *line, size_t length)
{
    if (!text_is_utf8(line, length)) {
        return N_("not UTF-8; save the file as UTF-8");
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)line[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            return N_("a control character; remove it");
        }
    }
    return NULL;
}

const char *line_strange(const char *line)
{
    if (*line == ';' || *line == '/') {
        return N_("not a comment; comments begin with #");
    }
    return strchr(line, '=') == NULL
               ? N_("neither key=value, nor [section], nor # comment; put # "
                    "before it if it is a comment")
               : N_("not a valid key; write key=value or key[vi]=value");
}

bool line_is_windows_path(const char *line)
{
    const char *value = strchr(line, '=');
    if (value == NULL) {
        return false;
    }
    value += 1 + strspn(value + 1, " ");
    return isalpha((unsigned char)value[0]) && value[1] == ':' &&
           value[2] == '\\';
}

/* By its mark; or, without one, by every other byte of its beginning, of which
   most are 0 in any language that a config is written in. */
bool line_is_utf16(const char *bytes, size_t length)
{
    enum { LOOKED_AT = 512 };
    size_t zeros[2] = {0, 0};
    size_t most = length < LOOKED_AT ? length : LOOKED_AT;
    for (size_t i = 0; i < most; i++) {
        zeros[i % 2] += bytes[i] == '\0';
    }
    bool marked = length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
                                  memcmp(bytes, "\xFE\xFF", 2) == 0);
    return marked || zeros[0] > most / 4 || zeros[1] > most / 4;
}
