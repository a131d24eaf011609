/*
 * Small files for the program's own eyes, one line of text each: of mode 0600
 * from the moment they exist, replaced as a whole, and with a digest at the
 * end of the line by which damage shows.
 *
 * Root writes them for whoever owns the folder, so that what the installer
 * sets by `sudo` the terminal can read.
 */
#ifndef TRUST_SECRET_H
#define TRUST_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/files.h"

enum { SECRET_SIZE = 256, SECRET_DIGEST_SIZE = 17 };

struct secret {
    char text[SECRET_SIZE];          /* no line break in it */
    char digest[SECRET_DIGEST_SIZE]; /* 16 hex digits, of the text */
};

/* Writes folder/name, and fills in the digest. True: it is on the disk for
   good. False with errno: there is the old file, or (the last sync failed)
   perhaps the new one. */
bool secret_write(struct secret *secret, const char *folder, const char *name)
    __attribute__((warn_unused_result));

enum secret_read { SECRET_READ, SECRET_MISSING, SECRET_UNREADABLE };

/* Reads it, and takes from others the right to. SECRET_UNREADABLE: the file
   cannot be read (errno), or is damaged (errno 0). */
enum secret_read secret_read(struct secret *out, const char *folder,
                             const char *name);

/* Opens a regular file with these flags of open(2), and takes from others the
   right to read it. Returns the descriptor, or -1 with errno. */
int secret_open(const char *path, int flags)
    __attribute__((warn_unused_result));

/* Reads from where it stands up to its end, `size` bytes at most. Returns how
   many, or -1 with errno. */
ssize_t secret_take(int fd, void *out, size_t size)
    __attribute__((warn_unused_result));

/* Overwrites what was secret, which a compiler might leave out of memset. */
void secret_wipe(void *bytes, size_t length);

#endif
