/*
 * One line of a key file, as GLib reads it (glib-2.0, "Key-value file parser"):
 * `[name]`, or `key=value`, `key[vi]=value`. GLib itself ends the program where
 * it finds no memory, and not with a sentence; so to read a config it is asked
 * for one thing alone, and only of texts that may need it: letters and marks
 * made one, NFC.
 *
 * Lines are clean (line.h) and bare of blanks at both ends. All texts that come
 * back are the caller's to free.
 */
#ifndef CONFIG_ENTRY_H
#define CONFIG_ENTRY_H

/* Before GLib is used: has it end the program with a sentence. */
void entry_guard(void);

/* The name in a header line. NULL, with errno: it is none (EINVAL), or there
   was no memory for it (ENOMEM). */
char *entry_header(const char *line);

/* The name in a header that is broken, as it most likely is ("[office",
   "[office] # x"); NULL likewise. */
char *entry_header_guess(const char *line);

/* The name before the =; NULL likewise. */
char *entry_key(const char *line);

/* The value of a line with a key, without its escapes and in NFC; NULL
   likewise. */
char *entry_value(const char *line);

#endif
