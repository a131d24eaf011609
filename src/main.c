/* The door: picks the command. */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "cmd/commands.h"

static const struct command commands[] = {
    {"run", cmd_run, "windowed play pictures set-up",
     "[--windowed WxH] [--set-up]", "the terminal (also without the word)"},
    {"export", cmd_export, "date from to into pending",
     "[--date D | --from D --to D | --pending] [--into DIR]",
     "the day's file, or those of several days"},
    {"report", cmd_report, "from to format lang out signers PATH",
     "[PATH... [--signers FILE]] [--from D --to D] [--format text|html|xlsx] "
     "[--lang vi|en] [--out FILE]",
     "the figures, of the record or of daily files"},
    {"verify", cmd_verify, "first-key signers witness from to lang PATH",
     "PATH... [--first-key FILE|-] [--signers FILE] [--from D --to D] "
     "[--witness DATE CODE] [--lang vi|en]",
     "has a record, a daily file or a folder of days been changed?"},
    {"check", cmd_check, "", "", "look for faults in the config"},
    {"scene", cmd_scene, "screen size lang low-reach png",
     "--screen S [--size WxH] [--lang vi|en] [--low-reach] [--png FILE]",
     "what is on a screen, as text or as a picture"},
    {"status", cmd_status, "json", "[--json]", "is the terminal well?"},
    {"enrol", cmd_enrol, "anew", "[--anew]",
     "the terminal's keys, made and shown once"},
    {"pin", cmd_pin, "", "", "set the staff's PIN"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static int help(void)
{
    printf("Bốn Luôn %s: a satisfaction terminal for a reception desk.\n\n",
           BONLUON_VERSION);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("  bonluon %s%s%s\n        %s\n", commands[i].name,
               commands[i].arguments[0] != '\0' ? " " : "",
               commands[i].arguments, commands[i].help);
    }
    printf("\nWith every command:\n"
           "  --config FILE    the config (else the user's, /etc/bonluon's, "
           "the sample)\n"
           "  --data-dir DIR   where the record lies (else "
           "$XDG_DATA_HOME/bonluon)\n"
           "  --help, --version\n");
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static int version(void)
{
    printf("bonluon %s\n", BONLUON_VERSION);
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static const struct command *find(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

/* Where the command's word stands: the first that is neither an option nor
   the value of one that may come before it. 0: nowhere. */
static int find_word(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-') {
            return i;
        }
        if (strcmp(argv[i], "--config") == 0 ||
            strcmp(argv[i], "--data-dir") == 0) {
            i++;
        } else if (strchr(argv[i], '=') == NULL) {
            return 0;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return help();
        }
        if (strcmp(argv[i], "--version") == 0) {
            return version();
        }
    }
    int word = find_word(argc, argv);
    const struct command *command = &commands[0];
    if (word > 0) {
        command = find(argv[word]);
        if (command == NULL) {
            log_error("%s: no such command: see bonluon --help", argv[word]);
            return EX_USAGE;
        }
        memmove(&argv[word], &argv[word + 1],
                (size_t)(argc - word) * sizeof *argv);
        argc--;
    }
    struct options options;
    int status = options_read(&options, command, argc, argv);
    return status != 0 ? status : command->run(&options);
}
