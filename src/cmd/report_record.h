/* The record as the source of a report. */
#ifndef CMD_REPORT_RECORD_H
#define CMD_REPORT_RECORD_H

#include "cmd/options.h"
#include "config/config.h"
#include "report/report.h"
#include "report/xlsx.h"

struct report_record;

/* The last so many days, when none were named. */
enum { REPORT_RECORD_DAYS = 30 };

/* Locks and opens the record and gathers the days that were asked for into the
   report, told apart by how their questions were asked. Returns 0, or the exit
   status after a message. `*out` is set in any case, and goes to
   report_record_close. */
int report_record_gather(struct report_record **out,
                         const struct options *options,
                         const struct config *config, struct report *report);

/* The daily files of those days, as they would be exported. */
struct report_rows report_record_rows(struct report_record *source);

/* Takes NULL. */
void report_record_close(struct report_record *source);

#endif
