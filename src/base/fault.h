/*
 * What is wrong in the files that a person writes: config, form, language.
 * Every fault is collected, in the order of file and line, so that one run of
 * `bonluon check` names them all. Files come in the order in which their
 * first fault was found; within a file the lines rise.
 *
 * Only the first FAULTS_LISTED are listed, and a last line says so: a file
 * that is no config at all would give one a line. `count` is of all of them.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdarg.h>

#include "base/text.h"

enum {
    FAULTS_LISTED = 500,
    FAULTS_NO_LINE = -1,
};

/* Zeroed at the start; the owner calls faults_free. */
struct faults {
    struct text lines; /* "file:line: what is wrong; what to write\n" ... */
    int count;
};

/* Adds one. Line 0 stands for the file as a whole, and is told
   as its first line; with FAULTS_NO_LINE, for a file that nobody opens to mend
   it, the file alone is told. The same fault is told once. A line break or
   another control character in the message becomes a space: one fault is one
   line. */
void faults_add(struct faults *faults, const char *file, int line,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

void faults_add_list(struct faults *faults, const char *file, int line,
                     const char *format, va_list args)
    __attribute__((format(printf, 4, 0)));

void faults_free(struct faults *faults);

#endif
