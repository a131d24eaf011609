/*
 * How the terminal's last run ended, as the service manager saw it. It lies in
 * the service's folder on memory, $RUNTIME_DIRECTORY, where nothing hangs and
 * no power cut leaves anything: `ended` is what systemd.exec(5) calls
 * $SERVICE_RESULT, $EXIT_CODE and $EXIT_STATUS, written by
 * packaging/kiosk/usr/lib/bonluon/ended; `last-word` is what the terminal
 * itself left when it was no longer fed.
 */
#ifndef CMD_LAST_END_H
#define CMD_LAST_END_H

enum { LAST_END_SIZE = 128 };

/* The last words. */
#define LAST_WORD_SCREEN "screen"
#define LAST_WORD_DISK   "disk"

/* Leaves a last word, "" none; without such a folder it does nothing. */
void last_end_leave(const char *word);

/* Takes both, which are then gone, and says in the log what they told: for a
   person, "watchdog: the disk did not answer". "" when it ended as asked, or
   when nobody told. */
void last_end_take(char out[LAST_END_SIZE]);

#endif
