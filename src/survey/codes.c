#include "survey/codes.h"

#include <string.h>

bool codes_of_nobody(const char *unit, const char *device)
{
    bool sample =
        strcmp(unit, "VANTRUONG") == 0 && strcmp(device, "QUAY-1") == 0;
    return sample || strcmp(unit, CODES_NONE) == 0 ||
           strcmp(device, CODES_NONE) == 0;
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* Whether a text begins with so many letters of a word, large or small. */
static bool begins(const char *text, const char *word, size_t length)
{
    size_t i = 0;
    while (i < length && lower(text[i]) == word[i]) {
        i++;
    }
    return i == length;
}

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/* 00004, 1E5, 1e-5; R takes D for E, and 0x1A. */
static bool is_number(const char *code)
{
    size_t digits = digits_at(code);
    const char *rest = code + digits;
    if (digits == 1 && code[0] == '0' && (rest[0] == 'x' || rest[0] == 'X')) {
        size_t hex = strspn(rest + 1, "0123456789abcdefABCDEF");
        return hex > 0 && rest[1 + hex] == '\0';
    }
    if (digits == 0 || rest[0] == '\0') {
        return digits > 0;
    }
    const char *exponent = rest + 1 + (rest[1] == '-');
    return strchr("eEdD", rest[0]) != NULL && digits_at(exponent) > 0 &&
           exponent[digits_at(exponent)] == '\0';
}

/* How many letters of an English month stand here, short or whole. */
static size_t month_at(const char *text)
{
    static const char *const months[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        bool whole = length == strlen(months[i]);
        if ((whole || length == 3) && begins(text, months[i], length)) {
            return length;
        }
    }
    return 0;
}

/* Two or three parts joined by '-', each a number or at most one a month. */
static bool is_date(const char *code)
{
    int parts = 0;
    int months = 0;
    bool more = true;
    while (more) {
        size_t month = month_at(code);
        size_t length = month > 0 ? month : digits_at(code);
        if (length == 0 || (month == 0 && length > 4)) {
            return false;
        }
        months += month > 0;
        parts++;
        code += length;
        more = *code == '-';
        code += more;
    }
    return *code == '\0' && months <= 1 && (parts == 2 || parts == 3);
}

static bool is_value(const char *code)
{
    static const char *const values[] = {"na",  "nan",      "null", "none",
                                         "inf", "infinity", "true", "false",
                                         "t",   "f"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (begins(code, values[i], strlen(values[i]) + 1)) {
            return true;
        }
    }
    return false;
}

enum codes_guess codes_guess(const char *code)
{
    return is_number(code)  ? CODES_NUMBER
           : is_date(code)  ? CODES_DATE
           : is_value(code) ? CODES_VALUE
                            : CODES_TEXT;
}
