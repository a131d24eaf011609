/* What `--help`, `help` and `version` print. Each returns the exit status. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "cmd/options.h"

/* All commands, and what goes with each of them. */
int help_all(const struct command *commands, int count);

/* One command with its options. */
int help_command(const struct command *command);

int help_version(void);

/* Says that there is no such command, and which may have been meant. */
int help_no_command(const struct command *commands, int count,
                    const char *word);

#endif
