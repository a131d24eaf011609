/*
 * A line that is entered: from standard input as it comes, or asked on the
 * terminal and not shown. Byte by byte, so that no buffer of a library keeps
 * a secret; the caller wipes his.
 */
#ifndef CMD_PROMPT_H
#define CMD_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * One line of standard input, without its end; an end of the input ends it,
 * too. Of one that is too long what fits is kept, which tells by its length:
 * give room for two bytes more than are allowed (one may be the CR of a line
 * that Windows ended). False with errno.
 */
bool prompt_line(char *out, size_t size) __attribute__((warn_unused_result));

/* Whether standard input holds nothing more; reads on until its end, or until
   there is something. */
bool prompt_at_end(void) __attribute__((warn_unused_result));

/*
 * A line, from the terminal that is standard input: shows `question` and
 * nothing of what is typed. However this ends, the terminal shows again what
 * is typed; a signal to end does so after that, as if it came then.
 */
bool prompt_secret(const char *question, char *out, size_t size)
    __attribute__((warn_unused_result));

#endif
