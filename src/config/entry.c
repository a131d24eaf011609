#include "config/entry.h"

#include <ctype.h>
#include <errno.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"

static char *wrong(void)
{
    errno = EINVAL;
    return NULL;
}

char *entry_header(const char *line)
{
    size_t length = line[0] == '[' ? strcspn(line + 1, "[]\t") : 0;
    const char *end = line + 1 + length;
    if (length == 0 || *end != ']' || end[1 + strspn(end + 1, " \t")] != '\0') {
        return wrong();
    }
    return strndup(line + 1, length);
}

char *entry_header_guess(const char *line)
{
    const char *from = line + 1 + strspn(line + 1, " \t");
    size_t length = strcspn(from, "]");
    while (length > 0 && strchr(" \t", from[length - 1]) != NULL) {
        length--;
    }
    if (length == 0 || strcspn(from, "[\t") < length) {
        return wrong();
    }
    return strndup(from, length);
}

/* "[vi]", or nothing. */
static bool is_language(const char *text, size_t length)
{
    for (size_t i = 1; i + 1 < length; i++) {
        if (!isalnum((unsigned char)text[i]) &&
            strchr("-_.@", text[i]) == NULL) {
            return false;
        }
    }
    return length == 0 || (length >= 2 && text[length - 1] == ']');
}

char *entry_key(const char *line)
{
    size_t length = strcspn(line, "=");
    if (line[length] == '\0') {
        return wrong();
    }
    while (length > 0 && strchr(" \t", line[length - 1]) != NULL) {
        length--;
    }
    size_t bare = strcspn(line, "[]=");
    bare = bare < length ? bare : length;
    if (bare == 0 || line[bare - 1] == ' ' || line[bare] == ']' ||
        !is_language(line + bare, length - bare)) {
        return wrong();
    }
    return strndup(line, length);
}

/* Takes the escapes out of it, in its place. */
static bool unescape(char *text)
{
    static const char letters[] = "sntr\\";
    static const char meant[] = " \n\t\r\\";
    char *out = text;
    for (const char *p = text; *p != '\0'; p++) {
        const char *letter =
            *p == '\\' && p[1] != '\0' ? strchr(letters, p[1]) : NULL;
        if (*p == '\\' && letter == NULL) {
            return false;
        }
        *out++ = letter == NULL ? *p : meant[letter - letters];
        p += letter != NULL;
    }
    *out = '\0';
    return true;
}

/* Three bytes of UTF-8 as the letter that they are. */
static unsigned three_bytes(const unsigned char *p)
{
    return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
}

/* Whether it is in NFC for certain: below U+0300, where the marks begin, all
   letters are whole, as are those of Vietnamese with two marks, and dashes,
   quotes and signs of currencies have none. */
static bool is_whole(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    while (*p != '\0') {
        unsigned code = (*p & 0xF0) == 0xE0 ? three_bytes(p) : 0;
        bool high = *p >= 0xCC; /* the first byte of U+0300 */
        if (high && !(code >= 0x1EA0 && code <= 0x1EF9) &&
            !(code >= 0x2010 && code <= 0x205E) &&
            !(code >= 0x20A0 && code <= 0x20BF)) {
            return false;
        }
        p += high ? 3 : 1;
    }
    return true;
}

/* GLib aborts without memory. This ends the program with a sentence instead,
   and with a status that has it started again. */
static void end(const char *domain, GLogLevelFlags level, const char *message,
                void *context)
{
    (void)context;
    if ((level & G_LOG_FLAG_FATAL) == 0) {
        g_log_default_handler(domain, level, message, NULL);
        return;
    }
    log_error("no memory to read the config (%s); free some, or start the "
              "machine again",
              message);
    _exit(EX_OSERR);
}

void entry_guard(void)
{
    g_log_set_default_handler(end, NULL);
}

static char *compose(char *text)
{
    entry_guard();
    char *whole = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    free(text);
    text = whole == NULL ? wrong() : strdup(whole);
    g_free(whole);
    return text;
}

char *entry_value(const char *line)
{
    const char *from = strchr(line, '=');
    char *value = strdup(from + 1 + strspn(from + 1, " \t"));
    if (value != NULL && !unescape(value)) {
        free(value);
        return wrong();
    }
    return value == NULL || is_whole(value) ? value : compose(value);
}
