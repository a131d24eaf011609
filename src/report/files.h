/*
 * Daily files as the source of a report: files and folders as they were named
 * become a list in which every day of every terminal stands once.
 *
 * A provisional file (_tam) gives way to the whole one of its day. A file
 * that is there twice with the same bytes counts once; with different bytes
 * neither counts, because nobody can say which is right. All that is left out
 * is said once, and noted in the report.
 */
#ifndef REPORT_FILES_H
#define REPORT_FILES_H

#include <stdbool.h>

#include "base/fault.h"
#include "format/file_name.h"
#include "report/report.h"

enum { REPORT_FILE_MOST = 512 * 1024 * 1024 }; /* bytes */

struct report_file {
    char *path;
    struct file_name name;
    bool left_out;
};

/* Zeroed but for the first two; the owner calls report_files_free. */
struct report_files {
    struct report *report;    /* into which they are read */
    struct faults *faults;    /* what is wrong with those that are left out */
    struct report_file *list; /* by unit, device and day once they are judged */
    int count, capacity;
    bool failed;       /* memory ran out */
    bool said_unknown; /* that a column is not known, once of all files */
};

/* Finds the daily files of a path: itself, or those that lie in the folder
   (not in folders below). What is none is a fault. */
void report_files_find(struct report_files *files, const char *path);

/* Sorts the list, and leaves out what must not count; then reads the rest, as
   far as it lies in the span, into the report. */
void report_files_read(struct report_files *files,
                       const struct report_span *span);

void report_files_free(struct report_files *files);

#endif
