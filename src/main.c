/* The door: picks the command. */
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/speak.h"
#include "cmd/commands.h"
#include "cmd/help.h"
#include "cmd/option_table.h"

static const struct command commands[] = {
    {"run", cmd_run, "windowed play pictures set-up",
     "[--windowed WxH] [--set-up]", N_("the terminal (also without the word)")},
    {"export", cmd_export, "date from to into pending",
     "[--date D | --from D --to D | --pending] [--into DIR]",
     N_("the day's file, or those of several days")},
    {"report", cmd_report, "from to format lang out signers PATH",
     "[PATH... [--signers FILE]] [--from D --to D] [--format text|html|xlsx] "
     "[--lang vi|en] [--out FILE]",
     N_("the figures, of the record or of daily files")},
    {"verify", cmd_verify, "first-key signers witness from to PATH",
     "PATH... [--first-key FILE|-] [--signers FILE] [--from D --to D] "
     "[--witness DATE CODE]",
     N_("has a record, a daily file or a folder of days been changed?")},
    {"check", cmd_check, "FILE", "[FILE]", N_("look for faults in the config")},
    {"scene", cmd_scene, "screen size lang low-reach png",
     "--screen S [--size WxH] [--lang vi|en] [--low-reach] [--png FILE]",
     N_("what is on a screen, as text or as a picture")},
    {"status", cmd_status, "json", "[--json]", N_("is the terminal well?")},
    {"enrol", cmd_enrol, "anew", "[--anew]",
     N_("the terminal's keys, made and shown once")},
    {"pin", cmd_pin, "", "", N_("set the staff's PIN")},
    {"help", NULL, "", "[COMMAND]",
     N_("this list, or the options of a command")},
    {"version", NULL, "", "", N_("which version this is")},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static const struct command *find(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool takes_value(const char *name)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_row((enum option_id)i);
        if (strcmp(row->name, name) == 0) {
            return row->value != NULL;
        }
    }
    return false;
}

/* Where the command's word stands: the first that is neither an option nor
   the value of one. 0: nowhere. */
static int find_word(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-') {
            return i;
        }
        i += strncmp(argv[i], "--", 2) == 0 && takes_value(argv[i] + 2);
    }
    return 0;
}

static bool is_given(int argc, char **argv, const char *option)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], option) == 0) {
            return true;
        }
    }
    return false;
}

/* Before all else is read: what is wrong with it is told in this language.
   NULL: none is given. */
static const char *language(int argc, char **argv)
{
    static const char option[] = "--lang";
    size_t length = strlen(option);
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], option, length) == 0 &&
            (argv[i][length] == '=' || argv[i][length] == '\0')) {
            return argv[i][length] == '=' ? argv[i] + length + 1 : argv[i + 1];
        }
    }
    return NULL;
}

/* `word` is the command that help is asked for; NULL: none. */
static int help(const char *word)
{
    const struct command *command = word == NULL ? NULL : find(word);
    if (word != NULL && command == NULL) {
        return help_no_command(commands, COMMAND_COUNT, word);
    }
    return command == NULL ? help_all(commands, COMMAND_COUNT)
                           : help_command(command);
}

int main(int argc, char **argv)
{
    speak_begin(language(argc, argv), log_to_journal());
    int word = find_word(argc, argv);
    const struct command *command = word > 0 ? find(argv[word]) : &commands[0];
    if (is_given(argc, argv, "--help") || is_given(argc, argv, "-h")) {
        return help(word > 0 ? argv[word] : NULL);
    }
    if (is_given(argc, argv, "--version")) {
        return help_version();
    }
    if (command == NULL) {
        return help_no_command(commands, COMMAND_COUNT, argv[word]);
    }
    if (word > 0) {
        memmove(&argv[word], &argv[word + 1],
                (size_t)(argc - word) * sizeof *argv);
        argc--;
    }
    if (strcmp(command->name, "help") == 0) {
        word = find_word(argc, argv);
        return help(word > 0 ? argv[word] : NULL);
    }
    if (strcmp(command->name, "version") == 0) {
        return help_version();
    }
    struct options options;
    int status = options_read(&options, command, argc, argv);
    return status != 0 ? status : command->run(&options);
}
