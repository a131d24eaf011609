/* An outbox with files in it, a folder that stands in for a stick, and a fault
   layer between them: what a stick can do wrong, at any step. */
#ifndef TESTS_CARRY_WITH_CARRY_H
#define TESTS_CARRY_WITH_CARRY_H

#include <stdbool.h>

#include "carry/carry.h"
#include "base/with_data_folder.h"

enum { CARRY_FILES = 3 };

struct carry_fixture {
    struct data_folder folder;
    char outbox[FILES_PATH_SIZE];
    char stick[FILES_PATH_SIZE];
    struct carry_file files[CARRY_FILES]; /* small, of four blocks, empty */
    struct carry_job job;                 /* of them, to the stick */
    struct carry_progress progress;
    struct carry_report report; /* of carry_fixture_run */

    /* The fault layer: what happens at which step. */
    int steps; /* so far */
    int at;    /* the step of the fault, from 1; 0: none */
    int error; /* that the step fails with, and with `ever` those after */
    bool ever; /* the stick is gone for good */
    bool only; /* count just the steps of kind `kind` */
    enum carry_step kind;
    void (*act)(struct carry_fixture *); /* called at that step */
    int cancel_at; /* the call of `moved` that cancels, from 1; 0: none */
    int moves;     /* so far */
};

void carry_fixture_make(struct carry_fixture *f);
void carry_fixture_remove(struct carry_fixture *f);

/* An empty stick, an unused job, no fault. */
void carry_fixture_renew(struct carry_fixture *f);

/* Carries the job through the fault layer. */
enum carry_result carry_fixture_run(struct carry_fixture *f);

/* The fault function, for a courier; its context is the fixture. */
int carry_fixture_fault(void *context, enum carry_step step);

/* Writes a file into a folder. */
void carry_fixture_write(const char *folder, const char *name,
                         const void *bytes, size_t length);

/* Fails the test unless the outbox is as it was made, each name of a file on
   the stick stands for its whole content or is missing, and the report's sum
   is right. Returns how many are there. */
int carry_fixture_check(struct carry_fixture *f);

/* Whether the folder has a file whose name ends so. */
bool carry_fixture_has(const char *folder, const char *end);

#endif
