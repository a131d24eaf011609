/*
 * The journal: the rows of the record once more, as text, in files that are
 * only ever appended to: <folder>/<year>.log, of the year of the row's day. The
 * folder is `log` in the data directory, else the one that [trust] log names,
 * best on another disk. From it a damaged database is rebuilt (room recovery).
 *
 * Lines of fields parted by TAB; a backslash, TAB, CR or LF in a text is \\,
 * \t, \r, \n. The last field is a check: the first 16 hex digits of the SHA-256
 * of the line before the TAB that precedes it. A line whose check does not fit
 * (torn by a power cut, or damaged) does not count.
 *
 *     row  seq boot boottime_ms wall_ms day kind visit item value elapsed_ms
 *          flags note tag            the tag in hex; "-" when there is none
 *     wording  hash text
 *     seal  day text signature
 *
 * It is written in the same turn as the database, and behind it: an answer is
 * thanked for when both have it. It is synced when nobody waits: what it lacks
 * after a power cut the next start adds. It tells who came when: mode 0600.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/files.h"
#include "base/text.h"
#include "store/store.h"

/* Zeroed at the start; the owner calls journal_close. */
struct journal {
    char folder[FILES_PATH_SIZE];
    int fd;      /* of the year's file; valid when open */
    int fd_year; /* the year it is of */
    int year;    /* of what is being added */
    bool open;   /* fd is */
    bool unsynced;
    bool failed;       /* no more is written */
    struct text lines; /* of what is being added */
};

/* Takes it in hand: makes the folder. False with errno: nothing is written. */
bool journal_open(struct journal *journal, const char *folder)
    __attribute__((warn_unused_result));

/* Writes what a batch added. It outlives the program from then on, and a power
   cut once it is synced. False with errno, once: after that nothing is taken
   any more, and nothing said, until the next start. Rows of another year go
   into another file, before which the old one is synced. */
bool journal_add(struct journal *journal, const struct store_batch *batch)
    __attribute__((warn_unused_result));

/* Syncs what was written. False with errno, once, likewise. */
bool journal_sync(struct journal *journal) __attribute__((warn_unused_result));

/* A zeroed struct is fine. */
void journal_close(struct journal *journal);

/* A longer line, which no row, wording or seal comes to, does not count. */
enum { JOURNAL_LINE_MOST = 4 << 20 };

/* One line that was read back; the strings are valid during the call. */
enum journal_kind { JOURNAL_ROW, JOURNAL_WORDING, JOURNAL_SEAL };
struct journal_line {
    enum journal_kind kind;
    struct row row;
    struct store_wording wording;
    struct store_seal seal;
    int year;   /* it lies in this year's file, */
    int64_t at; /* from this byte on */
};

/* Takes each line that counts, of all years in order, until `take` returns
   false; counts those that do not. Without `take` all is read and nothing
   looked at. False with errno when a file cannot be read: it is passed over,
   the others count. A folder that is missing is an empty journal. */
struct journal_scan {
    const char *folder;
    int32_t from_day; /* years before this day's are left out; INT32_MIN: none
                         are */
    int64_t span;     /* only so many bytes of the end of the last year's file;
                         0: all of all */
    bool (*take)(void *context, const struct journal_line *line);
    void *context;
    int64_t bad; /* lines that do not count */
};
bool journal_read(struct journal_scan *scan)
    __attribute__((warn_unused_result));

/* Reads all of it and does nothing with it. False with errno when a file of it
   is there and the system does not give it (journal_is_there): it holds rows
   that are unknown. */
bool journal_readable(const char *folder) __attribute__((warn_unused_result));

/* Whether that error is of a journal that is there; else there is none in its
   place, be it nothing at all or a folder of that name. */
bool journal_is_there(int error);

/* Bytes of all its files. */
int64_t journal_size(const char *folder);

/* Moves all its files into that folder. False with errno. */
bool journal_move(const char *folder, const char *to)
    __attribute__((warn_unused_result));

/* The last row that counts, the one with the highest seq, found from the end;
   its seq is 0 when there is none. Quick, whatever the length of the journal.
   False with errno. */
bool journal_last(const char *folder, struct row *row)
    __attribute__((warn_unused_result));

#endif
