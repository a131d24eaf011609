#include "trust/first_key.h"

#include <string.h>

#include "base/text.h"
#include "trust/secret.h"

static const char head[] = "bonluon-first-key";
static const char blanks[] = " \t\r\n";

void first_key_write(const struct first_key *first, char out[FIRST_KEY_SIZE])
{
    char hex[TAG_KEY_HEX_SIZE];
    tag_key_hex(&first->key, hex);
    text_must(out, FIRST_KEY_SIZE, "%s 1 %s %s %s", head, first->who, first->id,
              hex);
    secret_wipe(hex, sizeof hex);
}

/* The next word of the line, into a buffer. */
static bool take_word(const char **line, char *out, size_t size)
{
    *line += strspn(*line, blanks);
    size_t length = strcspn(*line, blanks);
    if (length == 0 || length >= size) {
        return false;
    }
    memcpy(out, *line, length);
    out[length] = '\0';
    *line += length;
    return true;
}

static bool take_exactly(const char **line, const char *word)
{
    char found[sizeof head];
    return take_word(line, found, sizeof found) && strcmp(found, word) == 0;
}

/* Hex digits of any case, however they are grouped: `count` of them, in small
   letters, and nothing else up to the end of the line. */
static bool take_digits(const char *line, char *out, size_t count)
{
    size_t n = 0;
    for (; *line != '\0'; line++) {
        if (strchr(blanks, *line) != NULL) {
            continue;
        }
        if (n == count) {
            return false;
        }
        out[n++] =
            *line >= 'A' && *line <= 'F' ? (char)(*line - 'A' + 'a') : *line;
    }
    out[n] = '\0';
    return n == count;
}

static bool take_key(const char *line, struct tag_key *key)
{
    char hex[TAG_KEY_HEX_SIZE];
    bool taken =
        take_digits(line, hex, sizeof hex - 1) && tag_key_read_hex(hex, key);
    secret_wipe(hex, sizeof hex);
    return taken;
}

bool first_key_read(const char *line, struct first_key *out)
{
    char id[TAG_KEY_ID_SIZE];
    *out = (struct first_key){0};
    bool good = take_exactly(&line, head) && take_exactly(&line, "1") &&
                take_word(&line, out->who, sizeof out->who) &&
                who_is(out->who) && take_word(&line, id, sizeof id) &&
                take_digits(id, out->id, sizeof out->id - 1) &&
                take_key(line, &out->key);
    if (good) {
        tag_key_id(&out->key, id);
        good = strcmp(id, out->id) == 0;
    }
    if (!good) {
        secret_wipe(out, sizeof *out);
    }
    return good;
}
