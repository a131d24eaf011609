#include "cmd/report_format.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "base/log.h"

enum { NONE = -1 };

/* What stands behind the last dot of a file's name; "": nothing does. */
static const char *ending(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot != name ? dot + 1 : "";
}

static int format_called(const char *name)
{
    static const struct {
        const char *name;
        enum report_format format;
    } names[] = {{"text", REPORT_TEXT},
                 {"txt", REPORT_TEXT},
                 {"html", REPORT_HTML},
                 {"htm", REPORT_HTML},
                 {"xlsx", REPORT_XLSX}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(name, names[i].name) == 0) {
            return (int)names[i].format;
        }
    }
    return NONE;
}

/* ".pdf" names a kind of file, and the ".11" of "report.11" does not. */
static bool names_kind(const char *end)
{
    return isalpha((unsigned char)end[0]) != 0;
}

int report_format_read(const struct options *options,
                       enum report_format *format)
{
    const char *out = options->out;
    const char *end = out != NULL ? ending(out) : "";
    int called = format_called(end);
    int wanted = options->format != NULL ? format_called(options->format)
                 : names_kind(end)       ? called
                                         : (int)REPORT_TEXT;
    if (wanted == NONE && options->format != NULL) {
        log_error("--format %s: give text, html or xlsx", options->format);
    } else if (wanted == NONE) {
        log_error("--out %s: no report is made as .%s: give a name that ends "
                  "in .txt, .html or .xlsx, or say --format",
                  out, end);
    } else if (called != NONE && called != wanted) {
        log_error("--out %s is the name of another format than --format %s: "
                  "change one of the two",
                  out, options->format);
    } else if (wanted == (int)REPORT_XLSX && out == NULL) {
        log_error("a workbook needs a file to go into: give --out FILE.xlsx");
    } else {
        *format = (enum report_format)wanted;
        return 0;
    }
    return EX_USAGE;
}
