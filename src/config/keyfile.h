/*
 * A key file (GLib's: `[section]`, `key=value`, `key[vi]=value`, `#`) in which
 * every section and key knows its line, and which finds all that is wrong.
 *
 * GLib stops at the first bad line, keeps no line numbers, and ends a program
 * that has no memory left. So each line is read here (entry.h): what GLib would
 * refuse is a fault of that line, and the reading goes on behind it. A Notepad
 * BOM and CRLF are accepted. Values come unescaped and in NFC.
 *
 * Whoever reads the file asks for each key that it knows; what is left in the
 * end is refused by keyfile_refuse_unknown. Nothing is silently ignored.
 */
#ifndef CONFIG_KEYFILE_H
#define CONFIG_KEYFILE_H

#include "base/fault.h"

enum {
    KEYFILE_SIZE_MAX = 1024 * 1024,
    KEYFILE_NAME_MAX = 100, /* bytes of a section's or key's name */
    KEYFILE_NAMES_MAX = 2000,
};

struct keyfile;

/* Reads a file. NULL, after a fault, when there is nothing to be read; with
   faults in its lines it is still returned, so that more can be found. The
   owner calls keyfile_close. */
struct keyfile *keyfile_open(const char *path, struct faults *faults);

/* The same from memory; `path` is what faults call it. */
struct keyfile *keyfile_parse(const char *path, const struct text *bytes,
                              struct faults *faults);

/* Takes NULL. Every string that the file gave out ends with it. */
void keyfile_close(struct keyfile *file);

const char *keyfile_path(const struct keyfile *file);

/* SHA-256 of the file's bytes, 64 hex digits. */
const char *keyfile_digest(const struct keyfile *file);

/* The value of a key, which is known from now on. NULL when it is not there,
   or when it stood in a fault (then its line is not 0). */
const char *keyfile_get(struct keyfile *file, const char *section,
                        const char *key);

/* Whether a key stands there with a value that was a fault. */
bool keyfile_spoilt(const struct keyfile *file, const char *section,
                    const char *key);

/* A key that must be there and is not: `fault` is told by
   keyfile_refuse_unknown, unless a slip of the pen explains it. */
void keyfile_miss(struct keyfile *file, const char *section, const char *key,
                  const char *fault);

/* Names a section that may be there, without asking for any key. */
void keyfile_expect(struct keyfile *file, const char *section);

/* Where a key stands, or with NULL as the key, its section. 0: nowhere. */
int keyfile_line(const struct keyfile *file, const char *section,
                 const char *key);

/* The sections and the keys of the file, in its order; NULL past the end. */
const char *keyfile_section_at(const struct keyfile *file, int index);
const char *keyfile_key_at(const struct keyfile *file, const char *section,
                           int index);

/* A fault for each section and key of the file that nobody asked for, and for
   each that was missed. */
void keyfile_refuse_unknown(const struct keyfile *file, struct faults *faults);

#endif
