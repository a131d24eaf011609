/*
 * The commands, one file each. Each puts together the rooms that it needs
 * and returns the exit status, one of sysexits.h.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "cmd/options.h"

/* Of verify and report: what nothing vouches for, and what is not there, are
   told alike: EX_NOINPUT. */
enum { EX_UNPROVEN = 66 };

int cmd_run(const struct options *options);
int cmd_export(const struct options *options);
int cmd_report(const struct options *options);
int cmd_verify(const struct options *options);
int cmd_check(const struct options *options);
int cmd_scene(const struct options *options);
int cmd_status(const struct options *options);
int cmd_enrol(const struct options *options);
int cmd_pin(const struct options *options);

#endif
