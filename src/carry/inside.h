/*
 * carrier.c is what job.c (the job) and file.c (one file) stand on. Each
 * function that returns false has filled the report.
 */
#ifndef CARRY_INSIDE_H
#define CARRY_INSIDE_H

#include "carry/carry.h"

struct carrier {
    const struct carry_job *job;
    const struct carry_params *params;
    struct carry_report *report;
    int folder;   /* the target's handle; -1 before it is open */
    bool written; /* something was: EROFS then means that the stick is gone */
    char *block;  /* CARRY_BLOCK bytes */
};

/* Asks the fault layer; false with errno when the step is to fail. */
bool carry_may(const struct carrier *carrier, enum carry_step step);

struct carry_words {
    const char *path, *cause, *remedy;
};
void carry_fail(struct carrier *carrier, enum carry_result result,
                struct carry_words words);

/* What somebody can do about it. */
const char *carry_remedy(enum carry_result result);

/* By errno: of what was done to `name` in the target (NULL: to the folder),
   and of a file that is to be carried. */
void carry_fail_there(struct carrier *carrier, const char *name);
void carry_fail_here(struct carrier *carrier, const char *path);

/* A day that is not over, or a report: what may be replaced. */
bool carry_replaces(const char *name);

/* Opens a file that is to be carried, and tells its size; -1: it failed. */
int carry_open_source(struct carrier *carrier, const char *path, int64_t *size);

/* Carries one file, or finds it there; its fate is told in it. */
bool carry_file(struct carrier *carrier, struct carry_file *file);

#endif
