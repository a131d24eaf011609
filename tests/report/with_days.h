/* Daily files with their seals, and a report made from them. */
#ifndef TESTS_REPORT_WITH_DAYS_H
#define TESTS_REPORT_WITH_DAYS_H

#include "base/with_data_folder.h"
#include "report/find.h"

struct with_days {
    struct data_folder folder;
    struct report report;
    struct report_files files;
    struct faults faults;
    const char *chain;            /* of the seals that are written; */
    char before[DIGEST_HEX_SIZE]; /* the last of them, "": none */
    enum report_trust trust;      /* in all of them */
    char said[4 * FILES_PATH_SIZE];
};

void with_days_begin(struct with_days *days);
void with_days_end(struct with_days *days);

/* Set-up and teardown of a test whose state is one. */
int with_days_set_up(void **state);
int with_days_tear_down(void **state);

/* A file of VT with an answer of each of these levels, the list ending with 0,
   at the device and day that its name tells; and, unless it is provisional,
   its seal. */
void with_days_write(struct with_days *days, const char *name,
                     const int *levels);

/* The seal of a file as it lies there, under the name that a file of this name
   would have. */
void with_days_seal(struct with_days *days, const char *file, const char *name);

/* Reads the folder, and gives the faults without the folder's name. */
const char *with_days_read(struct with_days *days,
                           const struct report_span *span);

/* Whether the report has such a remark on a file, or on a terminal. */
bool with_days_remarked(const struct with_days *days, enum report_word what,
                        const char *about);

extern const int with_days_good[]; /* five of the best */
extern const int with_days_bad[];  /* five of the worst */
extern const int with_days_four[];

#define MONDAY  "4luon_VT_Q1_2026-11-23"
#define TUESDAY "4luon_VT_Q1_2026-11-24"

#endif
