/*
 * What is wrong in the files that a person writes: config, form, language.
 * Every fault is collected, in the order of file and line, so that one run of
 * `bonluon check` names them all.
 */
#ifndef DATA_FAULT_H
#define DATA_FAULT_H

#include <stdbool.h>

#include "base/text.h"

/* Zeroed at the start; the owner calls faults_free. */
struct faults {
    struct text lines; /* "file:line: what is wrong; what to write\n" ... */
    int count;
};

/* Adds one. Line 0 stands for the file as a whole. */
void faults_add(struct faults *faults, const char *file, int line,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

void faults_free(struct faults *faults);

#endif
