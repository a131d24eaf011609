/*
 * Findings: what is wrong with a file, one line each, said as soon as it is
 * found:
 *
 *     FILE: what is wrong
 *     FILE: row 17: ...  |  FILE: line 3: ...  |  FILE: 2026-11-23: ...
 *
 * Of one file no more than FINDINGS_MOST are said, and then how many more
 * there are: a file that is wrong all through must not bury the others.
 */
#ifndef VERIFY_FINDINGS_H
#define VERIFY_FINDINGS_H

#include <stdint.h>

#include "base/files.h"

enum { FINDINGS_MOST = 200 };

/* Where in the file. */
struct spot {
    enum { SPOT_FILE, SPOT_ROW, SPOT_LINE, SPOT_DAY } kind;
    int64_t number;
};

struct spot spot_file(void);
struct spot spot_row(int64_t seq);
struct spot spot_line(int64_t line);
struct spot spot_day(int32_t day);

/* What a line says of what is looked at. */
enum findings_level {
    FINDING_WRONG,    /* it is not as it was */
    FINDING_UNREAD,   /* it could not be read: nobody knows */
    FINDING_UNPROVEN, /* nothing vouches for it */
    FINDING_NOTE,     /* worth knowing, and no fault */
    FINDING_LEVELS
};

/* Zeroed but for the first two. */
struct findings {
    void (*say)(void *context, const char *line);
    void *context;
    int64_t counts[FINDING_LEVELS]; /* of all files */
    char file[FILES_PATH_SIZE];
    int64_t in_file;
};

/* What comes now is of this file. */
void findings_file(struct findings *findings, const char *path);

/* One that is wrong; and one of any level. */
void findings_add(struct findings *findings, struct spot spot,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void findings_tell(struct findings *findings, enum findings_level level,
                   struct spot spot, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Says how many more there are of the last file. */
void findings_end(struct findings *findings);

/* The ISO date of a day, or its number when it is of no year that has four
   digits. */
enum { FINDINGS_DATE_SIZE = 16 };
void findings_date(int32_t day, char out[FINDINGS_DATE_SIZE]);

#endif
