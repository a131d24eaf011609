/* What is wrong with the bytes of a key file, as far as one line tells: the
   slips of those who write it with another program than was thought of. */
#ifndef CONFIG_LINE_H
#define CONFIG_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* What no line may hold, and what to do; NULL for a clean one. */
const char *line_dirt(const char *line, size_t length);

/* What to say of a line that is neither a key nor anything else. */
const char *line_strange(const char *line);

/* "C:\Users\..." behind the =, where a backslash means something else. */
bool line_is_windows_path(const char *line);

/* Whether the whole file is written in two bytes a letter. */
bool line_is_utf16(const char *bytes, size_t length);

#endif
