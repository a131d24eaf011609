/* Which kind of file a report becomes: as --format says, else as the name
   behind
   --out ends. */
#ifndef CMD_REPORT_FORMAT_H
#define CMD_REPORT_FORMAT_H

#include "cmd/options.h"

enum report_format { REPORT_TEXT, REPORT_HTML, REPORT_XLSX };

/* Returns 0, or the exit status after a message: no such format, a name that
   says another one, or a workbook without a file. */
int report_format_read(const struct options *options,
                       enum report_format *format);

#endif
