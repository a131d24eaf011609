#include "base/speak.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/places.h"

static const char domain[] = "bonluon";

enum { LANGUAGE_SIZE = 16 };

static bool is_english(const char *language)
{
    return strcmp(language, "en") == 0;
}

bool speak_knows(const char *language)
{
    char folder[FILES_PATH_SIZE];
    return is_english(language) || places_catalogs(language, folder);
}

/* The words of strerror(3) are in the catalog, too: the C library asks for them
   under its own name. */
static bool bind(const char *name, const char *folder)
{
    return bindtextdomain(name, folder) != NULL &&
           bind_textdomain_codeset(name, "UTF-8") != NULL;
}

/*
 * The C library speaks the language of a locale that it has, and many machines
 * have none but C and C.UTF-8, which since version 2.39 speak English whatever
 * LANGUAGE says. So each language has a locale here, for messages alone: what
 * the machine has for C.UTF-8, beside the catalog (Makefile). LOCPATH tells
 * where, and stays, for SDL puts the locale back once it has tried another.
 * LANGUAGE, which would be looked at before it, goes.
 */
static bool take(const char *language)
{
    char folder[FILES_PATH_SIZE];
    if (is_english(language)) {
        return true;
    }
    return places_catalogs(language, folder) &&
           setenv("LOCPATH", folder, 1) == 0 && unsetenv("LANGUAGE") == 0 &&
           setlocale(LC_MESSAGES, language) != NULL && bind(domain, folder) &&
           bind("libc", folder);
}

static const char *set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* The names of locales to be tried, colons between; NULL: English. */
static const char *wishes(void)
{
    const char *locale = set("LC_ALL");
    locale = locale != NULL ? locale : set("LC_MESSAGES");
    locale = locale != NULL ? locale : set("LANG");
    if (locale == NULL || strcmp(locale, "C") == 0 ||
        strcmp(locale, "POSIX") == 0) {
        return NULL;
    }
    const char *languages = set("LANGUAGE");
    return languages != NULL ? languages : locale;
}

/* "vi_VN.UTF-8:en" -> "vi" */
static bool next_language(const char **wishes, char out[LANGUAGE_SIZE])
{
    *wishes += strspn(*wishes, ":");
    size_t length = strcspn(*wishes, ":_.@");
    if (length == 0) {
        return false;
    }
    size_t kept = length < LANGUAGE_SIZE ? length : 0;
    memcpy(out, *wishes, kept);
    out[kept] = '\0';
    *wishes += strcspn(*wishes, ":");
    return true;
}

void speak_begin(const char *wanted, bool plainly)
{
    char language[LANGUAGE_SIZE];
    if (wanted != NULL && take(wanted)) {
        return;
    }
    const char *rest = plainly ? NULL : wishes();
    while (rest != NULL && next_language(&rest, language) && !take(language)) {
    }
}

const char *speak(const char *message)
{
    /* "" is the head of the catalog. */
    return message[0] != '\0' ? dgettext(domain, message) : message;
}

const char *speak_count(const char *one, const char *many, int64_t count)
{
    return dngettext(domain, one, many, (unsigned long)count);
}
