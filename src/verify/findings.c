#include "verify/findings.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/speak.h"

struct spot spot_file(void)
{
    return (struct spot){.kind = SPOT_FILE};
}

struct spot spot_row(int64_t seq)
{
    return (struct spot){.kind = SPOT_ROW, .number = seq};
}

struct spot spot_line(int64_t line)
{
    return (struct spot){.kind = SPOT_LINE, .number = line};
}

struct spot spot_day(int32_t day)
{
    return (struct spot){.kind = SPOT_DAY, .number = day};
}

void findings_date(int32_t day, char out[FINDINGS_DATE_SIZE])
{
    enum { FIRST = -719528, LAST = 2932896 }; /* 0000-01-01, 9999-12-31 */
    if (day >= FIRST && day <= LAST) {
        clock_date(day, out);
    } else {
        text_must(out, FINDINGS_DATE_SIZE, "%" PRId32, day);
    }
}

void findings_file(struct findings *findings, const char *path)
{
    findings_end(findings);
    /* A name is bytes of any origin, and goes to a console. */
    text_show(findings->file, sizeof findings->file, path, strlen(path));
}

enum {
    WHAT_SIZE = 512,
    LINE_SIZE = FILES_PATH_SIZE + WHAT_SIZE + 32,
    SPOT_SIZE = 40
};

static void put_spot(struct spot spot, char out[SPOT_SIZE])
{
    char date[FINDINGS_DATE_SIZE];
    switch (spot.kind) {
    case SPOT_FILE: out[0] = '\0'; break;
    case SPOT_ROW:
        text_cut(out, SPOT_SIZE, speak(": row %" PRId64), spot.number);
        break;
    case SPOT_LINE:
        text_cut(out, SPOT_SIZE, speak(": line %" PRId64), spot.number);
        break;
    case SPOT_DAY:
        findings_date((int32_t)spot.number, date);
        text_must(out, SPOT_SIZE, ": %s", date);
        break;
    }
}

__attribute__((format(printf, 4, 0))) static void
tell(struct findings *findings, enum findings_level level, struct spot spot,
     const char *format, va_list arguments)
{
    static const char *const words[FINDING_LEVELS] = {
        [FINDING_WRONG] = "",
        [FINDING_UNREAD] = N_("it cannot be read: "),
        [FINDING_UNPROVEN] = N_("not proven: "),
        [FINDING_NOTE] = N_("to note: ")};
    char where[SPOT_SIZE];
    char line[LINE_SIZE + SPOT_SIZE];
    char what[WHAT_SIZE] = "";
    char shown[WHAT_SIZE];
    findings->counts[level]++;
    if (++findings->in_file > FINDINGS_MOST) {
        return;
    }
    vsnprintf(what, sizeof what, speak(format), arguments);
    /* What is quoted from a file may be long and of any bytes. */
    text_show(shown, sizeof shown, what, strlen(what));
    put_spot(spot, where);
    text_cut(line, sizeof line, "%s%s: %s%s", findings->file, where,
             speak(words[level]), shown);
    findings->say(findings->context, line);
}

void findings_add(struct findings *findings, struct spot spot,
                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(findings, FINDING_WRONG, spot, format, arguments);
    va_end(arguments);
}

void findings_tell(struct findings *findings, enum findings_level level,
                   struct spot spot, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(findings, level, spot, format, arguments);
    va_end(arguments);
}

void findings_end(struct findings *findings)
{
    if (findings->in_file > FINDINGS_MOST) {
        char line[LINE_SIZE];
        text_cut(line, sizeof line, speak("%s: and %" PRId64 " more findings"),
                 findings->file, findings->in_file - FINDINGS_MOST);
        findings->say(findings->context, line);
    }
    findings->in_file = 0;
}
