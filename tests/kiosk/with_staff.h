/*
 * The hand of staff on a terminal without a glass: holds the corner, types the
 * PIN, waits for what the disk has to say.
 */
#ifndef TESTS_KIOSK_WITH_STAFF_H
#define TESTS_KIOSK_WITH_STAFF_H

#include "with_terminal.h"

#define STAFF_PIN "271828"

/* Sets the PIN as `bonluon pin` does, with little work for Argon2. */
void staff_set_pin(struct terminal *terminal, const char *pin);

/* Holds the corner until the pad opens and says how the PIN stands; then it
   has settled. */
void staff_hold(struct terminal *terminal);

/* Types a PIN and presses enter; waits for the verdict. */
void staff_enter(struct terminal *terminal, const char *pin);

/* All of it: the panel is open, its figures are there. */
void staff_come_in(struct terminal *terminal);

/* And on to the export, its days and places are there. */
void staff_go_to_export(struct terminal *terminal);

/* Presses a key and lets the screen settle. */
void staff_press(struct terminal *terminal, struct action action);

/* "pin value" lines of all tries; the program must have stopped. The caller
   frees. */
char *staff_rows(struct terminal *terminal);

/* Which screen of staff shows, told by its keys. */
bool staff_at_pad(struct terminal *terminal);
bool staff_at_panel(struct terminal *terminal);
bool staff_at_export(struct terminal *terminal);

/* No screen of staff: the first question, as visitors see it. */
bool staff_gone(struct terminal *terminal);

/* Starts again with a PIN, and with a stick. */
void staff_prepare(struct terminal *terminal);

/* A visitor answers all four questions alike. */
void staff_visit(struct terminal *terminal, int level);

/* The terminal runs on the next day, whose closing has been seen to. */
void staff_next_day(struct terminal *terminal);

/* Takes a day from the export's screen; its result shows. */
void staff_take_day(struct terminal *terminal, int32_t day);
bool staff_ended(struct terminal *terminal);

#endif
