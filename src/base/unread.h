/*
 * A file that cannot be read (EIO) is not damaged: another time it may be, as
 * when a cable was loose or the machine was cold. The start that meets one
 * ends, and puts nothing in its place; only when so many starts in turn could
 * not read it is it given up, so that a bad sector does not keep a terminal
 * dead for ever. A database whose number of version alone is not ours is left
 * as often: another program may have made it.
 */
#ifndef BASE_UNREAD_H
#define BASE_UNREAD_H

#include <stdbool.h>

/* A service manager starts it again within seconds: a minute or two. */
enum { UNREAD_STARTS = 3 };

/* Whether the file is there and the disk does not give all of it. */
bool unread_is(const char *path);

/* Counts this start, in PATH.unread beside it. True when it was one too many;
   never where it cannot be counted. */
bool unread_gives_up(const char *path) __attribute__((warn_unused_result));

/* It could be read: what was counted is forgotten. */
void unread_forget(const char *path);

#endif
