/*
 * Daily files as the source of a report: what was found (find.h) becomes a list
 * in which every day of every terminal stands once. Whatever a reader must know
 * of a file is a remark of the report.
 *
 *     A file is the terminal's when a seal says so that somebody trusts; one
 *     without a seal counts, and is said. One that differs from its seal does
 *     not count.
 *     Two of a day: a provisional one (_tam) gives way to the whole one, the
 *     same bytes count once, a sealed one before one without a seal. Else
 *     neither counts, because nobody can say which is right.
 *     Two chains of seals under the same codes are two terminals, unless the
 *     second names the last seal of the first.
 */
#ifndef REPORT_FILES_H
#define REPORT_FILES_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/fault.h"
#include "format/file_name.h"
#include "report/report.h"
#include "report/seals.h"

enum { REPORT_FILE_MOST = 512 * 1024 * 1024 }; /* bytes */

enum report_trust {
    REPORT_TRUST_NONE,    /* no signature, or not one of the terminal */
    REPORT_TRUST_UNKNOWN, /* a good one, and nobody said whose */
    REPORT_TRUST_GOOD,
};

struct report_file {
    char *path;
    int root; /* of the paths that were found, from 1 */
    dev_t device;
    ino_t inode; /* whatever path leads to it */
    struct file_name name;
    struct file_name called; /* what its name says; its unit is "" when that is
                                none of a daily file */
    bool renamed;            /* it is called otherwise than what it holds */
    char sha256[DIGEST_HEX_SIZE];
    const struct report_seal *seal; /* that of its bytes, if it is trusted */
    bool differs;                   /* there is one, of other bytes */
    bool unlisted;                  /* it is trusted, but by no list */
    const char *chain; /* which terminal of these codes; "" of the only one */
    bool left_out;
};

/* Zeroed but for the first four; the owner calls report_files_free. */
struct report_files {
    struct report *report; /* into which they are read */
    struct faults *faults; /* what is not proven, a line each in English */
    /* Whose seal this is; NULL: nobody knows. */
    enum report_trust (*trust)(void *context, const struct report_seal *seal);
    void *context;

    struct report_file *list; /* by terminal and day once they are judged */
    int count, capacity;
    struct report_seals seals;
    int root;                          /* of the path that is found now */
    const struct report_file *doubted; /* the last one of which `doubt` was
                                          said */
    enum report_word doubt;
    bool said_unknown; /* that a column is not known, once of all files */
    bool failed;       /* memory ran out */
};

/* Says something of a file, in the report; with `why`, which is one line for
   the console, it is a fault too. Line 0: no line of it. */
void report_files_say(struct report_files *files, enum report_word what,
                      const char *path, int line, const char *why);

void report_files_leave_out(struct report_files *files,
                            struct report_file *file, enum report_word what,
                            const char *why);

/* Of files: whether they are of the same codes. */
bool report_files_same(const struct report_file *a,
                       const struct report_file *b);

/* Sorts the list by terminal and day, and leaves out what must not count, as
   what is outside the span was before (judge.c). */
void report_files_judge(struct report_files *files);

/* Judges what lies in the span, or in the one before that it is compared with,
   and reads what counts into the report. */
void report_files_read(struct report_files *files,
                       const struct report_span *span);

void report_files_free(struct report_files *files);

#endif
