#include "display/letters.h"

#include <assert.h>
#include <string.h>

/* Length in bytes, from the first one. */
static size_t letter_length(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

uint32_t letters_first(const char *text, size_t *length)
{
    const unsigned char *bytes = (const void *)text;
    *length = letter_length(bytes[0]);
    assert(strnlen(text, *length) == *length);
    uint32_t code = *length == 1 ? bytes[0] : bytes[0] & (0x7Fu >> *length);
    for (size_t i = 1; i < *length; i++) {
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    return code;
}

struct range {
    uint32_t first, last;
};

static bool is_within(const struct range *ranges, size_t count, uint32_t code)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        found = code >= ranges[i].first && code <= ranges[i].last;
    }
    return found;
}

bool letters_unseen(uint32_t code)
{
    static const struct range unseen[] = {{'\n', '\n'},
                                          {0xAD, 0xAD},
                                          {0x200B, 0x200D},
                                          {0x2060, 0x2060},
                                          {0xFE00, 0xFE0F}};
    return is_within(unseen, sizeof unseen / sizeof unseen[0], code);
}

/* Marks that go with letters of any script, and so are in many a typeface: not
   to be parted from the letter below. Those of one script are where its letters
   are. */
static bool is_mark(uint32_t code)
{
    static const struct range marks[] = {{0x300, 0x36F},
                                         {0x1AB0, 0x1AFF},
                                         {0x1DC0, 0x1DFF},
                                         {0x20D0, 0x20FF},
                                         {0xFE20, 0xFE2F}};
    return letters_unseen(code) ||
           is_within(marks, sizeof marks / sizeof marks[0], code);
}

size_t letters_marked(const char *text)
{
    size_t length;
    size_t all = 0;
    do {
        (void)letters_first(text + all, &length);
        all += length;
    } while (text[all] != '\0' && text[all] != '\n' &&
             is_mark(letters_first(text + all, &length)));
    return all;
}

const char *letters_script(const char *text)
{
    static const struct {
        struct range letters;
        char name[5];
    } scripts[] = {
        {{0x0E00, 0x0E7F}, "Thai"}, {{0x0E80, 0x0EFF}, "Laoo"},
        {{0x1000, 0x109F}, "Mymr"}, {{0x1780, 0x17FF}, "Khmr"},
        {{0x2E80, 0x2FDF}, "Hani"}, {{0x3400, 0x9FFF}, "Hani"},
        {{0xAA00, 0xAA5F}, "Cham"}, {{0xAA80, 0xAADF}, "Tavt"},
    };
    size_t length;
    for (; *text != '\0'; text += length) {
        uint32_t code = letters_first(text, &length);
        for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
            if (is_within(&scripts[i].letters, 1, code)) {
                return scripts[i].name;
            }
        }
    }
    return "Latn";
}
