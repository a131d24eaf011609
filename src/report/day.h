/*
 * A day of the record on its way into a report: the totals that are kept of it
 * know questions by their ids; how they were asked its daily file tells.
 */
#ifndef REPORT_DAY_H
#define REPORT_DAY_H

#include <stdbool.h>

#include "format/file_name.h"
#include "report/report.h"

struct report_day_file {
    struct file_name name; /* the codes are those of the totals */
    bool (*read)(void *context, struct text *bytes);
    void *context;
};

/* Adds totals of a day, of what was given under these codes. False when the
   file could not be read: then they are added as they are kept. */
bool report_day_add(struct report *report, const struct report_day_file *file,
                    const struct sum *kept);

#endif
