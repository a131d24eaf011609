#include "cmd/option_table.h"

#include <stddef.h>
#include <string.h>

#include "base/speak.h"

static const struct option_row rows[OPTION_COUNT] = {
    [OPTION_CONFIG] = {"config", "FILE",
                       N_("the config, else the user's, /etc/bonluon's, the "
                          "sample")},
    [OPTION_DATA_DIR] = {"data-dir", "DIR",
                         N_("where the record lies, else "
                            "$XDG_DATA_HOME/bonluon")},
    [OPTION_WINDOWED] = {"windowed", "WxH",
                         N_("in a window of so many pixels, such as 1280x800")},
    [OPTION_SET_UP] = {"set-up", NULL,
                       N_("in service: asks on the glass for what the config "
                          "lacks")},
    [OPTION_PLAY] = {"play", "FILE", NULL},
    [OPTION_PICTURES] = {"pictures", "DIR", NULL},
    [OPTION_DATE] = {"date", "D", N_("that day, such as 2026-11-22")},
    [OPTION_FROM] = {"from", "D", N_("the days from this one on")},
    [OPTION_TO] = {"to", "D", N_("and up to this one")},
    [OPTION_PENDING] = {"pending", NULL,
                        N_("all closed days that nobody has taken yet")},
    [OPTION_INTO] = {"into", "DIR",
                     N_("the folder for the files, else the current one")},
    [OPTION_FORMAT] = {"format", "text|html|xlsx",
                       N_("else as the name of --out ends")},
    [OPTION_LANG] = {"lang", "vi|en", N_("the language of what is told")},
    [OPTION_OUT] = {"out", "FILE", N_("the file to write")},
    [OPTION_FIRST_KEY] = {"first-key", "FILE|-",
                          N_("a terminal's first key, as enrol showed it")},
    [OPTION_SIGNERS] = {"signers", "FILE",
                        N_("the public keys of the terminals")},
    [OPTION_WITNESS] = {"witness", "DATE CODE",
                        N_("a code that was photographed on the idle screen")},
    [OPTION_SCREEN] = {"screen", "S", N_("which screen, such as question:3")},
    [OPTION_SIZE] = {"size", "WxH", N_("in pixels, else as the config has it")},
    [OPTION_LOW_REACH] = {"low-reach", NULL, N_("with all keys low")},
    [OPTION_PNG] = {"png", "FILE", N_("as a picture, into this file")},
    [OPTION_JSON] = {"json", NULL, N_("for a monitor")},
    [OPTION_ANEW] = {"anew", NULL,
                     N_("a new chain in place of one that was shown")},
};

const struct option_row *option_row(enum option_id option)
{
    return &rows[option];
}

bool option_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *p = list; (p = strstr(p, name)) != NULL; p += length) {
        bool begins = p == list || p[-1] == ' ';
        if (begins && (p[length] == ' ' || p[length] == '\0')) {
            return true;
        }
    }
    return false;
}

bool option_allowed(const char *list, enum option_id option)
{
    return option == OPTION_CONFIG || option == OPTION_DATA_DIR ||
           option == OPTION_LANG || option_listed(list, rows[option].name);
}
