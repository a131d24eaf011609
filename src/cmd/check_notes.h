/*
 * What is no fault, and yet is hardly meant: a time that nobody would choose, a
 * folder that is not there, a date that finds no room (`undated`). Each is a
 * line of its own on standard output, with file and line.
 */
#ifndef CMD_CHECK_NOTES_H
#define CMD_CHECK_NOTES_H

#include "config/config.h"

void check_notes(const struct config *config, bool undated);

/* Warns of a code that other programs take for something else. */
void check_codes(const struct config *config);

#endif
