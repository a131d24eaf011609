/*
 * The report that staff take beside the files of days, as a page (HTML) and as
 * a workbook (XLSX). The desk gathers it, a day a turn; putting it down takes
 * seconds for a long span, and is done by the courier, on its thread: no
 * visitor waits for it.
 *
 * It is called after its terminal and its days; a later one of the same days
 * takes its place.
 */
#ifndef DESK_REPORT_H
#define DESK_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "carry/carry.h"
#include "record/record.h"

struct desk_report;

enum { DESK_REPORT_FILES = 2 };

/* Its files will lie in `folder`. NULL: no memory. The config outlives it. */
struct desk_report *desk_report_new(const struct config *config,
                                    const char *folder);

/* Takes NULL. */
void desk_report_free(struct desk_report *report);

/* Adds a day, in the order of days, whose daily file lies at `path`. What the
   record cannot do is the result; want of memory tells desk_report_end. */
enum store_result desk_report_add(struct desk_report *report,
                                  struct record *record, int32_t day,
                                  const char *path)
    __attribute__((warn_unused_result));

/* After the last day: the next closed day of those that they are compared with
   (report_compare), to be added, too; INT32_MAX when there is no more.
   One that cannot be counted is left out. */
enum store_result desk_report_before(struct desk_report *report,
                                     struct record *record, int32_t *day)
    __attribute__((warn_unused_result));

/* After these: names the files, which are made later. False: no
   memory, or a day that could not be counted. */
bool desk_report_end(struct desk_report *report,
                     struct carry_file files[DESK_REPORT_FILES])
    __attribute__((warn_unused_result));

/* Makes the files: for struct carry_job. */
bool desk_report_make(void *report, const struct carry_params *params,
                      char *error, size_t size)
    __attribute__((warn_unused_result));

#endif
