/*
 * A day of the record on its way into a report: the totals that are kept of it,
 * told apart as its daily file tells them, by how its questions were asked and
 * under which codes its visits were given.
 */
#ifndef REPORT_DAY_H
#define REPORT_DAY_H

#include <stdbool.h>

#include "format/file_name.h"
#include "report/report.h"

struct report_day_file {
    struct file_name name; /* its codes are those of the day's seal */
    /* Gives the file's bytes, each time anew. */
    bool (*read)(void *context, struct text *bytes);
    void *context;
};

/* Adds a day, under each of its codes what was given under them; how long the
   terminal was ready is told under those of its file. False when the file could
   not be read: then the totals are added as they are kept. */
bool report_day_add(struct report *report, const struct report_day_file *file,
                    const struct sum *kept);

#endif
