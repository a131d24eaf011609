#include "cmd/help.h"

#include <stdio.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/speak.h"
#include "base/text.h"
#include "cmd/option_table.h"
#include "config/nearest.h"

static int finish(void)
{
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static void print_synopsis(const struct command *command)
{
    printf("bonluon %s%s%s\n", command->name,
           command->arguments[0] != '\0' ? " " : "", command->arguments);
}

static void print_option(enum option_id option)
{
    const struct option_row *row = option_row(option);
    char left[40];
    text_must(left, sizeof left, "--%s%s%s", row->name,
              row->value != NULL ? " " : "",
              row->value != NULL ? row->value : "");
    printf("  %-24s %s\n", left, speak(row->help));
}

/* Beside the `own` options of a command. */
static void print_everywhere(const char *own)
{
    printf(speak("\nWith every command:\n"));
    print_option(OPTION_CONFIG);
    print_option(OPTION_DATA_DIR);
    if (!option_listed(own, option_row(OPTION_LANG)->name)) {
        print_option(OPTION_LANG);
    }
    printf("  --help, --version\n");
}

int help_all(const struct command *commands, int count)
{
    printf(
        speak("Bốn Luôn %s: a satisfaction terminal for a reception desk.\n\n"),
        BONLUON_VERSION);
    for (int i = 0; i < count; i++) {
        printf("  ");
        print_synopsis(&commands[i]);
        printf("        %s\n", speak(commands[i].help));
    }
    print_everywhere("");
    return finish();
}

int help_command(const struct command *command)
{
    print_synopsis(command);
    printf("        %s\n\n", speak(command->help));
    for (int i = 0; i < OPTION_COUNT; i++) {
        enum option_id option = (enum option_id)i;
        if (option_row(option)->help != NULL &&
            option_listed(command->options, option_row(option)->name)) {
            print_option(option);
        }
    }
    print_everywhere(command->options);
    return finish();
}

int help_version(void)
{
    printf("bonluon %s\n", BONLUON_VERSION);
    return finish();
}

int help_no_command(const struct command *commands, int count, const char *word)
{
    struct nearest nearest = nearest_begin(word);
    for (int i = 0; i < count; i++) {
        nearest_try(&nearest, commands[i].name);
    }
    if (nearest.best != NULL) {
        log_error("%s: no such command: did you mean %s?", word, nearest.best);
    } else {
        log_error("%s: no such command: see bonluon --help", word);
    }
    return EX_USAGE;
}
