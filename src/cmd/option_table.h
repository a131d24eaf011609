/*
 * Every long option that the program has: what the command line is read by,
 * and what the help is printed from.
 */
#ifndef CMD_OPTION_TABLE_H
#define CMD_OPTION_TABLE_H

#include <stdbool.h>

enum option_id {
    OPTION_CONFIG,
    OPTION_DATA_DIR,
    OPTION_WINDOWED,
    OPTION_SET_UP,
    OPTION_PLAY,
    OPTION_PICTURES,
    OPTION_DATE,
    OPTION_FROM,
    OPTION_TO,
    OPTION_PENDING,
    OPTION_INTO,
    OPTION_FORMAT,
    OPTION_LANG,
    OPTION_OUT,
    OPTION_FIRST_KEY,
    OPTION_SIGNERS,
    OPTION_WITNESS,
    OPTION_SCREEN,
    OPTION_SIZE,
    OPTION_LOW_REACH,
    OPTION_PNG,
    OPTION_JSON,
    OPTION_ANEW,
    OPTION_COUNT,
};

struct option_row {
    const char *name;  /* without the dashes */
    const char *value; /* how the help calls it; NULL: it takes none */
    const char *help;  /* NULL: of tests and pictures, and not in the help */
};

const struct option_row *option_row(enum option_id option);

/* True when `name` is one of the words of a list with blanks between. */
bool option_listed(const char *list, const char *name);

/* Of every command, or in its list. */
bool option_allowed(const char *list, enum option_id option);

#endif
