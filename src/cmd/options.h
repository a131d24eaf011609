/*
 * The command line, read once. Every option belongs to some commands; one
 * that the command does not know is refused, as is a value that is none.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum { OPTIONS_KEYS_MAX = 16 };

struct options {
    const char *config;   /* --config FILE, NULL: by the usual places */
    const char *data_dir; /* --data-dir DIR, likewise */

    bool set_up; /* --set-up: in service, so never by the sample config; asks on
                    the glass for what only the installer knows */

    int width, height;    /* --windowed WxH, --size WxH; 0: not given */
    const char *play;     /* --play FILE: a recorded visit */
    const char *pictures; /* --pictures DIR: where it leaves its pictures */

    bool dated; /* a day or a span was given: from_day to to_day */
    int32_t from_day, to_day;
    bool pending;   /* --pending: closed days that were not taken yet */
    const char *to; /* --into DIR, --to DIR */

    const char *screen;   /* --screen S */
    const char *language; /* --lang vi */
    const char *png;      /* --png FILE */
    bool low_reach;       /* --low-reach: everything pressable stands low */

    bool json; /* --json */
    bool anew; /* --anew: a new chain in place of one that was shown */

    const char *format;                       /* --format text|html|xlsx */
    const char *out;                          /* --out FILE */
    const char *first_keys[OPTIONS_KEYS_MAX]; /* --first-key FILE, each */
    int first_key_count;
    const char *signers;      /* --signers FILE */
    int32_t witness_day;      /* --witness DATE CODE */
    const char *witness_code; /* NULL: not given */

    char **paths; /* the words behind the options */
    int path_count;
};

struct command {
    const char *name;
    int (*run)(const struct options *options); /* returns the exit status */
    const char *options;   /* the long options it takes, by name, blanks
                              between; PATH: words of files and folders;
                              FILE: one, of the config */
    const char *arguments; /* for the help: "[--date D] ..." */
    const char *help;
};

/*
 * Reads argv for a command into `options`. Returns 0, or the exit status to
 * end with after a message (EX_USAGE). Strings point into argv.
 */
int options_read(struct options *options, const struct command *command,
                 int argc, char **argv);

#endif
