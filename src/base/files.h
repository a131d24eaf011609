/*
 * Files that are whole or not there. Everything that the terminal leaves
 * behind for somebody (a day's CSV, its status) is written under a temporary
 * name in the same folder, synced, renamed, and the folder synced: after a
 * power cut a reader finds the old content or the new, never a part.
 *
 * All of these return false (or -1) with errno set and say nothing: the
 * caller knows what the file was for, and says it once.
 */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/text.h"

enum { FILES_PATH_SIZE = 1024 };

/* Joins "folder/name" into a buffer of FILES_PATH_SIZE; false: too long. */
bool files_join(char out[FILES_PATH_SIZE], const char *folder, const char *name)
    __attribute__((warn_unused_result));

/* Closes what was only read, or has failed; errno stays as it was. Takes -1. */
void files_close(int fd);

/* Reads a whole regular file of at most `most` bytes (EFBIG beyond). */
bool files_read(const char *path, size_t most, struct text *out)
    __attribute__((warn_unused_result));

/* Makes a folder and the missing ones above it, each of mode 0755. */
bool files_make_folder(const char *path) __attribute__((warn_unused_result));

bool files_exists(const char *path);
bool files_is_folder(const char *path);

/* Bytes of a regular file; -1: there is none. */
int64_t files_size(const char *path);

/* Bytes that are free for whoever asks, of the disk with a folder; -1:
   unknown, with errno. */
int64_t files_free(const char *folder);

/*
 * A lock that lasts as long as the process: the file is made when missing,
 * and holds the process number of the owner. Returns the descriptor to keep
 * open, or -1; errno is EWOULDBLOCK when another process holds it.
 */
int files_lock(const char *path) __attribute__((warn_unused_result));

/* True while another process holds the lock. A lock that cannot be looked at
   counts as free. */
bool files_locked(const char *path);

/*
 * Whether a file in a folder can be kept from other users. False on file
 * systems that keep no modes and show everything to all: exFAT and NTFS as a
 * desktop mounts them. Finds out by a file that is made and removed; true where
 * none can be made.
 */
bool files_keeps_private(const char *folder);

/* What is synced before a file counts as there. */
enum files_sync {
    FILES_UNSYNCED,     /* nothing: the next start writes it anew */
    FILES_SYNCED,       /* the file before the rename, the folder after it */
    FILES_FOLDER_LATER, /* the file only: for many, with files_sync_folder
                           when all have their names */
};

/* A file on its way: one of finish or drop after a begin that returned true. */
struct files_new {
    char path[FILES_PATH_SIZE];      /* where it will be */
    char temporary[FILES_PATH_SIZE]; /* where it is till then */
    int fd;
    enum files_sync sync;
    int error;    /* of the first write that failed; 0: none did */
    int64_t size; /* bytes that were given to files_write */
    struct digest digest;
    char sha256[DIGEST_HEX_SIZE]; /* of them, once it was finished */
};

/*
 * Opens a new file for writing; `folder` as for openat(2). What stands at the
 * name, left behind by a power cut or put there by somebody, is taken away and
 * never written to or waited for: neither a pipe, nor a link to another file.
 */
int files_create(int folder, const char *name, unsigned mode)
    __attribute__((warn_unused_result));

/* Opens the temporary file beside the final name. */
bool files_begin(struct files_new *file, const char *path, enum files_sync sync)
    __attribute__((warn_unused_result));

/* The same for a file that nobody but its owner may read: of mode 0600 from
   the moment it exists, synced, and given to whom the folder belongs, so that
   what root sets the terminal can read. */
bool files_begin_private(struct files_new *file, const char *folder,
                         const char *name) __attribute__((warn_unused_result));

/* Gives a file that root made to whom the folder belongs. */
bool files_give(int fd, const char *folder) __attribute__((warn_unused_result));

/* Writes all the bytes to a file that is open, however many calls that
   takes. */
bool files_write_all(int fd, const void *bytes, size_t length)
    __attribute__((warn_unused_result));

/* The same to a file on its way, and takes them into its size and digest. After
   one that failed nothing more is written, and files_finish fails like it: who
   writes many need ask once. Size and digest go on even so; and where `fd` is
   -1 they are all that is made. */
bool files_write(struct files_new *file, const void *bytes, size_t length);

/* Syncs, renames over the final name, syncs the folder. On failure the
   temporary file is removed and errno is that of the failure. */
bool files_finish(struct files_new *file) __attribute__((warn_unused_result));

/* Removes the temporary file; errno stays as it was. */
void files_drop(struct files_new *file);

/* Makes the names in a folder last. */
bool files_sync_folder(const char *folder) __attribute__((warn_unused_result));

/* The same of the folder in which a file lies. */
bool files_sync_folder_of(const char *path) __attribute__((warn_unused_result));

/* Removes the files of a folder whose names begin and end so; a folder that
   cannot be read has none. */
void files_sweep(const char *folder, const char *begin, const char *end);

/* All of it at once, for something small. */
bool files_replace(const char *path, const void *bytes, size_t length,
                   enum files_sync sync) __attribute__((warn_unused_result));

#endif
