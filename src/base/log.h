/*
 * Messages for the people who look after the terminal: one line each, to
 * standard error. Under systemd, when standard error is the journal, a line
 * begins with its `<N>` priority (sd-daemon(3)); elsewhere with the program's
 * name. There is no state: every call looks at the environment itself. The
 * format is looked up in the console's language (speak.h).
 *
 * A message says what happened, to which file, and what to do about it. It
 * never holds an answer of a visitor.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Whether they go to the journal. */
bool log_to_journal(void);

#endif
