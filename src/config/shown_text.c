#include "config/shown_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/speak.h"
#include "base/text.h"

enum { LENGTH_MAX = 300 }; /* bytes */

/* The one of them; NULL: none. */
static const char *begins_with_one_of(const char *text,
                                      const char *const *starts)
{
    while (*starts != NULL && strncmp(text, *starts, strlen(*starts)) != 0) {
        starts++;
    }
    return *starts;
}

/* The length of a sign that no eye sees, and many a spreadsheet trims off: any
   white space that is no control character (Unicode, White_Space), or what has
   no width; 0: it begins with none. */
static size_t unseen(const char *text)
{
    static const char *const unseen[] = {
        " ",      "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002",
        "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
        "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f",
        "\u3000", "\u00ad", "\u180e", "\u200b", "\u200c", "\u200d",
        "\u200e", "\u200f", "\u2060", "\ufeff", NULL};
    const char *found = begins_with_one_of(text, unseen);
    return found != NULL ? strlen(found) : 0;
}

/* A spreadsheet takes a cell that begins so for a formula and runs it; some
   do with the wide forms of East Asia too. */
static bool is_formula(const char *text)
{
    static const char *const starts[] = {"=",  "+",  "-",  "@", "＝",
                                         "＋", "－", "＠", NULL};
    for (size_t n = unseen(text); n > 0; n = unseen(text)) {
        text += n;
    }
    return begins_with_one_of(text, starts) != NULL;
}

static bool has_loose_space(const char *text)
{
    return unseen(text) > 0 || text[strlen(text) - 1] == ' ';
}

/* "UBND xã": the key file takes the marks for a part of the text. */
static bool is_quoted(const char *text)
{
    static const char *const marks[][2] = {
        {"\"", "\""}, {"'", "'"}, {"\u201c", "\u201d"}, {"\u00ab", "\u00bb"}};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t open = strlen(marks[i][0]);
        size_t close = strlen(marks[i][1]);
        if (length > open + close && strncmp(text, marks[i][0], open) == 0) {
            const char *end = strstr(text + open, marks[i][1]);
            return end == text + length - close;
        }
    }
    return false;
}

/* Hebrew, Arabic, Syriac, Thaana and the like (U+0590 to U+08FF): the screens
   set letters one after the other from the left. */
static bool runs_leftwards(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p != 0; p++) {
        if ((p[0] == 0xD6 && p[1] >= 0x90) || (p[0] >= 0xD7 && p[0] <= 0xDF) ||
            (p[0] == 0xE0 && p[1] >= 0xA0 && p[1] <= 0xA3)) {
            return true;
        }
    }
    return false;
}

const char *shown_text_wrong(const char *text)
{
    if (text[0] == '\0') {
        return N_("is empty; write its text behind the =");
    }
    if (text_has_control(text)) {
        return N_("holds a line break, a TAB or another control character; "
                  "write it as one plain line");
    }
    if (is_formula(text)) {
        return N_(
            "begins with = + - or @, which a spreadsheet would run; begin "
            "with a letter");
    }
    if (has_loose_space(text)) {
        return N_("begins or ends with a space; remove it");
    }
    if (is_quoted(text)) {
        return N_(
            "stands in quotation marks, which would be shown; remove them");
    }
    if (runs_leftwards(text)) {
        return N_(
            "is written from right to left, which the screens cannot show; "
            "offer another language");
    }
    return strlen(text) > LENGTH_MAX
               ? N_("is too long; write at most 300 bytes")
               : NULL;
}
