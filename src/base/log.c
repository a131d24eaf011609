#include "base/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/speak.h"

/* Priorities of syslog(3), which the journal reads. */
enum priority { PRIORITY_ERROR = 3, PRIORITY_WARNING = 4, PRIORITY_INFO = 6 };

/* systemd tells the journal's stream as "device:inode" of standard error; any
   redirection after that makes the two differ. */
bool log_to_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    uintmax_t device = 0;
    uintmax_t inode = 0;
    struct stat err;
    return stream != NULL &&
           sscanf(stream, "%" SCNuMAX ":%" SCNuMAX, &device, &inode) == 2 &&
           fstat(fileno(stderr), &err) == 0 && device == err.st_dev &&
           inode == err.st_ino;
}

__attribute__((format(printf, 2, 0))) static void
say(enum priority priority, const char *format, va_list args)
{
    char line[1024];
    /* A longer message is cut here on purpose: it still names its file. */
    (void)vsnprintf(line, sizeof line, speak(format), args);
    if (log_to_journal()) {
        fprintf(stderr, "<%d>%s\n", (int)priority, line);
    } else {
        fprintf(stderr, "bonluon: %s\n", line);
    }
}

void log_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(PRIORITY_ERROR, format, args);
    va_end(args);
}

void log_warning(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(PRIORITY_WARNING, format, args);
    va_end(args);
}

void log_info(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(PRIORITY_INFO, format, args);
    va_end(args);
}
